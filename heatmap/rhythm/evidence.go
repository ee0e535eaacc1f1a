package rhythm

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"
)

// Evidence is what one channel says.
type Evidence struct {
	// Channel is "activity", "dst", "weekend", "holidays", "recorded offsets",
	// "dual clock" or "note".
	Channel string
	// Says it in a sentence.
	Says string
	// Offset, in hours, is the one that this channel alone speaks for.
	Offset float64
	// Weight is how strongly it speaks for the best zone, in nats: 1 makes it e
	// times as likely against what the channel expects of the other zones, a
	// negative weight speaks against it, 0 is silence.
	Weight float64
}

// evidenceOf asks every channel.
func evidenceOf(f *Finding, events Events, opt Options) []Evidence {
	all := []Evidence{activitySays(f), dstSays(f), weekendSays(f)}
	for _, e := range []Evidence{recordedSays(f, events), dualSays(f, events), holidaysSay(f)} {
		if e.Says != "" {
			all = append(all, e)
		}
	}
	for i := range all {
		all[i].Weight = math.Round(100*all[i].Weight) / 100
		all[i].Offset = math.Round(100*all[i].Offset) / 100
	}
	slices.SortStableFunc(all, func(a, b Evidence) int {
		return cmp.Compare(math.Abs(b.Weight), math.Abs(a.Weight))
	})
	for _, note := range opt.Notes {
		all = append(all, Evidence{Channel: "note", Says: note, Offset: f.Offset.Best})
	}
	return all
}

// over is how far a channel lifts the best zone above the mean of all zones,
// weighed by the prior.
func over(zones []*Zone, channel func(*Zone) float64) float64 {
	with, without := make([]float64, len(zones)), make([]float64, len(zones))
	for i, z := range zones {
		with[i], without[i] = z.prior+channel(z), z.prior
	}
	return channel(zones[0]) - (logSum(with) - logSum(without))
}

// favourite is the zone that a channel and the prior alone would choose.
func favourite(zones []*Zone, channel func(*Zone) float64) *Zone {
	return slices.MaxFunc(zones, func(a, b *Zone) int {
		return cmp.Compare(a.prior+channel(a), b.prior+channel(b))
	})
}

func activityOf(z *Zone) float64 { return z.activity }

// activitySays is the channel of the hours themselves.
func activitySays(f *Finding) Evidence {
	z := favourite(f.Zones, activityOf)
	w := workOf(z, f.marks)
	says := fmt.Sprintf("On %s time the hours look most like people's: there mostly %s to %s, quiet %s", z.Name, w.From, w.To, w.Quiet)
	if w.Break != "" {
		says += ", with a dip about " + w.Break
	}
	return Evidence{Channel: "activity", Says: says + ".", Offset: z.Offset, Weight: over(f.Zones, activityOf)}
}

// dstSays compares the best zone's clock with one that never changes, and with
// those that change on other dates.
func dstSays(f *Finding) Evidence {
	best := f.Zones[0]
	says := Evidence{Channel: "dst", Offset: best.Offset}
	rules := seasons(best.clock)
	still := f.stillest()
	moving, name := strongestMoving(f.Zones)
	switch {
	case len(best.clock) < 2 && moving == nil:
		says.Says = "The events span no clock change of any likely zone, so that clock changes say nothing."
	case len(best.clock) < 2:
		says.Weight = best.activity - moving.activity
		says.Says = fmt.Sprintf("The day stays where it is when %s changes its clocks; %s", name, leaning(says.Weight, "a clock that never changes", "one that does"))
	default:
		says.Weight = best.activity - still
		says.Says = fmt.Sprintf("If the clock follows %s, the day should move with it; %s", rules, leaning(says.Weight, "one that does", "a clock that never changes"))
	}
	return says
}

// leaning says how clearly something is favoured.
func leaning(weight float64, it, other string) string {
	switch {
	case weight > 2.5:
		return fmt.Sprintf("the hours clearly favour %s.", it)
	case weight > 0.7:
		return fmt.Sprintf("the hours favour %s, a little.", it)
	case weight > -0.7:
		return "the hours hardly tell."
	default:
		return fmt.Sprintf("the hours rather favour %s, which speaks against.", other)
	}
}

