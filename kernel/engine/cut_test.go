package engine

import (
	"strings"
	"testing"
)

// Types that lead back to themselves through functions, interfaces, slices,
// maps and arrays, which gomacro itself cannot declare.
func TestCircularTypes(t *testing.T) {
	e := bare(t)
	tests := []struct{ name, src, want string }{
		{"interface", "type Node interface{ Walk(Node) int }\ntype leaf int\nfunc (l leaf) Walk(n Node) int { if n == nil { return int(l) }; return int(l) + n.Walk(nil) }\nvar n Node = leaf(3)\nn.Walk(leaf(4))", "7"},
		{"kept", "var kept any = n\nkept.(Node).Walk(nil)", "3"},
		{"result", "type Shape interface { Area() int; Twice() Shape }\ntype square int\nfunc (s square) Area() int { return int(s * s) }\nfunc (s square) Twice() Shape { return 2 * s }\nsquare(3).Twice().Area()", "36"},
		{"nil result", "type chained interface{ Next() chained }\ntype link struct{ to *link }\nfunc (l *link) Next() chained { if l.to == nil { return nil }; return l.to }\nvar c chained = &link{&link{}}\nc.Next().Next() == nil", "true"},
		{"variadic and named results", `
type Item interface { Add(items ...Item) Item; Find(name string) (found Item, ok bool); Each(func(Item) bool); All() []Item; Name() string }
type folder struct { name string; items []Item }
func (f *folder) Name() string { return f.name }
func (f *folder) All() []Item { return f.items }
func (f *folder) Add(items ...Item) Item { f.items = append(f.items, items...); return f }
func (f *folder) Each(do func(Item) bool) { if do(f) { for _, i := range f.items { i.Each(do) } } }
func (f *folder) Find(name string) (found Item, ok bool) {
	if f.name == name { found, ok = f, true; return }
	for _, i := range f.items { if found, ok = i.Find(name); ok { return } }
	return nil, false
}
root := (&folder{name: "/"}).Add(&folder{name: "a"}, (&folder{name: "b"}).Add(&folder{name: "c"}))
found, ok := root.Find("c")
found.Name()`, "c"},
		{"none found", "found, ok = root.Find(\"z\")\nfound == nil && !ok", "true"},
		{"list of results", "len(root.All()[1].All())", "1"},
		{"function with it", "names := \"\"\nroot.Each(func(i Item) bool { names += i.Name(); return i.Name() != \"b\" })\nnames", "/ab"},
		{"spread", "more := []Item{&folder{name: \"d\"}, &folder{name: \"e\"}}\nlen(root.Add(more...).Add().All())", "4"},
		{"method value", "find := root.Find\nfound, _ = find(\"e\")\nfound.Name()", "e"},
		{"method expression", "found, _ = (*folder).Find(root.(*folder), \"d\")\nfound.Name()", "d"},
		{"of the interface", "Item.Name(root)", "/"},
		{"type switch", "func sort(i Item) string { switch i := i.(type) { case *folder: return \"folder \" + i.name; case nil: return \"nothing\" }; return \"?\" }\nsort(root) + sort(nil)", "folder /nothing"},
		{"through a struct", "type Expr interface{ Eval(*Env) int }\ntype Env struct{ vars map[string]Expr; up Expr }\ntype Num int\nfunc (n Num) Eval(*Env) int { return int(n) }\ntype Var string\nfunc (v Var) Eval(e *Env) int { return e.vars[string(v)].Eval(e) }\nenv := &Env{map[string]Expr{\"x\": Num(3)}, Var(\"x\")}\nenv.up.Eval(env)", "3"},
		{"two interfaces", "type Visitor interface{ Visit(Tree) Visitor }\ntype Tree interface{ Accept(Visitor); Kids() []Tree }\ntype branch []Tree\nfunc (b branch) Kids() []Tree { return b }\nfunc (b branch) Accept(v Visitor) { if v = v.Visit(b); v != nil { for _, k := range b { k.Accept(v) } } }\ntype counter struct{ n *int }\nfunc (c counter) Visit(t Tree) Visitor { *c.n++; return c }\nvisited := 0\nbranch{branch{}, branch{branch{}}}.Accept(counter{&visited})\nvisited", "4"},
		{"embedded", "type Named interface{ Name() string }\ntype Deep interface{ Named; Parent() Deep }\ntype room struct{ in *room; name string }\nfunc (r *room) Name() string { return r.name }\nfunc (r *room) Parent() Deep { if r.in == nil { return nil }; return r.in }\npath := \"\"\nfor d := Deep(&room{&room{nil, \"house\"}, \"kitchen\"}); d != nil; d = d.Parent() { path += d.Name() + \"/\" }\npath", "kitchen/house/"},
		{"function", "type State func(*Machine) State\ntype Machine struct{ s State; n int }\nfunc start(m *Machine) State { if m.n++; m.n > 3 { return nil }; return start }\nm := &Machine{}\nfor m.s = start; m.s != nil; { m.s = m.s(m) }\nm.n", "4"},
		{"converted", "first := State(start)\nvar plain func(*Machine) State = first\nplain(m) == nil", "true"},
		{"of two results", "type Iter func() (int, Iter)\nfunc upto(i, n int) Iter { if i == n { return nil }; return func() (int, Iter) { return i, upto(i+1, n) } }\nsum := 0\nfor v, next := upto(0, 5)(); next != nil; v, next = next() { sum += v }\nsum", "6"},
		{"in a map", "steps := map[string]State{\"go\": start, \"none\": nil}\nsteps[\"go\"](&Machine{}) != nil && steps[\"none\"] == nil", "true"},
		{"declared in a function", "func run() int {\n\ttype step func(int) (int, step)\n\tvar a, b step\n\ta = func(i int) (int, step) { return i + 1, b }\n\tb = func(i int) (int, step) { if i > 10 { return i, nil }; return i * 2, a }\n\tv := 1\n\tfor s := a; s != nil; { v, s = s(v) }\n\treturn v\n}\nrun()", "11"},
		{"takes itself", "type Handler func(Handler) Handler\nvar h Handler = func(next Handler) Handler { return next }\nh(nil) == nil && h(h) != nil", "true"},
		{"slice", "type Nest []Nest\nfunc (n Nest) Depth() int { d := 0; for _, k := range n { d = max(d, k.Depth()) }; return d + 1 }\nnest := Nest{{}, Nest{{}}}\nnest.Depth()", "3"},
		{"its elements", "nest[0] = append(nest[0], Nest{{}})\nnest.Depth() + len(nest[0][0])", "5"},
		{"map", "type Trie map[rune]Trie\nfunc (t Trie) Add(s string) { for _, c := range s { if t[c] == nil { t[c] = Trie{} }; t = t[c] } }\ntrie := Trie{}\ntrie.Add(\"ab\"); trie.Add(\"ac\")\nlen(trie['a'])", "2"},
		{"comma ok", "sub, ok := trie['z']\nsub == nil && !ok", "true"},
		{"range", "letters := 0\nfor _, sub := range trie { letters += len(sub) }\nvar last Trie\nfor _, last = range trie {}\nletters + len(last)", "4"},
		{"array", "type quad struct { kids [4]*quad; v int }\nfunc grow(d int) *quad { q := &quad{v: d}; if d > 0 { for i := range q.kids { q.kids[i] = grow(d - 1) } }; return q }\nfunc (q *quad) Sum() int { s := q.v; for _, k := range q.kids { if k != nil { s += k.Sum() } }; return s }\ngrow(2).Sum()", "6"},
		{"array as a whole", "q := quad{kids: [4]*quad{{v: 5}}, v: 1}\nks := q.kids\nks[1] = &quad{v: 9}\nq.kids = ks\nq.Sum() + len(q.kids)", "19"},
	}
	for _, test := range tests {
		if got := strings.TrimPrefix(valueOf(e, test.src), "text/plain="); got != test.want {
			t.Errorf("%s: %s\n got %s\nwant %s", test.name, test.src, got, test.want)
		}
	}
}

