package pages

import (
	"syscall"
	"unsafe"
)

const (
	largePage = 2 << 20 // on x86-64, and on ARM with pages of 4 KiB
	collapse  = 25      // MADV_COLLAPSE, which package syscall does not name
)

// here is large enough to lie where the heap grows next.
var here = make([]byte, 1<<16)

func init() {
	page := uintptr(unsafe.Pointer(&here[0])) &^ (largePage - 1)
	advise(page, collapse)                        // it has been touched
	advise(page+largePage, syscall.MADV_HUGEPAGE) // it has not
	here = nil
}

func advise(page uintptr, advice uintptr) {
	_, _, _ = syscall.RawSyscall(syscall.SYS_MADVISE, page, largePage, advice)
}
