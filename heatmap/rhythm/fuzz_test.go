package rhythm

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"testing"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// instantsFrom reads instants of any size, order and number out of bytes: the first
// of each nine says how the eight after it are meant.
func instantsFrom(data []byte) []int64 {
	var all []int64
	at := int64(1_600_000_000)
	for ; len(data) >= 9; data = data[9:] {
		n := int64(binary.LittleEndian.Uint64(data[1:9]))
		switch data[0] % 4 {
		case 0:
			at = n // anywhere, before Christ or after the sun
		case 1:
			at += n % (3 * daySeconds)
		case 2:
			at += n % 600
		case 3: // once more
		}
		all = append(all, at)
	}
	return all
}

// FuzzJudge: whatever the instants, there is a finding that can be shown, or an error.
func FuzzJudge(f *testing.F) {
	seed := func(instants ...int64) {
		var data []byte
		for _, t := range instants {
			data = binary.LittleEndian.AppendUint64(append(data, 0), uint64(t))
		}
		f.Add(data)
	}
	seed()
	seed(0)
	seed(math.MinInt64, math.MaxInt64)
	seed(math.MaxInt64, 0, math.MinInt64, -1, -1, 1700000000, 1700000000, 1600000000)
	var year, steady []int64
	for i := range int64(300) {
		year = append(year, 1600000000+i*daySeconds+i*i%30000)
		steady = append(steady, 1600000000+i*900)
	}
	seed(year...)
	seed(steady...)
	seed(append(year, math.MaxInt64, -1<<40, 1<<40)...)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 9*400 {
			return
		}
		instants := instantsFrom(data)
		var h, half timelog.Histogram
		var marks []timelog.Mark
		for i, at := range instants {
			h.Add(at, 1)
			if i%2 == 0 {
				half.Add(at, 3)
			}
			marks = append(marks, timelog.Mark{Unix: at, HasOffset: i%3 == 0, Offset: int32(at % 50400), Clock: int32(i%1000) - 1})
		}
		for _, events := range []Events{{Histogram: &h}, {Histogram: &h, Marks: marks}} {
			finding, err := Judge(events, Options{})
			if err != nil {
				t.Fatal(err)
			}
			sound(t, finding)
		}
		opt := CompareOptions{Permutations: 19}
		if c, err := Compare(Actor{"a", &h}, Actor{"b", &half}, opt); err == nil {
			_ = c.String()
		}
		if r, err := Rank(Actor{"a", &h}, []Actor{{"b", &half}, {"c", &h}, {"d", &half}}, opt); err == nil {
			_ = r.String()
		}
	})
}

// sound holds what every finding keeps.
func sound(t *testing.T, f *Finding) {
	t.Helper()
	sum := 0.0
	for _, z := range f.Zones {
		if math.IsNaN(z.Probability) || z.Probability < 0 {
			t.Fatalf("%s has probability %v", z.Name, z.Probability)
		}
		sum += z.Probability
	}
	if len(f.Zones) > 0 && math.Abs(sum-1) > 1e-6 {
		t.Fatalf("probabilities sum to %v", sum)
	}
	if o := f.Offset; !(o.Low <= o.Best && o.Best <= o.High) {
		t.Fatalf("interval %+v", o)
	}
	if _, err := json.Marshal(f); err != nil {
		t.Fatal(err)
	}
	if f.String() == "" || f.SVG() == "" {
		t.Fatal("nothing to show")
	}
}
