package rhythm

import (
	"fmt"
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
		"office":               {start: 9.3, length: 8.5, off: weekend, lunch: true},
		"late office":          {start: 11, length: 9, off: weekend, lunch: true},
		"Friday off":           {start: 9, length: 8.5, off: [7]bool{4: true, 5: true}, lunch: true},
		"Friday off, anywhere": {start: 9, length: 8.5, off: [7]bool{4: true, 5: true}, lunch: true},
		"early shift":          {start: 6, length: 8, off: weekend},
		"evening shift":        {start: 14.5, length: 8, off: weekend},
		"night shift":          {start: 22, length: 8, off: weekend},
		"night owl":            {start: 14, length: 11, lunch: true},
		"UTC server":           {start: 9, length: 9, off: weekend, lunch: true},
	}
}

// TestSimulated places made-up workers in forty zones.
func TestSimulated(t *testing.T) {
	for name, w := range groupsOfWorkers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			simulateGroup(t, name, w)
		})
	}
}

func simulateGroup(t *testing.T, name string, w worker) {
	zones := forty()
	if name == "Friday off" {
		zones = fridayZones()
	}
	all, cases := 0, 0
	var report strings.Builder
	for k, n := range []int{20, 60, 200, 2000} {
		covered, wrong, width := 0, 0.0, 0.0
		for i, zone := range zones {
			person, r := w, rand.New(rand.NewPCG(uint64(i), uint64(9+k)))
			person.start += r.NormFloat64()
			f, truth := placed(t, person, zone, n, r)
			wrong += math.Abs(f.Offset.Best-truth) / float64(len(zones))
			width += (f.Offset.High - f.Offset.Low) / float64(len(zones))
			if f.Offset.Low <= truth && truth <= f.Offset.High {
				covered++
			}
			for _, e := range f.Evidence {
				if e.Channel == "lunch" && e.Weight > 0.1 && strings.Contains(e.Says, "few people eat") {
					t.Errorf("%s in %s: %s, and yet it speaks for the zone with %.2f", name, zone, e.Says, e.Weight)
				}
			}
			if f.Verdict == Automated {
				t.Errorf("%s in %s: taken for a machine: %v", name, zone, f.Automation.Why)
			}
			if text := f.String(); f.Verdict == Human && !strings.Contains(text, "works shifts") {
				t.Errorf("%s in %s: no word of shift workers:\n%s", name, zone, text)
			}
		}
		all, cases = all+covered, cases+len(zones)
		fmt.Fprintf(&report, " | %d events: %d of %d, width %.1f h, error %.1f h", n, covered, len(zones), width, wrong)
	}
	part := float64(all) / float64(cases)
	t.Logf("covers %.0f %%%s", 100*part, report.String())
	if part < 0.75 {
		t.Errorf("covers %.0f %%", 100*part)
	}
}

// placed judges n instants of somebody in a zone, a tenth of which fall anywhere.
func placed(t *testing.T, w worker, zone string, n int, r *rand.Rand) (f *Finding, truth float64) {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	instants := w.atWork(loc, n, 0.1, r)
	for _, at := range instants {
		_, offset := time.Unix(at, 0).In(loc).Zone()
		truth += float64(offset) / hourSeconds / float64(len(instants))
	}
	return judged(t, instants), truth
}
