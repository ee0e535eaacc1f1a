package timelog

import (
	"context"
	"strings"
	"testing"
)

// Times of day are of the date that a line shortly before them tells, and of the next day
// once the clock has turned back; not of a date that is told of.
func TestTimesOfDayBehindADate(t *testing.T) {
	for _, c := range []struct{ name, text, times, err, order string }{
		{"sqlmap", "[*] starting @ 23:58:41 /2022-06-30/\n\n[23:58:42] [INFO] resuming\n  Parameter: id\n[23:59:59] [INFO] testing\n[00:00:08] [WARNING] 1\n\n[*] ending @ 00:00:09 /2022-07-01/\n",
			"06-30 23:58:41 06-30 23:58:42 - 06-30 23:59:59 07-01 00:00:08 07-01 00:00:09", "", ""},
		{"a heading", "=~=~=~= log opened 2022.06.30 08:14:07 =~=~=~=\nlogin as: ada\n08:14:09.250 up\nbuilt on 2019-01-02 10:00:00\n08:15:10.500 down\n08:15:09.100 late\n",
			"06-30 08:14:07 - 06-30 08:14:09.25 - 06-30 08:15:10.5 06-30 08:15:09.1", "", ""},
		{"month first", "Logging started: 6/30/2022  8:14:07\nstep 1 [08:14:07:410]: a\nstep 1 [08:14:08:420]: b\n", "06-30 08:14:07 06-30 08:14:07.41 06-30 08:14:08.42", "", ""},
		{"an open date", "Logging started: 6/3/2022  8:14:07\nstep 1 [08:14:07:410]: a\nstep 1 [08:14:08:420]: b\n", "", "--date-order", ""},
		{"… which is told", "Logging started: 6/3/2022  8:14:07\nstep 1 [08:14:07:410]: a\nstep 1 [08:14:08:420]: b\n", "06-03 08:14:07 06-03 08:14:07.41 06-03 08:14:08.42", "", "mdy"},
		{"a date that is far off", "built on 2022-06-30 08:14:07\n[11:20:01] up\n[11:20:03] down\n[11:20:04] gone\n", "", "no date", ""},
		{"clocks that count from a start in the evening", "[00:00:01] opened 2022-06-30 20:14:07\n[00:00:02] up\n[00:00:03] down\n[00:00:04] gone\n", "", "no date", ""},
		{"clocks that count from the start", "[00:00:01] opened 2022-06-30 08:14:07\n[00:00:02] up\n[00:00:03] down\n[00:00:04] gone\n", "", "no date", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			path, opt := file(t, "log", c.text), Options{DateOrder: c.order}
			tally, err := Count(context.Background(), opt, path)
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) {
					t.Errorf("%v, %v; want %q", err, tally.Sources, c.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			balanced(t, tally.Sources)
			if !strings.Contains(strings.Join(tally.Warnings, "\n"), dayClockNote) {
				t.Errorf("not said: %q", tally.Warnings)
			}
			table, err := Read(context.Background(), opt, path)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			times := timesOf(t, table, strings.Count(c.text, "\n"))
			for i, line := range strings.Split(strings.TrimSuffix(c.text, "\n"), "\n") {
				if line != "" {
					got = append(got, strings.Replace(strings.TrimSuffix(strings.TrimPrefix(times[i], "2022-"), "Z"), "T", " ", 1))
				}
			}
			if strings.Join(got, " ") != c.times {
				t.Errorf("%s, want %s", strings.Join(got, " "), c.times)
			}
		})
	}
}
