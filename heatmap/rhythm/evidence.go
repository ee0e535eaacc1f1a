package rhythm

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Evidence is what one channel says.
type Evidence struct {
	// Channel is "activity", "dst", "weekend", "lunch", "holidays", "recorded offsets",
	// "dual clock" or "note". In JSON lunch is a part of "activity".
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

// title is the channel's name for people.
func (e Evidence) title() string {
	if e.Channel == "dst" {
		return "clock changes"
	}
	return e.Channel
}

// evidenceOf asks every channel.
func evidenceOf(f *Finding, events Events, opt Options) []Evidence {
	all := []Evidence{activitySays(f), dstSays(f), weekendSays(f), lunchSays(f)}
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
func heardBy(z *Zone) float64    { return z.hours() }

// activitySays is the channel of the hours themselves.
func activitySays(f *Finding) Evidence {
	z := favourite(f.Zones, activityOf)
	w := workOf(z, f.marks)
	says := fmt.Sprintf("On %s time the hours look most like people's: there mostly %s to %s, quiet %s", z.Name, w.From, w.To, w.Quiet)
	if f.fixed > 0.5 {
		says += "; but such fixed hours could be kept early or late elsewhere"
	}
	return Evidence{Channel: "activity", Says: says + ".", Offset: z.Offset, Weight: over(f.Zones, activityOf)}
}

// weekendSays tells which days are off.
func weekendSays(f *Finding) Evidence {
	best := f.Zones[0]
	w := best.clock.fold(f.marks)
	on := workedDays(w)
	weekend := func(z *Zone) float64 { return z.weekend }
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
	e := Evidence{
		Channel: "recorded offsets", Offset: hours, Weight: over(f.Zones, recorded),
		Says: fmt.Sprintf("The stamps of %d events carry offsets, UTC%s in the mean; %s fits them best. They are what a machine was set to.", n, offsetText(hours), z.Name),
	}
	if z.recorded < recordedMost*steep(0.5) && n >= 5 {
		least, most := recordedRange(events.Marks)
		e.Says = fmt.Sprintf("The stamps of %d events carry offsets that no one clock shows, from UTC%s to UTC%s: several machines wrote them.", n, offsetText(least), offsetText(most))
	}
	return e
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
