package timelog

import (
	"cmp"
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
	seen   hashTable // rows that tell duplicates
	prev   hashTable // the event before, by group: its second and nanosecond
}

// How many keys are in memory.
const (
	seenInMemory = 3 << 20 // 40 to 50 MB
	prevInMemory = 1 << 19 // 20 MB
)

func newHistory() *history {
	return &history{hasher: newRowHasher(), seen: hashTable{most: seenInMemory}, prev: hashTable{values: 2, most: prevInMemory}}
}

// fault is an error for which what has come before is not known any more.
func (h *history) fault() error {
	if h == nil {
		return nil
	}
	return cmp.Or(h.seen.err, h.prev.err)
}

// crowded says why rows had to be kept in memory, however many they were.
func (h *history) crowded() error {
	if h == nil {
		return nil
	}
	return cmp.Or(h.seen.frozen.err, h.prev.frozen.err)
}

// inBurst reports whether an event follows the one before it in the group more
// closely than burst.
func (h *history) inBurst(group []byte, at instant, burst time.Duration) bool {
	values, ok := h.prev.put(h.hasher.value(group))
	prev := instant{int64(values[0]), int32(values[1])}
	values[0], values[1] = uint64(at.sec), uint64(at.nano)
	if !ok {
		return false
	}
	d := at.time().Sub(prev.time()) // saturates
	return d < burst && d > -burst
}
