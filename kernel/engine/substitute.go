package engine

import (
	"go/types"
	"sync"
)

// substituteSource stands in for generic functions of the standard library, of
// which there is no compiled code: one function each, by package. The order of
// the type parameters is that of the originals.
var substituteSource = map[string]string{
	"cmp": `
func Compare[T any](x, y T) int { if x != x { if y != y { return 0 }; return -1 }; if y != y { return 1 }; if x < y { return -1 }; if x > y { return 1 }; return 0 }
func Less[T any](x, y T) bool { return x < y || x != x && y == y }
func Or[T any](vals ...T) T { var zero T; for _, v := range vals { if v != zero { return v } }; return zero }
`,
	"slices": `
func Sort[S any, E any](x S) { h := make(S, len(x)); for w := 1; w < len(x); w *= 2 { for lo := 0; lo < len(x); lo += 2*w { mid := lo+w; if mid > len(x) { mid = len(x) }; hi := lo+2*w; if hi > len(x) { hi = len(x) }; i := lo; j := mid; for k := lo; k < hi; k++ { if i < mid && (j >= hi || !(x[j] < x[i])) { h[k] = x[i]; i++ } else { h[k] = x[j]; j++ } } }; copy(x, h) } }
func SortFunc[S any, E any](x S, cmp func(a, b E) int) { h := make(S, len(x)); for w := 1; w < len(x); w *= 2 { for lo := 0; lo < len(x); lo += 2*w { mid := lo+w; if mid > len(x) { mid = len(x) }; hi := lo+2*w; if hi > len(x) { hi = len(x) }; i := lo; j := mid; for k := lo; k < hi; k++ { if i < mid && (j >= hi || cmp(x[j], x[i]) >= 0) { h[k] = x[i]; i++ } else { h[k] = x[j]; j++ } } }; copy(x, h) } }
func SortStableFunc[S any, E any](x S, cmp func(a, b E) int) { h := make(S, len(x)); for w := 1; w < len(x); w *= 2 { for lo := 0; lo < len(x); lo += 2*w { mid := lo+w; if mid > len(x) { mid = len(x) }; hi := lo+2*w; if hi > len(x) { hi = len(x) }; i := lo; j := mid; for k := lo; k < hi; k++ { if i < mid && (j >= hi || cmp(x[j], x[i]) >= 0) { h[k] = x[i]; i++ } else { h[k] = x[j]; j++ } } }; copy(x, h) } }
func IsSorted[S any, E any](x S) bool { for i := 1; i < len(x); i++ { if x[i] < x[i-1] { return false } }; return true }
func Contains[S any, E any](s S, v E) bool { for _, e := range s { if e == v { return true } }; return false }
func ContainsFunc[S any, E any](s S, f func(E) bool) bool { for _, e := range s { if f(e) { return true } }; return false }
func Index[S any, E any](s S, v E) int { for i, e := range s { if e == v { return i } }; return -1 }
func IndexFunc[S any, E any](s S, f func(E) bool) int { for i, e := range s { if f(e) { return i } }; return -1 }
func Reverse[S any, E any](s S) { for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 { e := s[i]; s[i] = s[j]; s[j] = e } }
func Max[S any, E any](x S) E { if len(x) == 0 { panic("slices.Max: empty list") }; m := x[0]; for _, e := range x { if e > m || e != e { m = e } }; return m }
func Min[S any, E any](x S) E { if len(x) == 0 { panic("slices.Min: empty list") }; m := x[0]; for _, e := range x { if e < m || e != e { m = e } }; return m }
func BinarySearch[S any, E any](x S, target E) (int, bool) { lo, hi := 0, len(x); for lo < hi { mid := (lo + hi) / 2; if x[mid] < target { lo = mid + 1 } else { hi = mid } }; return lo, lo < len(x) && x[lo] == target }
func Equal[S any, E any](s1, s2 S) bool { if len(s1) != len(s2) { return false }; for i := range s1 { if s1[i] != s2[i] { return false } }; return true }
func Compact[S any, E any](s S) S { if len(s) < 2 { return s }; n := 1; for i := 1; i < len(s); i++ { if s[i] != s[i-1] { s[n] = s[i]; n++ } }; var zero E; for i := n; i < len(s); i++ { s[i] = zero }; return s[:n] }
func Delete[S any, E any](s S, i, j int) S { _ = s[i:j:len(s)]; copy(s[i:], s[j:]); n := len(s) - (j - i); var zero E; for k := n; k < len(s); k++ { s[k] = zero }; return s[:n] }
func Insert[S any, E any](s S, i int, v ...E) S { tail := append(S{}, s[i:]...); s = append(s[:i], v...); return append(s, tail...) }
func Clone[S any, E any](s S) S { if s == nil { return s }; return append(S{}, s...) }
func Concat[S any, E any](lists ...S) S { var all S; for _, s := range lists { all = append(all, s...) }; return all }
func Sorted[E any](seq func(yield func(E) bool)) []E { var x []E; seq(func(e E) bool { x = append(x, e); return true }); h := make([]E, len(x)); for w := 1; w < len(x); w *= 2 { for lo := 0; lo < len(x); lo += 2*w { mid := lo+w; if mid > len(x) { mid = len(x) }; hi := lo+2*w; if hi > len(x) { hi = len(x) }; i := lo; j := mid; for k := lo; k < hi; k++ { if i < mid && (j >= hi || !(x[j] < x[i])) { h[k] = x[i]; i++ } else { h[k] = x[j]; j++ } } }; copy(x, h) }; return x }
func SortedFunc[E any](seq func(yield func(E) bool), cmp func(E, E) int) []E { var x []E; seq(func(e E) bool { x = append(x, e); return true }); h := make([]E, len(x)); for w := 1; w < len(x); w *= 2 { for lo := 0; lo < len(x); lo += 2*w { mid := lo+w; if mid > len(x) { mid = len(x) }; hi := lo+2*w; if hi > len(x) { hi = len(x) }; i := lo; j := mid; for k := lo; k < hi; k++ { if i < mid && (j >= hi || cmp(x[j], x[i]) >= 0) { h[k] = x[i]; i++ } else { h[k] = x[j]; j++ } } }; copy(x, h) }; return x }
func SortedStableFunc[E any](seq func(yield func(E) bool), cmp func(E, E) int) []E { var x []E; seq(func(e E) bool { x = append(x, e); return true }); h := make([]E, len(x)); for w := 1; w < len(x); w *= 2 { for lo := 0; lo < len(x); lo += 2*w { mid := lo+w; if mid > len(x) { mid = len(x) }; hi := lo+2*w; if hi > len(x) { hi = len(x) }; i := lo; j := mid; for k := lo; k < hi; k++ { if i < mid && (j >= hi || cmp(x[j], x[i]) >= 0) { h[k] = x[i]; i++ } else { h[k] = x[j]; j++ } } }; copy(x, h) }; return x }
func IsSortedFunc[S any, E any](x S, cmp func(a, b E) int) bool { for i := 1; i < len(x); i++ { if cmp(x[i], x[i-1]) < 0 { return false } }; return true }
func MaxFunc[S any, E any](x S, cmp func(a, b E) int) E { if len(x) == 0 { panic("slices.MaxFunc: empty list") }; m := x[0]; for _, e := range x { if cmp(e, m) > 0 { m = e } }; return m }
func MinFunc[S any, E any](x S, cmp func(a, b E) int) E { if len(x) == 0 { panic("slices.MinFunc: empty list") }; m := x[0]; for _, e := range x { if cmp(e, m) < 0 { m = e } }; return m }
func BinarySearchFunc[S any, E any, T any](x S, target T, cmp func(E, T) int) (int, bool) { lo, hi := 0, len(x); for lo < hi { mid := (lo + hi) / 2; if cmp(x[mid], target) < 0 { lo = mid + 1 } else { hi = mid } }; return lo, lo < len(x) && cmp(x[lo], target) == 0 }
func EqualFunc[S1 any, S2 any, E1 any, E2 any](s1 S1, s2 S2, eq func(E1, E2) bool) bool { if len(s1) != len(s2) { return false }; for i := range s1 { if !eq(s1[i], s2[i]) { return false } }; return true }
func CompactFunc[S any, E any](s S, eq func(E, E) bool) S { if len(s) < 2 { return s }; n := 1; for i := 1; i < len(s); i++ { if !eq(s[n-1], s[i]) { s[n] = s[i]; n++ } }; var zero E; for i := n; i < len(s); i++ { s[i] = zero }; return s[:n] }
func DeleteFunc[S any, E any](s S, del func(E) bool) S { n := 0; for _, e := range s { if !del(e) { s[n] = e; n++ } }; var zero E; for i := n; i < len(s); i++ { s[i] = zero }; return s[:n] }
func Replace[S any, E any](s S, i, j int, v ...E) S { _ = s[i:j]; tail := append(S{}, s[j:]...); s = append(s[:i], v...); return append(s, tail...) }
func Repeat[S any, E any](x S, count int) S { if count < 0 { panic("cannot be negative") }; r := make(S, 0, len(x)*count); for i := 0; i < count; i++ { r = append(r, x...) }; return r }
func Grow[S any, E any](s S, n int) S { if n < 0 { panic("cannot be negative") }; if cap(s)-len(s) >= n { return s }; r := make(S, len(s), len(s)+n); copy(r, s); return r }
func Clip[S any, E any](s S) S { return s[:len(s):len(s)] }
func All[S any, E any](s S) func(yield func(int, E) bool) { return func(yield func(int, E) bool) { for i, e := range s { if !yield(i, e) { return } } } }
func Values[S any, E any](s S) func(yield func(E) bool) { return func(yield func(E) bool) { for _, e := range s { if !yield(e) { return } } } }
func Backward[S any, E any](s S) func(yield func(int, E) bool) { return func(yield func(int, E) bool) { for i := len(s) - 1; i >= 0; i-- { if !yield(i, s[i]) { return } } } }
func Chunk[S any, E any](s S, n int) func(yield func(S) bool) { if n < 1 { panic("cannot be less than 1") }; return func(yield func(S) bool) { for i := 0; i < len(s); i += n { end := i + n; if end > len(s) { end = len(s) }; if !yield(s[i:end:end]) { return } } } }
func AppendSeq[S any, E any](s S, seq func(yield func(E) bool)) S { seq(func(e E) bool { s = append(s, e); return true }); return s }
func Collect[E any](seq func(yield func(E) bool)) []E { var x []E; seq(func(e E) bool { x = append(x, e); return true }); return x }
`,
	"sync": `
func OnceValue[T any](f func() T) func() T { lock := make(chan bool, 1); var done, valid bool; var p any; var result T; return func() T { lock <- true; defer func() { <-lock }(); if !done { done = true; func() { defer func() { if !valid { p = recover() } }(); result = f(); valid = true }(); f = nil }; if !valid { panic(p) }; return result } }
func OnceValues[T1 any, T2 any](f func() (T1, T2)) func() (T1, T2) { lock := make(chan bool, 1); var done, valid bool; var p any; var r1 T1; var r2 T2; return func() (T1, T2) { lock <- true; defer func() { <-lock }(); if !done { done = true; func() { defer func() { if !valid { p = recover() } }(); r1, r2 = f(); valid = true }(); f = nil }; if !valid { panic(p) }; return r1, r2 } }
`,
	"iter": `
func Pull[V any](seq func(yield func(V) bool)) (func() (V, bool), func()) { more := make(chan bool); out := make(chan V, 1); ended := make(chan any, 1); started, done, busy := false, false, false; body := func() { var p any = false; defer func() { if r := recover(); r != nil { p = r }; ended <- p }(); if <-more { seq(func(v V) bool { out <- v; yes := <-more; return yes }) } }; ask := func(yes bool) (v V, ok bool) { if done { return }; if busy { panic("iter.Pull: next called again before yield") }; if !started { started = true; if !yes { done = true; return }; go body() }; busy = true; more <- yes; var p any; select { case v = <-out: ok = true; case p = <-ended: done = true; select { case v = <-out: default: } }; busy = false; if done && p != false { panic(p) }; return }; return func() (V, bool) { return ask(true) }, func() { ask(false); done = true } }
func Pull2[K any, V any](seq func(yield func(K, V) bool)) (func() (K, V, bool), func()) { more := make(chan bool); out := make(chan bool, 1); var key K; var value V; ended := make(chan any, 1); started, done, busy := false, false, false; body := func() { var p any = false; defer func() { if r := recover(); r != nil { p = r }; ended <- p }(); if <-more { seq(func(k K, v V) bool { key, value = k, v; out <- true; yes := <-more; return yes }) } }; ask := func(yes bool) (k K, v V, ok bool) { if done { return }; if busy { panic("iter.Pull2: next called again before yield") }; if !started { started = true; if !yes { done = true; return }; go body() }; busy = true; more <- yes; var p any; select { case <-out: k, v, ok = key, value, true; case p = <-ended: done = true }; busy = false; if done && p != false { panic(p) }; return }; return func() (K, V, bool) { return ask(true) }, func() { ask(false); done = true } }
`,
	"maps": `
func All[M any, K any, V any](m M) func(yield func(K, V) bool) { return func(yield func(K, V) bool) { for k, v := range m { if !yield(k, v) { return } } } }
func Collect[K comparable, V any](seq func(yield func(K, V) bool)) map[K]V { m := map[K]V{}; seq(func(k K, v V) bool { m[k] = v; return true }); return m }
func Insert[M any, K any, V any](m M, seq func(yield func(K, V) bool)) { seq(func(k K, v V) bool { m[k] = v; return true }) }
func EqualFunc[M1 any, M2 any, K any, V1 any, V2 any](m1 M1, m2 M2, eq func(V1, V2) bool) bool { if len(m1) != len(m2) { return false }; for k, v := range m1 { w, ok := m2[k]; if !ok || !eq(v, w) { return false } }; return true }
func Keys[M any, K any, V any](m M) func(yield func(K) bool) { return func(yield func(K) bool) { for k := range m { if !yield(k) { return } } } }
func Values[M any, K any, V any](m M) func(yield func(V) bool) { return func(yield func(V) bool) { for _, v := range m { if !yield(v) { return } } } }
func Clone[M any, K any, V any](m M) M { if m == nil { return m }; c := make(M, len(m)); for k, v := range m { c[k] = v }; return c }
func Copy[M1 any, M2 any, K any, V any](dst M1, src M2) { for k, v := range src { dst[k] = v } }
func DeleteFunc[M any, K any, V any](m M, del func(K, V) bool) { for k, v := range m { if del(k, v) { delete(m, k) } } }
func Equal[M1 any, M2 any, K any, V any](m1 M1, m2 M2) bool { if len(m1) != len(m2) { return false }; for k, v := range m1 { w, ok := m2[k]; if !ok || w != v { return false } }; return true }
`,
}

// substitutes are those functions, by package and name.
var substitutes = sync.OnceValue(func() map[string]*generic {
	all := map[string]*generic{}
	for path, text := range substituteSource {
		src := &source{cell: Cell{Source: text}, lines: lineStarts(text)}
		for _, it := range split(text) {
			l := scan(text[it.start:it.end])
			all[path+"."+text[it.start+l[1].start:it.start+l[1].end]] = &generic{src: src, item: it}
		}
	}
	return all
})

// substitute is what stands in for a generic function of a compiled package;
// nil if nothing does.
func substitute(f *types.Func) *generic {
	if f.Pkg() == nil {
		return nil
	}
	return substitutes()[f.Pkg().Path()+"."+f.Name()]
}