// Indices of all integer types, for which gomacro takes int only.
func TestIndexTypes(t *testing.T) {
	e := bare(t)
	for _, test := range []struct{ src, want string }{
		{"counts := [26]int{}\nfor _, c := range \"hello\" { counts[c-'a']++ }\ncounts['l'-'a']", "2"},
		{"type kind uint8\nvar k kind = 1\n[...]string{\"a\", \"b\"}[k]", "b"},
		{"var u uint64 = 2\n[]int{7, 8, 9}[u] + int(\"abc\"[u])", "108"},
		{"u = 9\n[]int{7, 8}[u]", "error: runtime error: index out of range [9] with length 2"},
	} {
		if got := strings.TrimPrefix(valueOf(e, test.src), "text/plain="); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.src, got, test.want)
		}
	}
}

// An assertion that stands alone has one value, and fails as in Go.
func TestAssertionAlone(t *testing.T) {
	e := bare(t)
	for _, test := range []struct{ src, want string }{
		{"var v any = \"text\"\nv.(string)", "text/plain=text"},
		{"v.(int)", "error: runtime error: interface conversion: interface {} is string, not int"},
		{"s, ok := v.(string)\nok", "text/plain=true"},
		{"n, ok := v.(int)\nn", "text/plain=0"},
	} {
		if got := valueOf(e, test.src); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.src, got, test.want)
		}
	}
	_, err := e.Run(Cell{Number: 4, Source: "x := 1\nv.(int)"}, &recorder{})
	if fault, ok := err.(*Error); !ok || !strings.Contains(strings.Join(fault.Traceback, "\n"), "line 2") {
		t.Errorf("no place in %v", err)
	}
}
