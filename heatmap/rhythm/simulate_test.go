package rhythm

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// worker is somebody made up: when, on the own clock, and on which days.
type worker struct {
	start, length float64 // hours
	off           [7]bool // Monday first
	lunch         bool
	holidays      float64 // part of days missed for no reason
}

// atWork draws n instants over a span of days on a zone's clock; noise is the part
// that falls anywhere.
func (w worker) atWork(loc *time.Location, n int, noise float64, r *rand.Rand) []int64 {
	first := time.Date(2021, 2, 1, 0, 0, 0, 0, time.UTC)
	span := min(730, max(30, n/2))
	var out []int64
	for len(out) < n {
		d := first.AddDate(0, 0, r.IntN(span))
		if r.Float64() < noise {
			out = append(out, d.Unix()+r.Int64N(daySeconds))
			continue
		}
		if w.off[floorMod(floorDiv(d.Unix(), daySeconds)+3, 7)] && r.Float64() > 0.08 {
			continue
		}
		hour := w.start + w.length*r.Float64() + 0.7*r.NormFloat64()
		if w.lunch && math.Abs(hour-w.start-3.5) < 0.5 && r.Float64() < 0.6 {
			continue
		}
		local := time.Date(d.Year(), d.Month(), d.Day(), 0, 0, int(hour*3600), 0, loc)
		out = append(out, local.Unix())
	}
	slices.Sort(out)
	return out
}

// asEvents counts instants as files would be.
func asEvents(instants []int64) Events {
	var h timelog.Histogram
	var marks []timelog.Mark
	for _, t := range instants {
		h.Add(t, 1)
		marks = append(marks, timelog.Mark{Unix: t, Clock: -1})
	}
	return Events{Histogram: &h, Marks: marks}
}

func judged(t testing.TB, instants []int64) *Finding {
	t.Helper()
	f, err := Judge(asEvents(instants), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// forty are zones from all round the world.
func forty() []string {
	return []string{
		"Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Phoenix", "America/Denver", "America/Chicago", "America/Mexico_City",
		"America/New_York", "America/Bogota", "America/Caracas", "America/Halifax", "America/Santiago", "America/Sao_Paulo", "America/Argentina/Buenos_Aires",
		"Atlantic/Azores", "Africa/Abidjan", "Europe/London", "Africa/Lagos", "Europe/Berlin", "Europe/Helsinki", "Africa/Johannesburg", "Asia/Jerusalem",
		"Europe/Moscow", "Africa/Nairobi", "Asia/Tehran", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka", "Asia/Yangon",
		"Asia/Bangkok", "Asia/Shanghai", "Asia/Tokyo", "Australia/Adelaide", "Australia/Brisbane", "Australia/Sydney", "Asia/Magadan", "Pacific/Auckland", "Pacific/Tongatapu",
	}
}

// fridayZones are those of forty with a weekend of Friday and Saturday, ten times.
func fridayZones() []string {
	var zones []string
	for range 10 {
		zones = append(zones, "Asia/Jerusalem", "Asia/Dhaka", "Africa/Cairo", "Asia/Riyadh")
	}
	return zones
}

// groupsOfWorkers are the kinds of people simulated. The start of each varies by
// person with a standard deviation of an hour.
func groupsOfWorkers() map[string]worker {
	weekend := [7]bool{5: true, 6: true}
	return map[string]worker{
		"office":        {start: 9.3, length: 8.5, off: weekend, lunch: true},
		"late office":   {start: 11, length: 9, off: weekend, lunch: true},
		"Friday off":    {start: 9, length: 8.5, off: [7]bool{4: true, 5: true}, lunch: true},
		"evening shift": {start: 14.5, length: 8, off: weekend},
		"UTC server":    {start: 9, length: 9, off: weekend, lunch: true},
	}
}

// coveredAtLeast is what the intervals of each group must hold. Those who work late
// or in shifts are placed where others work by day: no method that sees hours only can
// know better, so that for them the text must name the alternative instead.
var coveredAtLeast = map[string]float64{"office": 0.7, "Friday off": 0.7, "UTC server": 0.7}

// TestSimulated places made-up workers in forty zones.
func TestSimulated(t *testing.T) {
	for name, w := range groupsOfWorkers() {
		t.Run(name, func(t *testing.T) { simulateGroup(t, name, w) })
	}
}

func simulateGroup(t *testing.T, name string, w worker) {
	covered, cases, wrong := 0.0, 0.0, 0.0
	zones := forty()
	if name == "Friday off" {
		zones = fridayZones()
	}
	for i, zone := range zones {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		r := rand.New(rand.NewPCG(uint64(i), 9))
		person := w
		person.start += r.NormFloat64()
		instants := person.atWork(loc, []int{20, 60, 200, 2000}[i%4], 0.1, r)
		truth := 0.0
		for _, at := range instants {
			_, offset := time.Unix(at, 0).In(loc).Zone()
			truth += float64(offset) / hourSeconds / float64(len(instants))
		}
		f := judged(t, instants)
		cases++
		wrong += math.Abs(f.Offset.Best - truth)
		if f.Offset.Low <= truth && truth <= f.Offset.High {
			covered++
		}
		if f.Verdict == Automated {
			t.Errorf("%s in %s: taken for a machine: %v", name, zone, f.Automation.Why)
		}
		if text := f.String(); f.Verdict == Human && !strings.Contains(text, "works shifts") {
			t.Errorf("%s in %s: no word of shift workers:\n%s", name, zone, text)
		}
	}
	t.Logf("interval of 80 %% covers %.0f %%, mean error %.2f h", 100*covered/cases, wrong/cases)
	if covered/cases < coveredAtLeast[name] {
		t.Errorf("covers %.0f %%", 100*covered/cases)
	}
}
