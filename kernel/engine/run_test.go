package engine

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestValues(t *testing.T) {
	e := bare(t)
	tests := []struct{ name, src, want string }{
		{"sum", "1 + 2", "text/plain=3"},
		{"slice", "[]int{1, 4, 9}", "text/plain=[1 4 9]"},
		{"assignment", "x := 5", ""},
		{"of the last expression only", "x\ny := x + 1\ny * 2", "text/plain=12"},
		{"blank", "_ = x", ""},
		{"increment", "x++", ""},
		{"after it", "x", "text/plain=6"},
		{"map", `m := map[string]int{"c": 30}; v, ok := m["c"]; v`, "text/plain=30"},
		{"nil error", "var err error\nerr", ""},
		{"nil slice", "[]int(nil)", ""},
		{"function", "func(x int) int { return x }", "text/plain=func(int) int"},
		{"mutual recursion", "func even(n int) bool { if n == 0 { return true }; return odd(n - 1) }\nfunc odd(n int) bool { if n == 0 { return false }; return even(n - 1) }\neven(10)", "text/plain=true"},
		{"function of a variable of the same cell", "limit := 5\nfunc over(n int) bool { return n > limit }\nover(6)", "text/plain=true"},
		{"function used before it stands there", "double(4)\nfunc double(n int) int { return 2 * n }", ""},
		{"documentation only", "func F(x int) string\ntype A = int\nconst c = 1", ""},
		{"types in any order", "type outer struct{ in inner }\ntype inner struct{ n int }\nouter{inner{3}}", "text/plain={{3}}"},
		{"method", "type P struct{ X, Y int }\nfunc (p P) String() string { return \"P!\" }\nP{1, 2}", "text/plain=P!"},
		{"method by pointer", "&P{1, 2}", "text/plain=P!"},
		{"face", "type H struct{}\nfunc (H) HTML() string { return \"<i>\" }\nH{}", "text/plain={} text/html=<i>"},
		{"error with a method", "type E struct{ n int }\nfunc (e *E) Error() string { return \"E!\" }\nfunc fail() error { return &E{1} }\nfail()", "text/plain=E!"},
		{"variable of another type", "z := 1\nfunc useZ() int { return z }", ""},
		{"declared again", "z := \"text\"\nz", "text/plain=text"},
		{"the old function keeps the old one", "useZ()", "text/plain=1"},
		{"type declared again, word for word", "type P struct{ X, Y int }", ""},
		{"keeps its values", "q := P{3, 4}\nq.X", "text/plain=3"},
		{"and its methods", "q", "text/plain=P!"},
		{"method of an earlier type", "func (p P) Sum() int { return p.X + p.Y }\nq.Sum()", "text/plain=7"},
		{"closure", "counter := func() func() int { n := 0; return func() int { n++; return n } }()\ncounter()\ncounter()", "text/plain=2"},
		{"error twice", "func two() (int, error) { return 1, nil }\na, err := two()\nb, err := two()\na + b", "text/plain=2"},
		{"value and nil error", "two()", "text/plain=1"},
		{"several values", "func pair() (int, string) { return 1, \"x\" }\npair()", "text/plain=1 x"},
		{"assertion alone in a call", "var word any = \"ab\"\nfunc twice(s string) string { return s + s }\ntwice(word.(string))", "text/plain=abab"},
		{"element alone in a call", "twice(map[int]string{1: \"c\"}[1])", "text/plain=cc"},
		{"receive alone in a call", "words := make(chan string, 2)\nwords <- \"d\"\ntwice(<-words)", "text/plain=dd"},
		{"program", "package main\nvar ran = 0\nfunc main() { ran = 7 }", ""},
		{"its main ran", "ran", "text/plain=7"},
	}
	for _, test := range tests {
		if got := valueOf(e, test.src); got != test.want {
			t.Errorf("%s: %s\n got %s\nwant %s", test.name, test.src, got, test.want)
		}
	}
}

