package timelog

import (
	"bytes"
	"fmt"
)

// reading is how the values of a time column are to be read.
type reading struct {
	unit  epochUnit // unitNone: as text
	rules stampRules
	why   string // what settled the rules, for a warning; "" if nothing had to be
	hex   bool   // stamps in hexadecimal, as hexClock reads them
	quick quickStamp
	// either tells that the dates are the same in either order of day and month.
	either bool
	// unitWhy says what settled the unit.
	unitWhy string
	zones   zoneReader
	spoken  uint8 // the spokenZones among the first values
	several bool  // some values are several times
}

// stamp reads one value.
func (r *reading) stamp(b []byte) (Stamp, error) {
	if r.unit != unitNone {
		st, err := readEpoch(b, r.unit)
		if err != nil && padded(b) {
			return readEpoch(bytes.TrimSpace(b), r.unit)
		}
		return st, err
	}
	if st, ok := r.quick.read(b); ok {
		return st, nil
	}
	if padded(b) {
		b = bytes.TrimSpace(b)
	}
	if r.hex {
		if st, ok := hexClock(b); ok {
			return st, nil
		}
	}
	st, err := parseStamp(b, r.rules)
	if err == errZoneWord {
		return r.zones.stamp(b, r.rules)
	}
	if err == errNotStamp && r.several {
		if first := firstOfSeveral(b); first != nil {
			return parseStamp(first, r.rules)
		}
	}
	return st, err
}

// padded reports whether blanks stand around a value, as in columns of one width.
func padded(b []byte) bool {
	return len(b) > 0 && (b[0] == ' ' || b[0] == '\t' || b[len(b)-1] == ' ' || b[len(b)-1] == '\t')
}

// lane follows the times that one way of reading gives, in file order.
type lane struct {
	n        int
	up, down int // steps forward and backward in time
	prev     int64
	min, max int64
}

func (l *lane) add(at int64) {
	if l.n == 0 {
		l.min, l.max = at, at
	} else if at > l.prev {
		l.up++
	} else if at < l.prev {
		l.down++
	}
	l.prev = at
	l.min, l.max = min(l.min, at), max(l.max, at)
	l.n++
}

// against is the number of steps against the prevailing direction.
func (l *lane) against() int {
	return min(l.up, l.down)
}

// columnStats gathers the evidence on one column.
type columnStats struct {
	present  int
	stamps   lane // values that are times without further ado
	dateOnly int  // … of which have no time of day
	numbers  lane
	units    [unitCount]int // numbers plausible in each unit
	figures  []string       // some of the numbers
	name     string         // of the column
	unix     bool           // numbers can only count from 1970: those in lines of text
	open     int            // dates whose order must be decided
	orders   [4]lane
	dotted   int // open dates of the form 1.2.2021 or 1.2.21
	twins    int // … of the form 7/7/2021, the same in either order
	american int // … and as browsers write them in American English
	several  int // values that are several times
	noYear   int
	yearless lane  // the times without a year, as of anyYear
	whole    bool  // no values follow those looked at
	hexes    int   // stamps in hexadecimal, among them
	broken   int   // values that look like times but are none
	breaks   error // … what is wrong with the first of them
	foreign  int   // … those that end with what can only be a zone, and is none known
	zones    zoneReader
	examples []string // of open dates
	spoken   zonesSeen
}

// add looks at one value.
func (c *columnStats) add(v []byte, rules stampRules) {
	if padded(v) {
		v = bytes.TrimSpace(v)
	}
	if len(v) == 0 {
		return
	}
	c.present++
	if len(v) > 24 && bytes.IndexByte(v, ',') > 0 {
		if first := firstOfSeveral(v); first != nil {
			c.several++
			v = first
		}
	}
	if len(v) > 64 {
		return
	}
	if len(v) == 12 && c.addHex(v) {
		return
	}
	if whole, nanos, ok := decimal(v); ok && !isRunTogether(v) {
		c.addNumber(v, whole, nanos)
		return
	}
	rules.order = orderOpen
	st, err := parseStamp(v, rules)
	if err == errZoneWord {
		st, err = c.zones.stamp(v, rules)
	}
	switch err {
	case nil:
		c.stamps.add(st.Unix)
		if st.HasZone {
			c.spoken.add(int(st.Offset))
		}
		c.dateOnly += boolInt(clockless(v))
	case errNoYear:
		c.noYear++
		rules.year = anyYear
		if st, err := parseStamp(v, rules); err == nil {
			c.yearless.add(st.Unix)
		}
	case errDateOrder:
		c.addOpen(v)
	case errImpossible, errZoneWord:
		c.addBroken(v, err)
	}
}

