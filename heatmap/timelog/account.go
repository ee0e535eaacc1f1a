package timelog

import (
	"hash/maphash"
	"math"
	"time"
)

// limits are the options that set rows aside, made ready for use.
type limits struct {
	since, until instant
	bounded      bool
	burst        time.Duration
}

func newLimits(opt *Options) limits {
	l := limits{burst: opt.Burst, until: instant{sec: math.MaxInt64}, since: instant{sec: math.MinInt64}}
	if !opt.Since.IsZero() {
		l.since, l.bounded = instantOf(opt.Since), true
	}
	if !opt.Until.IsZero() {
		l.until, l.bounded = instantOf(opt.Until), true
	}
	return l
}

func instantOf(t time.Time) instant {
	return instant{t.Unix(), int32(t.Nanosecond())}
}

// inside reports whether an instant lies in [since, until).
func (l *limits) inside(at instant) bool {
	return !l.bounded || !at.before(l.since) && at.before(l.until)
}

// history is what the rows before have left behind, across blocks and files.
// Rows must come in order.
type history struct {
	seeds [2]maphash.Seed
	seen  hashSet
	prev  map[string]instant // the event before, by group
}

func newHistory() *history {
	return &history{
		seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()},
		prev:  map[string]instant{},
	}
}

// duplicate reports whether a key has come before. Keys are kept as hashes of
// 128 bits: among a thousand million rows, two different ones share a hash with
// a probability of 1e-21.
func (h *history) duplicate(key []byte) bool {
	k := [2]uint64{maphash.Bytes(h.seeds[0], key), maphash.Bytes(h.seeds[1], key)}
	return h.seen.add(k)
}

// inBurst reports whether an event follows the one before it in the group more
// closely than burst.
func (h *history) inBurst(group []byte, at instant, burst time.Duration) bool {
	prev, ok := h.prev[string(group)]
	h.prev[string(group)] = at
	if !ok {
		return false
	}
	d := at.time().Sub(prev.time()) // saturates
	return d < burst && d > -burst
}
