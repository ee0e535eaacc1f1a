package engine

import (
	"path"
	"sort"
	"strings"
)

// nearest picks the few names that a mistyped one may stand for: same last
// element, or a small edit distance.
func nearest(name string, names []string) []string {
	type near struct {
		name     string
		distance int
	}
	var found []near
	lower := strings.ToLower(name)
	for _, n := range names {
		d := distance(lower, strings.ToLower(n))
		if path.Base(n) == path.Base(name) && strings.Contains(n+name, "/") {
			d = min(d, 1)
		}
		if d <= max(1, min(3, len(name)/4)) && d < len(name) {
			found = append(found, near{n, d})
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].distance < found[j].distance })
	var best []string
	for i := 0; i < len(found) && i < 3; i++ {
		best = append(best, found[i].name)
	}
	return best
}

// distance is the number of letters to insert, delete, replace or swap with
// the next to turn a into b (restricted Damerau-Levenshtein distance).
func distance(a, b string) int {
	previous, row := []int(nil), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next := make([]int, len(b)+1)
		next[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], previous[j-2]+1)
			}
		}
		previous, row = row, next
	}
	return row[len(b)]
}
