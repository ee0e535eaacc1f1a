package rhythm

import (
	"fmt"
	"math"
	"strings"
)

// doubts are conflicts between channels, and what weakens the answer.
func (f *Finding) doubts(events Events) []string {
	var out []string
	activity := favourite(f.Zones, heardBy)
	if hours, n := meanRecorded(events.Marks); n >= 5 {
		out = append(out, conflict("clock in the stamps", hours, activity)...)
	}
	for _, e := range f.Evidence {
		if e.Channel == "dual clock" {
			out = append(out, conflict("second clock", e.Offset, activity)...)
		}
	}
	if f.Verdict == Mixed || f.Verdict == Automated {
		out = append(out, f.Automation.Why...)
	}
	if kept := int64(len(events.Marks)); f.Verdict == Mixed && kept < f.Events {
		out = append(out, fmt.Sprintf("only %d of the %d events were looked at one by one: the machine's are among those that the zone was judged by", kept, f.Events))
	}
	if f.Verdict == Automated {
		out = append(out, "a machine's hours name no zone: what is said of zones goes by where people live")
	}
	if f.Verdict == NotEnough {
		out = append(out, f.Needed)
	}
	if f.crowd && f.Verdict != Automated {
		out = append(out, "more hours a day than one person keeps: these are probably several accounts, and the answer is that of most of them; judge each by itself (--by COLUMN)")
	}
	if f.rested() < 0.8 && f.Verdict != Automated {
		out = append(out, "the hours are spread so evenly over the day that they say little about a zone")
	}
	if f.fixed > 0.5 && (f.Verdict == Human || f.Verdict == Mixed) {
		out = append(out, "these are fixed hours, and an early, late or night shift elsewhere leaves the same stamps: the interval allows for that, as far as clock changes, holidays and recorded clocks leave it open")
	}
	if f.Operators.Shifts > 1 {
		out = append(out, f.Operators.Says)
	}
	return out
}

// conflict is a finding: a clock that says something else than the hours.
func conflict(what string, hours float64, activity *Zone) []string {
	if math.Abs(hours-activity.Offset) < 3 {
		return nil
	}
	return []string{fmt.Sprintf("conflict: the %s says %s, activity says %s (%s); one of the two is not where the actor is, or the actor keeps unusual hours",
		what, offsetText(hours), offsetText(activity.Offset), activity.Name)}
}

// against is what speaks against the answer, in words for the half page.
func against(f *Finding) []string {
	var out []string
	for _, e := range f.Evidence {
		if e.Weight < -0.1 {
			out = append(out, e.Says)
		}
	}
	for i, rival := range f.Rivals {
		if i < 2 {
			out = append(out, fmt.Sprintf("On %s time (%.0f %%) it would be %s: %s.", rival.Zone, 100*f.around(rival.Zone), rival.kindText(), rival))
		}
	}
	for _, w := range f.Warnings {
		if strings.HasPrefix(w, "conflict:") {
			out = append(out, w)
		}
	}
	out = append(out, fmt.Sprintf("Somebody who rises late or works shifts elsewhere keeps the same hours: of actors judged so, one in %.0f lies outside the interval.", 1/(1-f.Offset.Level)))
	return out
}

// around is the probability of a zone by name.
func (f *Finding) around(name string) float64 {
	for _, z := range f.Zones {
		if z.Name == name {
			return z.Probability
		}
	}
	return 0
}

// kindText is the kind of day in words.
func (w Work) kindText() string {
	switch w.Kind {
	case "day":
		return "a day's work"
	case "night":
		return "a night shift"
	}
	return "an " + w.Kind + " shift"
}
