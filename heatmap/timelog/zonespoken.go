package timelog

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Some doubtful zone words have a brother that is in doubt nowhere, because it is the one
// of the other half of the year: where a column has EDT, or -04:00, its EST is that of New
// York and not that of Sydney.

// spokenZones are doubtful words, what they mean, and the offset of their brothers.
var spokenZones = []struct {
	word         string
	off, brother int
}{
	{"EST", -5 * 3600, -4 * 3600}, {"MST", -7 * 3600, -6 * 3600}, {"PST", -8 * 3600, -7 * 3600}, {"BST", 3600, 0},
}

// zonesSeen are the offsets of a column, as far as they tell of words.
type zonesSeen struct {
	offsets []int
	said    uint8 // the spokenZones
}

// hear notes the word of a stamp.
func (z *zonesSeen) hear(stamp []byte) {
	from, to := wordOfZone(stamp)
	for i, s := range spokenZones {
		if from >= 0 && s.word == string(stamp[from:to]) {
			z.said |= 1 << i
		}
	}
}

func (z *zonesSeen) add(off int) {
	if n := len(z.offsets); n > 0 && z.offsets[n-1] == off || n > 8 || slices.Contains(z.offsets, off) {
		return
	}
	z.offsets = append(z.offsets, off)
}

// words is a bit for each of spokenZones that can be read.
func (z *zonesSeen) words() (words uint8) {
	for i, s := range spokenZones {
		if slices.Contains(z.offsets, s.brother) {
			words |= 1 << i
		}
	}
	return words
}

// spokenZone is the offset of a word, if the column has its brother.
func spokenZone(word []byte, words uint8) (off int, ok bool) {
	for i, s := range spokenZones {
		if words>>i&1 == 1 && string(word) == s.word {
			return s.off, true
		}
	}
	return 0, false
}

// errSpoken is an error about a word that its brother may yet settle.
type errSpoken struct{ error }

func (e errSpoken) Unwrap() error { return e.error }

// spoken marks an error about a stamp, if it is of that kind.
func spoken(err error, stamp []byte) error {
	from, to := wordOfZone(stamp)
	for _, s := range spokenZones {
		if from >= 0 && errors.Is(err, errZoneWord) && s.word == string(stamp[from:to]) {
			return errSpoken{err}
		}
	}
	return err
}

// spokenNote says how such words are read.
func spokenNote(words uint8) string {
	var all []string
	for i, s := range spokenZones {
		if words>>i&1 == 1 {
			all = append(all, fmt.Sprintf("%s as %s, since others say %s", s.word, offsetName(s.off), offsetName(s.brother)))
		}
	}
	return strings.Join(all, "; ")
}
