package timelog

// A log may have its date in one place of a line and the time of day in another:
//
//	date=2024-03-05 devname="FW1" time=08:14:07
//	[05/Mar/2024] [pid 77] [08:14:07] started
//
// Both places are learnt from the lines, as that of a whole time is.

// dateLayouts are the ways of writing a date alone.
var dateLayouts = []layout{
	{"%Y-%M-%D", wholeDate},
	{"%Y/%M/%D", wholeDate},
	{"%Y.%M.%D", wholeDate},
	{"%Y%M%D", wholeDate},
	{"%d/%B/%Y", wholeDate},
	{"%d-%B-%Y", wholeDate},
	{"%d-%B-%y", wholeDate},
	{"%d %B %Y", wholeDate},
	{"%B %d, %Y", wholeDate},
	{"%B %d %Y", wholeDate},
	{"%A %d %B %Y", wholeDate},
	{"%A %B %d %Y", wholeDate},
	{"%A, %B %d, %Y", wholeDate},
	{"%o", openDate},
}

// clockLayout is a time of day alone.
var clockLayout = []layout{{"%h:%N:%S%f%P%z", wholeDate}}

// pairNote is what the account says of such a log.
const pairNote = "date and time of day stand in two places of a line and are read together"

// guessApart learns the two places; nil if less than three of five lines have both.
func guessApart(text []byte) *dialect {
	sample := sampleOf(text)
	days, clocks := placesOf(sample, dateLayouts), placesOf(sample, clockLayout)
	var best *apart
	for _, day := range days {
		for _, clock := range clocks {
			a := &apart{day: day, clock: clock}
			if a.weigh(sample); a.share >= 0.6 && (best == nil || a.score > best.score) {
				best = a
			}
		}
	}
	if best == nil {
		return nil
	}
	shape := &lineShape{names: []string{"time", "line"}, note: pairNote}
	shape.where = []string{best.day.explain(), best.clock.explain()}
	shape.parser = func() lineParser { return &apart{day: best.day, clock: best.clock, order: shape.order} }
	return &dialect{name: "text", why: "a date and a time of day in " + percent(best.share) + " of the first lines", lines: shape}
}

// apart reads lines whose date and time of day stand in two places.
type apart struct {
	day, clock spot
	order      dateOrder // as lineShape.order
	share      float64   // of the sample's lines that have both
	score      float64
	d, c       mark
}

// placesOf are the places that at least three of five lines have a date or a time of day in,
// a few of the best known.
func placesOf(lines [][]byte, of []layout) []spot {
	const most = 6
	n := map[spotID]int{}
	var order []spotID
	for _, line := range lines {
		seen := map[spotID]bool{}
		for _, m := range marksOf(line, of) {
			for _, id := range spotsOf(line, &m)[1:] {
				if seen[id] || id.kind == afterKey && isSpan(id.key) {
					continue
				}
				if seen[id] = true; n[id] == 0 {
					order = append(order, id)
				}
				n[id]++
			}
		}
	}
	var found []spot
	for _, id := range order {
		if 5*n[id] >= 3*len(lines) && len(found) < most {
			found = append(found, spot{layout: id.layout, kind: id.kind, at: id.at, key: id.key})
		}
	}
	return found
}

// marksOf finds the dates, or the times of day, in a line: the longest at each place.
func marksOf(line []byte, of []layout) []mark {
	var found []mark
	line = line[:min(len(line), maxLead)]
	for i := 0; i < len(line); i++ {
		if !canStart(line, i) {
			continue
		}
		best := mark{}
		for k := range of {
			m := mark{layout: &of[k], start: i}
			if m.end = of[k].match(line, i, &m.moment); m.end > best.end {
				best = m
			}
		}
		if best.layout != nil {
			found = append(found, best)
			i = best.end - 1
		}
	}
	return found
}

// weigh looks at the sample: how many lines have both, and what promises that they belong
// together. A date that stands neither in front nor behind a word for it, and never
// changes, may be that of something else; and the times must be in order.
func (a *apart) weigh(lines [][]byte) {
	var both, days lane
	n := 0
	for _, line := range lines {
		if a.find(line) != nil {
			continue
		}
		n++
		at := a.d.moment.unix()
		if a.d.layout.kind == openDate {
			at = a.d.moment.read(orderDMY, orderMDY)
		}
		both.add(at)
		days.add((at + int64(a.d.moment.off)) / dayLong)
	}
	a.share = float64(n) / float64(max(len(lines), 1))
	steps := both.up + both.down
	day, clock := a.day.promised("date", "day"), a.clock.promised("time", "clock", "hour")
	if 10*both.against() > steps && steps > 2 || !day && days.up+days.down == 0 {
		a.share = 0
	}
	a.score = a.share + 0.2*float64(boolInt(day)+boolInt(clock))
}

// promised reports whether a place is in front of the line, or behind one of the words.
func (s *spot) promised(words ...string) bool {
	switch s.kind {
	case afterKey:
		return namedFor(s.key, words...)
	case atToken:
		return s.at == 0
	}
	return s.at <= 1
}

// find joins date and time of day in a.d; errNotStamp if a line lacks one of them,
// errImpossible if there is no such time.
func (a *apart) find(line []byte) error {
	ok, day := a.day.find(line, &a.d)
	_, clock := a.clock.find(line, &a.c)
	if !day || !clock {
		return errNotStamp
	}
	d, c := &a.d.moment, &a.c.moment
	d.h, d.mi, d.s, d.nanos, d.half = c.h, c.mi, c.s, c.nanos, c.half
	d.zoned, d.off, d.word = c.zoned, c.off, c.word
	if !d.zoned && d.word == nil { // 06:02:11 17-Nov-21 CET
		zoneAt(line, a.d.end, d)
	}
	if !ok || !d.valid() {
		return errImpossible
	}
	return nil
}

func (a *apart) parse(line []byte, row *lineRow) {
	switch err := a.find(line); {
	case err == errNotStamp:
		row.why = continuation
	case err != nil:
		row.why = err.Error()
	default:
		if a.order != orderOpen && a.d.moment.date != nil {
			a.d.moment.ordered(a.order)
		}
		row.moment(&a.d.moment)
	}
	if row.full {
		row.set(1, line)
	}
}
