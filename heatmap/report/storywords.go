package report

import (
	"fmt"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
)

// conclude words the bottom line and the findings where the author did not.
func (s *story) conclude() {
	s.BottomLine = s.sayAll(s.c.BottomLine)
	if len(s.BottomLine) == 0 {
		s.BottomLine = s.worded()
	}
	for _, f := range s.c.Findings {
		s.Findings = append(s.Findings, Finding{s.say(f.Claim), s.say(s0(f.Confidence, "low")), s.sayAll(f.For), s.sayAll(f.Against)})
	}
	if len(s.Findings) == 0 {
		s.Findings = []Finding{s.plainFinding()}
		if s.change != nil {
			s.Findings = append(s.Findings, s.changeFinding())
		}
	}
}

// best is the candidate with the largest share in the working week, and the
// runner-up; nil where there is none.
func (s *story) best() (best, second *heatmap.Grid) {
	for _, g := range s.zones {
		in := g.IntervalIn(s.c.Week).Share
		switch {
		case best == nil || in > best.IntervalIn(s.c.Week).Share:
			best, second = g, best
		case second == nil || in > second.IntervalIn(s.c.Week).Share:
			second = g
		}
	}
	return best, second
}

// worded are the three sentences that the numbers alone allow: how much falls into
// the working week, what other clocks say, and on what that stands.
func (s *story) worded() []string {
	g := s.zones[0]
	if g.Events == 0 {
		return []string{"No event with a readable time was found.", "Nothing can be said about hours.", "See the accounting of the inputs for the reasons."}
	}
	in := g.IntervalIn(s.c.Week)
	first := fmt.Sprintf("Of %s from %s to %s, %s (95 %% interval %.1f–%.1f %%) fall on %s in %s; spread evenly it would be %s.", plural(g.Events, "event"),
		g.First.Format("2006-01-02"), g.Last.Format("2006-01-02"), percentText(in.Share), 100*in.Low, 100*in.High, s.Week, zoneOfGrid(g), percentText(evenShare(g, s.c.Week)))
	return []string{first, s.wordedRank(), s.wordedGround()}
}

// wordedRank says what the shares tell of the clocks compared.
func (s *story) wordedRank() string {
	const notMore = "a clock is not a country, and not a person."
	best, second := s.best()
	if second == nil {
		return "Only one clock was looked at, so that nothing is said about others; " + notMore
	}
	in, next := best.IntervalIn(s.c.Week), second.IntervalIn(s.c.Week)
	a, b := fmt.Sprintf("%s (%s)", zoneOfGrid(best), percentText(in.Share)), fmt.Sprintf("%s (%s)", zoneOfGrid(second), percentText(next.Share))
	switch {
	case !(in.Low > evenShare(best, s.c.Week)):
		return fmt.Sprintf("No clock compared shows a working week; the largest share is that in %s.", a)
	case in.Low <= next.High:
		return fmt.Sprintf("Of the clocks compared, %s and %s hold the largest shares, which do not tell the two apart; %s", a, b, notMore)
	}
	return fmt.Sprintf("Of the clocks compared, %s holds the largest share and %s the next; %s", a, b, notMore)
}

// wordedGround says how sure it is and what everything stands on.
func (s *story) wordedGround() string {
	ground := "the zone of the stamps is known: " + s0(knownBy(s.zones[0].ZoneFrom), "not recorded") + "."
	if s.zones[0].ZoneFrom == "assumed" {
		ground = "that the stamps are in UTC is assumed, not known: if they are not, every hour here moves with them."
	}
	if d := s.change; d != nil {
		cells := ""
		if d.Flags > 0 {
			cells = fmt.Sprintf(" in %d of %d cells of the week", d.Flags, d.Tests)
		}
		return s.changeClaim() + cells + "; " + ground
	}
	return fmt.Sprintf("Confidence in what these shares say is %s; %s", s.plainFinding().Confidence, ground)
}

// enough is below how many events, and spread over how many days, hours say little.
const (
	enoughEvents = 200
	enoughDays   = 21
)

