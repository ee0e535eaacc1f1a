package timelog

import "bytes"

// zoneLabels are the keys behind which devices write the zone of the time in the same
// line: FortiGate's tz="-0500", Sophos XG's timezone="CEST".
var zoneLabels = [...]string{"timezone=", "time_zone=", "tzone=", "tz="}

// zoneLabel is the key behind which the lines with a time at the spots, but no zone,
// have their zone; "" if fewer than a third of them have one. An older firmware's
// lines between may lack it.
func zoneLabel(sample [][]byte, spots []spot) string {
	seen := map[string]int{}
	timed := 0
	for _, line := range sample {
		m, found := markAt(line, spots)
		if !found || m.moment.zoned || m.moment.epoch != nil {
			continue
		}
		timed++
		for _, key := range zoneLabels {
			if labelAt(line, key) > 0 {
				seen[key]++
				break
			}
		}
	}
	for _, key := range zoneLabels {
		if 3*seen[key] > timed {
			return key
		}
	}
	return ""
}

// labelAt is where the value of a key begins in a line; 0 if the key is not there, or
// is the end of another key only.
func labelAt(line []byte, key string) int {
	for from := 0; ; {
		i := bytes.Index(line[from:], []byte(key))
		if i < 0 {
			return 0
		}
		i += from
		if from = i + len(key); i == 0 || !isAlnum(line[i-1]) && line[i-1] != '_' {
			return from
		}
	}
}

// zoneFrom gives a time without a zone the one that its line states behind a key. A
// word that is not known stays beside the time, and makes the row one that cannot be
// read rather than one that is read in no zone.
func (m *moment) zoneFrom(line []byte, key string) {
	if m.zoned || m.word != nil || m.epoch != nil {
		return
	}
	at := labelAt(line, key)
	if at == 0 {
		return
	}
	value := line[at:]
	if len(value) > 1 && value[0] == '"' {
		value = value[1:]
	}
	end := 0
	for end < len(value) && (isAlnum(value[end]) || bytes.IndexByte([]byte("+-:/_"), value[end]) >= 0) {
		end++
	}
	m.zone(value[:end])
}

// zone is the zone that a word or an offset says.
func (m *moment) zone(value []byte) {
	switch {
	case len(value) == 0 || value[0]-'0' <= 9:
		return
	case value[0] == '+' || value[0] == '-':
		if off, n := offset(value); n == len(value) && off%900 == 0 && off >= -14*3600 && off <= 15*3600 {
			m.zoned, m.off = true, off
		}
		return
	}
	if secs, ok := fixedOffset(string(value)); ok {
		m.zoned, m.off = true, secs
	} else if secs, ok := zoneWords[string(value)]; ok {
		m.zoned, m.off = true, secs
	} else if value[0] >= 'A' && value[0] <= 'Z' {
		m.word = value
	}
}
