package engine

import (
	"strings"
	"testing"
)

// Go that gomacro does not know, or gets wrong.
func TestModernGo(t *testing.T) {
	e := bare(t)
	tests := []struct{ name, src, want string }{
		{"range over a constant", "s := 0\nfor i := range 4 { s += i }\ns", "6"},
		{"over a small type", "var n uint8 = 4\nsum := uint8(0)\nfor i := range n { sum += i }\nsum", "6"},
		{"over a negative number", "k := 0\nfor range -3 { k++ }\nk", "0"},
		{"with a variable that exists", "var at int64\nfor at = range int64(5) {}\nat", "4"},
		{"without a variable", "c := 0\nfor range 3 { c++ }\nc", "3"},
		{"changing the variable changes no iteration", "c = 0\nfor i := range 3 { i += 10; c += i }\nc", "33"},
		{"min", "min(3, s, 2)", "2"},
		{"max of mixed constants", "max(1.5, 2)", "2"},
		{"min of strings", `min("b", "a")`, "a"},
		{"min keeps the type", "type metres float64\nm := metres(3)\nmin(m, 2) + m", "5"},
		{"max of a whole type", "var u uint64 = 1 << 63\nmax(u, 1) == u", "true"},
		{"clear a map", "mm := map[string]int{\"x\": 1}\nclear(mm)\nlen(mm)", "0"},
		{"clear a slice", "sl := []int{1, 2}\nclear(sl)\nsl", "[0 0]"},
		{"variables of a three-part loop", "var fs []func() int\nfor i := 0; i < 3; i++ { fs = append(fs, func() int { return i }) }\nfs[0]() + 10*fs[1]() + 100*fs[2]()", "210"},
		{"variables of a range", "var ps []*int\nfor _, v := range []int{1, 2, 3} { ps = append(ps, &v) }\n*ps[0] + 10**ps[1] + 100**ps[2]", "321"},
		{"function iterator", "func three(yield func(int) bool) { for i := 0; i < 3; i++ { if !yield(i) { return } } }\nt := 0\nfor v := range three { t = 10*t + v + 1 }\nt", "123"},
		{"break out of it", "t = 0\nfor v := range three { if v == 1 { break }; t += v + 1 }\nt", "1"},
		{"continue in it", "t = 0\nfor v := range three { if v == 1 { continue }; t += v + 1 }\nt", "4"},
		{"break of an inner loop", "t = 0\nfor v := range three { for { break }; t += v }\nt", "3"},
		{"return from it", "func first(low int) (int, bool) {\n\tfor v := range three {\n\t\tif v >= low { return v, true }\n\t}\n\treturn -1, false\n}\na, ok := first(1)\na", "1"},
		{"no return from it", "a, ok = first(9)\na", "-1"},
		{"iterator of two", "func pairs(yield func(string, int) bool) { yield(\"a\", 1); yield(\"b\", 2) }\ntext := \"\"\nfor k, v := range pairs { text += k; t = v }\ntext", "ab"},
		{"generic function", "type number interface{ ~int | ~float64 }\nfunc largest[T number](xs ...T) T { m := xs[0]; for _, x := range xs { m = max(m, x) }; return m }\nlargest(1, 3, 2)", "3"},
		{"in another cell", "largest(1.5, 0.5)", "1.5"},
		{"as a value", "biggest := largest[int]\nbiggest(3, 9)", "9"},
		{"of two types", "func apply[T, U any](in []T, f func(T) U) []U { var out []U; for _, x := range in { out = append(out, f(x)) }; return out }\napply([]int{1, 2}, func(i int) float64 { return float64(i) / 2 })", "[0.5 1]"},
		{"with its types written", "apply[string, int]([]string{\"abc\"}, func(s string) int { return len(s) })", "[3]"},
		{"that calls itself", "func fact[T number](n T) T { if n <= 1 { return 1 }; return n * fact(n-1) }\nfact(5.0)", "120"},
		{"generic type", "type pair[K comparable, V any] struct { Key K; Val V }\npair[string, int]{\"a\", 3}", "{a 3}"},
		{"made by a generic function", "func join[K comparable, V any](k K, v V) pair[K, V] { return pair[K, V]{k, v} }\njoin(1, \"x\").Val", "x"},
		{"of a type of its own", "largest(metres(1), metres(2))", "2"},
		{"iterator of none", "func twice(yield func() bool) { if yield() { yield() } }\nc = 0\nfor range twice { c++ }\nc", "2"},
	}
	for _, test := range tests {
		if got := strings.TrimPrefix(valueOf(e, test.src), "text/plain="); got != test.want {
			t.Errorf("%s: %s\n got %s\nwant %s", test.name, test.src, got, test.want)
		}
	}
}