// plainFinding is the claim that the numbers alone allow.
func (s *story) plainFinding() Finding {
	best, second := s.best()
	in, even := best.IntervalIn(s.c.Week), evenShare(best, s.c.Week)
	if best.Events == 0 {
		return Finding{Claim: "There is nothing to conclude from: no events.", Confidence: "low"}
	}
	f := Finding{Confidence: "low"}
	days := best.Last.Sub(best.First).Hours() / 24
	if !(in.Low > even) {
		f.Claim = "The hours show no working week in any of the zones compared."
		f.For = append(f.For, fmt.Sprintf("In %s, %s of the events fall on %s; spread evenly it would be %s.", zoneOfGrid(best), percentText(in.Share), s.Week, percentText(even)))
		f.Against = append(f.Against, "A working week at other hours or in another zone was not looked for here.")
		return f
	}
	f.For = append(f.For, fmt.Sprintf("%s of the events fall on %s in %s, against %s if they were spread evenly.", intervalText(in), s.Week, zoneOfGrid(best), percentText(even)))
	weekend := heatmap.Week{Days: []int{5, 6}, To: 24}
	if w := best.IntervalIn(weekend); w.High < evenShare(best, weekend) {
		f.For = append(f.For, fmt.Sprintf("Weekends are quiet: %s, against %s.", intervalText(w), percentText(evenShare(best, weekend))))
	}
	apart := true
	f.Claim = fmt.Sprintf("The hours are consistent with a working week kept on the clock of %s, and of every other place on that clock.", zoneOfGrid(best))
	if second != nil {
		next := second.IntervalIn(s.c.Week)
		apart = in.Low > next.High
		f.Against = append(f.Against, fmt.Sprintf("The runner-up, %s, has %s: %s.", zoneOfGrid(second), intervalText(next), map[bool]string{true: "the intervals do not touch", false: "the intervals overlap"}[apart]))
	}
	if !apart {
		f.Claim = fmt.Sprintf("The hours are consistent with a working week kept on the clock of %s or of %s, or of any place on either: the shares do not tell them apart.", zoneOfGrid(best), zoneOfGrid(second))
	}
	f.Against = append(f.Against, fmt.Sprintf("%s of the events fall outside these hours: people who work late, a second shift, or programs.", percentText(1-in.Share)))
	if s.zones[0].ZoneFrom == "assumed" {
		f.Against = append(f.Against, "The zone of the stamps is assumed.")
	}
	if apart && best.Events >= enoughEvents && days >= enoughDays && s.zones[0].ZoneFrom != "assumed" {
		f.Confidence = "moderate"
	}
	if best.Events < enoughEvents || days < enoughDays {
		f.Against = append(f.Against, fmt.Sprintf("Only %s over %.0f days.", plural(best.Events, "event"), days))
	}
	return f
}

// longCommand is how many characters of a command are kept: one that names some
// thousand files.
const longCommand = 100_000

// methods says how it was done and what would change the view.
func (s *story) methods() {
	s.Methods = append(s.sayAll(s.c.Methods),
		"Each event is counted in the cell of its weekday and hour on the wall clock of the zone; hours are half-open, weeks begin on Monday.",
		"Shares carry 95 % intervals after Wilson (1927), which take events for independent; people work in bursts, so that the true intervals are wider.",
		"Candidate zones were compared by their share in the working week. This ranks clocks and is no test: it was not corrected for the number of zones tried.",
	)
	if s.change != nil {
		s.Methods = append(s.Methods, s.changeMethod())
	}
	for _, command := range s.c.Commands {
		s.Commands = append(s.Commands, visible(shorten(s.c.Pseudonyms.Text(command), longCommand)))
	}
	s.Limits = append(s.sayAll(s.c.Limits),
		"A zone is not a country, and a clock is not a person: night owls, shifts, travel, remote machines and people who know this method all draw convincing pictures.",
		"Only what was recorded and found is counted. Times of delivery, of ingestion or of a program's clock are not times of work.",
		"A few busy days can dominate a short record: look at the dates before the weekdays.",
		"Another zone of the stamps, other inputs, or the removal of automated events would change the view; so would a second clock in the records that disagrees.",
	)
	if n := len(s.Warnings); n > 0 {
		s.Limits = append([]string{fmt.Sprintf("The reading raised %s, listed under provenance.", strings.TrimSpace(plural(int64(n), "warning")))}, s.Limits...)
	}
}
