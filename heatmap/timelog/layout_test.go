package timelog

import (
	"math/rand"
	"testing"
	"time"
)

// TestLayouts writes random times as package time does and reads them back.
func TestLayouts(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	zone := time.FixedZone("", 19800)
	for _, c := range []struct {
		layout string
		in     *time.Location
		exact  time.Duration // what the layout can tell
	}{
		{"2006-01-02 15:04:05", time.UTC, time.Second},
		{"2006-01-02T15:04:05.000000-07:00", zone, time.Microsecond},
		{"2006-01-02 15:04:05,000 -0700", zone, time.Millisecond},
		{"2006/01/02 15:04:05", time.UTC, time.Second},
		{"2006.01.02-15:04:05.000", time.UTC, time.Millisecond},
		{"2006-01-02 15:04Z", time.UTC, time.Minute},
		{"2006-01-02-15.04.05.000000", time.UTC, time.Microsecond},
		{"20060102T150405Z", time.UTC, time.Second},
		{"20060102150405", time.UTC, time.Second},
		{"060102 150405", time.UTC, time.Second},
		{"060102 15:04:05", time.UTC, time.Second},
		{"02/Jan/2006:15:04:05 -0700", zone, time.Second},
		{"02-Jan-2006 15:04:05.000", time.UTC, time.Millisecond},
		{"02-Jan-06 03.04.05.000000 PM", time.UTC, time.Microsecond},
		{"2 Jan 2006 15:04:05 -0700", zone, time.Second},
		{"Mon, 02 Jan 2006 15:04:05 -0700", zone, time.Second},
		{"Monday, 02-Jan-06 15:04:05 GMT", time.UTC, time.Second},
		{"Jan _2 2006 15:04:05", time.UTC, time.Second},
		{"January 2, 2006 3:04:05 PM", time.UTC, time.Second},
		{"Jan 2, 2006 @ 15:04:05.000", time.UTC, time.Millisecond},
		{"Mon Jan _2 15:04:05 2006", time.UTC, time.Second},
		{"Mon Jan _2 15:04:05.000000 2006", time.UTC, time.Microsecond},
		{"Mon Jan 2 15:04:05 2006 -0700", zone, time.Second},
		{"Mon Jan 2 15:04:05 UTC 2006", time.UTC, time.Second},
		{"date=2006-01-02 time=15:04:05", time.UTC, time.Second},
		{"15:04:05.000 2006-01-02", time.UTC, time.Millisecond},
		{"2006 Jan 2 15:04:05", time.UTC, time.Second},
		{"02Jan2006 15:04:05", time.UTC, time.Second},
	} {
		for range 200 {
			at := time.Unix(978307200+random.Int63n(1e9), random.Int63n(1e9)).In(c.in).Truncate(c.exact)
			text := []byte(at.Format(c.layout))
			m := longest(text, 0)
			if m.layout == nil || m.end != len(text) {
				t.Errorf("%s: %q is read up to %d", c.layout, text, m.end)
				break
			}
			if got := time.Unix(m.moment.unix(), int64(m.moment.nanos)); !got.Equal(at) {
				t.Errorf("%s: %q is read as %v", c.layout, text, got.UTC())
				break
			}
			st, err := parseStamp(m.moment.append(nil), stampRules{})
			if err != nil || !st.Time().Equal(at) || st.HasZone != m.moment.zoned {
				t.Errorf("%s: %q is written %q: %v, %v", c.layout, text, m.moment.append(nil), st.Time(), err)
				break
			}
		}
	}
}

// TestNotTimes lists what looks like a time and is none.
func TestNotTimes(t *testing.T) {
	for _, line := range []string{
		"10.1.2.3 - x", "version 1.2.2021", "1/2/3", "12:30:45 alone", "id 20211345 12:00:00",
		"/var/log/2021/01/02 10", "2021-02-30 10:00:00", "2021-13-01 10:00:00", "Feb 30 10:00:00 x", "99/99/2021 10:00:00",
		"May 2 be the day", "12345678901234567890", "0000000000", "phone 9876543210 call",
	} {
		for _, m := range marks([]byte(line), nil) {
			if m.layout.kind != epochNumber || line[0] == '0' {
				t.Errorf("%q: found %q as %s", line, line[m.start:m.end], m.layout.pattern)
			}
		}
	}
}

// TestZoneWords checks that a word after a time is a zone only if it is one, and
// that one with several meanings is not read as UTC.
func TestZoneWords(t *testing.T) {
	for _, c := range []struct {
		text, want string
	}{
		{"2021-06-01 10:00:00 CEST x", "2021-06-01 10:00:00+02:00"},
		{"2021-06-01 10:00:00 MSK", "2021-06-01 10:00:00+03:00"},
		{"2021-06-01 10:00:00 UTC+03:00 x", "2021-06-01 10:00:00+03:00"},
		{"2021-06-01 10:00:00 INFO x", "2021-06-01 10:00:00"},
		{"2021-06-01 10:00:00 EST x", "2021-06-01 10:00:00 EST"},
		{"2021-06-01 10:00:00 -0500 x", "2021-06-01 10:00:00-05:00"},
		{"2021-06-01 10:00:00 -5 degrees", "2021-06-01 10:00:00"},
		{"2021-06-01 10:00:00 - x", "2021-06-01 10:00:00"},
		{"2021-06-01 10:00:00.123Z", "2021-06-01 10:00:00.123Z"},
	} {
		m := longest([]byte(c.text), 0)
		if got := string(m.moment.append(nil)); got != c.want {
			t.Errorf("%q is read as %q", c.text, got)
		}
	}
	for word := range doubtfulZones {
		if _, ok := zoneWords[word]; ok {
			t.Errorf("%s is both certain and doubtful", word)
		}
		if _, err := parseStamp([]byte("2021-06-01 10:00:00 "+word), stampRules{}); err != errZoneWord {
			t.Errorf("%s: %v", word, err)
		}
	}
}

// TestPlainISO checks that the short way agrees with the long one.
func TestPlainISO(t *testing.T) {
	texts := []string{"2021-06-01T10:00:00.123456789] x", "2021-06-01 10:00:00.1 - x", "2021-06-01 1:00:00 xxxxx", "2021-06-01 10:00:00.1234567891234 x"}
	for _, behind := range behindStamps {
		texts = append(texts, "2021-06-01 10:00:00"+behind, "2021-06-01T10:00:00,123"+behind)
	}
	for _, text := range texts {
		end := plainISO([]byte(text))
		if end < 0 {
			continue
		}
		m := longest([]byte(text), 0)
		if m.end != end || m.moment.zoned || m.moment.word != nil {
			t.Errorf("%q ends at %d, or at %d with zone %v", text, end, m.end, m.moment.zoned)
		}
	}
	if plainISO([]byte("2021-06-01 10:00:00,123 INFO x")) != 23 {
		t.Error("the short way is never taken")
	}
}
