package timelog

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// A table that several people filled may hold dates in the order of each of
// them. Options.OrderBy names the column that says whose hand a row is; the order
// is then decided for each of its values by all rows that have it.

// maxHands bounds the values of Options.OrderBy: a column with more of them
// holds no hands.
const maxHands = 1000

// handTaker gathers the evidence on the time column, one account a hand.
type handTaker struct {
	sc    scanner
	hands map[string]*columnStats
	rules stampRules
	buf   []byte
	err   error
}

func (t *handTaker) take(_ int, b []byte, final bool) int {
	return t.sc.scan(b, final, func(r *record) {
		hand := ""
		if c := r.cells[1]; c.kind != absent {
			hand = string(c.text(&t.buf))
		}
		stats := t.hands[hand]
		if stats == nil {
			if len(t.hands) == maxHands {
				t.err = fmt.Errorf("it has more than %d values: name a column that says who wrote a row", maxHands)
				return
			}
			stats = &columnStats{}
			t.hands[hand] = stats
		}
		if c := r.cells[0]; c.kind != absent {
			stats.add(c.text(&t.buf), t.rules)
		}
	})
}

func (t *handTaker) tooLong(int, []byte) {}

func (t *handTaker) breaks(b []byte) int64 { return countLines(b) }

func (t *handTaker) quotes() bool { return true }

// settleByHand reads a whole input to decide the order of dates hand by hand.
func (r *run) settleByHand(in io.Reader, d *dialect, choice timeChoice, rules stampRules) (timeChoice, error) {
	t := &handTaker{sc: d.scanner(choice.evidence()), hands: map[string]*columnStats{}, rules: rules}
	po := &pourer{r: in, d: d, takers: []taker{t}}
	if err := po.pour(make([]byte, 0, blockSize), false); err != nil {
		return choice, readError(err)
	}
	if t.err != nil {
		return choice, fmt.Errorf("column %q: %w", choice.orderBy, t.err)
	}
	choice.orders = map[string]stampRules{}
	var said []string
	for _, hand := range slices.Sorted(maps.Keys(t.hands)) {
		stats := t.hands[hand]
		choice.orders[hand] = rules
		if stats.open == 0 {
			continue
		}
		read, err := stats.decide(rules)
		if err != nil {
			return choice, fmt.Errorf("time column %q, rows whose %q is %q: %w", choice.name, choice.orderBy, clip(hand), err)
		}
		choice.orders[hand] = read.rules
		said = append(said, fmt.Sprintf("%s by %q, from %d such dates", read.rules.order, clip(hand), stats.open))
	}
	choice.read.rules = rules
	if len(said) > 0 {
		choice.read.why = "in the order of each " + choice.orderBy + ": " + strings.Join(said, "; ")
	}
	return choice, nil
}

// chooseByHand is choose for Options.OrderBy: the column by the survey, the order
// of its dates by all rows.
func (r *run) chooseByHand(sv *survey, d *dialect, first []byte, rules stampRules, whole func(timeChoice) (timeChoice, error)) (timeChoice, error) {
	any := rules
	if any.order == orderOpen {
		any.order = orderDMY // whatever: only the choice of the column is wanted
	}
	choice, err := sv.choose(r.opt.Time, any)
	if err != nil || sv.column(r.opt.OrderBy) < 0 || choice.read.unit != unitNone {
		return choice, err
	}
	choice.orderBy = r.opt.OrderBy
	if whole != nil {
		return whole(choice)
	}
	return r.settleByHand(bytes.NewReader(first), d, choice, rules)
}

// evidence are the columns to read for settling the order of dates.
func (c *timeChoice) evidence() []string {
	if c.orderBy != "" {
		return []string{c.name, c.orderBy}
	}
	return []string{c.name}
}

// readingOf is how the time of a record is read: in the order of its hand.
func (c *counter) readingOf(r *record) reading {
	read := c.read
	if c.orders == nil {
		return read
	}
	hand := []byte(nil)
	if cell := r.cells[c.hand]; cell.kind != absent {
		hand = cell.text(&c.buf)
	}
	read.rules.order = c.orders[string(hand)].order
	return read
}
