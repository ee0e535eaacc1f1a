package engine

import (
	"strings"
	"testing"
)

func TestDefer(t *testing.T) {
	tests := []struct{ name, src, want, log string }{
		{"at the end of the cell", "defer note(\"end\")\nnote(\"body\")\n7", "text/plain=7", "body end"},
		{"the last first", "for i := range 3 { defer note(string(rune('a' + i))) }", "", "c b a"},
		{"arguments now", "s := \"now\"\ndefer note(s)\ns = \"later\"", "", "now"},
		{"when the cell fails", "defer note(\"end\")\npanic(\"boom\")", "error: panic: boom", "end"},
		{"which may recover", "defer func() { r := recover(); note(r.(string)) }()\npanic(\"boom\")", "", "boom"},
		{"or panic itself", "defer func() { panic(\"two\") }()\npanic(\"one\")", "error: panic: two", ""},
		{"builtin", "ch := make(chan int)\ndefer close(ch)\nnote(\"open\")", "", "open"},
		{"builtin in a function", "func f(c chan int) { defer close(c); note(\"in f\") }\nd := make(chan int)\nf(d)\n_, ok := <-d\nok", "text/plain=false", "in f"},
		{"builtin in a goroutine", "g := make(chan bool)\ngo close(g)\n_, more := <-g\nmore", "text/plain=false", ""},
		{"a pipeline", "func double(in chan int) chan int { out := make(chan int); go func() { defer close(out); for n := range in { out <- 2*n } }(); return out }\nsrc := make(chan int)\ngo func() { defer close(src); for i := range 4 { src <- i } }()\nsum := 0\nfor n := range double(double(src)) { sum += n }\nsum", "text/plain=24", ""},
		{"delete", "m := map[int]int{1: 1}\nfunc g() { defer delete(m, 1); note(string(rune('0' + len(m)))) }\ng()\nlen(m)", "text/plain=0", "1"},
		{"method", "type T struct{ s string }\nfunc (t *T) Close() { note(t.s) }\nt := &T{\"closed\"}\ndefer t.Close()\nnote(\"open\")", "", "open closed"},
		{"of a function is its own", "func h() { defer note(\"h ends\"); note(\"h\") }\nh()\nnote(\"cell\")", "", "h h ends cell"},
	}
	for _, test := range tests {
		e := bare(t)
		valueOf(e, "var log []string\nfunc note(s string) { log = append(log, s) }")
		if got := valueOf(e, test.src); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
		if got := strings.Trim(strings.TrimPrefix(valueOf(e, "log"), "text/plain="), "[]"); got != test.log {
			t.Errorf("%s: order %q, want %q", test.name, got, test.log)
		}
	}
}