// stillest is the activity evidence of the best clock that never changes, within
// an hour and a quarter of the best zone.
func (f *Finding) stillest() float64 {
	best := f.Zones[0]
	scores := []float64{}
	for _, near := range []float64{-0.5, 0, 0.5} {
		hours := math.Round(2*(best.Offset+near)) / 2
		fixed := &Zone{fridayPrior: best.fridayPrior, clock: clock{{until: math.MaxInt64, offset: int64(hours * hourSeconds)}}}
		fixed.weigh(f.model, f.marks, f.trust())
		scores = append(scores, fixed.activity)
	}
	return slices.Max(scores)
}

// strongestMoving is the likeliest zone near the best one that changes its clocks.
func strongestMoving(zones []*Zone) (*Zone, string) {
	for _, z := range zones[1:] {
		if len(z.clock) > 1 && math.Abs(z.Offset-zones[0].Offset) < 1.25 {
			return z, z.Name
		}
	}
	return nil, ""
}

// seasons names the calendar by which a clock changes.
func seasons(c clock) string {
	changes := 0
	north := 0
	var days []int
	for i := 0; i+1 < len(c); i++ {
		t := time.Unix(c[i].until, 0).UTC()
		changes++
		if (c[i+1].offset > c[i].offset) == (t.Month() < time.July) {
			north++
		}
		if t.Month() == time.March {
			days = append(days, t.Day())
		}
	}
	switch {
	case changes == 0:
		return "no clock changes"
	case 2*north < changes:
		return "the clock changes of the southern half of the world"
	case len(days) > 0 && slices.Min(days) >= 24:
		return "Europe's clock changes"
	case len(days) > 0 && slices.Max(days) <= 14 && slices.Min(days) >= 8:
		return "North America's clock changes"
	}
	return "its country's clock changes"
}

// weekendSays tells which days are off.
func weekendSays(f *Finding) Evidence {
	best := f.Zones[0]
	w, _ := best.clock.fold(f.marks)
	on := workedDays(w)
	weekend := func(z *Zone) float64 { return z.activity - max(z.saturdays, z.fridays) }
	e := Evidence{Channel: "weekend", Offset: best.Offset, Weight: over(f.Zones, weekend)}
	var sums [7]float64
	total := 0.0
	for i, v := range w {
		sums[i/96] += v
		total += v
	}
	part := 100 * (sums[5] + sums[6]) / max(total, 1e-9)
	switch {
	case best.fridays > best.saturdays+1:
		e.Says = "Friday and Saturday are the quiet days, as in some countries between Algeria and Bangladesh."
	case !on[5] && !on[6] && on[4]:
		e.Says = fmt.Sprintf("Saturday and Sunday are off (%.0f %% of presence), as in most of the world.", part)
	default:
		e.Says = fmt.Sprintf("No clear weekend: Saturday and Sunday hold %.0f %% of presence.", part)
	}
	return e
}

// recordedSays is the channel of offsets in the stamps.
func recordedSays(f *Finding, events Events) Evidence {
	hours, n := meanRecorded(events.Marks)
	if n == 0 {
		return Evidence{}
	}
	recorded := func(z *Zone) float64 { return z.recorded }
	z := favourite(f.Zones, recorded)
	return Evidence{
		Channel: "recorded offsets", Offset: hours, Weight: over(f.Zones, recorded),
		Says: fmt.Sprintf("The stamps of %d events carry offsets, UTC%s in the mean; %s fits them best. They are what a machine was set to.", n, offsetText(hours), z.Name),
	}
}

// dualSays is the channel of second clocks.
func dualSays(f *Finding, events Events) Evidence {
	at, offsets := dualReadings(events.Marks)
	dual := func(z *Zone) float64 { return z.dual }
	z := favourite(f.Zones, dual)
	if z.dual == 0 || len(at) == 0 {
		return Evidence{}
	}
	mean := 0.0
	for _, o := range offsets {
		mean += float64(o) / hourSeconds / float64(len(offsets))
	}
	return Evidence{
		Channel: "dual clock", Offset: mean, Weight: over(f.Zones, dual),
		Says: fmt.Sprintf("%d records show a second clock, UTC%s in the mean; %s fits it best.", len(at), offsetText(mean), z.Name),
	}
}

// offsetText writes hours as "+05:30".
func offsetText(hours float64) string {
	minutes := int(math.Round(hours * 60))
	sign := '+'
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	return fmt.Sprintf("%c%02d:%02d", sign, minutes/60, minutes%60)
}
