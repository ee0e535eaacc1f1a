package rhythm

import (
	"fmt"
	"math"
	"time"
)

// explain says what decided.
func (a *Automation) explain(flat bool) {
	for _, l := range a.Lattices {
		a.Why = append(a.Why, fmt.Sprintf("%d events come every %s, %s after it, from %s to %s",
			l.Events, lasting(l.Period), during(l.Phase, l.Phase+l.Width), date(l.From), date(l.To)))
	}
	if flat {
		a.Why = append(a.Why, fmt.Sprintf("no part of the day is quiet: the emptiest six hours hold %.0f %% of the hours with events (25 %% would be flat)", 100*a.Quietest))
	}
	if a.Spread.Times >= 20 && a.Spread.Regularity > 0.8 && a.Verdict == Automated && len(a.Lattices) == 0 && !flat {
		a.Why = append(a.Why, fmt.Sprintf("half of the gaps last %s to %s: people are not so steady", lasting(int64(a.Spread.Low)), lasting(int64(a.Spread.High))))
	}
	if !math.IsNaN(a.Seconds) && a.Seconds > 0.999 {
		a.Why = append(a.Why, "the seconds of the minute are more even than chance makes them, as in loops that sleep")
	}
	if a.weekly && a.Verdict == Human {
		a.Why = append(a.Why, "no hour of the day is quiet but two days of the week are: people who take turns, or a machine that serves them")
	} else if a.Verdict == Human {
		a.Why = append(a.Why, fmt.Sprintf("the day has a quiet part: its emptiest six hours hold %.0f %% of the hours with events, and no rhythm of a clock shows", 100*a.Quietest))
	}
}

// lasting writes a duration in its largest whole unit.
func lasting(seconds int64) string {
	for _, unit := range []struct {
		seconds   int64
		one, many string
	}{{daySeconds, "day", "days"}, {hourSeconds, "hour", "hours"}, {60, "minute", "minutes"}} {
		switch {
		case seconds == unit.seconds:
			return unit.one
		case seconds > 0 && seconds%unit.seconds == 0:
			return fmt.Sprintf("%d %s", seconds/unit.seconds, unit.many)
		}
	}
	return (time.Duration(seconds) * time.Second).String()
}

// during writes a place within a period.
func during(from, to int64) string {
	return fmt.Sprintf("%s to %s", time.Duration(from)*time.Second, time.Duration(to)*time.Second)
}

func date(unix int64) string { return time.Unix(unix, 0).UTC().Format(time.DateOnly) }
