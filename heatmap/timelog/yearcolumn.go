package timelog

import (
	"errors"
	"fmt"
	"time"
)

// anyYear is one in which all days exist.
const anyYear = 2000

// errOpenYear is the error of a column whose times have no year.
type errOpenYear struct{ column *columnStats }

func (e *errOpenYear) Error() string { return "its times have no year: --year settles it" }

// likely is the year that leaves no time later than the file, if all are of one year.
func (e *errOpenYear) likely(in input) (year int, written time.Time, ok bool) {
	const oneYear = 300 * dayLong // else they may be of two
	l := &e.column.yearless
	written, known := fileTime(in)
	if !known || l.n == 0 || l.max-l.min > oneYear {
		return 0, written, false
	}
	last := time.Unix(l.max, 0).UTC()
	year = written.Year()
	if last.AddDate(year-anyYear, 0, 0).After(written.Add(dayLong * time.Second)) { // a day for the zone
		year--
	}
	return year, written, true
}

// withYear completes the times of a column that have no year by that of the file, having
// looked at all of them if whole is not nil.
func (r *run) withYear(res *fileResult, choice timeChoice, err error, whole func(timeChoice) (timeChoice, error)) (year int) {
	var open *errOpenYear
	if !errors.As(err, &open) {
		return 0
	}
	if whole != nil {
		if _, err = whole(choice); !errors.As(err, &open) {
			return 0
		}
	}
	year, written, ok := open.likely(res.in)
	if !ok {
		return 0
	}
	res.notes = append(res.notes, fmt.Sprintf("the times in %q carry no year: they are taken to be of %d, since the file was last written %s; --year settles it", choice.name, year, written.Format("2006-01-02")))
	return year
}
