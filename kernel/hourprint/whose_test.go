package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestWhose prints half a page, or one JSON object, and the usual exit statuses.
func TestWhose(t *testing.T) {
	text := call(t, "whose", "--dedupe", "from,to,body", jabberLogs)
	if text.status != exitOK || !strings.Contains(text.out, "Europe/Moscow") || !strings.Contains(text.out, "What speaks against it:") {
		t.Errorf("status %d:\n%s%s", text.status, text.out, text.err)
	}
	object := call(t, "whose", "--json", "--level", "0.9", jabberLogs)
	var got struct {
		Events  int
		Verdict string
		Zones   []struct{ Zone string }
		Offset  struct{ Level float64 }
		Groups  map[string]any
	}
	if err := json.Unmarshal([]byte(object.out), &got); err != nil {
		t.Fatalf("%v in %.200s", err, object.out)
	}
	if got.Events != 21072 || got.Verdict != "mixed" || len(got.Zones) < 10 || got.Offset.Level != 0.9 || got.Groups != nil {
		t.Errorf("%+v", got)
	}
	for args, says := range map[string]string{
		"whose --level 1 " + jabberLogs:         "--level",
		"whose --by from --top 0 " + jabberLogs: "--top",
	} {
		if c := call(t, strings.Fields(args)...); c.status != exitUsage || !strings.Contains(c.err, says) {
			t.Errorf("%s: status %d: %s", args, c.status, c.err)
		}
	}
	if c := call(t, "whose", "no/such/file"); c.status != exitFailure || c.out != "" {
		t.Errorf("a file that is not there: status %d: %s", c.status, c.out)
	}
}

// TestWhoseBy judges the values of a column by themselves.
func TestWhoseBy(t *testing.T) {
	c := call(t, "whose", "--json", "--by", "from", "--top", "2", jabberLogs)
	var got struct {
		Groups map[string]struct{ Verdict string }
	}
	if err := json.Unmarshal([]byte(c.out), &got); err != nil || len(got.Groups) != 2 {
		t.Fatalf("%v: %d groups", err, len(got.Groups))
	}
	if v := got.Groups["watchdog@chat.example.onion"].Verdict; v != "automated" {
		t.Errorf("watchdog is %q", v)
	}
}
