package timelog

import (
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
	hasher rowHasher
	seen   hashSet
	prev   map[string]instant // the event before, by group
}

func newHistory() *history {
	return &history{hasher: newRowHasher(), prev: map[string]instant{}}
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
