package timelog

import "bytes"

// sampleLines is how many lines from the start of the first block, and how many
// spread over the rest of it, are looked at to learn where the times stand.
const sampleLines = 250

// sampleOf takes lines for learning. A last line that may be cut off is left out.
func sampleOf(text []byte) [][]byte {
	all := bytes.Split(text, []byte{'\n'})
	if len(all) > 1 {
		all = all[:len(all)-1+boolInt(len(text) < blockSize/2)]
	}
	var lines [][]byte
	step := max(1, (len(all)-sampleLines)/sampleLines)
	for i := 0; i < len(all); i++ {
		if line := bytes.TrimRight(all[i], "\r"); !isBlank(line) {
			lines = append(lines, line)
		}
		if i >= sampleLines {
			i += step - 1
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

// spotID tells spots apart while they are learnt.
type spotID struct {
	layout *layout
	kind   spotKind
	at     int
	key    string
}

// evidence is what a sample says of one spot.
type evidence struct {
	lines   int
	lane    lane
	swapped lane // of open dates: month first where the date can be so read, day first in lane
	told    int  // numbers with a date in the same line
	agree   int  // … that tells the same day
	game    int  // open dates behind the L of a game server's log
	lead    int  // times with nothing but brackets before them
	end     [][]byte
	dates   [][2]int
	dotted  int // open dates of the form 1.2.2021
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
	return best
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
		if !more.lead && (more.share < 0.9 || more.share*float64(len(rest)) < 3 || k != wholeDate) || !inTurn(lines, spots, s) {
			break
		}
		spots = append(spots, *s)
	}
	return spots
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
	for _, line := range lines {
		seen := map[spotID]bool{}
		found = marks(line, found[:0])
		for k := range found {
			told, agree := datesBeside(found, k)
			for _, id := range spotsOf(line, &found[k]) {
				if seen[id] {
					continue
				}
				seen[id] = true
				e := table[id]
				if e == nil {
					e = &evidence{}
					table[id] = e
					order = append(order, id)
				}
				e.add(line, &found[k])
				e.told += boolInt(told)
				e.agree += boolInt(agree)
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
	return best
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

func (e *evidence) add(line []byte, m *mark) {
	e.lines++
	if isLead(line, m.start) {
		e.lead++
	}
	v := m.moment
	switch m.layout.kind {
	case epochNumber:
		whole, _, _ := decimal(v.epoch)
		unit := plausibleUnit(whole)
		e.lane.add(whole / max(perSecond[unit], 1))
	case openDate:
		e.dotted += boolInt(bytes.IndexByte(v.date, '.') > 0)
		e.game += boolInt(m.start == 2 && string(line[:2]) == "L ")
		e.lane.add(v.read(orderDMY, orderMDY))
		e.swapped.add(v.read(orderMDY, orderDMY))
	case openDay:
		v.y, v.mo, v.d = 2000, v.first, v.second
		if v.mo > 12 {
			v.mo, v.d = v.d, v.mo
		}
		e.lane.add(v.unix())
		e.dates = append(e.dates, [2]int{v.first, v.second})
	case yearlessDay:
		v.y = 2000
		e.lane.add(v.unix())
	default:
		e.lane.add(v.unix())
	}
	if len(e.end) < 50 {
		e.end = append(e.end, line[m.end:])
	}
}

// isLead reports whether nothing but brackets and marks of severity stand before
// line[i].
func isLead(line []byte, i int) bool {
	return tokenAt(line, 0) == i
}

// score weighs the evidence; 0 rules the spot out.
func (e *evidence) score(id spotID, lines int, changes bool) float64 {
	share := float64(e.lines) / float64(lines)
	l := e.order()
	steps := l.up + l.down
	score := share
	if l.n > 10 && steps > 0 {
		score += 0.2 * (1 - 2*float64(l.against())/float64(steps))
	}
	if steps == 0 && changes && e.lines > 3 {
		score -= 0.5 // the name of a file, the start of a program
	}
	lead := 2*e.lead > e.lines
	switch id.layout.kind {
	case epochNumber:
		if share < 0.8 && !e.namedTime(id) || l.max-l.min > 12*366*dayLong || lines < 3 && !lead {
			return 0
		}
		if 2*e.told > e.lines && 2*e.agree < e.told && !l.rises() {
			return 0 // the number of a customer, as a date in the same line shows
		}
		if id.kind == anywhere || !lead && lines < 2 {
			return 0
		}
		score += 0.1
	case yearlessDay, openDay:
		score -= 0.15
	case openDate:
		score -= 0.05
	}
	switch id.kind {
	case atToken:
		score -= 0.02 * float64(id.at)
	case afterKey:
		score -= 0.1
	case anywhere:
		score -= 0.2
		if !lead && steps > 5 && 5*l.against() > steps {
			score -= 0.4 // whatever dates the lines mention
		}
	case atByte:
		score += 0.003 - 0.002*float64(id.at)
	}
	if lead && (id.kind == atByte || id.kind == atToken) {
		return max(score+0.5, 0.01)
	}
	if share < 0.4 {
		if !l.rises() && !id.layout.labelled() && !id.named() { // few lines, and in no order: times that are told of
			return 0
		}
		return max(score-0.3, 0.02+0.1*score)
	}
	return score
}

// order follows the times of the spot in file order, open dates in the order of
// day and month that turns back less often.
func (e *evidence) order() *lane {
	if e.swapped.n > 0 && e.swapped.against() < e.lane.against() {
		return &e.swapped
	}
	return &e.lane
}

// named reports whether a time stands behind a word that is the name of an event's
// time: "# Time: 180613 11:04:36", "Date: 3/8/2019 10:14:03 PM".
func (id *spotID) named() bool {
	return id.kind == afterKey && nameScore(id.key) >= 2.5
}

// namedTime reports whether a number stands behind a word that promises a time,
// as in __REALTIME_TIMESTAMP=1552083243101000, and only rises.
func (e *evidence) namedTime(id spotID) bool {
	return id.kind == afterKey && nameScore(id.key) > 0 && e.lane.rises()
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

// datesBeside reports whether a line has a date beside the number found[k], and
// whether one of them is of the same day, give or take a zone.
func datesBeside(found []mark, k int) (told, agree bool) {
	if found[k].layout.kind != epochNumber {
		return false, false
	}
	whole, _, _ := decimal(found[k].moment.epoch)
	at := whole / max(perSecond[plausibleUnit(whole)], 1)
	near := func(other int64) bool { return other-at < 26*3600 && at-other < 26*3600 }
	for i := range found {
		switch m := found[i].moment; found[i].layout.kind {
		case wholeDate:
			told, agree = true, agree || near(m.unix())
		case openDate:
			told, agree = true, agree || near(m.read(orderDMY, orderMDY)) || near(m.read(orderMDY, orderDMY))
		}
	}
	return told, agree
}

// rises reports whether at least five times go on without turning back.
func (l *lane) rises() bool {
	steps := l.up + l.down
	return l.n >= 5 && 2*steps >= l.n && l.against() == 0
}

func (e *evidence) outcome(id spotID, lines int) *learnt {
	out := &learnt{share: float64(e.lines) / float64(lines), lead: 2*e.lead > e.lines, rises: e.order().rises(), named: id.named() || id.layout.labelled()}
	s := spot{layout: id.layout, kind: id.kind, at: id.at, key: id.key}
	switch id.layout.kind {
	case openDate:
		s.order, out.note = e.dateContext()
	case openDay:
		s.order, out.note = e.dayContext(id)
	}
	out.spots = []spot{s}
	return out
}
