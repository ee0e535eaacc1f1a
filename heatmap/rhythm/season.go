package rhythm

import (
	"encoding/binary"
	"math"
)

// The channel of the clock changes asks one question only: on whose calendar does
// the actor's day move? The phase of the day plays no part in it. For each calendar
// the events are put on a clock that changes with it, and each week is judged by how
// well the weeks around it foretell its hours on that clock. A calendar that is not
// the actor's moves half of the weeks, or those between two calendars' changes,
// away from their neighbours.
const (
	// seasonReach is for how long a week tells of another, in days: habits drift over
	// years, and a clock that changed once for good would pass for such a drift.
	seasonReach = 180.0
	// seasonFloor is what weeks far away still tell, beside those near.
	seasonFloor = 0.1
	// seasonWidth is how closely a week's hours are told, as a standard deviation in
	// hours.
	seasonWidth = 1.7
	// seasonMislead is the part of actors whose day moves for reasons of its own:
	// travel, holidays, a new job. Who is seen at a single change of the clocks may
	// have had such a reason just then: shortMislead more, fading with the days of
	// shortReach.
	seasonMislead = 0.03
	shortMislead  = 0.45
	shortReach    = 120.0
)

// piece is a week's presence by half hour of the UTC day, or a part's of a week in
// which a clock changed.
type piece struct {
	day          float64 // of its first mark, in days since 1970
	span         int
	seen, smooth [fine]float64
	total        float64
}

// piecesOf parts marks by week and by span.
func piecesOf(marks []mark, spans []span) []piece {
	var pieces []piece
	k, week := 0, int64(math.MinInt64)
	for _, m := range marks {
		at := k
		for k < len(spans)-1 && m.at >= spans[k+1].from {
			k++
		}
		if w := floorDiv(m.at+epochDay, weekSeconds); w != week || k != at {
			week = w
			pieces = append(pieces, piece{day: float64(m.at) / daySeconds, span: k})
		}
		p := &pieces[len(pieces)-1]
		p.seen[floorMod(m.at, daySeconds)/1800] += m.weight
		p.total += m.weight
	}
	kernel := seasonKernel()
	for i := range pieces {
		pieces[i].blur(&kernel)
	}
	return pieces
}

// seasonKernel is a normal density round the clock.
func seasonKernel() (kernel [fine]float64) {
	sum := 0.0
	for i := range kernel {
		hours := float64(min(i, fine-i)) / 2 / seasonWidth
		kernel[i] = math.Exp(-hours * hours / 2)
		sum += kernel[i]
	}
	for i := range kernel {
		kernel[i] /= sum
	}
	return kernel
}

func (p *piece) blur(kernel *[fine]float64) {
	for i, v := range p.seen {
		if v == 0 {
			continue
		}
		for j := range kernel {
			p.smooth[(i+j)%fine] += v * kernel[j]
		}
	}
}

// calendar is when a clock was ahead of its own first reading, by how many half
// hours, for each span.
type calendar []int

func calendarFrom(offsets []int64) calendar {
	c := make(calendar, len(offsets))
	for k, o := range offsets {
		c[k] = int(floorMod(floorDiv(o-offsets[0]+quarterSeconds, 1800), fine))
	}
	return c
}

func (c calendar) key() string {
	b := make([]byte, 0, 2*len(c))
	for _, v := range c {
		b = binary.LittleEndian.AppendUint16(b, uint16(v))
	}
	return string(b)
}

// steady is the log likelihood of each piece's hours given the other pieces, on a
// clock that follows the calendar.
func (c calendar) steady(pieces []piece) float64 {
	before := make([]heard, len(pieces)) // what the pieces before each one tell of it
	var all, near heard
	for i := range pieces {
		p := &pieces[i]
		if i > 0 {
			near.fade(p.day - pieces[i-1].day)
		}
		before[i] = near
		near.hear(p, c[p.span])
		all.hear(p, c[p.span])
	}
	sum := 0.0
	near = heard{}
	for i := len(pieces) - 1; i >= 0; i-- {
		p := &pieces[i]
		if i+1 < len(pieces) {
			near.fade(pieces[i+1].day - p.day)
		}
		sum += p.foretold(c[p.span], &before[i], &near, &all)
		near.hear(p, c[p.span])
	}
	return sum
}

// heard is smoothed presence by half hour of the calendar's clock, and its sum.
type heard struct {
	by    [fine]float64
	total float64
}

func (h *heard) hear(p *piece, ahead int) {
	for i, v := range p.smooth {
		to := i + ahead
		if to >= fine {
			to -= fine
		}
		h.by[to] += v
	}
	h.total += p.total
}

func (h *heard) fade(days float64) {
	part := math.Exp(-days / seasonReach)
	for i := range h.by {
		h.by[i] *= part
	}
	h.total *= part
}

// foretold is the log likelihood of a piece given what was heard before and after
// it, and, faintly, of everything but itself.
func (p *piece) foretold(ahead int, before, after, all *heard) float64 {
	total := before.total + after.total + seasonFloor*(all.total-p.total) + 1
	sum := 0.0
	for i, v := range p.seen {
		if v == 0 {
			continue
		}
		to := i + ahead
		if to >= fine {
			to -= fine
		}
		here := before.by[to] + after.by[to] + seasonFloor*(all.by[to]-p.smooth[i]) + 1.0/fine
		sum += v * math.Log(here/total)
	}
	return sum
}

// weighSeasons is the channel: what the calendars say, relative to what the prior
// expects of all zones, and for some actors nothing. part is how much of it counts.
func weighSeasons(zones []*Zone, marks []mark, spans []span, part float64) {
	pieces := piecesOf(marks, spans)
	known := map[string]float64{}
	with, without := make([]float64, len(zones)), make([]float64, len(zones))
	for i, z := range zones {
		c := calendarFrom(z.ahead)
		key := c.key()
		score, ok := known[key]
		if !ok {
			score = part * c.steady(pieces)
			known[key] = score
		}
		z.season = score
		with[i], without[i] = z.prior+score, z.prior
	}
	mean := logSum(with) - logSum(without)
	days := pieces[len(pieces)-1].day - pieces[0].day
	mislead := seasonMislead + shortMislead*math.Exp(-days/shortReach)
	for _, z := range zones {
		z.season = math.Log((1-mislead)*math.Exp(z.season-mean) + mislead)
	}
}
