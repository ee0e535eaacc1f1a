package timelog

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

func pathError(path string, err error) error {
	return fmt.Errorf("%s: %w", path, err)
}

// lineBases are the lines, from 1, on which the blocks of a file start.
func (res *fileResult) lineBases() []int64 {
	bases := make([]int64, len(res.lines))
	at := 1 + res.skipped
	for i, n := range res.lines {
		bases[i] = at
		at += n
	}
	return bases
}

// source makes the account of a file public.
func (res *fileResult) source(r *run) Source {
	s, t := res.src, res.tally
	s.Rows, s.Events, s.Recovered = t.rows, t.events, t.recovered
	s.Duplicates, s.Collapsed, s.OutsideRange = t.duplicates, t.collapsed, t.outside
	s.Zone, s.ZoneFrom = res.zone(r)
	s.Skipped = []Skip{}
	if r.opt.Explain {
		s.Decisions = res.decisions(r)
	}
	bases := res.lineBases()
	for _, sk := range t.skips {
		s.Skipped = append(s.Skipped, Skip{sk.reason, sk.rows, bases[sk.block] + sk.line, sk.example})
	}
	slices.SortFunc(s.Skipped, func(a, b Skip) int {
		if a.FirstLine != b.FirstLine {
			return int(a.FirstLine - b.FirstLine)
		}
		return strings.Compare(a.Reason, b.Reason)
	})
	return s
}

// zone says in which zone the stamps of a file were read, and how that is known.
func (res *fileResult) zone(r *run) (zone, from string) {
	t := res.tally
	switch {
	case res.choice.read.unit != unitNone && !res.choice.read.unit.days(), res.stated:
		return "UTC", "stated"
	case t.zoned > 0 && t.minOffset != t.maxOffset:
		return "mixed", "stamp"
	case t.zoned > 0 && t.minOffset == 0:
		return "UTC", "stamp"
	case t.zoned > 0:
		return offsetName(int(t.minOffset)), "stamp"
	case r.zone != nil:
		return r.zone.String(), "flag"
	case res.header != nil:
		return res.header.String(), "header"
	}
	return "UTC", "assumed"
}

// warnings are the doubts about the result.
func (r *run) warnings(results []*fileResult) []string {
	var n notes
	for _, res := range results {
		if res.unknown != nil {
			n.add(res.in.path, "left out, "+res.unknown.Error())
		}
		for _, text := range res.notes {
			n.add(res.in.path, text)
		}
	}
	return append(n.sentences(), r.crowded()...)
}

// crowded says what had to stay in memory although it was too much.
func (r *run) crowded() []string {
	if err := cmp.Or(r.aside.err, r.history.crowded()); err != nil && r.ctx.Err() == nil {
		return []string{fmt.Sprintf("groups or rows seen before were kept in memory, as many as there are: %v", err)}
	}
	return nil
}

// doubts are those about one file.
func (res *fileResult) doubts(r *run) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	t, ch := res.tally, res.choice
	if _, from := res.zone(r); from == "assumed" && t.zoneless > 0 {
		say("the times in %q carry no zone and were read as UTC (assumed); --source-zone ZONE settles it", ch.name)
	}
	if t.zoned > 0 && t.zoneless > 0 && ch.read.unit == unitNone {
		zone := "UTC (assumed; --source-zone ZONE settles it)"
		if res.header != nil {
			zone = res.header.String()
		}
		if r.zone != nil {
			zone = r.zone.String()
		}
		say("some times in %q carry a zone and some do not; the latter were read in %s", ch.name, zone)
	}
	if t.skippedClock > 0 {
		say("%s in %s, because the clocks went forward", numbered(t.skippedClock, "time never was", "times never were"), r.zone)
	}
	if t.repeatedClock > 0 {
		say("%s twice in %s, because the clocks went back; one of the two was taken", numbered(t.repeatedClock, "time was", "times were"), r.zone)
	}
	if len(ch.others) > 0 && r.opt.Time == "" {
		hold := "hold"
		if len(ch.others) == 1 {
			hold = "holds"
		}
		say("times taken from %q; %s %s times too (--time COLUMN chooses)", ch.name, quoteAll(ch.others), hold)
	}
	if ch.read.why != "" && ch.orders != nil {
		say("dates in %q read %s", ch.name, ch.read.why)
	} else if ch.read.why != "" {
		say("dates in %q read as %s: %s", ch.name, ch.read.rules.order, ch.read.why)
	}
	if ch.read.several {
		say("some rows have several times in %q: the first is taken, the others are not counted", ch.name)
	}
	if words := ch.read.spoken; words != 0 {
		say("zone words in %q read: %s; --source-zone settles it", ch.name, spokenNote(words))
	}
	if ch.read.unit == unitExcel && ch.read.unitWhy != unitAsked && ch.read.unitWhy != unitToldByName {
		say("the numbers in %q were read as serial dates of Excel's 1900 system; in that of 1904 they are four years and a day later: --time-unit excel1904 settles it", ch.name)
	} else if ch.read.unit != unitNone && r.opt.Time == "" && res.d.lines == nil && len(res.sv.names) > 1 && nameScore(ch.name) <= 0 && !isWithin(ch.name) {
		say("the numbers in %q are read as times because they go on with the rows, and nothing else tells that they are; --time COLUMN chooses", ch.name)
	}
	if ch.dates {
		say("the dates in %q have no time of day: all fall into the hour from 00:00", ch.name)
	}
	if late, written := res.late(); late {
		say("the last time is of %s, later than the file itself, written %s: the times may be of something else than events", t.last.time().Format("2006-01-02"), written.Format("2006-01-02"))
	}
	for _, c := range res.lacks {
		say("no column %q in its first rows", c)
	}
	return out
}

// late reports whether a file tells of times that were still to come when it was
// written, two days aside for zones and clocks.
func (res *fileResult) late() (bool, time.Time) {
	if !res.tally.any || res.in.stream || res.in.inner {
		return false, time.Time{}
	}
	written, known := fileTime(res.in)
	return known && res.tally.last.sec > written.Unix()+2*dayLong, written
}

func quoteAll(names []string) string {
	const most = 8
	var q []string
	for i, n := range names {
		if i == most {
			return strings.Join(q, ", ") + fmt.Sprintf(" and %d more", len(names)-most)
		}
		q = append(q, fmt.Sprintf("%q", n))
	}
	return strings.Join(q, ", ")
}

// nowhere is an error for each column asked for that no file has.
func (r *run) nowhere(results []*fileResult) []error {
	var errs []error
	seen := map[string]bool{}
	for _, c := range append([]string{r.opt.By}, r.opt.Dedupe...) {
		if c == "" || seen[c] {
			continue
		}
		seen[c] = true
		missing, names := 0, []string(nil)
		read := 0
		for _, res := range results {
			if !res.counted || res.src.Format == "" {
				continue
			}
			read++
			if slices.Contains(res.lacks, c) {
				missing++
				names = res.names
			}
		}
		if read > 0 && missing == read {
			sv := survey{names: names}
			errs = append(errs, fmt.Errorf("no column %q in any file; columns: %s", c, sv.listed()))
		}
	}
	return errs
}

// numbered is a number with what it is of: one or many.
func numbered(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
