package timelog

import (
	"time"
)

// tally is the account of a file, or of the blocks of it that one goroutine has
// read.
type tally struct {
	all    Histogram
	groups grouped
	span

	rows, events, recovered        int64
	duplicates, collapsed, outside int64
	skips                          []skipped

	zoned, zoneless      int64 // stamps with and without a zone
	minOffset, maxOffset int32 // of those with
	skippedClock         int64 // clock readings the source zone never showed
	repeatedClock        int64 // … and showed twice

	marks []Mark
	names map[string]string // one copy of each group's name
}

// instant is a time exact to the nanosecond.
type instant struct {
	sec  int64
	nano int32
}

func (a instant) before(b instant) bool {
	return a.sec < b.sec || a.sec == b.sec && a.nano < b.nano
}

func (a instant) time() time.Time {
	return time.Unix(a.sec, int64(a.nano)).UTC()
}

// skipped is a Skip whose place is still relative to a block.
type skipped struct {
	reason  string
	rows    int64
	block   int
	line    int64 // from 0 within the block
	example string
}

// skip notes a row that could not be used. extract is called only for the first
// of its kind.
func (t *tally) skip(reason string, block int, extract func() (line int64, example string)) {
	for i := range t.skips {
		if t.skips[i].reason == reason {
			t.skips[i].rows++
			return
		}
	}
	line, ex := extract()
	t.skips = append(t.skips, skipped{reason, 1, block, line, ex})
}

// zone notes the zone a stamp was read in.
func (t *tally) zone(st *Stamp) {
	if !st.HasZone {
		t.zoneless++
		return
	}
	if t.zoned == 0 {
		t.minOffset, t.maxOffset = st.Offset, st.Offset
	}
	t.zoned++
	t.minOffset, t.maxOffset = min(t.minOffset, st.Offset), max(t.maxOffset, st.Offset)
}

// utc notes so many stamps in UTC.
func (t *tally) utc(n int64) {
	if n == 0 {
		return
	}
	t.zone(&Stamp{HasZone: true})
	t.zoned += n - 1
}

// event counts one event.
func (t *tally) event(at instant) {
	t.events++
	t.all.Add(at.sec, 1)
	if at.sec > t.last.sec && t.any { // as nearly always
		t.last = at
		return
	}
	t.extend(at, at)
}

// span is from the first to the last of some events, if there is any.
type span struct {
	first, last instant
	any         bool
}

func (s *span) extend(first, last instant) {
	if !s.any || first.before(s.first) {
		s.first = first
	}
	if !s.any || s.last.before(last) {
		s.last = last
	}
	s.any = true
}

// merge adds the account of another goroutine, which is not needed any more.
func (t *tally) merge(o *tally) {
	t.absorb(o)
	if o.any {
		t.extend(o.first, o.last)
	}
	t.rows += o.rows
	t.events += o.events
	t.recovered += o.recovered
	t.duplicates += o.duplicates
	t.collapsed += o.collapsed
	t.outside += o.outside
	t.skippedClock += o.skippedClock
	t.repeatedClock += o.repeatedClock
	t.marks = append(t.marks, o.marks...)
	for _, s := range o.skips {
		t.mergeSkip(s)
	}
	t.mergeZones(o)
}

// absorb takes over the histograms of o.
func (t *tally) absorb(o *tally) {
	t.all.absorb(&o.all)
	t.groups.absorb(&o.groups)
}

func (t *tally) mergeSkip(s skipped) {
	for i := range t.skips {
		have := &t.skips[i]
		if have.reason != s.reason {
			continue
		}
		s.rows += have.rows
		if have.block < s.block || have.block == s.block && have.line <= s.line {
			s.block, s.line, s.example = have.block, have.line, have.example
		}
		*have = s
		return
	}
	t.skips = append(t.skips, s)
}

func (t *tally) mergeZones(o *tally) {
	if o.zoned > 0 {
		if t.zoned == 0 {
			t.minOffset, t.maxOffset = o.minOffset, o.maxOffset
		}
		t.minOffset, t.maxOffset = min(t.minOffset, o.minOffset), max(t.maxOffset, o.maxOffset)
	}
	t.zoned += o.zoned
	t.zoneless += o.zoneless
}
