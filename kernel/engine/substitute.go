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
func Collect[E any](seq func(yield func(E) bool)) []E { var x []E; seq(func(e E) bool { x = append(x, e); return true }); return x }
`,
	"maps": `
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
