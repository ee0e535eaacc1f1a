package timelog

import (
	"context"
	"strings"
	"testing"
)

// Each decision is told in plain words, with the evidence for it.
func TestDecisions(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		opt  Options
		want []string
	}{
		"table": {"Created,Indexed,User\n13/02/2021 10:00:00,2021-03-01,ada\n14/02/2021 11:00:00,2021-03-01,bo\n", Options{}, []string{
			"stored as it is", "format csv: 3 fields in 100 %", `heading: "Created", "Indexed", "User"`,
			`time column "Created": 100 % of the first rows have a time in it`, `not taken: "Indexed" (100 % of the first rows`,
			"day and month: dmy, the other order would make impossible dates", "zone UTC: nothing tells, so it is assumed",
		}},
		"no heading": {"2021-02-13T10:00:00,ada\n2021-02-13T11:00:00,bo\n", Options{Format: "csv"}, []string{"no heading"}},
		"numbers":    {"{\"ts\":1612137600123}\n{\"ts\":1612137660123}\n", Options{}, []string{"format jsonl: one object a line", "numbers are milliseconds since 1970: the only unit"}},
		"asked":      {"a,b\n01/02/2021 10:00,01/02/2021 11:00\n", Options{Time: "b", DateOrder: "dmy", SourceZone: "Europe/Rome"}, []string{`time column "b": as asked`, "dmy, as asked", "zone Europe/Rome: the stamps carry none; as asked"}},
		"two columns": {"Date,Time,User\n2021-02-13,10:00:00,ada\n2021-02-13,11:00:00,bo\n", Options{}, []string{
			`"Date" holds dates and "Time" times of day: read together as "Date + Time"`}},
		"lines":    {"x=1 at 2021-02-13T10:00:00Z go\nx=2 at 2021-02-13T10:00:01Z go\nx=3 at 2021-02-13T10:00:02Z go\n", Options{}, []string{"times stand ", "zone UTC: the stamps say so themselves"}},
		"syslog":   {"Feb  3 10:00:00 h a[1]: x\nFeb  4 10:00:00 h a[1]: y\n", Options{Year: 2021}, []string{"format syslog", "years: stamps without one begin in 2021, as asked"}},
		"UTF-16":   {"\xff\xfet\x00i\x00m\x00e\x00\n\x002\x000\x002\x001\x00-\x000\x001\x00-\x000\x002\x00T\x000\x003\x00:\x000\x004\x00\n\x00", Options{}, []string{"decoded from UTF-16"}},
		"envelope": {`{"Records":[{"eventTime":"2021-02-13T10:00:00Z"},{"eventTime":"2021-02-13T11:00:00Z"}]}`, Options{}, []string{`records are the elements of "Records"`}},
	} {
		c.opt.Explain = true
		tally, err := Count(context.Background(), c.opt, file(t, "log", c.text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		all := strings.Join(tally.Sources[0].Decisions, "\n")
		for _, want := range c.want {
			if !strings.Contains(all, want) {
				t.Errorf("%s: no %q in\n%s", name, want, all)
			}
		}
	}
	tally, err := Count(context.Background(), Options{}, file(t, "log.jsonl", threeEvents))
	if err != nil || tally.Sources[0].Decisions != nil {
		t.Errorf("explained without being asked: %v, %v", tally, err)
	}
}
