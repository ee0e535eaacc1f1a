package timelog

import (
	"bytes"
)

// spotID tells spots apart while they are learnt.
type spotID struct {
	layout *layout
	kind   spotKind
	at     int
	key    string
}

// evidence is what a sample says of one spot.
type evidence struct {
	lines     int
	lane      lane
	swapped   lane // of open dates: month first where the date can be so read, day first in lane
	told      int  // numbers with a date in the same line
	agree     int  // … that tells the same day
	near      int  // numbers with another in the same line that is of the same day
	clash     int  // … with a time of day in front that is another one
	fine      int  // … with decimals
	millis    int  // … in milliseconds
	game      int  // open dates behind the L of a game server's log
	lead      int  // times with nothing but brackets before them
	end       [][]byte
	dates     [][2]int
	yearFirst int     // open dates that can only begin with the year, or be of a far one
	dotted    int     // open dates of the form 1.2.2021
	american  int     // … as browsers write them in American English
	headed    float64 // how much a heading above the columns promises a time here, as nameScore
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
		e.millis += boolInt(len(v.epoch) == len("1611878401000"))
		unit := plausibleUnit(whole)
		e.lane.add(whole / max(perSecond[unit], 1))
	case openDate:
		e.american += boolInt(american(line[m.start:m.end]))
		e.dotted += boolInt(bytes.IndexByte(v.date, '.') > 0)
		e.yearFirst += boolInt(onlyYearFirst(v.date))
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

// onlyYearFirst reports whether a date such as 21/12/28 begins with its year, if it is not
// of one as far ahead: month first it is none.
func onlyYearFirst(date []byte) bool {
	first, end := digits(date, 0)
	if end != 2 || end+1 >= len(date) {
		return false
	}
	second, behind := digits(date, end+1)
	if behind+1 >= len(date) {
		return false
	}
	third, last := digits(date, behind+1)
	return last == len(date) && last-behind == 3 && first > 12 && second >= 1 && second <= 12 && third >= 1 && third <= 31
}

// isLead reports whether nothing but brackets, marks of severity and the name of the
// weekday stand before line[i].
func isLead(line []byte, i int) bool {
	first := tokenAt(line, 0)
	if i > 2 && line[i-2] == '>' && tokenAt(line, 1) == i && isRuled(line) { // ==> 2022-12-21 16:34:50 <==
		return true
	}
	return first == i || first >= 0 && tokenAt(line, 1) == i && weekdayNamed(line[first:wordEnd(line, first)])
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
	if id.layout.labelled() {
		score += 0.2
	}
	switch id.layout.kind {
	case epochNumber:
		if !e.countsTime(id, share, lines, lead) {
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
		score += 0.1*e.headed - 0.02*float64(id.at)*float64(boolInt(e.headed == 0))
	case afterKey:
		score -= 0.1
	case anywhere:
		score -= 0.2
		if !lead && steps > 5 && 5*l.against() > steps {
			score -= 0.4 // whatever dates the lines mention
			if share >= 0.5 && id.layout.kind == wholeDate && id.layout.seconds() {
				score = max(score, 0.01) // if there is nothing else, it is those
			}
		}
	case atByte:
		score += 0.003 - 0.002*float64(id.at)
	}
	if lead && (id.kind == atByte || id.kind == atToken) {
		return max(score+0.5, 0.01)
	}
	if share < 0.4 {
		if !l.rises() && !e.steady(id, share) && !id.layout.labelled() && !id.named() && id.layout != accessLayout() { // few lines, and in no order: times that are told of
			return 0
		}
		return max(score-0.3, 0.02+0.1*score)
	}
	return score
}

// countsTime reports whether the numbers of a spot are times, as far as their lines tell.
func (e *evidence) countsTime(id spotID, share float64, lines int, lead bool) bool {
	l := e.order()
	steps := l.up + l.down
	if lead && e.millis == e.lines && share >= 0.5 { // thirteen digits that are a time of our days, in front
		return true
	}
	if share < 0.8 && !e.namedTime(id) && !(id.named() && e.fine == e.lines) && e.headed <= 0 && !e.leadsFine() || l.max-l.min > 12*366*dayLong && e.fine < e.lines || lines < 3 && !lead && e.headed <= 0 && !e.dated(id) && e.fine < lines && !id.promised() {
		return false
	}
	if 2*e.told > e.lines && 2*e.agree < e.told && !l.rises() {
		return false // the number of a customer, as a date in the same line shows
	}
	if 2*e.clash > e.lines || e.alone(id) && l.n > 1 && (steps == 0 || 10*l.against() > steps) {
		return false // the number of a message
	}
	return id.kind != anywhere && (lead || lines >= 2 || e.dated(id) || e.fine >= lines || id.promised())
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

// leadsFine reports whether the numbers begin their lines, have the decimals of times and
// never turn back: [1462983921.140998] among lines that go on with a record.
func (e *evidence) leadsFine() bool {
	return e.fine == e.lines && 2*e.lead > e.lines && e.lane.against() == 0
}

// namedTime reports whether a number stands behind a word that promises a time,
// as in __REALTIME_TIMESTAMP=1552083243101000, and only rises.
func (e *evidence) namedTime(id spotID) bool {
	return id.promised() && e.lane.rises()
}

// steady reports whether a few times, each with its date and to the second, stand behind the
// same word, or behind one or two of any, and never turn back: "Started GET … at 2022-03-24
// 00:31:08 +0100", with lines without a time between them.
func (e *evidence) steady(id spotID, share float64) bool {
	l := &e.lane
	early := id.kind == atToken && id.at <= 2 && l.n > 2
	dated := id.layout.kind != epochNumber && id.layout.kind != openDate
	return (id.kind == afterKey || early) && dated && share >= 0.05 && l.up > 0 && l.down == 0 && id.layout.seconds()
}

// promised reports whether the word in front of a number is the name of a time.
func (id *spotID) promised() bool { return id.kind == afterKey && nameScore(id.key) > 0 }

// dated reports whether a number stands second in its lines and each has a date of
// the same day beside it: then a line or two are enough to know it for a time.
func (e *evidence) dated(id spotID) bool {
	return id.kind == atToken && id.at <= 1 && e.agree == e.lines
}

// rises reports whether at least five times go on without turning back.
func (l *lane) rises() bool {
	steps := l.up + l.down
	return l.n >= 5 && 2*steps >= l.n && l.against() == 0
}

func (e *evidence) outcome(id spotID, lines int) *learnt {
	out := &learnt{share: float64(e.lines) / float64(lines), lead: 2*e.lead > e.lines, rises: e.order().rises() || e.steady(id, float64(e.lines)/float64(lines)), named: id.named() || id.layout.labelled()}
	s := spot{layout: id.layout, kind: id.kind, at: id.at, key: id.key}
	switch id.layout.kind {
	case epochNumber:
		if e.alone(id) {
			out.note = aloneNote
		} else if e.bare(id) {
			out.note = bareNote
		}
	case openDate:
		s.order, out.note = e.dateContext()
	case openDay:
		s.order, out.note = e.dayContext(id)
	}
	out.spots = []spot{s}
	return out
}
