package timelog

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// unitNamed is the unit that Options.TimeUnit names.
func unitNamed(name string) (epochUnit, error) {
	if i := slices.Index(unitNames[:], name); i >= 0 {
		return epochUnit(i), nil
	}
	return unitNone, fmt.Errorf("unknown time unit %q: %s", name, strings.Join(unitNames[1:], ", "))
}

// What may settle the unit.
const (
	unitAsked      = "as asked"
	unitToldByName = "as the name of the column tells"
)

// decideUnit settles what the numbers of a column count: the unit asked for;
// else the one that its name tells, of those in which at least 95 % of the numbers are
// plausible times; else the only one of these. With two left it is an error. why
// says what settled it.
func (c *columnStats) decideUnit(asked epochUnit) (unit epochUnit, why string, err error) {
	if asked != unitNone {
		return asked, unitAsked, nil
	}
	hinted := unitsOfName(c.name)
	var fit []epochUnit
	for u := unitSeconds; u < unitCount; u++ {
		if c.units[u] == 0 || c.units[u]*100 < 95*c.numbers.n {
			continue
		}
		if slices.Contains(hinted, u) {
			return u, unitToldByName, nil
		}
		if u < unitTicks || nameScore(c.name) > 0 && u != unitExcel1904 {
			fit = append(fit, u)
		}
	}
	switch {
	case len(fit) == 0 || c.unix && fit[0] > unitNanos:
		return unitNone, "", fmt.Errorf("its numbers are plausible times in no unit; --time-unit settles it if they are times")
	case len(fit) == 1 || c.unix:
		return fit[0], "the only unit in which they are times from 1990 to 2100", nil
	}
	return unitNone, "", &errOpenUnit{fit[0], fit[1], c.figures}
}

// bestUnit is the unit, one of two if two fit, unitNone if none does.
func (c *columnStats) bestUnit() epochUnit {
	unit, _, err := c.decideUnit(unitNone)
	if open, ok := err.(*errOpenUnit); ok {
		return open.one
	}
	return unit
}

// unitsOfName are the units that the name of a column speaks of.
func unitsOfName(name string) []epochUnit {
	leaf := name[strings.LastIndexByte(name, '.')+1:]
	low := strings.ToLower(leaf)
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(low, w) })
	}
	switch {
	case has("filetime"):
		return []epochUnit{unitFileTime}
	case has("webkit", "chrome"):
		return []epochUnit{unitWebKit}
	case has("cocoa", "cfabsolute", "cf_absolute", "mac_absolute", "macabsolute", "coredata", "core_data"),
		len(leaf) > 4 && leaf[0] == 'Z' && leaf == strings.ToUpper(leaf): // Core Data's ZTIMESTAMP, ZDATE
		return []epochUnit{unitCocoa, unitCocoaNanos}
	case has("ticks"):
		return []epochUnit{unitTicks}
	case has("1904"):
		return []epochUnit{unitExcel1904}
	case has("excel", "serial", "oadate"):
		return []epochUnit{unitExcel}
	case has("unix", "posix", "epoch"):
		return []epochUnit{unitSeconds, unitMillis, unitMicros, unitNanos}
	}
	return nil
}

// errOpenUnit is the error of a column whose numbers are plausible in two units.
type errOpenUnit struct {
	one, other epochUnit
	figures    []string
}

func (e *errOpenUnit) Error() string {
	var rows []string
	for _, f := range e.figures {
		rows = append(rows, fmt.Sprintf("%s is %s or %s", f, dayOf(f, e.one), dayOf(f, e.other)))
	}
	return fmt.Sprintf("its numbers can be %s or %s (%s): --time-unit %s or --time-unit %s settles it",
		e.one, e.other, strings.Join(rows, "; "), unitNames[e.one], unitNames[e.other])
}

func dayOf(figure string, u epochUnit) string {
	st, err := readEpoch([]byte(figure), u)
	if err != nil {
		return "no time"
	}
	return st.Time().Format(time.DateTime)
}
