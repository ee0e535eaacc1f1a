package timelog

import (
	"strings"
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

// lenient marks texts with white space that time.Parse skips and ParseStamp
// rightly does not.
func lenient(s string) bool {
	return strings.Contains(s, "  ") || strings.ContainsAny(s, "\t\r\n\v\f") || strings.HasSuffix(s, " ") || strings.HasPrefix(s, " ")
}
