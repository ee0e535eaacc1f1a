package heatmap

import (
	"fmt"
	"io"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// account writes what became of every row: a line of totals, then a line for each
// file in which a record was recovered or skipped.
func account(w io.Writer, sources []timelog.Source) {
	var sum timelog.Source
	var skipped int64
	for _, s := range sources {
		sum.Rows += s.Rows
		sum.Events += s.Events
		sum.Recovered += s.Recovered
		sum.Duplicates += s.Duplicates
		sum.Collapsed += s.Collapsed
		sum.OutsideRange += s.OutsideRange
		skipped += skippedRows(s)
	}
	fmt.Fprintf(w, "%s, %s: %s", plural(int64(len(sources)), "file"), plural(sum.Rows, "row"), plural(sum.Events, "event"))
	for _, part := range []struct {
		n    int64
		what string
	}{
		{sum.Recovered, "recovered from damaged records"},
		{skipped, "skipped"},
		{sum.Duplicates, "duplicates"},
		{sum.Collapsed, "collapsed into bursts"},
		{sum.OutsideRange, "outside the time range"},
	} {
		if part.n > 0 {
			fmt.Fprintf(w, ", %s %s", thousands(part.n), part.what)
		}
	}
	fmt.Fprintln(w)
	for _, s := range sources {
		accountOne(w, s)
	}
}

// accountOne writes what was unusual about one file, if anything was.
func accountOne(w io.Writer, s timelog.Source) {
	if s.Recovered > 0 {
		fmt.Fprintf(w, "  %s: %s recovered from damaged records\n", s.Path, thousands(s.Recovered))
	}
	for _, skip := range s.Skipped {
		fmt.Fprintf(w, "  %s: %s skipped from line %d on: %s: %q\n", s.Path, plural(skip.Rows, "row"), skip.FirstLine, skip.Reason, skip.Example)
	}
}

// skippedRows is the number of rows of a source that could not be used.
func skippedRows(s timelog.Source) int64 {
	var n int64
	for _, skip := range s.Skipped {
		n += skip.Rows
	}
	return n
}

// plural writes a number with its noun.
func plural(n int64, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return thousands(n) + " " + noun + "s"
}

// thousands writes a number with a comma every three digits.
func thousands(n int64) string {
	digits := fmt.Sprint(n)
	start := 0
	if n < 0 {
		start = 1
	}
	for i := len(digits) - 3; i > start; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
