package rhythm

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// scripts are machines made up: how each comes to its next instant.
func scripts() map[string]func(r *rand.Rand, n int) []int64 {
	const start = 1609459200 // 2021-01-01
	every := func(period, late int64) func(*rand.Rand, int) []int64 {
		return func(r *rand.Rand, n int) (out []int64) {
			for i := range n {
				out = append(out, start+int64(i)*period+r.Int64N(late+1))
			}
			return out
		}
	}
	sleeping := func(period, jitter float64) func(*rand.Rand, int) []int64 {
		return func(r *rand.Rand, n int) (out []int64) {
			at := float64(start)
			for range n {
				at += period * (1 + jitter*(2*r.Float64()-1))
				out = append(out, int64(at))
			}
			return out
		}
	}
	return map[string]func(*rand.Rand, int) []int64{
		"every quarter, seconds late": every(900, 6),
		"hourly":                      every(3600, 3),
		"daily at three":              every(86400, 20),
		"every five minutes":          every(300, 1),
		"sleep 600 with a tenth":      sleeping(600, 0.1),
		"sleep 3600 with a third":     sleeping(3600, 0.33),
		"at random, day and night": func(r *rand.Rand, n int) (out []int64) {
			at := float64(start)
			for range n {
				at += r.ExpFloat64() * 7200
				out = append(out, int64(at))
			}
			return out
		},
	}
}

// TestHumanOrScript tells at least nine of ten apart, and never names a zone for a
// script with confidence.
func TestHumanOrScript(t *testing.T) {
	right, cases := 0, 0
	for name, script := range scripts() {
		for seed := range uint64(10) {
			r := rand.New(rand.NewPCG(seed, 4))
			f := judged(t, script(r, 150+r.IntN(800)))
			cases++
			if f.Verdict == Automated {
				right++
			} else {
				t.Logf("%s, seed %d: %s %+v", name, seed, f.Verdict, f.Automation)
			}
			if f.Zones[0].Probability > 0.5 || f.Offset.High-f.Offset.Low < 4 {
				t.Errorf("%s, seed %d: a zone for a script: %s %.2f, %+v", name, seed, f.Zones[0].Name, f.Zones[0].Probability, f.Offset)
			}
		}
	}
	moscow, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range groupsOfWorkers() {
		for seed := range uint64(14) {
			r := rand.New(rand.NewPCG(seed, 5))
			f := judged(t, w.atWork(moscow, 150+r.IntN(800), 0.1, r))
			cases++
			if f.Verdict == Human {
				right++
			} else {
				t.Logf("a person: %s %v", f.Verdict, f.Automation.Why)
			}
		}
	}
	t.Logf("%d of %d right", right, cases)
	if float64(right) < 0.9*float64(cases) {
		t.Errorf("only %d of %d right", right, cases)
	}
}

// TestMixed sets a script's events aside and judges the person in them.
func TestMixed(t *testing.T) {
	moscow, err := time.LoadLocation("Europe/Moscow")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"every quarter, seconds late", "hourly", "every five minutes"} {
		r := rand.New(rand.NewPCG(3, 6))
		person := groupsOfWorkers()["office"].atWork(moscow, 600, 0.05, r)
		alone := judged(t, person)
		both := slices.Concat(person, scripts()[name](r, 900))
		slices.Sort(both)
		f := judged(t, both)
		if f.Verdict != Mixed {
			t.Errorf("%s: %s, part %.2f", name, f.Verdict, f.Automation.Part)
		}
		if f.Zones[0].Name != alone.Zones[0].Name {
			t.Errorf("%s: %s, without the script %s", name, f.Zones[0].Name, alone.Zones[0].Name)
		}
	}
}

// TestExampleData finds the script, the night owl's doubt and the one in Toronto
// that example_data/README.md tells of.
func TestExampleData(t *testing.T) {
	answer, err := Whose(ReadOptions{Read: timelog.Options{By: "from", Dedupe: []string{"from", "to", "body"}}}, "../../example_data/jabber_logs")
	if err != nil {
		t.Fatal(err)
	}
	moscow := 0
	for _, g := range answer.Groups {
		f, handle := g.Finding, g.Label[:strings.IndexByte(g.Label+"@", '@')]
		switch handle {
		case "watchdog":
			if f.Verdict != Automated || f.Automation.Lattices[0].Period != 900 {
				t.Errorf("watchdog: %s, %+v", f.Verdict, f.Automation.Lattices)
			}
		case "quill":
			if f.Zones[0].Name != "America/New_York" { // Toronto's clock
				t.Errorf("quill: %s", f.Zones[0].Name)
			}
		case "pebble":
			// Who works by night in Moscow could work by day in America: only the clocks
			// in what pebble quotes tell the two apart.
			if f.Zones[0].Name != "Europe/Moscow" || activityOf(favourite(f.Zones, activityOf)) < activityOf(f.Zones[0])+0.5 {
				t.Errorf("pebble, the night owl: %s", f)
			}
		case "":
		default:
			if f.Verdict != Human {
				t.Errorf("%s: %s %v", handle, f.Verdict, f.Automation.Why)
			}
			if f.Offset.Low <= 3 && 3 <= f.Offset.High {
				moscow++
			}
		}
	}
	t.Logf("%d of 25 of the office within the interval", moscow)
	if moscow < 20 {
		t.Errorf("only %d of the office's 25 are placed in Moscow's interval", moscow)
	}
	if all := answer.All; all.Verdict != Mixed || all.Zones[0].Name != "Europe/Moscow" {
		t.Errorf("all together: %s %s", all.Verdict, all.Zones[0].Name)
	}
}
