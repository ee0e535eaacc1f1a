package timelog

import (
	"bytes"
	"strings"
)

// sampleLines is how many lines from the start of the first block, and how many
// spread over the rest of it, are looked at to learn where the times stand.
const sampleLines = 250

// sampleOf takes lines for learning: the first, then some from all over the text. A
// last line that may be cut off is left out.
func sampleOf(text []byte) [][]byte {
	count := int(countLines(text)) + 1
	if count > 1 {
		count -= 1 - boolInt(len(text) < blockSize/2)
	}
	var lines [][]byte
	step, wanted := max(1, (count-sampleLines)/sampleLines), 0
	for i := 0; i < count; i++ {
		line, rest, _ := bytes.Cut(text, []byte{'\n'})
		text = rest
		if i < wanted {
			continue
		}
		if line = bytes.TrimRight(line, "\r"); !isBlank(line) {
			lines = append(lines, line)
		}
		if wanted = i + 1; i >= sampleLines {
			wanted = i + step
		}
	}
	return lines
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// learnt is the outcome of looking at a sample.
type learnt struct {
	spots []spot
	share float64 // of the lines that have a time at the first spot
	lead  bool    // the time leads its line
	rises bool    // the times are in the order of the lines
	named bool    // a word before them, or their layout, says that they are times
	note  string
}

// learn finds out where in the lines the times stand: the best spot, and what
// further spots the lines without a time there have in common.
func learn(lines [][]byte) *learnt {
	best := bestSpot(lines)
	if best == nil {
		return nil
	}
	if best.spots[0].layout.kind == epochNumber || best.spots[0].layout.kind == openDate && best.spots[0].order == orderOpen {
		return best // no other spot can be read in the same way
	}
	best.spots = further(lines, best.spots)
	best.spots = shifted(lines, best.spots)
	best.spots = pairedSpots(lines, best.spots)
	return best
}

// pairs are words for a beginning and for its end.
var pairs = [][2]string{{"started", "ended"}, {"started", "finished"}, {"started", "stopped"}, {"Started", "Ended"}, {"Started", "Finished"}, {"start", "end"}, {"Start", "End"}, {"Start", "Exit"}}

// pairedSpots adds, where a time stands behind a word for a beginning ("Log started: "),
// the place behind the word for the end, which lines far apart may have.
func pairedSpots(lines [][]byte, spots []spot) []spot {
	first := &spots[0]
	if first.kind != afterKey || first.layout.kind != wholeDate || len(spots) == mostSpots {
		return spots
	}
	for _, pair := range pairs {
		key := strings.Replace(first.key, pair[0], pair[1], 1)
		if key == first.key {
			continue
		}
		s := spot{layout: first.layout, kind: afterKey, key: key}
		var m mark
		for _, line := range lines {
			if ok, _ := s.find(line, &m); ok && inTurn(lines, spots, &s) {
				return append(spots, s)
			}
		}
	}
	return spots
}

// mostSpots is in how many places the times of one file's lines may stand.
const mostSpots = 4

// further adds to the spots of some lines those that the other lines have in
// common, as in a log of several programs.
func further(lines [][]byte, spots []spot) []spot {
	for rest := lines; len(spots) < mostSpots; {
		rest = without(rest, &spots[len(spots)-1])
		more := bestSpot(rest)
		if more == nil || more.share < 0.3 && more.share*float64(len(rest)) < 0.02*float64(len(lines)) {
			break
		}
		s := &more.spots[0]
		k := s.layout.kind
		if k == epochNumber || k == openDate && s.order == orderOpen || k == openDay || s.kind == anywhere {
			break
		}
		unlikely := !more.lead && s.layout != accessLayout() && (more.share < 0.9 || more.share*float64(len(rest)) < 3 || k != wholeDate)
		if !s.keyed(rest) && (unlikely || !inTurn(lines, spots, s)) {
			break
		}
		spots = append(spots, *s)
	}
	return spots
}

// keyed makes a spot the one behind its key, in lines that are objects of JSON or if the
// key is the name of the time of an event, and reports whether it promises that.
func (s *spot) keyed(lines [][]byte) bool {
	key := ""
	var m mark
	objects := true
	for _, line := range lines {
		if ok, _ := s.find(line, &m); !ok {
			continue
		}
		if line[0] == ' ' || line[0] == '\t' {
			return false
		}
		objects = objects && isObject(line)
		before := keyBefore(line[:m.start])
		if key == "" {
			key = before
		}
		if !objects && (before != key || !ownKey(key)) {
			return false
		}
	}
	id := spotID{layout: s.layout, kind: afterKey, key: key}
	if id.named() {
		*s = spot{layout: s.layout, kind: afterKey, key: key, order: s.order}
	}
	return id.named()
}

// inTurn reports whether the times of a further spot take their turn in the order
// of the rows. A date inside a record (what a program was built on, what a message
// quotes) does not. Where the year is missing at one of the two, the order cannot
// tell; then lines of the two kinds must not alternate, as they do not in a log
// whose writer was given another format one day.
func inTurn(lines [][]byte, spots []spot, more *spot) bool {
	var alone, both lane
	var m mark
	turns, rows, last := 0, 0, 0
	yearless := more.layout.kind != spots[0].layout.kind && (more.layout.kind == yearlessDay || spots[0].layout.kind == yearlessDay)
	for _, line := range lines {
		which := 0
		for i := range spots {
			if ok, _ := spots[i].find(line, &m); ok && which == 0 {
				which = 1
				alone.add(m.moment.unix())
				break
			}
		}
		if which == 0 {
			if ok, _ := more.find(line, &m); !ok {
				continue
			}
			which = 2
			rows++
		}
		if which != last {
			turns++
			last = which
		}
		both.add(m.moment.unix())
	}
	if yearless {
		return turns <= 2 || 10*turns < rows
	}
	return both.against()-alone.against() <= rows/10 || turns <= 2
}

// leadless reports that no line has a time in front, so that learn finds none that
// leads its line either. It is much quicker.
func leadless(lines [][]byte) bool {
	for _, line := range lines {
		line = line[:min(len(line), maxLead)]
		if i := tokenAt(line, 0); i >= 0 && i < len(line) && isAlnum(line[i]) && longest(line, i).layout != nil {
			return false
		}
	}
	return true
}

func without(lines [][]byte, s *spot) [][]byte {
	var rest [][]byte
	var m mark
	for _, line := range lines {
		if ok, _ := s.find(line, &m); !ok {
			rest = append(rest, line)
		}
	}
	return rest
}

// bestSpot is the spot that most promises the times of the lines.
func bestSpot(lines [][]byte) *learnt {
	table := map[spotID]*evidence{}
	var order []spotID
	var found []mark
	var told ordersTold
	names := heading(lines)
	for _, line := range lines {
		seen := map[spotID]bool{}
		found = marks(line, found[:0])
		for k := range found {
			told.add(&found[k])
			dated, agree := datesBeside(found, k)
			near, clash := numberBeside(found, k), clockClash(line, &found[k])
			for _, id := range spotsOf(line, &found[k]) {
				if seen[id] {
					continue
				}
				seen[id] = true
				e := table[id]
				if e == nil {
					e = &evidence{}
					if id.kind == atToken && id.at < len(names) {
						e.headed = nameScore(string(names[id.at]))
					}
					table[id] = e
					order = append(order, id)
				}
				e.add(line, &found[k])
				e.told += boolInt(dated)
				e.agree += boolInt(agree)
				e.near += boolInt(near)
				e.clash += boolInt(clash)
				e.fine += boolInt(isFine(&found[k]))
			}
		}
	}
	changes := false
	for _, e := range table {
		changes = changes || e.order().up+e.order().down > 0
	}
	var best *learnt
	bestScore := 0.0
	for _, id := range order {
		e := table[id]
		if score := e.score(id, len(lines), changes); score > bestScore {
			bestScore = score
			best = e.outcome(id, len(lines))
		}
	}
	if best != nil {
		told.settle(best)
	}
	return best
}

// heading are the names in the first line of a table whose columns are set apart by
// single blanks, as AWS writes the flow logs of a network; nil if it is none.
func heading(lines [][]byte) [][]byte {
	if len(lines) < 2 {
		return nil
	}
	names := bytes.Split(lines[0], []byte{' '})
	for _, n := range names {
		if len(n) == 0 || !isWord(n[:1]) || bytes.IndexByte(n, ':') >= 0 {
			return nil
		}
	}
	same := 0
	rows := lines[1:min(len(lines), 50)]
	for _, line := range rows {
		same += boolInt(bytes.Count(line, []byte{' '}) == len(names)-1)
	}
	if len(names) < 4 || 10*same < 9*len(rows) {
		return nil
	}
	return names
}

// spotsOf are the ways in which the place of a mark can be described.
func spotsOf(line []byte, m *mark) []spotID {
	l := m.layout
	ids := []spotID{{l, anywhere, 0, ""}}
	if m.start <= 40 {
		ids = append(ids, spotID{l, atByte, m.start, ""})
	}
	word, inside := -1, false
	for _, c := range line[:m.start+1] {
		blank := c == ' ' || c == '\t'
		if !blank && !inside {
			word++
		}
		inside = !blank
	}
	if word < 30 && tokenAt(line, word) == m.start {
		ids = append(ids, spotID{l, atToken, word, ""})
	}
	if key := keyBefore(line[:m.start]); key != "" && bytes.Index(line, []byte(key)) == m.start-len(key) {
		ids = append(ids, spotID{l, afterKey, 0, key})
	}
	return ids
}

// keyBefore is the key that a time stands behind: `ts=`, `time="`, `audit(`.
func keyBefore(b []byte) string {
	if label := labelBefore(b); label != "" {
		return label
	}
	const leftToRight = "\u200e"
	if bare, ok := bytes.CutSuffix(b, []byte(leftToRight)); ok {
		if key := keyBefore(bare); key != "" {
			return key + leftToRight
		}
	}
	i := len(b)
	for i > 0 && bytes.IndexByte([]byte("=:(\" '[<>"), b[i-1]) >= 0 && len(b)-i < 4 {
		i--
	}
	if mark := b[i:]; len(bytes.Trim(mark, " ")) == 0 {
		return wordBefore(b)
	}
	start := i
	for start > 0 && i-start < 24 && (isAlnum(b[start-1]) || b[start-1] == '_' || b[start-1] == '-' || b[start-1] == '@') {
		start--
	}
	if start == i || b[start]-'0' <= 9 {
		return ""
	}
	return string(b[start:])
}

// labelBefore is a word with a colon and the blanks behind it that line values up: "Date/Time:     ".
func labelBefore(b []byte) string {
	end := len(bytes.TrimRight(b, " \t"))
	if len(b)-end < 3 || end < 2 || b[end-1] != ':' {
		return ""
	}
	start := end - 1
	for start > 0 && end-start < 24 && isAlnum(b[start-1]) {
		start--
	}
	return string(b[start:])
}

// wordBefore is the word, between blanks, that a time stands behind: " at ".
func wordBefore(b []byte) string {
	if len(b) < 4 || b[len(b)-1] != ' ' {
		return ""
	}
	start := bytes.LastIndexByte(b[:len(b)-1], ' ')
	if start < 0 || len(b)-start < 4 || len(b)-start > 12 || !isWord(b[start+1:len(b)-1]) {
		return ""
	}
	return string(b[start:])
}

// read is an open date's clock reading in the first of two orders in which there
// is such a date.
func (m moment) read(o, other dateOrder) int64 {
	if _, err := parseNumeric(m.date, stampRules{order: o}); err != nil {
		o = other
	}
	m.ordered(o)
	return m.unix()
}
