package timelog

import "golang.org/x/sys/unix"

// adviseHuge asks for large pages behind b. That is advice: refused, all stays as it is.
func adviseHuge(b []byte) { _ = unix.Madvise(b, unix.MADV_HUGEPAGE) }
