package heatmap

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func scaleOf(t *testing.T, kind string, values ...float64) colorScale {
	t.Helper()
	s, err := newScale(kind, false, [2]float64{}, values)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestScalePlaces(t *testing.T) {
	nan := math.NaN()
	cases := []struct {
		kind   string
		values []float64
		v      float64
		want   float64
	}{
		{Linear, []float64{2, 10, nan}, 0, 0}, // the linear scale starts at zero
		{Linear, []float64{2, 10, nan}, 5, 0.5},
		{Linear, []float64{2, 10, nan}, 10, 1},
		{Linear, []float64{5, 5, 5}, 5, 1}, // constant: the top, as it is the largest
		{Linear, []float64{0, 0}, 0, 0},
		{Log, []float64{0, 1, 10, 100}, 0, 0},
		{Log, []float64{0, 1, 10, 100}, 1, logFloor},
		{Log, []float64{0, 1, 10, 100}, 10, (1 + logFloor) / 2},
		{Log, []float64{0, 1, 10, 100}, 100, 1},
		{Log, []float64{7, 7}, 7, logFloor},
		{Quantile, []float64{0, 1, 2, 3, 4, 5, 6, 7, 8}, 0, 0},
		{Quantile, []float64{0, 1, 2, 3, 4, 5, 6, 7, 8}, 1, 1.0 / 7}, // seven classes above zero
		{Quantile, []float64{0, 1, 2, 3, 4, 5, 6, 7, 8}, 8, 1},
		{Quantile, []float64{3, 3, 3}, 3, 1},
	}
	for _, c := range cases {
		if got := scaleOf(t, c.kind, c.values...).at(c.v); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s of %v: %v is at %v, want %v", c.kind, c.values, c.v, got, c.want)
		}
	}
	if got := scaleOf(t, "", 1, 2).at(nan); !math.IsNaN(got) {
		t.Errorf("no data is at %v", got)
	}
}

func TestDivergingScaleKeepsZeroInTheMiddle(t *testing.T) {
	s, err := newScale("", true, [2]float64{}, []float64{-2, 1, 8})
	if err != nil {
		t.Fatal(err)
	}
	if s.at(0) != 0.5 || s.at(8) != 1 || s.at(-8) != 0 {
		t.Errorf("0, 8, -8 are at %v, %v, %v", s.at(0), s.at(8), s.at(-8))
	}
}

func TestFixedRanges(t *testing.T) {
	s, err := newScale(Linear, false, [2]float64{10, 20}, []float64{5, 15, 30})
	if err != nil {
		t.Fatal(err)
	}
	var labels []string
	for _, k := range s.ticks(Counts, 3) {
		labels = append(labels, k.label)
	}
	if got := strings.Join(labels, " "); got != "≤ 10 15 ≥ 20" {
		t.Errorf("ticks %q", got)
	}
	for _, c := range []struct {
		kind   string
		lo, hi float64
	}{{Linear, 5, 5}, {Linear, 9, 3}, {Linear, math.NaN(), 3}, {Log, -1, 3}, {Quantile, 0, 10}} {
		if _, err := newScale(c.kind, false, [2]float64{c.lo, c.hi}, []float64{1, 2}); err == nil {
			t.Errorf("%s from %v to %v is no error", c.kind, c.lo, c.hi)
		}
	}
	if _, err := newScale(Log, false, [2]float64{}, []float64{-1, 1}); err == nil {
		t.Error("a log scale of a negative value is no error")
	}
}

// More never has a lower place than less, on any scale.
func TestScalesAreMonotonic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0, 1e9), 1, 168).Draw(t, "values")
		kind := rapid.SampledFrom([]string{Linear, Log, Quantile}).Draw(t, "kind")
		s, err := newScale(kind, false, [2]float64{}, values)
		if err != nil {
			t.Fatal(err)
		}
		a, b := rapid.SampledFrom(values).Draw(t, "a"), rapid.SampledFrom(values).Draw(t, "b")
		if a > b {
			a, b = b, a
		}
		if s.at(a) > s.at(b) || s.at(a) < 0 || s.at(b) > 1 {
			t.Fatalf("%v is at %v, %v at %v", a, s.at(a), b, s.at(b))
		}
		if a > 0 && s.at(a) == 0 && kind != Linear {
			t.Fatalf("%v has the colour of zero", a)
		}
		last := math.Inf(-1)
		for _, k := range s.ticks(Counts, 5) {
			if k.at < last || k.at < -1e-9 || k.at > 1+1e-9 || k.label == "" {
				t.Fatalf("tick %+v after %v", k, last)
			}
			last = k.at
		}
	})
}

func TestTickLabels(t *testing.T) {
	cases := []struct {
		kind    string
		measure Measure
		values  []float64
		want    string
	}{
		{Linear, Counts, []float64{0, 274}, "0 50 100 150 200 250 274"},
		{Linear, Counts, []float64{0, 1}, "0 1"},
		{Linear, Counts, []float64{0, 3}, "0 1 2 3"},
		{Linear, Counts, []float64{0, 4200}, "0 1,000 2,000 3,000 4,200"},
		{Linear, Counts, []float64{0, 1e9}, "0 250M 500M 750M 1G"},
		{Linear, Shares, []float64{0, 0.1}, "0 % 2.5 % 5 % 7.5 % 10 %"},
		{Log, Counts, []float64{0, 1, 1000}, "1 10 100 1,000"},
		{Log, Rates, []float64{0.01, 100}, "0.01 0.1 1 10 100"},
		{Quantile, Counts, []float64{0, 1, 2, 3}, "1 2 3"},
		{Linear, Rates, []float64{0, 0.06}, "0 0.02 0.04 0.06"},
		{Linear, Rates, []float64{0, 12.5}, "0 2 4 6 8 10 12.5"},
		{Linear, Counts, []float64{0, 12_500}, "0 2,500 5,000 7,500 10k 12.5k"},
	}
	for _, c := range cases {
		var labels []string
		for _, k := range scaleOf(t, c.kind, c.values...).ticks(c.measure, 5) {
			labels = append(labels, k.label)
		}
		if got := strings.Join(labels, " "); got != c.want {
			t.Errorf("%s %s of %v: %q, want %q", c.kind, c.measure, c.values, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 7: "7", 999: "999", 999.6: "1k", 1000: "1k", 1234: "1.2k", 9960: "10k", 12345: "12k", 999600: "1M",
		3.4e6: "3.4M", 1e9: "1G", 0.25: "0.25", 0.5: "0.5", 2.04: "2", 0.001: "1e-03", -1500: "-1.5k", 1e18: "1E", 99.7: "100",
	} {
		if got := short(v); got != want {
			t.Errorf("short(%v) = %q, want %q", v, got, want)
		}
	}
	for v, want := range map[float64]string{0: "0 %", 0.5: "50 %", 0.123: "12.3 %", 0.00042: "0.04 %", 1: "100 %"} {
		if got := percent(v); got != want {
			t.Errorf("percent(%v) = %q, want %q", v, got, want)
		}
	}
	if got := fmt.Sprint(cellNumber(Rates, 2), " ", cellNumber(Shares, 0.0073), " ", cellNumber(Counts, 2)); got != "2.0 0.73 2" {
		t.Errorf("cells say %q", got)
	}
}
