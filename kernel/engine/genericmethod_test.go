package engine

import (
	"strings"
	"testing"
)

// Methods of generic types, which gomacro has not at all.
func TestGenericMethods(t *testing.T) {
	e := bare(t)
	const stack = "type Stack[T any] struct{ items []T }\nfunc (s *Stack[T]) Push(v T) *Stack[T] { s.items = append(s.items, v); return s }\nfunc (s *Stack[T]) Pop() (v T, ok bool) { if len(s.items) == 0 { return v, false }; v = s.items[len(s.items)-1]; s.items = s.items[:len(s.items)-1]; return v, true }\nfunc (s Stack[_]) Len() int { return len(s.items) }\n"
	tests := []struct{ name, src, want string }{
		{"pointer receiver", stack + "var s Stack[int]\ns.Push(3).Push(4)\ns.Pop()", "4 true"},
		{"value receiver", "s.Len()", "1"},
		{"of another type, in another cell", "t := &Stack[string]{}\nt.Push(\"a\").Len()", "1"},
		{"the same cell again", stack + "s.Len()", "1"},
		{"as an interface", "type Container[T any] interface { Push(T) *Stack[T]; Len() int }\nvar c Container[int] = &s\nc.Push(10)\nc.Len()", "2"},
		{"a method more", stack + "func (s *Stack[T]) Peek() T { return s.items[len(s.items)-1] }\nvar p Stack[int]\np.Push(7).Peek()", "7"},
		{"of a type of a cell", "type point struct{ x int }\nps := Stack[point]{}\nps.Push(point{5}).Peek().x", "5"},
		{"two parameters", "type Pair[K comparable, V any] struct { Key K; Val V }\nfunc (p Pair[A, B]) Swap() Pair[string, A] { return Pair[string, A]{\"was\", p.Key} }\nfunc (p Pair[K, V]) String() string { return \"a pair\" }\nPair[int, bool]{1, true}.Swap().Val", "1"},
		{"that prints itself", "Pair[int, bool]{1, true}", "a pair"},
		{"of an instance", "nested := Stack[Pair[int, string]]{}\nnested.Push(Pair[int, string]{1, \"x\"}).Peek().Val", "x"},
		{"circular", "type List[T any] struct { head, tail *node[T] }\ntype node[T any] struct { next *node[T]; v T }\nfunc (n *node[T]) Last() T { if n.next == nil { return n.v }; return n.next.Last() }\nfunc (l *List[T]) Add(vs ...T) *List[T] { for _, v := range vs { n := &node[T]{v: v}; if l.tail == nil { l.head = n } else { l.tail.next = n }; l.tail = n }; return l }\n(&List[float64]{}).Add(1, 2, 3.5).head.Last()", "3.5"},
		{"tree", "type Tree[T int | string] struct { kids [2]*Tree[T]; val T }\nfunc (t *Tree[T]) Insert(v T) *Tree[T] { if t == nil { return &Tree[T]{val: v} }; i := 0; if v > t.val { i = 1 }; t.kids[i] = t.kids[i].Insert(v); return t }\nfunc (t *Tree[T]) Walk(do func(T)) { if t == nil { return }; t.kids[0].Walk(do); do(t.val); t.kids[1].Walk(do) }\nvar tree *Tree[string]\nfor _, w := range []string{\"m\", \"z\", \"a\"} { tree = tree.Insert(w) }\nwords := \"\"\ntree.Walk(func(w string) { words += w })\nwords", "amz"},
		{"map type", "type Set[T comparable] map[T]struct{}\nfunc (s Set[T]) Add(v T) Set[T] { s[v] = struct{}{}; return s }\nfunc (s Set[T]) Has(v T) bool { _, ok := s[v]; return ok }\nset := Set[int]{}\nset.Add(1).Has(1) && !set.Has(2)", "true"},
		{"function type", "type Seq[T any] func(yield func(T) bool)\nfunc (s Seq[T]) Filter(keep func(T) bool) Seq[T] { return func(yield func(T) bool) { for v := range s { if keep(v) && !yield(v) { return } } } }\nsum := 0\nten := Seq[int](func(yield func(int) bool) { for i := range 10 { if !yield(i) { return } } })\nfor i := range ten.Filter(func(i int) bool { return i%2 == 1 }).Filter(func(i int) bool { return i > 4 }) { sum += i }\nsum", "21"},
		{"from a generic function", "func Some[T any](v T) Stack[T] { s := Stack[T]{}; s.Push(v); return s }\nsome := Some(true)\nsome.Peek()", "true"},
	}
	for _, test := range tests {
		if got := strings.TrimPrefix(valueOf(e, test.src), "text/plain="); got != test.want {
			t.Errorf("%s: %s\n got %s\nwant %s", test.name, test.src, got, test.want)
		}
	}
}
