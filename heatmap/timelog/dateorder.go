package timelog

import (
	"bytes"
	"fmt"
	"strings"
)

// addOpen reads a date in every order.
func (c *columnStats) addOpen(v []byte) {
	c.open++
	if len(c.examples) < 3 {
		c.examples = append(c.examples, clip(string(v)))
	}
	c.dateOnly += boolInt(clockless(v))
	c.dotted += boolInt(dottedDate(v))
	c.twins += boolInt(sameEitherWay(v))
	c.american += boolInt(american(v))
	for o := orderDMY; o <= orderYMD; o++ {
		rules := stampRules{order: o, words: c.spoken.words()}
		st, err := parseStamp(v, rules)
		if err == errZoneWord {
			st, err = c.zones.stamp(v, rules)
		}
		if err == nil {
			c.orders[o].add(st.Unix)
			if st.HasZone {
				c.spoken.add(int(st.Offset))
			}
		}
	}
}

// sameEitherWay reports whether a time begins with a date whose day and month are the same
// number, and its year of four digits behind them.
func sameEitherWay(v []byte) bool {
	first, end := digits(v, 0)
	if end == 0 || end+1 >= len(v) {
		return false
	}
	second, behind := digits(v, end+1)
	if behind == end+1 || behind+1 >= len(v) {
		return false
	}
	_, year := digits(v, behind+1)
	return first == second && year == behind+5
}

// american reports whether a time is as JavaScript writes it in American English: 7/4/2023,
// 12:55:07 PM. In the English of other countries it writes am and pm, or 24 hours (Unicode
// CLDR, locales en-US and en-001).
func american(v []byte) bool {
	at := bytes.Index(v[:min(len(v), 12)], []byte(", "))
	return at >= 8 && v[at-5] == '/' && (bytes.HasSuffix(v, []byte("AM")) || bytes.HasSuffix(v, []byte("PM")))
}

// dottedDate reports whether a time begins with a date of the form 1.2.2021 or 1.2.21.
func dottedDate(v []byte) bool {
	_, end := digits(v, 0)
	if end == 0 || end >= len(v) || v[end] != '.' {
		return false
	}
	_, end = digits(v, end+1)
	if end >= len(v) || v[end] != '.' {
		return false
	}
	_, year := digits(v, end+1)
	return year == end+5 || year == end+3
}

// decideOrder settles the order of day and month by what the values have in common, and by
// holding the orders against each other: one loses to another
// that fits more values, or is five times better at keeping the rows in order,
// or spans a fifth of the time.
func (c *columnStats) decideOrder() (dateOrder, string) {
	if c.eitherWay() {
		return orderDMY, "of every date day and month are the same number"
	}
	order, why := c.tournament()
	if order == orderOpen && c.american == c.open {
		return orderMDY, "as browsers write them in American English, with a comma and AM or PM; --date-order settles it"
	}
	return order, why
}

// tournament holds the orders against each other.
func (c *columnStats) tournament() (dateOrder, string) {
	best := orderDMY
	for o := orderMDY; o <= orderYMD; o++ {
		if c.orders[o].n > c.orders[best].n {
			best = o
		}
	}
	if c.orders[best].n == 0 {
		return orderOpen, ""
	}
	why := ""
	for o := orderDMY; o <= orderYMD; o++ {
		if o == best {
			continue
		}
		winner, reason := c.contest(best, o)
		if winner == orderOpen {
			return orderOpen, ""
		}
		if winner != best {
			return c.secondRound(winner, best, reason)
		}
		if why == "" || o == orderMDY {
			why = reason
		}
	}
	return best, why
}

// eitherWay reports whether the dates are the same in either order of day and month.
func (c *columnStats) eitherWay() bool { return c.whole && c.twins == c.open }

// secondRound confirms that an order which beat the first choice beats the third.
func (c *columnStats) secondRound(order, beaten dateOrder, why string) (dateOrder, string) {
	for o := orderDMY; o <= orderYMD; o++ {
		if o == order || o == beaten {
			continue
		}
		if winner, _ := c.contest(order, o); winner != order {
			return orderOpen, ""
		}
	}
	return order, why
}

// contest settles which of two orders the evidence favours, and says why.
func (c *columnStats) contest(a, b dateOrder) (dateOrder, string) {
	la, lb := &c.orders[a], &c.orders[b]
	failA, failB := c.open-la.n, c.open-lb.n
	switch {
	case failB > 5*failA:
		return a, "the other order would make impossible dates"
	case failA > 5*failB:
		return b, "the other order would make impossible dates"
	case failA != failB:
		return orderOpen, ""
	case lb.against() > 5*la.against() && lb.against() > 2:
		return a, "so the rows are in order of time"
	case la.against() > 5*lb.against() && la.against() > 2:
		return b, "so the rows are in order of time"
	case c.open < 10:
	case lb.max-lb.min > 5*max(la.max-la.min, 86400):
		return a, "the other order would scatter the rows over a far longer time"
	case la.max-la.min > 5*max(lb.max-lb.min, 86400):
		return b, "the other order would scatter the rows over a far longer time"
	}
	return orderOpen, ""
}

// errOpenOrder is wrapped by the error of a column whose dates allow two
// readings, so that other files may settle it.
type errOpenOrder struct{ column *columnStats }

func (e *errOpenOrder) Error() string {
	first := [...]string{"", "day first", "month first", "year first"}
	var ways, flags []string
	for _, o := range e.column.possible() {
		ways = append(ways, first[o])
		flags = append(flags, "--date-order "+o.String())
	}
	return fmt.Sprintf("its dates can be read %s (%s): %s settles it",
		strings.Join(ways, " or "), strings.Join(e.column.examples, ", "), strings.Join(flags, " or "))
}

// possible are the orders in which about as many of the dates exist as in any.
func (c *columnStats) possible() (fit []dateOrder) {
	most := 0
	for o := orderDMY; o <= orderYMD; o++ {
		most = max(most, c.orders[o].n)
	}
	for o := orderDMY; o <= orderYMD; o++ {
		if n := c.orders[o].n; n > 0 && c.open-n <= 5*(c.open-most) {
			fit = append(fit, o)
		}
	}
	return fit
}

// likely is the order of day and month that is left when the rows themselves tell
// none: the only one in which no row is later than the file, or that of dates with dots.
func (e *errOpenOrder) likely(in input) (dateOrder, string) {
	c := e.column
	written, known := fileTime(in)
	inTime, late := orderOpen, orderOpen
	for o := orderDMY; o <= orderYMD && known; o++ {
		switch l := &c.orders[o]; {
		case l.n < c.open:
		case l.max > written.Unix()+dayLong: // a day for the zone
			late = o
		case inTime != orderOpen:
			known = false
		default:
			inTime = o
		}
	}
	switch {
	case known && inTime != orderOpen && late != orderOpen:
		return inTime, fmt.Sprintf("as %s there would be rows later than the file, which was last written %s; --date-order settles it", late, written.Format("2006-01-02"))
	case c.open > 0 && c.dotted == c.open:
		return orderDMY, "dates with dots have the day first; --date-order settles it"
	}
	return orderOpen, ""
}

func (c *columnStats) orderError() error {
	return &errOpenOrder{c}
}
