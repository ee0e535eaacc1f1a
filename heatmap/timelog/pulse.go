package timelog

import (
	"encoding/binary"
	"math"
)

// pulse counts stamps of the form that quickStamp reads, without a zone or in UTC, as
// long as they are of one day and one page of a histogram, which is mostly so from
// line to line. All else that there is to an event can wait until it is settled.
type pulse struct {
	date  uint64 // the day as in quickStamp; 0 never occurs
	day   uint16
	start int64
	bins  *page
	from  int64 // where bins starts
	tallied
}

// tallied is what a pulse has counted since it was settled.
type tallied struct {
	n, utc      int64 // all stamps, and of these the ones that end with Z
	first, last edge
}

// edge is the first or last of some stamps. Its fraction is read when it is needed.
type edge struct {
	sec  int64
	text []byte // date, clock and fraction; nil if there is no stamp
}

var nothing = tallied{first: edge{sec: math.MaxInt64}, last: edge{sec: math.MinInt64}}

// tick counts a stamp; false if it is one of another form, day or page.
func (p *pulse) tick(v []byte) bool {
	utc := int64(0)
	if n := len(v); n > 19 && v[n-1] == 'Z' {
		v, utc = v[:n-1], 1
	}
	n := len(v)
	if n < 19 || binary.LittleEndian.Uint64(v) != p.date || binary.LittleEndian.Uint16(v[8:]) != p.day || v[10] != 'T' && v[10] != ' ' {
		return false
	}
	x, y := binary.LittleEndian.Uint64(v[11:])^clockForm, uint64(0)
	if n > 19 {
		if n == 20 || n > 28 && (n > 29 || !digit(v[20])) || v[19] != '.' && v[19] != ',' {
			return false
		}
		y = (binary.LittleEndian.Uint64(v[n-8:]) ^ zeros) >> (8 * uint(max(28-n, 0)) % 64) // without what stands before the fraction
	}
	h, m, s := x&0xFF*10+x>>8&0xFF, x>>24&0xFF*10+x>>32&0xFF, x>>48&0xFF*10+x>>56
	sec := p.start + int64(h*3600+m*60+s)
	at := uint64(sec - p.from)
	if (x|(x+notClock)|y|(y+notDigit))&highs != 0 || h > 23 || m > 59 || s > 59 || at >= pageSpan {
		return false
	}
	p.bins[at/quarter%pageBins]++
	p.n++
	p.utc += utc
	if sec >= p.last.sec && (sec > p.last.sec || p.last.before(edge{sec, v})) {
		p.last = edge{sec, v}
	}
	if sec <= p.first.sec && (sec < p.first.sec || (edge{sec, v}).before(p.first)) {
		p.first = edge{sec, v}
	}
	return true
}

// before tells whether a comes before b, which is of the same second.
func (a edge) before(b edge) bool { return a.instant().nano < b.instant().nano }

func (a edge) instant() instant {
	at := instant{sec: a.sec}
	if len(a.text) > 19 {
		at.nano, _ = quickFraction(a.text)
	}
	return at
}

// turn makes the day that q read last and the page that h used last those of p.
func (p *pulse) turn(q *quickStamp, h *Histogram) {
	if h.last != nil {
		p.date, p.day, p.start = q.date, q.day, q.start
		p.bins, p.from = h.last, h.from
	}
}

// settle moves what the pulse has counted into the account.
func (c *counter) settle() {
	p := &c.pulse.tallied
	if p.n > 0 {
		c.rows += p.n
		c.events += p.n
		c.all.total += p.n
		c.zoneless += p.n - p.utc
		c.utc(p.utc)
		c.extend(p.first.instant(), p.last.instant())
	}
	*p = nothing
}
