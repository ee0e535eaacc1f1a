package rhythm

import (
	"math"
	"slices"
)

// span is presence in a time in which no candidate's clock changed: what is folded
// into a zone's week at once, however many events it holds.
type span struct {
	from   int64  // Unix seconds of its first mark
	cells  []cell // by quarter of the UTC week, each once
	events float64
}

// cell is presence in one quarter of the UTC week, Monday 00:00 first.
type cell struct {
	quarter int64
	weight  float64
}

// spansOf parts marks wherever one of the zones changes its clock.
func spansOf(marks []mark, zones []*Zone) []span {
	var changes []int64
	for _, z := range zones {
		for _, s := range z.clock[:len(z.clock)-1] {
			changes = append(changes, s.until)
		}
	}
	slices.Sort(changes)
	changes = slices.Compact(changes)
	var spans []span
	for len(marks) > 0 {
		until := int64(math.MaxInt64)
		for len(changes) > 0 && changes[0] <= marks[0].at {
			changes = changes[1:]
		}
		if len(changes) > 0 {
			until = changes[0]
		}
		n := 1
		for n < len(marks) && marks[n].at < until {
			n++
		}
		spans = append(spans, spanOf(marks[:n]))
		marks = marks[n:]
	}
	return spans
}

func spanOf(marks []mark) span {
	s := span{from: marks[0].at}
	place := make([]int32, 7*96)
	for _, m := range marks {
		quarter := floorMod(m.at+epochDay, weekSeconds) / quarterSeconds
		if place[quarter] == 0 {
			s.cells = append(s.cells, cell{quarter: quarter})
			place[quarter] = int32(len(s.cells))
		}
		s.cells[place[quarter]-1].weight += m.weight
		s.events += m.events
	}
	return s
}

// offsets are what the clock was ahead of UTC in each span, in seconds.
func (c clock) offsets(spans []span) []int64 {
	all, i := make([]int64, len(spans)), 0
	for k, s := range spans {
		for i < len(c)-1 && s.from >= c[i].until {
			i++
		}
		all[k] = c[i].offset
	}
	return all
}

// foldSpans adds spans up on a clock that was ahead by the given offsets.
func foldSpans(spans []span, offsets []int64) *week {
	w := new(week)
	for k, s := range spans {
		ahead := floorMod(floorDiv(offsets[k], quarterSeconds), 7*96)
		for _, c := range s.cells {
			q := c.quarter + ahead
			if q >= 7*96 {
				q -= 7 * 96
			}
			w[q] += c.weight
		}
	}
	return w
}

// meanOffset is the mean of the offsets over the events, in hours, and usual the
// one in force at most of them, in seconds; of two equals the smaller.
func meanOffset(spans []span, offsets []int64) (mean float64, usual int) {
	by, total := map[int64]float64{}, 0.0
	for k, s := range spans {
		by[offsets[k]] += s.events
		mean += float64(offsets[k]) * s.events
		total += s.events
	}
	best, most := int64(0), -1.0
	for offset, n := range by {
		if n > most || n == most && offset < best {
			best, most = offset, n
		}
	}
	return mean / (total * hourSeconds), int(best)
}
