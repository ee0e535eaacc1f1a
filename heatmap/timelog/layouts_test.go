package timelog

import (
	"regexp"
	"strings"
	"sync"
	"time"
)

// stampLayouts are those that time.Parse and ParseStamp both know.
func stampLayouts() []string {
	return []string{
		time.RFC3339Nano, time.DateOnly, time.DateTime, "2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04:05.999999999",
		"2006-01-02 15:04:05 -0700", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05-07",
		"2006/01/02 15:04:05", "20060102T150405Z", "02/Jan/2006:15:04:05 -0700",
		time.ANSIC, time.RubyDate, time.RFC1123, time.RFC1123Z, time.RFC850, time.RFC822Z, "Jan _2 15:04:05 2006", "Jan 2, 2006 3:04:05 PM",
	}
}

// lenient marks texts that time.Parse reads and ParseStamp rightly does not: odd
// white space, which it skips, and offsets of 60 minutes or of more than 24 hours,
// which it allows.
func lenient(s string) bool {
	return strings.Contains(s, "  ") || strings.ContainsAny(s, "\t\r\n\v\f") || strings.HasSuffix(s, " ") || strings.HasPrefix(s, " ") ||
		noOffset().MatchString(s)
}

var noOffset = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[+-]\d\d:?60|[+-]24:?(0[1-9]|[1-5]\d)`) })
