package engine

import (
	"fmt"
	"strings"
	"testing"
)

// A goroutine that a cell has left running needs gomacro's table of types while
// later cells add to it: to convert, to assert, to print, to ask for methods.
func TestStrayGoroutine(t *testing.T) {
	e := bare(t)
	if got := valueOf(e, `
type speaker interface { Speak() string }
type dog struct { name string; legs map[string]int }
func (d dog) Speak() string { return d.name }
func (d dog) String() string { return "dog " + d.name }
type cat []string
func (c cat) Speak() string { return c[0] }
type fault struct { at int }
func (f *fault) Error() string { return "fault" }
type loud interface { speaker; Shout() string }
type circle interface { Next(circle) circle }
type ring struct { to *ring }
func (r *ring) Next(c circle) circle { if r.to == nil { return c }; return r.to }
stop, stopped := make(chan bool), make(chan int)
func failing(x any) (n int) { defer func() { if recover() != nil { n = 1 } }(); _ = x.(loud); return 0 }
func once(i int) int {
	var s speaker = dog{name: "d"}
	if i % 2 == 0 { s = cat{"c"} }
	var x any = s
	n := 0
	switch v := x.(type) { case dog: n += len(v.name); case speaker: n += len(v.Speak()) }
	if _, ok := x.(interface{ String() string }); ok { n++ }
	if _, ok := x.([]any); ok { n++ }
	n += failing(x) + failing(s)
	var err error = &fault{i}
	if f, ok := err.(*fault); ok { n += f.at - i }
	var c circle = &ring{&ring{}}
	if c.Next(nil).Next(c) == c { n++ }
	keys := map[speaker]int{dog2(i): 1}
	n += keys[dog2(i)]
	println(s, x, err, []speaker{s}, map[string]any{"a": s}, struct{ A any }{x})
	return n
}
type dog2 int
func (d dog2) Speak() string { return "2" }
go func() { n := 0; for { select { case <-stop: stopped <- n; return; default: n += once(n) } } }()`); got != "" {
		t.Fatal(got)
	}
	for i := range 60 { // without alone, package runtime ends most runs: concurrent map read and map write
		src := fmt.Sprintf(`
type t%[1]d struct { a map[string][]t%[1]d; f func(t%[1]d, [%[1]d]int) chan [%[1]d]string }
type i%[1]d interface { M%[1]d(t%[1]d, []i%[1]d) map[string]*[%[1]d]t%[1]d; String() string }
func (t t%[1]d) M%[1]d(u t%[1]d, l []i%[1]d) map[string]*[%[1]d]t%[1]d { return nil }
func (t t%[1]d) String() string { return "t%[1]d" }
var v%[1]d i%[1]d = t%[1]d{}
func generic%[1]d[T any](x T) []T { return []T{x} }
len(generic%[1]d(v%[1]d)) + len(generic%[1]d([%[1]d]int{}))`, i+1)
		if got := valueOf(e, src); got != "text/plain=2" {
			t.Fatal(got)
		}
	}
	if got := valueOf(e, "close(stop)\nn := <-stopped\nn > 0"); !strings.HasPrefix(got, "text/plain=true") {
		t.Error(got)
	}
}

// Cells ask for types that gomacro has not met while goroutines make variables.
func TestStrayQuestions(t *testing.T) {
	e := bare(t)
	if got := valueOf(e, `
type speaker interface { Speak() string }
type dog struct { name string; legs map[string]int }
func (d dog) Speak() string { return d.name }
stop, ended := make(chan bool), make(chan int)
func busy() { n := 0; for { select { case <-stop: ended <- n; return; default: for range 50 { var d dog; var l []dog; var s speaker; _, _, _ = d, l, s; n++ } } } }
for range 3 { go busy() }`); got != "" {
		t.Fatal(got)
	}
	for i := range 8 { // without ask, package runtime ends most runs: concurrent map read and map write
		var src strings.Builder
		for j := range 12 {
			k := 12*i + j
			fmt.Fprintf(&src, "type t%[1]d struct { a map[string][]t%[1]d; f func(t%[1]d, [%[2]d]int) chan [%[2]d]string }\nfunc (t t%[1]d) Speak() string { return \"t\" }\n", k, k+1)
		}
		src.WriteString("var all []any\n")
		for j := range 12 {
			fmt.Fprintf(&src, "all = append(all, t%[1]d{}, []t%[1]d{{}}, map[string]t%[1]d{\"a\": {}}, &t%[1]d{})\n", 12*i+j)
		}
		src.WriteString("n := 0\nfor _, x := range all { if s, ok := x.(speaker); ok { n += len(s.Speak()) }; if _, ok := x.(interface{ Bark() }); ok { n++ }; println(x) }\nn")
		if got := valueOf(e, src.String()); got != "text/plain=24" {
			t.Fatal(got)
		}
	}
	if got := valueOf(e, "close(stop)\nn1, n2, n3 := <-ended, <-ended, <-ended\nn1 > 0 && n2 > 0 && n3 > 0"); got != "text/plain=true" {
		t.Error(got)
	}
}
