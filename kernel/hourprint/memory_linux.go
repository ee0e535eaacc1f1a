package main

import (
	"fmt"
	"os"
	"strings"
	"syscall"
)

// dropCode unmaps the pages of the command's own file, its code and its
// constant tables, which the system has mapped by the megabyte around each that
// was used. They count as resident memory of the kernel; what is needed again
// comes back from the page cache.
func dropCode() {
	program, err := os.Executable()
	if err != nil {
		return
	}
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return
	}
	for line := range strings.Lines(string(maps)) {
		var from, to uintptr
		var access string
		if _, err := fmt.Sscanf(line, "%x-%x %s", &from, &to, &access); err != nil {
			continue
		}
		if strings.HasPrefix(access, "r-") && strings.HasSuffix(strings.TrimSpace(line), " "+program) {
			_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, from, to-from, syscall.MADV_DONTNEED) // advice: refused, all stays as it was
		}
	}
}
