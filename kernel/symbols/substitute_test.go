package symbols

import "testing"

func TestSubstitutes(t *testing.T) {
	nb := newNotebook(t)
	nb.run("import (\"cmp\"; \"maps\"; \"slices\")\ntype Row struct{ N int; S string }\nm := map[string]int{\"b\": 2, \"a\": 1}")
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
		"slices.Equal([]Row{{1, \"a\"}}, []Row{{1, \"a\"}})":                                                     "true",
	} {
		value, _, err := nb.try(src)
		if err != nil || value["text/plain"] != want {
			t.Errorf("%s: %v %v, want %s", src, value["text/plain"], err, want)
		}
	}
	if _, _, err := nb.try("slices.Chunk([]int{1}, 1)"); err == nil {
		t.Error("slices.Chunk works: it has no substitute")
	}
}
