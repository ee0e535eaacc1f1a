package timelog

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// BenchmarkLines measures the reading of times alone, as Count does it.
func BenchmarkLines(b *testing.B) {
	for _, c := range []struct{ name, layout, rest string }{
		{"text", "2006-01-02 15:04:05,000", " INFO [main] org.apache.hadoop.mapreduce.X: Created MRAppMaster for application appattempt_1445144423722_0020"},
		{"syslog", "Jan _2 15:04:05", " combo sshd(pam_unix)[19939]: authentication failure; logname= uid=0 euid=0 tty=NODEVssh ruser= rhost=218.188.2.4"},
		{"access", "10.1.2.3 - ada [02/Jan/2006:15:04:05 -0700]", ` "GET /a%20b?x=1 HTTP/1.1" 200 1234 "https://example.org/" "Mozilla/5.0 (X11; Linux x86_64)"`},
	} {
		var s strings.Builder
		at := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
		for range 5000 {
			at = at.Add(20 * time.Second)
			fmt.Fprintf(&s, "%s%s\n", at.Format(c.layout), c.rest)
		}
		text := []byte(s.String())
		b.Run(c.name, func(b *testing.B) {
			d, err := detect(text, "")
			if err != nil {
				b.Fatal(err)
			}
			t := newCountTaker(d, plan{columns: []string{"time"}, by: -1})
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				t.take(0, text, true)
			}
		})
	}
}
