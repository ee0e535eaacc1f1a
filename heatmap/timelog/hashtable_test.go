package timelog

import (
	"fmt"
	"math/rand"
	"testing"
)

// The set says of every key what a map says, zeros included, one by one and many at a
// time, in memory and in files.
func TestHashTable(t *testing.T) {
	for _, c := range []struct{ most, rounds, keys int }{{1 << 30, 300, 1000}, {5000, 300, 1000}, {300, 20, 1000}, {1, 5, 10}} {
		most, r := c.most, rand.New(rand.NewSource(1))
		single, many := hashTable{most: most}, hashTable{most: most}
		want := map[rowKey]bool{}
		for range c.rounds {
			keys, before := make([]rowKey, r.Intn(c.keys)), make([]bool, c.keys)
			for i := range keys {
				keys[i] = rowKey{uint64(r.Intn(60_000)) * 0x9E3779B97F4A7C15, uint64(r.Intn(3)) << 52}
			}
			many.addAll(keys, before)
			for i, k := range keys {
				known := rowKey{max(k[0], 1), k[1]}
				if got := single.add(k); got != want[known] || before[i] != got {
					t.Fatalf("%d in memory: %v was there: %v, with others %v, want %v", most, k, got, before[i], want[known])
				}
				want[known] = true
			}
		}
		if single.err != nil || many.err != nil || single.here > most {
			t.Errorf("%d keys in memory, %d were to be; %v, %v", single.here, most, single.err, many.err)
		}
		if n := len(single.frozen.runs); n > 20 || n == 0 && most <= 5000 {
			t.Errorf("%d in memory: %d files", most, n)
		}
	}
}

// Values are those put in last, wherever the key is.
func TestHashTableValues(t *testing.T) {
	r := rand.New(rand.NewSource(4))
	table, want := hashTable{values: 2, most: 1500}, map[rowKey][2]uint64{}
	for range 100_000 {
		k := rowKey{uint64(r.Intn(2000)) * 0x9E3779B97F4A7C15, uint64(r.Intn(2)) << 60}
		known := rowKey{max(k[0], 1), k[1]}
		values, before := table.put(k)
		if old, ok := want[known]; ok != before || old != [2]uint64(values) {
			t.Fatalf("%v: %v %v, want %v %v", k, values, before, old, ok)
		}
		values[0], values[1] = r.Uint64(), r.Uint64()
		want[known] = [2]uint64(values)
	}
	if len(table.frozen.runs) == 0 {
		t.Error("nothing was put into a file")
	}
}

// Without a place for files all stays in memory; when one cannot be read any more, that is
// an error.
func TestHashTableWithoutFiles(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()+"/nowhere")
	table := hashTable{most: 10}
	fill := func(want bool) {
		for i := range 100 {
			if got := table.add(rowKey{uint64(i) << 50, uint64(i) << 40}); got != want {
				t.Fatalf("%d was there: %v", i, got)
			}
		}
	}
	fill(false)
	fill(true)
	if table.frozen.err == nil || table.err != nil {
		t.Errorf("%v, %v", table.frozen.err, table.err)
	}
	t.Setenv("TMPDIR", t.TempDir())
	broken := hashTable{most: 10}
	table = broken
	fill(false)
	table.frozen.runs[0].file.close()
	for i := range 100 {
		table.add(rowKey{uint64(i) << 50, uint64(i) << 40})
	}
	if table.err == nil {
		t.Error("a file that is closed was read")
	}
}

// As stated, a key takes 11 to 16 bytes however many there are, except for the first
// of each part.
func TestHashTableIsSmall(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	s := hashTable{most: 1 << 30}
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