func TestErrors(t *testing.T) {
	e := bare(t)
	tests := []struct {
		name, src, kind, value string
		trace                  []string // must occur in the traceback, in this order
	}{
		{"panic", `panic("boom")`, "panic", "boom", []string{"In[4]", "line 1", "^"}},
		{"division", "func div(a, b int) int {\n\treturn a / b\n}\nfunc half(n int) int { return div(n, 0) }\nhalf(1)",
			"runtime error", "integer divide by zero", []string{"div in", "line 2", "return a / b", "half in", "line 4", "line 5", "half(1)"}},
		{"index", "a := []int{1}\na[3]", "runtime error", "index out of range", []string{"line 2"}},
		{"syntax", "x := 1\nx := := 2", "SyntaxError", "In[4]:2:6: expected operand, found ':='", []string{"x := := 2"}},
		{"import", `import "no/such/thing"`, "ImportError", "", []string{"not compiled into this kernel", "nothing is downloaded"}},
		{"type of a value", "var s string = 3", "CompileError", "In[4]:1:16: cannot use 3 (untyped int constant) as string value", []string{"^"}},
		{"type of an argument", "func up(s string) string { return s }\nup(3)", "CompileError", "In[4]:2:4: cannot use 3", []string{"up(3)"}},
		{"field", "type point struct{ x int }\npoint{1}.y", "CompileError", "In[4]:2:10: point{…}.y undefined (type point has no field or method y)", nil},
		{"misspelt", "total := 1\ntotl + 1", "CompileError", "In[4]:2:1: undefined: totl", nil},
		{"missing return", "func f() int {\n}", "CompileError", "In[4]:2:1: missing return", nil},
		{"deep recursion", "func down(n int) int { if n == 0 { panic(\"low\") }; return down(n - 1) }\ndown(30)", "panic", "low", []string{"down in", "12 calls more", "down(30)"}},
		{"endless recursion", "func again(n int) int { return again(n+1) + 1 }\nagain(0)", "runtime error", "stack overflow: more than 100000 nested calls", []string{"again in", "calls more", "line 2"}},
		{"endless recursion of methods", "type loop struct{ f func() }\nfunc (l *loop) next() { func() { l.next() }() }\n(&loop{}).next()", "runtime error", "stack overflow", []string{"calls more"}},
		{"undefined", "nothere(3)", "CompileError", "In[4]:1:1: undefined", []string{"nothere(3)"}},
	}
	for _, test := range tests {
		_, err := e.Run(Cell{Number: 4, Source: test.src}, &recorder{})
		var fault *Error
		if !errors.As(err, &fault) {
			t.Errorf("%s: error %v", test.name, err)
			continue
		}
		if fault.Name != test.kind || !strings.HasPrefix(fault.Value, test.value) {
			t.Errorf("%s: got %s: %s, want %s: %s", test.name, fault.Name, fault.Value, test.kind, test.value)
		}
		rest := strings.Join(fault.Traceback, "\n")
		for _, want := range test.trace {
			_, after, found := strings.Cut(rest, want)
			if !found {
				t.Errorf("%s: no %q (in this order) in\n%s", test.name, want, strings.Join(fault.Traceback, "\n"))
				break
			}
			rest = after
		}
	}
}

// A cell that fails leaves nothing behind but what ran.
func TestUndo(t *testing.T) {
	e := bare(t)
	if got := valueOf(e, "a := 1\npanic(1)\nb := 2"); got != "error: panic: 1" {
		t.Fatal(got)
	}
	if got := valueOf(e, "a"); got != "text/plain=1" {
		t.Errorf("a: %s", got)
	}
	if got := valueOf(e, "b"); !strings.Contains(got, "undefined") {
		t.Errorf("b: %s", got)
	}
	valueOf(e, "c := 1\nnothere()")
	if got := valueOf(e, "c"); !strings.Contains(got, "undefined") {
		t.Errorf("c: %s", got)
	}
}

func TestInterrupt(t *testing.T) {
	for _, src := range []string{"for {\n}", "func spin() { for { n++ } }\nspin()"} {
		e := bare(t)
		valueOf(e, "n := 41")
		done := make(chan error)
		started := make(chan struct{})
		go func() {
			close(started)
			_, err := e.Run(Cell{Number: 2, Source: src}, &recorder{})
			done <- err
		}()
		<-started
		var err error
		for waiting := true; waiting; { // it may not have begun yet
			e.Interrupt()
			select {
			case err = <-done:
				waiting = false
			case <-time.After(10 * time.Millisecond):
			}
		}
		var fault *Error
		if !errors.As(err, &fault) || fault.Name != "Interrupt" {
			t.Errorf("%s: error %v", src, err)
		}
		if got := valueOf(e, "n = 1\nn + 1"); got != "text/plain=2" {
			t.Errorf("after it: %s", got)
		}
	}
}

func TestClose(t *testing.T) {
	e := bare(t)
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	if _, err := e.Run(Cell{Source: "1"}, &recorder{}); !errors.Is(err, ErrClosed) {
		t.Errorf("Run after Close: %v", err)
	}
}
