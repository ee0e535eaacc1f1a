package heatmap

import (
	"strings"
	"time"
)

// The time column writes its instants as RFC 9557 does: an RFC 3339 stamp with
// the zone's name behind it in brackets, as in
// 2021-01-29T03:06:46.929363+03:00[Europe/Moscow]. So a frame knows the zone that
// it was parsed in, which an offset alone does not say. UTC is written as Z.

// zonedStamp writes an instant with its zone's name.
func zonedStamp(t time.Time) string {
	stamp := t.Format(time.RFC3339Nano)
	if t.Location() == time.UTC || t.Location().String() == "UTC" {
		return stamp
	}
	return stamp + "[" + t.Location().String() + "]"
}

// bareStamp is the stamp without the zone's name.
func bareStamp(stamp string) string {
	if i := strings.IndexByte(stamp, '['); i > 0 && strings.HasSuffix(stamp, "]") {
		return stamp[:i]
	}
	return stamp
}

// zoneOfStamp is the zone's name, or "" when the stamp carries none.
func zoneOfStamp(stamp string) string {
	if i := strings.IndexByte(stamp, '['); i > 0 && strings.HasSuffix(stamp, "]") {
		return stamp[i+1 : len(stamp)-1]
	}
	return ""
}
