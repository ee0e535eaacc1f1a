package main

import (
	"bufio"
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
	maps, err := os.Open("/proc/self/smaps")
	if err != nil {
		return
	}
	defer maps.Close()
	for _, m := range unchanged(bufio.NewScanner(maps), program) {
		_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, m.from, m.to-m.from, syscall.MADV_DONTNEED) // advice: refused, all stays as it was
	}
}

// mapping is a range of addresses.
type mapping struct{ from, to uintptr }

// unchanged lists the mappings of a file that cannot be written and of which no
// page differs from the file. The others must stay: the addresses that a dynamic
// linker has filled in before it took the right to write away are in no file.
func unchanged(smaps *bufio.Scanner, file string) (found []mapping) {
	var m mapping
	ours := false
	for smaps.Scan() {
		line := smaps.Text()
		var from, to uintptr
		var access string
		if n, _ := fmt.Sscanf(line, "%x-%x %s", &from, &to, &access); n == 3 {
			m, ours = mapping{from, to}, strings.HasPrefix(access, "r-") && strings.HasSuffix(line, " "+file)
			continue
		}
		if name, value, ok := strings.Cut(line, ":"); ours && ok && name == "Anonymous" && strings.TrimSpace(value) == "0 kB" {
			found = append(found, m)
		}
	}
	return found
}
