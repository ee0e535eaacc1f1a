package timelog

import (
	"context"
	"strings"
	"testing"
)

var chatCases = []lineCase{
	{name: "irssi", format: "irc", zone: "assumed", skipped: 1,
		text: `--- Log opened Tue Jan 12 23:50:07 2021
23:50 -!- ada [ada@example.org] has joined #x
23:59 < ada> hello
--- Day changed Wed Jan 13 2021
00:01 <@bo> hi, at 10:00
pasted
00:02  * ada waves
`, want: []string{"2021-01-12T23:50:00Z", "2021-01-12T23:59:00Z", "2021-01-13T00:01:00Z", "2021-01-13T00:02:00Z"}},
	{name: "mIRC", format: "irc", zone: "assumed",
		text: `Session Start: Tue Jan 12 23:58:07 2021
[23:58:10] <ada> hello
[00:00:01] <bo> no line says that the day is over
`, want: []string{"2021-01-12T23:58:10Z", "2021-01-13T00:00:01Z"}},
	{name: "WhatsApp on Android", format: "whatsapp", zone: "assumed", skipped: 1,
		text: `12/03/21, 15:17 - Messages and calls are end-to-end encrypted.
12/03/21, 15:17 - Ada: hello: you
a second line
13/03/21, 00:00 - Bo: hi
`, want: []string{"2021-03-12T15:17:00Z", "2021-03-12T15:17:00Z", "2021-03-13T00:00:00Z"}},
	{name: "WhatsApp on iOS", format: "whatsapp", zone: "assumed",
		text: "[12/3/21, 3:17:24\u202fPM] Ada: hello\n\u200e[12/13/21, 12:00:05\u202fAM] Bo: \u200eimage omitted\n",
		want: []string{"2021-12-03T15:17:24Z", "2021-12-13T00:00:05Z"}},
	{name: "WhatsApp in German", format: "whatsapp", zone: "assumed",
		text: "12.03.21, 15:17 - Ada: hallo\n13.03.21, 15:18 - Bo: hi\n",
		want: []string{"2021-03-12T15:17:00Z", "2021-03-13T15:18:00Z"}},
}

func TestChats(t *testing.T) {
	for _, c := range chatCases {
		t.Run(c.name, c.check)
	}
}

// TestChatJSON checks the exports of Telegram, Slack and Discord, which the JSON
// formats read.
func TestChatJSON(t *testing.T) {
	for _, c := range []struct{ name, text, column, zone, first string }{
		{"Telegram", `{"name":"x","type":"personal_chat","id":1,"messages":[
 {"id":1,"type":"message","date":"2021-03-12T15:17:24","date_unixtime":"1615551444","from":"Ada","text":"a"},
 {"id":2,"type":"message","date":"2021-03-12T15:17:25","date_unixtime":"1615551445","edited":"2021-03-13T00:00:00","edited_unixtime":"1615593600","from":"Bo","text":"b"}]}`,
			"date_unixtime", "stated", "2021-03-12T12:17:24Z"},
		{"Slack", `[{"type":"message","user":"U1","text":"a","ts":"1614088559.000200"},{"type":"message","user":"U2","text":"b","ts":"1614088560.000300","thread_ts":"1614088559.000200"}]`,
			"ts", "stated", "2021-02-23T13:55:59Z"},
		{"Discord", `{"guild":{"id":"1"},"channel":{"id":"2"},"exportedAt":"2021-06-01T00:00:00+00:00","messages":[{"id":"3","type":"Default","timestamp":"2021-03-12T15:17:24.123+02:00","timestampEdited":null,"content":"a"},{"id":"4","timestamp":"2021-03-12T15:17:25.000+02:00","timestampEdited":"2021-03-12T15:18:25+02:00","content":"b"}]}`,
			"timestamp", "stamp", "2021-03-12T13:17:24Z"},
	} {
		tally, err := Count(context.Background(), Options{}, file(t, "x.json", c.text))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		s := tally.Sources[0]
		if s.TimeColumn != c.column || s.ZoneFrom != c.zone || s.Events != 2 || tally.First.Format("2006-01-02T15:04:05Z") != c.first {
			t.Errorf("%s: first %v, %+v", c.name, tally.First, s)
		}
	}
}

// TestOrderLeftOpen checks that a chat in which no day is beyond the twelfth is
// not read in either order in silence.
func TestOrderLeftOpen(t *testing.T) {
	path := file(t, "chat.txt", "12/03/21, 15:17 - Ada: hello\n12/03/21, 15:18 - Bo: hi\n")
	if _, err := Count(context.Background(), Options{}, path); err == nil || !strings.Contains(err.Error(), "--date-order") {
		t.Errorf("%v", err)
	}
	tally, err := Count(context.Background(), Options{DateOrder: "mdy"}, path)
	if err != nil || tally.First.Month() != 12 {
		t.Errorf("%v, %v", tally, err)
	}
}
