package timelog

import (
	"context"
	"testing"
)

var packetCases = []lineCase{
	{name: "pf", format: "pf", zone: "assumed", written: "2004-11-01",
		text: `Oct 13 20:09:44.985281 rule 57/0(match): pass in on xl1: 195.141.69.45.1030 > 193.210.18.31.53:  59236 [1au] MX? minedu.fi. (38) (DF)
Oct 13 20:09:45.000001 rule 71/0(match): block in on xl0: 198.51.100.7.80 > 195.141.69.45.40000: S 1:1(0) ack 2 win 5840
Oct 13 20:09:46.000000 rule 57/0(match): pass out on xl1: 193.210.18.31.53 > 195.141.69.45.1030:  59236* 1/0/0 (50)
Oct 13 20:09:47.000000 rule 57/0(match): pass in on xl1: 195.141.69.45.1030 > 193.210.18.31.53:  1[|domain] (DF)
Oct 13 20:09:48.000000 rule 7/0(match): pass in on xl1: 10.0.0.1 > 10.0.0.2: icmp: echo request
`, want: []string{"2004-10-13T20:09:44.985281Z", "2004-10-13T20:09:45.000001Z", "2004-10-13T20:09:46Z", "2004-10-13T20:09:47Z", "2004-10-13T20:09:48Z"}},
	{name: "tcpdump -tttt", format: "pf", zone: "assumed",
		text: `2021-03-04 05:06:07.123456 IP 10.0.0.1.51000 > 10.0.0.2.443: Flags [S], seq 1, win 64240, length 0
2021-03-04 05:06:07.223456 IP 10.0.0.2.443 > 10.0.0.1.51000: Flags [S.], seq 1, ack 2, win 64240, length 0
`, want: []string{"2021-03-04T05:06:07.123456Z", "2021-03-04T05:06:07.223456Z"}},
	{name: "tcpdump -tt", format: "pf", zone: "stated",
		text: `1614834367.123456 IP6 2001:db8::1.51000 > 2001:db8::2.53: 1+ A? example.org. (29)
1614834368.123456 IP6 2001:db8::2.53 > 2001:db8::1.51000: 1 1/0/0 A 192.0.2.1 (45)
`, want: []string{"2021-03-04T05:06:07.123456Z", "2021-03-04T05:06:08.123456Z"}},
}

func TestPackets(t *testing.T) {
	for _, c := range packetCases {
		t.Run(c.name, c.check)
	}
}

func TestPacketColumns(t *testing.T) {
	c := packetCases[0]
	table, err := Read(context.Background(), Options{}, c.path(t))
	if err != nil {
		t.Fatal(err)
	}
	// Rows 2 and 3 go from the server to the client and are turned round.
	checkColumns(t, table, [][]string{
		{"time", "2004-10-13 20:09:44.985281", "2004-10-13 20:09:45.000001", "2004-10-13 20:09:46", "2004-10-13 20:09:47", "2004-10-13 20:09:48"},
		{"rule", "57/0", "71/0", "57/0", "57/0", "7/0"},
		{"action", "pass", "block", "pass", "pass", "pass"},
		{"direction", "in", "in", "out", "in", "in"},
		{"interface", "xl1", "xl0", "xl1", "xl1", "xl1"},
		{"src", "195.141.69.45", "195.141.69.45", "195.141.69.45", "195.141.69.45", "10.0.0.1"},
		{"sport", "1030", "40000", "1030", "1030", ""},
		{"dst", "193.210.18.31", "198.51.100.7", "193.210.18.31", "193.210.18.31", "10.0.0.2"},
		{"dport", "53", "80", "53", "53", ""},
		{"flags", "", "S", "", "", ""},
		{"dns_type", "MX", "", "", "", ""},
		{"dns_name", "minedu.fi", "", "", "", ""},
		{"reversed", "false", "true", "true", "false", "false"},
	})
}
