package timelog

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"
)

// winEvent is an event of Windows as XML, with quotes and breaks of one kind or another.
func winEvent(i int, quote, gap string) string {
	text := fmt.Sprintf(`<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">~<System>~<Provider Name="Svc &amp; Co" Guid="{1}"/>~<EventID Qualifiers="0">%d</EventID>~<Level>4</Level>~`+
		`<TimeCreated SystemTime="2020-08-31T10:%02d:58.1234567Z" />~<EventRecordID>%d</EventRecordID>~<Channel>System</Channel>~<Computer>a.example</Computer>~<Security UserID="S-1-5-18"/>~</System>~`+
		`<EventData>~<Data Name="TargetUserName">u&lt;%d&gt;</Data>~<Data>plain</Data>~<Data Name="Empty"/>~<Data Name="When">2019-01-01 00:00:00</Data>~</EventData>~</Event>`, 4624+i%2, i%60, i, i%3)
	return strings.ReplaceAll(strings.ReplaceAll(text, `"`, quote), "~", gap)
}

// The events of a file are its rows, whether they stand in one line, a line each or many.
func TestWinXML(t *testing.T) {
	events := func(quote, gap, between string) string {
		var text strings.Builder
		for i := range 30 {
			text.WriteString(winEvent(i, quote, gap) + between)
		}
		return text.String()
	}
	for name, text := range map[string]string{
		"a line each":   events("'", "", "\n"),
		"many lines":    events(`"`, "\r\n  ", "\r\n"),
		"one line":      "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><Events>" + events("'", "", "") + "</Events>",
		"one, in UTF16": utf16Text(t, unicode.LittleEndian, unicode.UseBOM, "<Events>\r\n"+events("'", "\r\n\t", "")+"</Events>"),
	} {
		path := file(t, "log.xml", text)
		tally, err := Count(context.Background(), Options{By: "TargetUserName"}, path)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		balanced(t, tally.Sources)
		s := tally.Sources[0]
		if s.Format != "winxml" || s.Rows != 30 || s.Events != 30 || s.TimeColumn != "TimeCreated" || s.ZoneFrom != "stamp" || tally.Groups.Of("u<2>").Total() != 10 {
			t.Errorf("%s: %+v, %d groups", name, s, tally.Groups.Len())
		}
		table, err := Read(context.Background(), Options{}, path)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := map[string]string{}
		for _, c := range table.Columns {
			got[c.Name] = c.Values[1]
		}
		want := map[string]string{"TimeCreated": "2020-08-31T10:01:58.1234567Z", "EventID": "4625", "EventRecordID": "1", "Provider": "Svc & Co", "Channel": "System",
			"Computer": "a.example", "Level": "4", "UserID": "S-1-5-18", "TargetUserName": "u<1>", "When": "2019-01-01 00:00:00"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// What is damaged is a row with a reason, at its place; a large file is read in parts.
func TestWinXMLDamaged(t *testing.T) {
	var text strings.Builder
	text.WriteString("<Events>\n")
	for i := range 20_000 {
		event := winEvent(i, "'", "")
		switch i {
		case 7:
			event = strings.Replace(event, "SystemTime", "System", 1)
		case 8:
			event = strings.Replace(event, "2020-08-31T", "2020-13-31T", 1)
		case 19_999:
			event = event[:200]
		}
		text.WriteString(event + map[bool]string{true: "\n"}[i%10 == 9])
	}
	tally, err := Count(context.Background(), Options{}, file(t, "log.xml", text.String()))
	if err != nil {
		t.Fatal(err)
	}
	balanced(t, tally.Sources)
	s := tally.Sources[0]
	if s.Rows != 20_000 || s.Events != 19_997 || len(s.Skipped) != 3 || s.Skipped[0].FirstLine != 2 || s.Skipped[2].FirstLine != 2001 || s.Skipped[2].Reason != "cut off" {
		t.Errorf("%+v", s)
	}
}
