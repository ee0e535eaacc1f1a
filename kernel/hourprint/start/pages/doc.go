// Package pages has the first memory of the command given in large pages. It exports
// nothing: importing it is all.
//
// Before main runs, the packages of the command have filled some three megabytes of
// tables, which the system gives 4 KiB at a time, on the first touch of each. Where
// that is dear, as in virtual machines, it is a quarter of a start. This package is
// initialised before nearly all others, since it imports so little, and asks for the
// first megabytes of the heap in large pages at once (madvise(2), MADV_COLLAPSE and
// MADV_HUGEPAGE; Linux 6.1 and later, elsewhere it does nothing). That is advice: where
// it is refused, all is as before.
package pages
