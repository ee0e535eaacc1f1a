package timelog

import (
	"regexp"
	"sync"
	"time"
)

// zoneInBrackets is a zone that the head of a log states: "Started (UTC-8:00)".
var zoneInBrackets = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)[(\[](?:utc|gmt)(?: ?[+-] ?\d{1,2}(?::?\d\d)?)?[)\]]`)
})

// headZone is the zone stated in the lines before the first that has a time; nil
// if none is, or several are.
func headZone(sample [][]byte, spots []spot) *time.Location {
	var zone *time.Location
	var m mark
	for _, line := range sample[:min(len(sample), 40)] {
		for i := range spots {
			if ok, _ := spots[i].find(line, &m); ok {
				return zone
			}
		}
		if text := zoneInBrackets().Find(line); text != nil {
			stated := zoneOfName(string(text))
			if stated == nil || zone != nil && zone.String() != stated.String() {
				return nil
			}
			zone = stated
		}
	}
	return nil
}
