package rhythm

import (
	"math"
	"slices"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

const (
	// recordedMost is the weight, in nats, that recorded offsets may reach: they
	// are set by a machine's owner and can be a decoy.
	recordedMost = 4.0
	// dualMost is the same for a second clock, which is harder to fake by accident.
	dualMost = 5.0
	// dualNear is how far from a quarter of an hour a difference may lie, in seconds.
	dualNear = 75
)

// weighRecorded is the channel of offsets that the stamps themselves carry, other
// than zero, which is what servers write. Clocks that follow the same changes
// score highest.
func weighRecorded(zones []*Zone, marks []timelog.Mark) {
	n, east := 0, 0
	for _, m := range marks {
		if m.HasOffset {
			n++
			if m.Offset != 0 {
				east++
			}
		}
	}
	if east == 0 {
		return
	}
	told := make(tellings)
	for _, m := range marks {
		if m.HasOffset {
			told[int64(m.Offset)] = append(told[int64(m.Offset)], m.Unix)
		}
	}
	for _, z := range zones {
		share := float64(told.agree(z.clock, 0)) / float64(n)
		z.recorded = recordedMost * steep(share) * min(1, float64(n)/5)
	}
}

// tellings are the sorted instants at which each offset, in seconds, was told.
type tellings map[int64][]int64

// agree is how many of them a clock agrees with; modulo, if not 0, is a time by which
// the offsets may differ.
func (t tellings) agree(c clock, modulo int64) int {
	n, from := 0, int64(math.MinInt64)
	for i, s := range c {
		until, offset := s.until, s.offset
		if i == len(c)-1 {
			until = math.MaxInt64
		}
		if modulo != 0 {
			offset = floorMod(offset, modulo)
		}
		at := t[offset]
		first, _ := slices.BinarySearch(at, from)
		beyond, _ := slices.BinarySearch(at, until)
		n += beyond - first
		from = until
	}
	return n
}

// steep turns a share of agreement into a part of the weight.
func steep(share float64) float64 { return share * share }

// dualReadings are the offsets between a second clock in the records and the
// stamps, in seconds rounded to a quarter of an hour, at the instants they were seen.
func dualReadings(marks []timelog.Mark) (at []int64, offsets []int64) {
	for _, m := range marks {
		if m.Clock < 0 {
			continue
		}
		ahead := floorMod(int64(m.Clock)-m.Unix+12*hourSeconds, daySeconds) - 12*hourSeconds
		near := floorDiv(ahead+quarterSeconds/2, quarterSeconds) * quarterSeconds
		if away := ahead - near; away <= dualNear && away >= -dualNear {
			at, offsets = append(at, m.Unix), append(offsets, near)
		}
	}
	return at, offsets
}

// weighDual is the channel of second clocks: three at least must agree, and seven
// of ten of those that lie near a quarter of an hour.
func weighDual(zones []*Zone, marks []timelog.Mark) {
	at, offsets := dualReadings(marks)
	best := 0
	agrees := make([]int, len(zones))
	told := make(tellings)
	for j := range at {
		offset := floorMod(offsets[j], daySeconds)
		told[offset] = append(told[offset], at[j])
	}
	for i, z := range zones {
		agrees[i] = told.agree(z.clock, daySeconds)
		best = max(best, agrees[i])
	}
	if best < 3 || float64(best) < 0.7*float64(len(at)) {
		return
	}
	for i, z := range zones {
		z.dual = dualMost * steep(float64(agrees[i])/float64(len(at)))
	}
}

// recordedRange is the least and the greatest offset recorded, in hours.
func recordedRange(marks []timelog.Mark) (least, most float64) {
	least, most = math.Inf(1), math.Inf(-1)
	for _, m := range marks {
		if m.HasOffset {
			hours := float64(m.Offset) / hourSeconds
			least, most = min(least, hours), max(most, hours)
		}
	}
	return least, most
}

// meanRecorded is the mean offset, in hours, of what the marks recorded; NaN if they
// recorded nothing but zero.
func meanRecorded(marks []timelog.Mark) (hours float64, n int) {
	sum, other := 0.0, false
	for _, m := range marks {
		if m.HasOffset {
			sum += float64(m.Offset) / hourSeconds
			n++
			other = other || m.Offset != 0
		}
	}
	if !other {
		return math.NaN(), 0
	}
	return sum / float64(n), n
}
