package symbols

import "testing"

func TestSubstitutes(t *testing.T) {
	nb := newNotebook(t)
	nb.run("import (\"cmp\"; \"errors\"; \"maps\"; \"slices\"; \"sync\")\ntype Row struct{ N int; S string }\nm := map[string]int{\"b\": 2, \"a\": 1}")
	for src, want := range map[string]string{
		"x := []int{3, 1, 2, 5, 4}; slices.Sort(x); x":                                                           "[1 2 3 4 5]",
		"s := []string{\"b\", \"a\"}; slices.SortFunc(s, func(p, q string) int { return cmp.Compare(q, p) }); s": "[b a]",
		"slices.Contains([]string{\"x\"}, \"x\")":                                                                "true",
		"slices.IndexFunc([]int{1, 7}, func(i int) bool { return i > 5 })":                                       "1",
		"y := []int{1, 2, 3}; slices.Reverse(y); y":                                                              "[3 2 1]",
		"slices.Max([]float64{1, 9, 2})":                                                                         "9",
		"slices.BinarySearch([]int{1, 3, 5}, 3)":                                                                 "1 true",
		"slices.Compact([]int{1, 1, 2, 2, 1})":                                                                   "[1 2 1]",
		"slices.Delete([]int{1, 2, 3, 4}, 1, 3)":                                                                 "[1 4]",
		"slices.Insert([]int{1, 4}, 1, 2, 3)":                                                                    "[1 2 3 4]",
		"slices.Concat([]int{1}, []int{2, 3})":                                                                   "[1 2 3]",
		"slices.Sorted(maps.Keys(m))":                                                                            "[a b]",
		"total := 0; for v := range maps.Values(m) { total += v }; total":                                        "3",
		"maps.Equal(m, maps.Clone(m))":                                                                           "true",
		"cmp.Or(0, 7, 9)":                                                                                        "7",
		"ran := 0; once := sync.OnceValue(func() int { ran++; return 20 + ran }); once() + once()":               "42",
		"calls := 0; pair := sync.OnceValues(func() (int, error) { calls++; return calls, errors.New(\"e\") }); pair(); pair()":         "1 e",
		"bad := sync.OnceValue(func() int { panic(\"oh\") }); func() (r any) { defer func() { r = recover() }(); bad(); return nil }()": "oh",
		"sum := 0; for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) { sum = 10*sum + len(c) }; sum":                                 "221",
		"back := 0; for i, v := range slices.Backward([]int{7, 8}) { back = 100*back + 10*i + v }; back":                                "1807",
		"slices.Collect(slices.Values(slices.Repeat([]int{1, 2}, 2)))":                                                                  "[1 2 1 2]",
		"slices.MaxFunc([]Row{{1, \"a\"}, {3, \"b\"}}, func(a, b Row) int { return a.N - b.N })":                                        "{3 b}",
		"maps.Collect(slices.All([]string{\"a\", \"b\"}))":                                                                              "map[0:a 1:b]",
		"slices.SortedFunc(maps.Keys(m), func(a, b string) int { return cmp.Compare(b, a) })":                                           "[b a]",
		"slices.DeleteFunc([]int{1, 2, 3}, func(i int) bool { return i == 2 })":                                                         "[1 3]",
		"slices.Replace([]int{1, 2, 3}, 0, 2, 7, 8, 9)":                                                                                 "[7 8 9 3]",
		"slices.BinarySearchFunc([]int{1, 3}, \"3\", func(a int, s string) int { return a - int(s[0]-'0') })":                           "1 true",
		"slices.Equal([]Row{{1, \"a\"}}, []Row{{1, \"a\"}})":                                                                            "true",
	} {
		value, _, err := nb.try(src)
		if err != nil || value["text/plain"] != want {
			t.Errorf("%s: %v %v, want %s", src, value["text/plain"], err, want)
		}
	}
	if _, _, err := nb.try("import \"unique\"\nunique.Make(1)"); err == nil {
		t.Error("unique.Make works: it has no substitute")
	}
}