// gomacro itself loses the methods of such types.
func TestRecursiveTypes(t *testing.T) {
	e := bare(t)
	tests := []struct{ name, src, want string }{
		{"list", "type list struct {\n\tnext *list\n\tn    int\n}\nfunc (l *list) Sum() int { if l == nil { return 0 }; return l.n + l.next.Sum() }\nl := &list{&list{nil, 3}, 4}\nl.Sum()", "7"},
		{"written through", "l.next.next = &list{nil, 5}\nl.Sum()", "12"},
		{"compared with nil", "l.next.next.next == nil", "true"},
		{"from a function", "func label(l *list) string { return \"a list\" }\nlabel(l.next)", "a list"},
		{"declared again", "type list struct {\n\tnext *list\n\tn    int\n}\nl.next.n", "3"},
		{"tree", "type tree struct {\n\tkids []*tree\n\tn    int\n}\nfunc (t *tree) Sum() int { s := t.n; for _, k := range t.kids { s += k.Sum() }; return s }\nr := &tree{n: 1}\nr.kids = append(r.kids, &tree{n: 2}, &tree{n: 3})\nr.Sum()", "6"},
		{"elements", "r.kids[1].n = 30\nlen(r.kids) + r.kids[1].n", "32"},
		{"map", "type node struct{ edges map[string]*node }\nfunc (n *node) Degree() int { return len(n.edges) }\ng := &node{edges: map[string]*node{}}\ng.edges[\"self\"] = g\ng.edges[\"self\"].Degree()", "1"},
		{"String", "type loop struct{ to *loop }\nfunc (l *loop) String() string { return \"a loop\" }\n&loop{}", "a loop"},
		{"as an interface", "type sayer interface{ String() string }\nvar s sayer = &loop{}\ns.String()", "a loop"},
		{"two types", "type hen struct{ from *egg }\ntype egg struct{ from *hen }\nfunc (h *hen) Age() int { if h.from == nil { return 0 }; return 1 + h.from.from.Age() }\n(&hen{&egg{&hen{}}}).Age()", "1"},
		{"function field", "type state struct{ step func(*state) int }\nz := &state{func(*state) int { return 8 }}\nz.step(z)", "8"},
	}
	for _, test := range tests {
		if got := strings.TrimPrefix(valueOf(e, test.src), "text/plain="); got != test.want {
			t.Errorf("%s: %s\n got %s\nwant %s", test.name, test.src, got, test.want)
		}
	}
}

// What cannot work says so.
func TestLimits(t *testing.T) {
	e := bare(t)
	for src, want := range map[string]string{
		"type l struct{ next *l }\nx := l{}\np := &x.next":                                                     "the address of a field through which a type refers to itself",
		"type stack[T any] struct{ items []T }\nfunc (s *stack[T]) Push(x T) {}\nstack[int]{}":                 "",
		"func (s *stack[T]) Pop() {}":                                                                          "a method of a generic type stands in the cell that declares the type: write it below type stack",
		"type box[T any] struct{ v T }\ntype two struct{ box[int]; n int }":                                    "box cannot be embedded in cells",
		"type wide[T any] struct{ v T }\nfunc (w wide[T]) Sum() T { return w.v + nothing }\nwide[int]{}.Sum()": "undefined: nothing",
		"func smallest[T int | string](a, b T) T { return min(a, b) }\nsmallest(1.5, 2)":                       "float64 does not satisfy int | string",
		"func each(f func(int) bool) {}\nfunc all() { for v := range each { defer println(v) } }\nall()":       "defer out of a loop",
	} {
		if got := valueOf(e, src); !strings.Contains(got, want) {
			t.Errorf("%s\n got %s\nwant %s", src, got, want)
		}
	}
}