// addNumber looks at a number.
func (c *columnStats) addNumber(v []byte, whole int64, nanos int32) {
	if whole == 0 && nanos == 0 { // never, not 1970
		c.present--
		return
	}
	for u := unitSeconds; u < unitCount; u++ {
		c.units[u] += boolInt(u.plausible(whole))
	}
	if len(c.figures) < 3 && whole > 1000 {
		c.figures = append(c.figures, string(v))
	}
	c.numbers.add(whole)
}

// addBroken looks at what has the shape of a time and is none, or in a zone that is not known.
func (c *columnStats) addBroken(v []byte, err error) {
	if err == errZoneWord {
		c.spoken.hear(v)
		c.foreign += boolInt(endsInZone(v))
	}
	if c.broken++; c.breaks != nil {
		return
	}
	if c.breaks = fmt.Errorf("%w in %q", err, clip(string(v))); err == errZoneWord {
		c.breaks = doubted(err, v)
	}
}

// isRunTogether reports whether a number is rather a time as in 20210129000646.
func isRunTogether(v []byte) bool {
	if len(v) != 14 || v[0] != '1' && v[0] != '2' {
		return false
	}
	_, err := parseRunTogether(v)
	return err == nil
}

// clockless reports whether a time is a date alone: 2021-01-29, 29-JAN-2021.
func clockless(v []byte) bool {
	figures := 0
	for _, b := range v {
		if b == ':' {
			return false
		}
		figures += boolInt(digit(b))
	}
	return figures <= 8
}

// endsInZone reports whether a stamp ends, behind its clock, with a word in capitals or the
// name of a place.
func endsInZone(v []byte) bool {
	at := bytes.LastIndexByte(v, ' ')
	if at < 1 || !digit(v[at-1]) {
		return false
	}
	word := v[at+1:]
	capitals := len(bytes.TrimRight(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")) == 0
	return capitals && len(word) > 1 && len(word) < 6 || placeAt(word, 0) == len(word)
}

// foreignZones reports whether most of the times end with words that are no zones known here.
func (c *columnStats) foreignZones() bool { return 2*c.foreign > c.present }

// valid is the number of values that are times in one reading or another.
func (c *columnStats) valid() int {
	n := c.stamps.n + c.noYear
	if c.open > 0 {
		n += max(c.orders[orderDMY].n, c.orders[orderMDY].n, c.orders[orderYMD].n)
	}
	if unit := c.bestUnit(); unit != unitNone {
		n += c.units[unit]
	}
	return n
}

// decide settles how the column is read, given what the user has settled.
func (c *columnStats) decide(rules stampRules) (reading, error) {
	r := reading{rules: rules, hex: c.hexes > 0 && 2*c.hexes >= c.present}
	r.rules.words, r.several = c.spoken.words(), c.several > 0
	r.spoken = r.rules.words & c.spoken.said
	if c.numbers.n > c.stamps.n+c.open+c.noYear {
		var err error
		r.unit, r.unitWhy, err = c.decideUnit(rules.unit)
		return r, err
	}
	if c.noYear > 0 && rules.year == 0 && 2*c.noYear > c.stamps.n { // few are skipped row by row
		return r, &errOpenYear{c}
	}
	if c.open == 0 || rules.order != orderOpen {
		return r, nil
	}
	order, why := c.decideOrder()
	if order == orderOpen {
		return r, c.orderError()
	}
	r.rules.order, r.why, r.either = order, why, c.eitherWay()
	return r, nil
}
