package timelog

import (
	"context"
	"strings"
	"testing"
)

// Formats whose rows are several lines, or whose times are put together.
var rowCases = []lineCase{
	{name: "git log", format: "git", zone: "stamp",
		text: `commit 2aae6c35c94fcfb415dbe95f408b9ce91ee846ed (HEAD -> main)
Author: Ada <ada@example.org>
Date:   Tue Jul 11 16:28:13 2017 +0200

    Fix the thing

    On 2017-07-10 10:00:00 it broke.

commit 7e4c9a0b1d2e3f405162738495a6b7c8d9e0f1a2
Merge: 1 2
Author: Bo <bo@example.org>
Date:   1707750550 +0200

    Another
`, want: []string{"2017-07-11T14:28:13Z", "2024-02-12T15:09:10Z"}},
	{name: "git log --format=%aI", format: "csv", zone: "stamp",
		text: "2017-07-11T16:28:13+02:00\n2017-07-12T16:28:13+02:00\n", want: []string{"2017-07-11T14:28:13Z", "2017-07-12T14:28:13Z"}},
	{name: "git log --date=raw", format: "text", zone: "stamp",
		text: "1707750550 +0200\n1707750551 +0200\n", want: []string{"2024-02-12T15:09:10Z", "2024-02-12T15:09:11Z"}},
	{name: "mbox", format: "mbox", zone: "stamp", skipped: 1,
		text: `From ada@example.org Tue Jul 11 14:28:13 2017
Received: from a by b; Wed, 12 Jul 2017 00:00:00 +0000
Date: Tue, 11 Jul 2017 16:28:13 +0200 (CEST)
From: Ada <ada@example.org>
Subject: folded
 subject

Date: not a header
From the start of a line
From bo@example.org Wed Jul 12 14:28:13 2017
date: Wed, 12 Jul 2017
	09:00:00 EST
From: Bo

hi
From cy@example.org Wed Jul 12 14:28:13 2017
From: Cy

no date
`, want: []string{"2017-07-11T14:28:13Z", "2017-07-12T14:00:00Z"}},
	{name: "one message", format: "mail", zone: "stamp",
		text: `Return-Path: <ada@example.org>
Received: from a by b
	with ESMTP; Wed, 12 Jul 2017 00:00:00 +0000
Message-ID: <1@example.org>
Date: 11 Jul 2017 16:28:13 -0700
From: Ada <ada@example.org>
Subject: x

Hello, at 2017-07-10 10:00:00
`, want: []string{"2017-07-11T23:28:13Z"}},
	{name: "bash", format: "shell-history", zone: "stated", skipped: 1,
		text: "ls -l\n#1614088559\nssh host\n#1614088600\ncat <<EOF\n2020-01-01 00:00:00\nEOF\n",
		want: []string{"2021-02-23T13:55:59Z", "2021-02-23T13:56:40Z"}},
	{name: "zsh", format: "shell-history", zone: "stated",
		text: ": 1614088559:0;ssh host\n: 1614088600:12;for i in 1 2; do\\\n  echo $i\\\ndone\n",
		want: []string{"2021-02-23T13:55:59Z", "2021-02-23T13:56:40Z"}},
	{name: "fish", format: "shell-history", zone: "stated",
		text: "- cmd: ssh host\n  when: 1614088559\n- cmd: ls\n  when: 1614088600\n  paths:\n    - a\n",
		want: []string{"2021-02-23T13:55:59Z", "2021-02-23T13:56:40Z"}},
}

func TestRows(t *testing.T) {
	for _, c := range rowCases {
		t.Run(c.name, c.check)
	}
}

func TestRowColumns(t *testing.T) {
	read := func(text string) *Table {
		table, err := Read(context.Background(), Options{}, file(t, "log", text))
		if err != nil {
			t.Fatal(err)
		}
		return table
	}
	checkColumns(t, read(rowCases[0].text), [][]string{
		{"time", "2017-07-11 16:28:13+02:00", "2024-02-12 17:09:10+02:00"},
		{"commit", "2aae6c35c94fcfb415dbe95f408b9ce91ee846ed", "7e4c9a0b1d2e3f405162738495a6b7c8d9e0f1a2"},
		{"author", "Ada <ada@example.org>", "Bo <bo@example.org>"},
		{"committed", "", ""},
		{"subject", "Fix the thing", "Another"},
	})
	checkColumns(t, read(rowCases[3].text), [][]string{
		{"time", "2017-07-11 16:28:13+02:00", "2017-07-12 09:00:00-05:00", ""},
		{"from", "Ada <ada@example.org>", "Bo", "Cy"},
		{"to", "", "", ""},
		{"subject", "folded subject", "", ""},
	})
	checkColumns(t, read(rowCases[5].text), [][]string{
		{"time", "", "1614088559", "1614088600"},
		{"command", "ls -l", "ssh host", "cat <<EOF\n2020-01-01 00:00:00\nEOF"},
	})
}

func TestRegex(t *testing.T) {
	text := "a=1 on 13.01.2021 at 10:00:01 by ada\nnothing\na=2 on 14.01.2021 at 10:00:02 by bo\n"
	opt := Options{Format: `regex:a=(?P<a>\d+) on (?P<date>\S+) at (?P<time>\S+) by (?P<who>\w+)`, By: "who"}
	path := file(t, "log", text)
	tally, err := Count(context.Background(), opt, path)
	if err != nil {
		t.Fatal(err)
	}
	s := tally.Sources[0]
	if s.Events != 2 || s.Rows != 3 || s.Skipped[0].Reason != "the line does not match the expression" || tally.Groups.Of("bo").Total() != 1 {
		t.Errorf("%+v", s)
	}
	if got := tally.First.Format("2006-01-02 15:04:05"); got != "2021-01-13 10:00:01" {
		t.Errorf("first %s", got)
	}
	for _, c := range []struct{ format, says string }{
		{"regex:(", "missing closing"},
		{"regex:no such line (?P<time>.*)", "none of the first"},
		{"regex:(?P<when>.*)", "no group (?P<time>"},
		{"nonsense", "unknown format"},
	} {
		if _, err := Count(context.Background(), Options{Format: c.format}, path); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.format, err)
		}
	}
}
