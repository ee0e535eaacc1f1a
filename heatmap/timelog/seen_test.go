package timelog

import (
	"fmt"
	"math/rand"
	"testing"
)

// The set says of every key what a map says, zeros included, one by one and many at a time.
func TestHashSet(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	var single, many hashSet
	want := map[rowKey]bool{}
	for range 300 {
		keys, before := make([]rowKey, r.Intn(1000)), make([]bool, 1000)
		for i := range keys {
			keys[i] = rowKey{uint64(r.Intn(60_000)) * 0x9E3779B97F4A7C15, uint64(r.Intn(3)) << 52}
		}
		many.addAll(keys, before)
		for i, k := range keys {
			known := rowKey{max(k[0], 1), k[1]}
			if got := single.add(k); got != want[known] || before[i] != got {
				t.Fatalf("%v was there: %v, with others %v, want %v", k, got, before[i], want[known])
			}
			want[known] = true
		}
	}
	if single.n != len(want) || many.n != len(want) {
		t.Errorf("%d and %d of %d", single.n, many.n, len(want))
	}
}

// As stated, a key takes 11 to 16 bytes however many there are, except for the first
// of each part.
func TestHashSetIsSmall(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	var s hashSet
	for n := 1; n <= 2_000_000; n++ {
		s.add(rowKey{r.Uint64(), r.Uint64()})
		if n < 100_000 || n%50_000 != 0 {
			continue
		}
		size := 0
		for i := range s.parts {
			size += 8 * len(s.parts[i].slots)
		}
		if each := float64(size) / float64(n); each < 10.6 || each > 16 {
			t.Errorf("%d keys take %.1f bytes each", n, each)
		}
	}
}

// Rows that differ have different keys: by the order of their values, by what is missing
// and what is empty, by where one value ends and the next begins.
func TestRowKeys(t *testing.T) {
	h := newRowHasher()
	of := func(values ...any) (key rowKey) {
		for _, v := range values {
			value := noValue
			if text, ok := v.(string); ok {
				value = h.value([]byte(text))
			}
			key = key.with(value)
		}
		return key
	}
	seen := map[rowKey]string{}
	for _, values := range [][]any{{"a", "b"}, {"b", "a"}, {"ab", ""}, {"", "ab"}, {"ab", nil}, {nil, "ab"}, {"", ""}, {nil, nil}, {nil, ""}, {"a", "a"}, {"b", "b"}, {"ab"}, {""}, {nil}, {}} {
		key, text := of(values...), fmt.Sprintf("%q", values)
		if key != of(values...) {
			t.Errorf("%s: two keys", text)
		}
		if seen[key] != "" {
			t.Errorf("%s and %s share a key", text, seen[key])
		}
		seen[key] = text
	}
}
