package timelog

import "bytes"

// zoneReader reads stamps whose zone is a word: "2021-01-29 00:06:46 MSK",
// "[05-Mar-2024 08:14:07 Europe/Berlin]", "Tue Mar  5 08:14:07 CST 2024". What a
// word means is told by zoneWords, by the IANA database for names of places, and
// for the doubtful ones by Options.SourceZone alone. The zero value is ready.
type zoneReader struct {
	places map[string]*wallClock // nil value: there is no such place
}

// stamp reads b, of which parseStamp says that its zone word is unknown.
func (z *zoneReader) stamp(b []byte, rules stampRules) (Stamp, error) {
	from, to := wordOfZone(b)
	if from < 0 {
		return Stamp{}, errZoneWord
	}
	rest := append(append(make([]byte, 0, 64), bytes.TrimRight(b[:from], " (")...), bytes.TrimLeft(b[to:], ")")...)
	off, clock, ok := z.word(b[from:to], rules)
	if !ok {
		return Stamp{}, errZoneWord
	}
	st, err := parseStamp(rest, rules)
	switch {
	case err == errDateOrder || err == errNoYear:
		return Stamp{}, err
	case err != nil || st.HasZone:
		return Stamp{}, errZoneWord
	case clock != nil:
		at := clock.unix(st.Unix)
		st.HasZone, st.Offset, st.Unix = true, int32(st.Unix-at), at
	case doubtfulZones[string(b[from:to])] && rules.local: // as those that carry none
	default:
		st.HasZone, st.Offset = true, int32(off)
		st.Unix -= int64(off)
	}
	return st, nil
}

// word is what a zone word means: an offset or the clock of a place. ok is false for one
// that is not known, or in doubt.
func (z *zoneReader) word(word []byte, rules stampRules) (off int, clock *wallClock, ok bool) {
	if off, ok = zoneWords[string(word)]; ok {
		return off, nil, true
	}
	if doubtfulZones[string(word)] && rules.local {
		return 0, nil, true
	}
	if off, ok = spokenZone(word, rules.words); ok || bytes.IndexByte(word, '/') < 0 {
		return off, nil, ok
	}
	clock, known := z.places[string(word)]
	if !known {
		if loc, err := LoadZone(string(word)); err == nil {
			clock = &wallClock{loc: loc}
		}
		if z.places == nil {
			z.places = map[string]*wallClock{}
		}
		z.places[string(word)] = clock
	}
	return 0, clock, clock != nil
}

// wordOfZone is where the zone word of a stamp stands: the last word of letters
// that is no month, weekday or half of the day. from is -1 if there is none.
func wordOfZone(b []byte) (from, to int) {
	for to = len(b); to > 0; to = from - 1 {
		from = bytes.LastIndexByte(b[:to], ' ') + 1
		start, end := from, to
		if start < end && b[start] == '(' && b[end-1] == ')' {
			start, end = start+1, end-1
		}
		w := b[start:end]
		if len(w) > 2 && (isWord(w) && monthNamed(w) == 0 && !weekdayNamed(w) || placeAt(w, 0) == len(w)) {
			return start, end
		}
		if from == 0 {
			break
		}
	}
	return -1, -1
}

// placeAt is where the name of a zone at b[i] ends, such as Europe/Berlin or
// America/Argentina/Buenos_Aires; i when there is none.
func placeAt(b []byte, i int) int {
	if i+1 >= len(b) || b[i] < 'A' || b[i] > 'P' || b[i+1] < 'a' {
		return i // all areas are written as Europe is
	}
	for _, area := range [...]string{"Europe/", "America/", "Asia/", "Africa/", "Australia/", "Atlantic/", "Pacific/", "Indian/", "Antarctica/", "Arctic/", "Etc/"} {
		if end := i + len(area); bytes.HasPrefix(b[i:], []byte(area)) && end < len(b) && b[end] >= 'A' && b[end] <= 'Z' {
			for end < len(b) && (isAlnum(b[end]) || bytes.IndexByte([]byte("_/+-"), b[end]) >= 0) {
				end++
			}
			return end
		}
	}
	return i
}
