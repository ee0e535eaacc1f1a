package timelog

import (
	"context"
	"testing"
)

var headedCases = []lineCase{
	{name: "IIS, fields change", format: "w3c", zone: "stated",
		text: `#Software: Microsoft Internet Information Services 10.0
#Version: 1.0
#Date: 2021-04-01 00:00:21
#Fields: date time s-ip cs-method cs-uri-stem sc-status
2021-04-01 00:00:21 10.0.0.1 GET /owa/ 200
2021-04-01 00:00:22 10.0.0.1 POST /ecp/x.js 241
#Fields: time date cs-method s-ip
00:00:23 2021-04-01 GET 10.0.0.2
`, want: []string{"2021-04-01T00:00:21Z", "2021-04-01T00:00:22Z", "2021-04-01T00:00:23Z"}},
	{name: "IIS without dates", format: "w3c", zone: "stated",
		text: `#Software: Microsoft Internet Information Services 7.5
#Date: 2021-04-01 23:59:50
#Fields: time c-ip cs-method cs-uri-stem sc-status
23:59:59 10.0.0.1 GET /a 200
00:00:01 10.0.0.1 GET /b 200
`, want: []string{"2021-04-01T23:59:59Z", "2021-04-02T00:00:01Z"}},
	{name: "Windows firewall", format: "w3c", zone: "assumed",
		text: `#Version: 1.5
#Software: Microsoft Windows Firewall
#Time Format: Local
#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags

2021-04-01 10:11:12 ALLOW UDP 10.0.0.5 10.0.0.1 56789 53 0 -
2021-04-01 10:11:13 DROP TCP 10.0.0.9 10.0.0.5 1234 445 52 S
`, want: []string{"2021-04-01T10:11:12Z", "2021-04-01T10:11:13Z"}},
	{name: "CloudFront", format: "w3c", zone: "stated",
		text: "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip\n2021-04-01\t01:13:11\tFRA2\t182\t192.0.2.10\n2021-04-01\t01:13:12\tFRA2\t182\t192.0.2.11\n",
		want: []string{"2021-04-01T01:13:11Z", "2021-04-01T01:13:12Z"}},
	{name: "Exchange", format: "w3c", zone: "stamp",
		text: "#Software: Microsoft Exchange Server\n#Fields: date-time,client-ip,source-context\n2021-03-04T05:06:07.123Z,10.0.0.1,\"a,b\"\n2021-03-04T05:06:08.123Z,10.0.0.1,c\n",
		want: []string{"2021-03-04T05:06:07.123Z", "2021-03-04T05:06:08.123Z"}},
	{name: "Zeek", format: "zeek", zone: "stated", skipped: 1,
		text: "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#open\t2018-03-24-17-15-20\n" +
			"#fields\tts\tuid\tid.orig_h\tservice\n#types\ttime\tstring\taddr\tstring\n" +
			"1521911720.865716\tC1\t192.168.4.76\tdns\n22.335172\tC2\t192.168.4.76\t-\n" +
			"#fields\tuid\tts\n#types\tstring\ttime\nC3\t1521911721.000000\n#close\t2018-03-24-17-15-30\n",
		want: []string{"2018-03-24T17:15:20.865716Z", "2018-03-24T17:15:21Z"}},
}

func TestHeaded(t *testing.T) {
	for _, c := range headedCases {
		t.Run(c.name, c.check)
	}
}

func TestHeadedColumns(t *testing.T) {
	table, err := Read(context.Background(), Options{}, file(t, "log", headedCases[0].text))
	if err != nil {
		t.Fatal(err)
	}
	checkColumns(t, table, [][]string{
		{"time", "2021-04-01 00:00:21", "2021-04-01 00:00:22", "2021-04-01 00:00:23"},
		{"s-ip", "10.0.0.1", "10.0.0.1", "10.0.0.2"},
		{"cs-method", "GET", "POST", "GET"},
		{"cs-uri-stem", "/owa/", "/ecp/x.js", ""},
	})
}

func TestL2T(t *testing.T) {
	c := lineCase{format: "l2tcsv", zone: "stamp", skipped: 1,
		text: `date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra
01/02/2012,07:52:33,UTC,.A..,FILE,x,Last Access Time,-,HOST,"/a,b","/a,b",2,/a,1,-,filestat,-
01/22/2012,08:52:33,CET,.A..,FILE,x,Last Access Time,-,HOST,/a,/a,2,/a,1,-,filestat,-
01/22/2012,08:52:33,EST,.A..,FILE,x,Last Access Time,-,HOST,/a,/a,2,/a,1,-,filestat,-
`}
	tally, err := Count(context.Background(), Options{}, c.path(t))
	if err != nil {
		t.Fatal(err)
	}
	s := tally.Sources[0]
	if s.Format != "l2tcsv" || s.Events != 2 || len(s.Skipped) != 1 || s.Skipped[0].Reason != "unknown zone word" {
		t.Errorf("%+v", s)
	}
	if first, last := tally.First.Format("01-02 15:04"), tally.Last.Format("01-02 15:04"); first != "01-02 07:52" || last != "01-22 07:52" {
		t.Errorf("%s to %s", first, last)
	}
}
