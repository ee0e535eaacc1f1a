package timelog

import (
	"bytes"
)

// verdict is what becomes of a row.
type verdict int

const (
	kept verdict = iota
	unread
	dropped
)

// counter takes the records of blocks and keeps account of them.
type counter struct {
	plan
	tally
	pulse pulse
	block int
	b     []byte
	lines lineCounter
	buf   []byte
	alone bool // nothing but the time of a record matters
}

// newCounter is a counter that follows a plan.
func newCounter(p plan) counter {
	c := counter{plan: p}
	c.groups.aside, c.groups.most = p.aside, p.share
	return c
}

// begin prepares for the records of a block.
func (c *counter) begin(block int, b []byte) {
	c.block, c.b = block, b
	c.lines = lineCounter{}
	c.alone = c.plan.time >= 0 && !c.timeless && c.by < 0 && c.history == nil && !c.limits.bounded &&
		c.read.unit == unitNone && c.orders == nil && c.mostMarks == 0
	c.pulse.tallied = nothing
}

// record accounts for one record: by the short way, if only its time matters and
// that is written as in nearly all logs.
func (c *counter) record(r *record) {
	if c.alone && r.damage == "" {
		if time := &r.cells[c.plan.time]; time.kind == plain && c.quick(time.raw) {
			return
		}
	}
	c.judge(r)
}

// quick accounts for a record whose time is a stamp that quickStamp knows.
func (c *counter) quick(value []byte) bool {
	return c.pulse.tick(value) || c.turned(value)
}

// turned is quick for a stamp with which a day or a page may begin.
func (c *counter) turned(value []byte) bool {
	if !c.quickBare(value) {
		return false
	}
	if c.plan.zone.loc == nil {
		c.pulse.turn(&c.read.quick, &c.all)
	}
	return true
}

// quickBare is quick one by one.
func (c *counter) quickBare(value []byte) bool {
	sec, nano, ok := c.read.quick.bare(value)
	if !ok {
		return c.quickZoned(value)
	}
	c.rows++
	c.zoneless++
	if c.plan.zone.loc != nil {
		sec = c.plan.zone.unix(sec)
	}
	c.event(instant{sec, nano})
	return true
}

// quickZoned is quick for a stamp with a zone.
func (c *counter) quickZoned(value []byte) bool {
	st, ok := c.read.quick.read(value)
	if !ok {
		return false
	}
	c.rows++
	c.tally.zone(&st)
	c.event(instant{st.Unix, st.Nanos})
	return true
}

// judge accounts for one record and says what became of it.
func (c *counter) judge(r *record) verdict {
	c.rows++
	if c.timeless {
		c.skip("no time column", c.block, func() (int64, string) { return c.extract(r) })
		return unread
	}
	if c.plan.time < 0 {
		c.events++
		return kept
	}
	st, reason := c.stamp(r)
	if reason != "" {
		c.skip(reason, c.block, func() (int64, string) { return c.extract(r) })
		return unread
	}
	at := instant{st.Unix, st.Nanos}
	if !st.HasZone {
		at.sec = c.plan.zone.unix(st.Unix)
	}
	c.tally.zone(&st)
	if !c.limits.inside(at) {
		c.outside++
		return dropped
	}
	if c.history != nil && c.repeats(r, at) {
		return dropped
	}
	c.event(at)
	if c.mostMarks > 0 {
		c.keep(at, &st, r)
	}
	if r.damage != "" {
		c.recovered++
	}
	if c.by >= 0 {
		value := r.cells[c.by].text(&c.buf)
		c.groups.add(c.groups.of(value), at.sec)
		c.groups.relieve()
	}
	return kept
}

// extract is where a record stands in its block and how it reads.
func (c *counter) extract(r *record) (line int64, text string) {
	return c.lines.lineOf(c.b, r.start), example(c.b[r.start:r.end])
}

// stamp reads the time of a record, or says why it cannot be read.
func (c *counter) stamp(r *record) (st Stamp, reason string) {
	cell := r.cells[c.plan.time]
	if cell.kind == absent {
		if r.why != "" {
			return st, r.why
		}
		if r.damage != "" {
			return st, r.damage + ", no time left in it"
		}
		return st, "no time in the record"
	}
	read := &c.read
	if c.orders != nil {
		own := c.readingOf(r)
		read = &own
	}
	value := cell.text(&c.buf)
	if len(value) > 0 && (value[0] == ' ' || value[len(value)-1] == ' ') {
		value = trimSpaces(value)
	}
	st, err := read.stamp(value)
	if err == errNotStamp {
		if v := stampWithin(value); v != nil && bytes.IndexByte(value, 'T') > 0 { // blanks around its colons
			st, err = read.stamp(v)
			r.damage = "blanks inside the time"
		}
	}
	switch {
	case err == nil:
		return st, ""
	case len(value) == 0:
		return st, "empty time"
	case r.damage != "":
		return st, r.damage + ", time unreadable"
	}
	return st, err.Error()
}

func trimSpaces(b []byte) []byte {
	b = trimBlanks(b)
	for len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	return b
}

// repeats accounts for duplicates and bursts.
func (c *counter) repeats(r *record, at instant) bool {
	if len(c.dedupe) > 0 && c.history.seen.add(c.dedupeKey(r)) {
		c.duplicates++
		return true
	}
	if c.limits.burst <= 0 {
		return false
	}
	var group []byte
	if c.by >= 0 {
		group = r.cells[c.by].text(&c.buf)
	}
	if c.history.inBurst(group, at, c.limits.burst) {
		c.collapsed++
		return true
	}
	return false
}

// dedupeKey is the key of a record: of its values as texts, a missing one different
// from an empty one.
func (c *counter) dedupeKey(r *record) (key rowKey) {
	for _, i := range c.dedupe {
		value := noValue
		if r.cells[i].kind != absent {
			value = c.history.hasher.value(r.cells[i].text(&c.buf))
		}
		key = key.with(value)
	}
	return key
}

// done moves what the plan has counted into the tally.
func (c *counter) done() *tally {
	c.skippedClock, c.repeatedClock = c.plan.zone.skipped, c.plan.zone.repeated
	return &c.tally
}
