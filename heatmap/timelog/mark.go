package timelog

import (
	"cmp"
	"slices"
	"strings"
)

// Mark is one event by itself, for what a Histogram does not keep: the second,
// the offset its stamp was written with, the clock readings beside it.
type Mark struct {
	// Unix is the instant in seconds, rounded down.
	Unix int64
	// Group is the event's value of Options.By; empty without it.
	Group string
	// Offset is what the stamp itself said, in seconds east of Greenwich; it means
	// nothing unless HasOffset.
	Offset int32
	// HasOffset tells whether the stamp carried an offset.
	HasOffset bool
	// Clock is a second clock's reading, in seconds since its midnight: the first
	// HH:MM:SS in the record that is not the stamp itself; -1 if there is none.
	Clock int32
}

// mark keeps an event, as long as there is room.
func (t *tally) mark(at instant, st *Stamp, group, record []byte) {
	m := Mark{Unix: at.sec, Group: t.intern(group), Clock: -1}
	if st != nil {
		m.Offset, m.HasOffset = st.Offset, st.HasZone
		m.Clock = otherClock(record, at.sec+int64(st.Offset))
	}
	if len(t.marks) == cap(t.marks) { // append would grow by a quarter, and copy four times as much
		t.marks = slices.Grow(t.marks, max(64, len(t.marks)))
	}
	t.marks = append(t.marks, m)
}

// keep marks the event of a record, if marks are wanted and there is room.
func (c *counter) keep(at instant, st *Stamp, r *record) {
	if len(c.marks) >= c.mostMarks {
		return
	}
	var group []byte
	if c.by >= 0 {
		group = r.cells[c.by].text(&c.buf)
	}
	stamp := *st
	if c.read.unit != unitNone {
		stamp.HasZone = false // a number of seconds says nothing of a clock
	}
	c.mark(at, &stamp, group, c.b[r.start:r.end])
}

// intern keeps one copy of each group's name.
func (t *tally) intern(name []byte) string {
	if len(name) == 0 {
		return ""
	}
	if kept, ok := t.names[string(name)]; ok {
		return kept
	}
	if t.names == nil {
		t.names = map[string]string{}
	}
	kept := string(name)
	t.names[kept] = kept
	return kept
}

// otherClock finds the first HH:MM:SS in a record that is neither the reading of
// its own stamp nor, as in many logs, that instant once more in UTC.
func otherClock(record []byte, own int64) int32 {
	local := int32((own%86400 + 86400) % 86400)
	for i := 2; i+6 <= len(record); i++ {
		if record[i] != ':' || record[i+3] != ':' {
			continue
		}
		h, ok1 := twoDigits(record[i-2:])
		m, ok2 := twoDigits(record[i+1:])
		s, ok3 := twoDigits(record[i+4:])
		if !ok1 || !ok2 || !ok3 || h > 23 || m > 59 || s > 59 || i > 2 && digit(record[i-3]) {
			continue
		}
		reading := h*3600 + m*60 + s
		if d := reading - local; d > 1 || d < -1 {
			return reading
		}
		i += 5
	}
	return -1
}

func twoDigits(b []byte) (n int32, ok bool) {
	if !digit(b[0]) || !digit(b[1]) {
		return 0, false
	}
	return int32(b[0]-'0')*10 + int32(b[1]-'0'), true
}

// sortedMarks brings the marks of all files into the order of time.
func sortedMarks(marks []Mark) []Mark {
	// Which goroutine read what is chance, so that equal times need an order too.
	order := func(a, b Mark) int {
		if a.Unix != b.Unix {
			return cmp.Compare(a.Unix, b.Unix)
		}
		return cmp.Or(strings.Compare(a.Group, b.Group), cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Clock, b.Clock))
	}
	return mergeRuns(marks, order)
}

// mergeRuns sorts by merging the stretches that are in order already: each piece of a
// file was read by one goroutine, mostly in the order of time.
func mergeRuns(marks []Mark, order func(a, b Mark) int) []Mark {
	starts := []int{0}
	for i := 1; i < len(marks); i++ {
		if order(marks[i-1], marks[i]) > 0 {
			starts = append(starts, i)
		}
	}
	if len(starts) > 8+len(marks)/64 { // no order to speak of
		slices.SortFunc(marks, order)
		return marks
	}
	if len(starts) == 1 {
		return marks
	}
	other := make([]Mark, len(marks))
	for len(starts) > 1 {
		kept := starts[:0]
		for i := 0; i < len(starts); i += 2 {
			from, middle, to := starts[i], len(marks), len(marks)
			if i+1 < len(starts) {
				middle = starts[i+1]
			}
			if i+2 < len(starts) {
				to = starts[i+2]
			}
			merge(other[from:to], marks[from:middle], marks[middle:to], order)
			kept = append(kept, from)
		}
		marks, other, starts = other, marks, kept
	}
	return marks
}

// merge writes two sorted runs into out, which is as long as both.
func merge(out, a, b []Mark, order func(a, b Mark) int) {
	for n := range out {
		if len(b) == 0 || len(a) > 0 && order(a[0], b[0]) <= 0 {
			out[n], a = a[0], a[1:]
		} else {
			out[n], b = b[0], b[1:]
		}
	}
}

func digit(b byte) bool { return '0' <= b && b <= '9' }
