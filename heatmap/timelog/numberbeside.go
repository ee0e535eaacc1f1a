package timelog

import "bytes"

// What stands in a line beside a number tells whether it may be a time: a date or another
// number of the same day speak for it, a time of day in front that is another against it.

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
		case yearlessDay:
			if _, same := yearOf(&found[i].moment, at); same {
				told, agree = true, true
			}
		}
	}
	return told, agree
}

// numberBeside reports whether a line has another number that is a time of the same day,
// as the records of flows have their beginning and their end.
func numberBeside(found []mark, k int) bool {
	if found[k].layout.kind != epochNumber {
		return false
	}
	at, _ := found[k].instant()
	for i := range found {
		if other, ok := found[i].instant(); i != k && ok && found[i].layout.kind == epochNumber {
			if other-at < dayLong && at-other < dayLong {
				return true
			}
		}
	}
	return false
}

// clockClash reports whether a line begins with a time of day that is not that of a
// number in it, in any zone: the minutes and seconds differ by what no zone makes.
func clockClash(line []byte, m *mark) bool {
	const quarter = 900 // zones differ by quarters of an hour
	if m.layout.kind != epochNumber {
		return false
	}
	i := tokenAt(line, 0)
	if i < 0 || i >= len(line) {
		return false
	}
	clock, end := readClock(line, i)
	if end < i+7 {
		return false
	}
	at, _ := m.instant()
	apart := ((at-int64(clock.m*60+clock.s))%quarter + quarter) % quarter
	return apart > 60 && apart < quarter-60
}

// isFine reports whether a number has three decimals or more, as times have and little else.
func isFine(m *mark) bool {
	return m.layout.kind == epochNumber && len(m.moment.epoch)-bytes.IndexByte(m.moment.epoch, '.') > 3 && bytes.IndexByte(m.moment.epoch, '.') > 0
}

// alone reports whether nothing in the lines tells that a number in them is a time: it
// neither leads its line nor stands behind a word or below a heading that promises it, nor
// beside a date or another number of the same day, nor has it decimals.
func (e *evidence) alone(id spotID) bool {
	return 2*e.fine < e.lines && 2*e.lead <= e.lines && e.headed <= 0 && !id.promised() && 2*e.agree < e.lines && 2*e.near < e.lines
}

// bare reports whether nothing tells that the numbers in front of the lines are times but
// that they could be.
func (e *evidence) bare(id spotID) bool {
	return 2*e.lead > e.lines && 2*e.fine < e.lines && e.headed <= 0 && !id.promised() && 2*e.agree < e.lines && 2*e.near < e.lines
}

// bareNote is what the account says of such numbers.
const bareNote = "the numbers in front of the lines are read as times since 1970, because all of them can be; nothing else tells that they are: --format 'regex:(?P<time>…)' names another place"

// aloneNote is what the account says of such a number that rises with the lines.
const aloneNote = "numbers inside the lines are read as times since 1970, because they rise with the lines; nothing else tells that they are: --format 'regex:(?P<time>…)' names another place"
