package rhythm

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// eating are the instants of somebody in Berlin who is there from eight to eight but for an
// hour about the given one.
func eating(hour float64) []int64 {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	r := rand.New(rand.NewPCG(3, 3))
	var out []int64
	for d := range 180 {
		day := time.Date(2022, 1, 3+d, 0, 0, 0, 0, berlin)
		if w := day.Weekday(); w == time.Saturday || w == time.Sunday {
			continue
		}
		for range 4 {
			at := 8 + 12*r.Float64()
			if math.Abs(at-hour) > 0.5 {
				out = append(out, day.Add(time.Duration(at*float64(time.Hour))).Unix())
			}
		}
	}
	return out
}

// TestLunch: a dip at one speaks for the clock, one at four against it, none says nothing;
// and all say so in a sentence.
func TestLunch(t *testing.T) {
	for _, c := range []struct {
		hour        float64
		least, most float64
		says        string
	}{
		{13, 0.7, 3, "dips about 12:30–13:30, when people have lunch"},
		{16, -3, -0.3, "dips about 15:30–16:30, when few people eat"},
		{18, 0.05, 3, "dips about 17:30–18:30, when people have supper"},
		{30, -0.3, 0.3, "No clear dip"},
	} {
		f := judged(t, eating(c.hour))
		if f.Zones[0].Name != "Europe/Berlin" {
			t.Errorf("%v: placed in %s", c.hour, f.Zones[0].Name)
		}
		told := false
		for _, e := range f.Evidence {
			if e.Channel != "lunch" {
				continue
			}
			told = true
			if e.Weight < c.least || e.Weight > c.most || !strings.Contains(e.Says, c.says) {
				t.Errorf("%v: %+v", c.hour, e)
			}
		}
		text, err := json.Marshal(f)
		if !told || err != nil || !strings.Contains(string(text), `"channel":"activity","says":"Lunch: `) {
			t.Errorf("%v: no word of lunch: %s %v", c.hour, text, err)
		}
	}
}

// TestDeciding: what speaks for the zone is a clear dip at a mealtime, what speaks against
// it the clearest.
func TestDeciding(t *testing.T) {
	var dips [fine]float64
	dips[25], dips[31] = 0.1, 0.9 // 13:00, 16:00
	if at := deciding(dips, 1); at != -1 {
		t.Errorf("no clear dip at a mealtime, and yet %d", at)
	}
	dips[39] = 0.6 // 20:00
	if speaking, against := deciding(dips, 1), deciding(dips, -1); speaking != 39 || against != 31 {
		t.Errorf("%d speaks for the zone, %d against", speaking, against)
	}
}
