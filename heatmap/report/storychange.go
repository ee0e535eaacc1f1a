package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
)

// compare takes the comparison, its labels safe to read.
func (s *story) compare() error {
	if s.c.Change == nil {
		return nil
	}
	if s.c.Change.Before == nil || s.c.Change.After == nil {
		return fmt.Errorf("report: the change has no grids before and after: make it with heatmap.Compare")
	}
	change, before, after := *s.c.Change, *s.c.Change.Before, *s.c.Change.After
	before.Label, after.Label = s.say(before.Label), s.say(after.Label)
	change.Before, change.After = &before, &after
	s.change = &change
	return nil
}

// drawChange draws the difference map on the local clock and in UTC.
func (s *story) drawChange(pairs [][2]int) ([][2]int, error) {
	d := s.change
	if d == nil {
		return pairs, nil
	}
	at := [2]int{len(s.Figures), -1}
	for i, zone := range unequal(zoneOfGrid(d.Before), "UTC") {
		moved, err := d.In(zone)
		if err != nil {
			return nil, fmt.Errorf("report: %w", err)
		}
		caption := fmt.Sprintf("What changed, in %s: events an hour after, less those before. Outlined: cells that differ by the test. Every cell stands in %s.", zone, caseChange)
		f, err := s.figure("change-"+slug(zone), caption, func(dark bool) (*heatmap.Figure, error) {
			return moved.Draw(heatmap.PlotOptions{Dark: dark})
		})
		if err != nil {
			return nil, err
		}
		at[i] = len(s.Figures)
		s.Figures = append(s.Figures, *f)
	}
	return append(pairs, at), nil
}

// unequal is both texts, or the one if they are the same.
func unequal(a, b string) []string {
	if a == b {
		return []string{a}
	}
	return []string{a, b}
}

// changeName says what is compared: "from 2023-04-05 18:00 UTC+3".
func (s *story) changeName() string {
	return s0(s.change.After.Label, "after")
}

// mostStretches is how many stretches of hours a finding lists of a kind; all cells
// stand in difference.csv.
const mostStretches = 8

// changeFinding is the claim that the comparison allows.
func (s *story) changeFinding() Finding {
	d := s.change
	remarks := d.Remarks()
	f := Finding{Confidence: "low", For: []string{remarks[0] + ".", remarks[1] + "."}}
	f.Claim = s.changeClaim() + "."
	if d.Whole > d.Level {
		f.Against = []string{"That none is shown does not say there is none: with " + s.changeSides() + ", a small change goes unseen."}
		return f
	}
	f.For = append(f.For, s.changedHours()...)
	f.Against = []string{
		"The p values hold for an instant that was chosen beforehand. One that was chosen because the picture changes there is confirmed by that same picture.",
		"That hours differ does not say why: other people, other tools, other logs or a gap in the recording look the same.",
	}
	if short := min(d.Days[0], d.Days[1]); short < 28 {
		f.Against = append(f.Against, fmt.Sprintf("One side was watched for %d days only: a few unusual ones among them weigh much.", short))
	}
	if d.Flags > 0 && min(d.Days[0], d.Days[1]) >= 14 && min(d.Before.Events, d.After.Events) >= enoughEvents/2 {
		f.Confidence = "moderate"
	}
	return f
}

// changeClaim is the claim without a full stop.
func (s *story) changeClaim() string {
	switch d := s.change; {
	case d.Whole > d.Level:
		return "No change of hours is shown " + s.changeName()
	case d.Flags == 0:
		return fmt.Sprintf("The week %s differs as a whole from that before, and no single hour of it does", s.changeName())
	}
	return fmt.Sprintf("The hours %s differ from those before", s.changeName())
}

// changedHours lists the hours that were flagged: those with less, those with more.
func (s *story) changedHours() []string {
	var lists [2][]string
	for _, hours := range s.change.Stretches() {
		i := 0
		if hours.More {
			i = 1
		}
		lists[i] = append(lists[i], fmt.Sprintf("%s %d–%d h (%s, then %s)", heatmap.DayNames[hours.Day], hours.From, hours.To, thousands(hours.Before), thousands(hours.After)))
	}
	var said []string
	for i, word := range []string{"Less", "More"} {
		list := lists[i]
		if len(list) == 0 {
			continue
		}
		text := fmt.Sprintf("%s on the clock of %s, with the events before and after: %s", word, zoneOfGrid(s.change.Before), strings.Join(list[:min(len(list), mostStretches)], "; "))
		if more := len(list) - mostStretches; more > 0 {
			text += fmt.Sprintf("; and %d more, in %s", more, caseChange)
		}
		said = append(said, text+".")
	}
	return said
}

// changeSides says how much lies on each side.
func (s *story) changeSides() string {
	d := s.change
	return fmt.Sprintf("%s in %s before and %s in %s after", plural(d.Before.Events, "event"), plural(int64(d.Days[0]), "day"),
		plural(d.After.Events, "event"), plural(int64(d.Days[1]), "day"))
}

// changeMethod says how the comparison was made.
func (s *story) changeMethod() string {
	d := s.change
	return fmt.Sprintf("What happened %s was compared with what lies before (%s), cell by cell: given the events of both sides, those after are binomial if the %ss are equal "+
		"(exact, two-sided; Przyborowski and Wilenski 1940), corrected for %d cells (%s). A cell is flagged only if the whole week differs too, "+
		"tested by shuffling whole days of the same weekday between the sides, because events come in bursts.",
		s.changeName(), s.changeSides(), d.Measure, d.Tests, correctionText(d.Correction))
}

func correctionText(name string) string {
	switch name {
	case heatmap.BenjaminiHochberg:
		return "Benjamini and Hochberg 1995"
	case heatmap.Holm:
		return "Holm 1979"
	}
	return "not corrected: one in twenty is flagged by chance"
}

// difference writes difference.csv: a line a cell, with both sides, the change and
// the test of the cell; what was not observed is empty.
func (s *story) difference() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"zone", "weekday", "hour", "events before", "hours before", "events after", "hours after",
		"change of the " + string(s.change.Measure), "p", "p corrected", "flagged"}) // a buffer does not fail
	d := s.change
	number := func(v float64) string {
		if math.IsNaN(v) {
			return ""
		}
		return strconv.FormatFloat(v, 'g', 6, 64)
	}
	for day := range heatmap.Days {
		for h := range heatmap.Hours {
			_ = w.Write([]string{plainCell(zoneOfGrid(d.Before)), heatmap.DayNames[day], strconv.Itoa(h),
				strconv.FormatInt(d.Before.Counts[day][h], 10), number(d.Before.Hours[day][h]),
				strconv.FormatInt(d.After.Counts[day][h], 10), number(d.After.Hours[day][h]),
				number(d.Change[day][h]), number(d.P[day][h]), number(d.Adjusted[day][h]), strconv.FormatBool(d.Flagged[day][h])})
		}
	}
	w.Flush()
	return b.Bytes()
}
