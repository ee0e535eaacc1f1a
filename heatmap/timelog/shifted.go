package timelog

import (
	"bytes"
	"slices"
)

// shifted adds, where the times stand behind a number of words, the place of those that
// stand behind a few words more or less, in lines that begin alike: the name of a task
// may be of two words.
func shifted(lines [][]byte, spots []spot) []spot {
	if spots[0].kind != atToken || spots[0].at == 0 || len(spots) == mostSpots || slices.ContainsFunc(spots, func(s spot) bool { return s.kind == anywhere }) {
		return spots
	}
	s := spot{layout: spots[0].layout, kind: anywhere, order: spots[0].order}
	alike := map[string]int{}
	var m mark
	rows, more := 0, 0
	for _, line := range lines {
		if m, ok := markAt(line, spots); ok {
			alike[around(line, &m)]++
			rows++
		}
	}
	for _, line := range lines {
		if _, ok := markAt(line, spots); ok {
			continue
		}
		if ok, _ := s.find(line, &m); !ok {
			continue
		}
		if 10*alike[around(line, &m)] < rows || m.start > 80 {
			return spots
		}
		more++
	}
	if more == 0 {
		return spots
	}
	return append(spots, s)
}

// around is the first word of a line without its digits, and what stands just before its time.
func around(line []byte, m *mark) string {
	word, _, _ := bytes.Cut(line[:min(len(line), 64)], []byte{' '})
	return string(bytes.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, word)) + " " + string(line[max(0, m.start-2):m.start])
}
