package timelog

import (
	"fmt"
	"math/rand"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func ExampleHistogram() {
	var h Histogram
	h.Add(time.Date(2021, 1, 29, 0, 6, 46, 0, time.UTC).Unix(), 1)
	h.Add(time.Date(2021, 1, 29, 0, 14, 59, 0, time.UTC).Unix(), 1)
	h.Add(time.Date(2021, 1, 29, 0, 15, 0, 0, time.UTC).Unix(), 1)
	h.Each(func(unix, n int64) {
		fmt.Println(time.Unix(unix, 0).UTC().Format(time.DateTime), n)
	})
	fmt.Println(h.Total())
	// Output:
	// 2021-01-29 00:00:00 2
	// 2021-01-29 00:15:00 1
	// 3
}

type bin struct{ At, N int64 }

func bins(h *Histogram) (out []bin) {
	h.Each(func(at, n int64) { out = append(out, bin{at, n}) })
	return out
}

func TestHistogramAgainstMap(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	var h, left, right Histogram
	want := map[int64]int64{}
	for i := range 20000 {
		at := r.Int63n(4e9) - 2e9
		if i%2 == 0 {
			at = 1.6e9 + r.Int63n(1e6)
		}
		n := r.Int63n(3)
		h.Add(at, n)
		if i%3 == 0 {
			left.Add(at, n)
		} else {
			right.Add(at, n)
		}
		if n == 0 {
			continue
		}
		if at >= lastOdd {
			at -= at % 900
		}
		want[at] += n
	}
	left.Merge(&right)
	left.Merge(nil)
	var total int64
	last := int64(-1 << 62)
	for _, b := range bins(&h) {
		if b.At <= last {
			t.Fatalf("bin %d comes after %d", b.At, last)
		}
		if want[b.At] != b.N {
			t.Fatalf("bin %d: %d events, want %d", b.At, b.N, want[b.At])
		}
		last, total = b.At, total+b.N
	}
	if total != h.Total() || len(bins(&h)) != len(want) {
		t.Fatalf("Σ bins %d in %d bins, total %d, want %d bins", total, len(bins(&h)), h.Total(), len(want))
	}
	if d := cmp.Diff(bins(&h), bins(&left)); d != "" {
		t.Errorf("merged differs (-whole +merged):\n%s", d)
	}
}

// Small pages count as large ones do, whatever outgrows them and however they are put
// together.
func TestNarrowHistogram(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	for range 200 {
		var want Histogram
		parts := [4]Histogram{{narrow: true}, {narrow: true}, {narrow: true}, {}}
		for range 300 {
			at, n := 1.6e9+r.Int63n(4*pageSpan), r.Int63n(1<<r.Intn(10))
			want.Add(at, n)
			parts[r.Intn(len(parts))].Add(at, n)
		}
		whole := Histogram{narrow: r.Intn(2) == 0}
		whole.absorb(&parts[0])
		whole.Merge(&parts[1])
		whole.Merge(&parts[3])
		whole.absorb(&parts[2])
		if d := cmp.Diff(bins(&want), bins(&whole)); d != "" || whole.Total() != want.Total() {
			t.Fatalf("%d events of %d (-wide +narrow):\n%s", whole.Total(), want.Total(), d)
		}
		whole.Merge(&whole)
		want.Merge(&want)
		if d := cmp.Diff(bins(&want), bins(&whole)); d != "" {
			t.Fatalf("merged with itself (-wide +narrow):\n%s", d)
		}
	}
}

func TestHistogramMergesItself(t *testing.T) {
	var h Histogram
	h.Add(1.6e9, 2)
	h.Add(-5, 1)
	h.Merge(&h)
	// 1.6e9 is 26:40 past an hour, so its quarter began 700 s before.
	if d := cmp.Diff([]bin{{-5, 2}, {1.6e9 - 700, 4}}, bins(&h)); d != "" {
		t.Error(d)
	}
}

func TestHistogramZeroValue(t *testing.T) {
	var h, o Histogram
	if h.Total() != 0 || len(bins(&h)) != 0 {
		t.Error("the zero value is not empty")
	}
	h.Merge(&o)
	if h.Total() != 0 {
		t.Error("merging nothing adds something")
	}
}
