package timelog

import (
	"context"
	"strings"
	"testing"
)

var syslogCases = []lineCase{
	{name: "Linux", format: "syslog", zone: "assumed", written: "2005-07-30",
		text: `Jun 14 15:16:01 combo sshd(pam_unix)[19939]: authentication failure; logname= uid=0 euid=0 tty=NODEVssh ruser= rhost=218.188.2.4
Jun 14 15:16:02 combo sshd(pam_unix)[19937]: check pass; user unknown
Jul  1 00:21:28 combo logrotate: ALERT exited abnormally with [1]
Jul  9 11:35:59 combo kernel: klogd 1.4.1, log source = /proc/kmsg started.
`, want: []string{"2005-06-14T15:16:01Z", "2005-06-14T15:16:02Z", "2005-07-01T00:21:28Z", "2005-07-09T11:35:59Z"}},
	{name: "New Year passes", format: "syslog", zone: "assumed", written: "2021-01-05",
		text: `Dec 31 23:59:58 LabSZ sshd[24200]: Invalid user webmaster from 173.234.31.186
Dec 31 23:59:59 LabSZ sshd[24200]: Connection closed by 173.234.31.186 [preauth]
Jan  1 00:00:01 LabSZ sshd[24201]: Accepted password for root from 10.0.0.1 port 1 ssh2
Dec 31 23:59:59 LabSZ sshd[24200]: late
Jan 1 00:00:02 LabSZ sshd[24201]: on
`, want: []string{"2020-12-31T23:59:58Z", "2020-12-31T23:59:59Z", "2021-01-01T00:00:01Z", "2020-12-31T23:59:59Z", "2021-01-01T00:00:02Z"}},
	{name: "29 February", format: "syslog", zone: "assumed", written: "2007-03-01", // no such day in 2007, 2006, 2005
		text: `Feb 28 10:00:00 h a[1]: x
Feb 29 10:00:00 h a[1]: x
Mar  1 10:00:00 h a[1]: x
`, want: []string{"2004-02-28T10:00:00Z", "2004-02-29T10:00:00Z", "2004-03-01T10:00:00Z"}},
	{name: "newest first", format: "syslog", zone: "assumed", written: "2021-02-01",
		text: `Jan  2 10:00:00 h a[1]: x
Jan  1 10:00:00 h a[1]: x
Dec 30 10:00:00 h a[1]: x
Dec 29 10:00:00 h a[1]: x
`, want: []string{"2021-01-02T10:00:00Z", "2021-01-01T10:00:00Z", "2020-12-30T10:00:00Z", "2020-12-29T10:00:00Z"}},
	{name: "Mac", format: "syslog", zone: "assumed", written: "2017-07-10", skipped: 1,
		text: `Jul  1 09:00:55 calvisitor-10-105-160-95 kernel[0]: IOThunderboltSwitch<0>(0x0)::listenerCallback
Jul  1 09:01:05 calvisitor-10-105-160-95 com.apple.CDScheduler[43]: Thermal pressure state: 1
	continued
Jul  1 09:01:06: --- last message repeated 5 times ---
`, want: []string{"2017-07-01T09:00:55Z", "2017-07-01T09:01:05Z", "2017-07-01T09:01:06Z"}},
	{name: "with priority", format: "syslog", zone: "assumed", written: "2003-12-01",
		text: `<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8
<165>Oct 11 22:14:16 mymachine su[12]: again
`, want: []string{"2003-10-11T22:14:15Z", "2003-10-11T22:14:16Z"}},
	{name: "RFC 5424", format: "syslog", zone: "mixed or stamp", skipped: 1,
		text: `<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - 'su root' failed
<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's time to make the do-nuts.
<165>1 - 192.0.2.1 myproc 8710 - - no time
`, want: []string{"2003-10-11T22:14:15.003Z", "2003-08-24T12:14:15.000003Z"}},
	{name: "rsyslog", format: "syslog", zone: "stamp",
		text: `2021-03-04T05:06:07.123456+01:00 web1 sshd[123]: Accepted publickey
2021-03-04T05:06:08.123456+01:00 web1 CRON[124]: session opened
`, want: []string{"2021-03-04T04:06:07.123456Z", "2021-03-04T04:06:08.123456Z"}},
	{name: "journald", format: "syslog", zone: "stamp", skipped: 1,
		text: `-- Logs begin at Thu 2021-03-04 05:00:00 CET. --
2021-03-04T05:06:07+0100 web1 systemd[1]: Started x.
2021-03-04T05:06:08+0100 web1 kernel: y
`, want: []string{"2021-03-04T04:06:07Z", "2021-03-04T04:06:08Z"}},
	{name: "Cisco ASA", format: "syslog", zone: "assumed",
		text: `Mar 12 2021 15:17:24 fw1 : %ASA-6-302013: Built outbound TCP connection
Mar 12 2021 15:17:25 fw1 : %ASA-6-302014: Teardown TCP connection
`, want: []string{"2021-03-12T15:17:24Z", "2021-03-12T15:17:25Z"}},
}

func TestSyslog(t *testing.T) {
	for _, c := range syslogCases {
		if c.zone == "mixed or stamp" {
			c.zone = "stamp"
		}
		t.Run(c.name, c.check)
	}
}

func TestSyslogColumns(t *testing.T) {
	c := lineCase{written: "2005-07-30", text: "Jun 14 15:16:01 combo sshd(pam_unix)[19939]: check pass; user unknown\nJul  1 00:21:28 combo logrotate: ALERT\nJul  1 00:21:29 combo last message repeated 3 times\n"}
	table, err := Read(context.Background(), Options{}, c.path(t))
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"time", "2005-06-14 15:16:01", "2005-07-01 00:21:28", "2005-07-01 00:21:29"},
		{"host", "combo", "combo", "combo"},
		{"process", "sshd(pam_unix)", "logrotate", ""},
		{"pid", "19939", "", ""},
		{"message", "check pass; user unknown", "ALERT", "last message repeated 3 times"},
	}
	checkColumns(t, table, want)
	if all := strings.Join(table.Warnings, "\n"); !strings.Contains(all, "no year") || !strings.Contains(all, "2005") || !strings.Contains(all, "3 more messages") {
		t.Errorf("warnings %q", all)
	}
}

// checkColumns compares the columns of a table with lists of a name and values.
func checkColumns(t *testing.T, table *Table, want [][]string) {
	t.Helper()
	for i, w := range want {
		if i >= len(table.Columns) {
			t.Fatalf("%d columns", len(table.Columns))
		}
		c := table.Columns[i]
		if got := append([]string{c.Name}, c.Values...); strings.Join(got, "|") != strings.Join(w, "|") {
			t.Errorf("got %q, want %q", got, w)
		}
	}
}

// TestYearGiven checks that the year asked for is that of the first row.
func TestYearGiven(t *testing.T) {
	c := lineCase{written: "2021-01-05", text: "Dec 31 23:59:58 h a[1]: x\nJan  1 00:00:01 h a[1]: x\n"}
	tally, err := Count(context.Background(), Options{Year: 2010}, c.path(t))
	if err != nil {
		t.Fatal(err)
	}
	if tally.First.Year() != 2010 || tally.Last.Year() != 2011 {
		t.Errorf("%v to %v", tally.First, tally.Last)
	}
}
