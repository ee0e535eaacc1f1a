package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"sync"
	"syscall"
)

// resident is how much memory of this process is in use; nothing if the system
// does not say.
func resident() (u usage) {
	statm, err := os.ReadFile("/proc/self/statm") // in pages: size, resident, of that of files, …; proc(5)
	if err == nil {
		_, _ = fmt.Sscan(string(statm), new(int), &u.all, &u.files)
	}
	return usage{u.all * os.Getpagesize(), u.files * os.Getpagesize()}
}

// dropCode unmaps the pages of the command's own file, its code and its
// constant tables, which the system has mapped by the megabyte around each that
// was used. They count as resident memory of the kernel; what is needed again
// comes back from the page cache.
func dropCode() {
	for _, m := range ownCode() {
		m.advise(syscall.MADV_DONTNEED)
	}
}

// ownCode is what dropCode unmaps. A dynamic linker has done its work before the
// command runs, so it stays what it is.
var ownCode = sync.OnceValue(func() []mapping {
	program, err := os.Executable()
	if err != nil {
		return nil
	}
	maps, err := os.Open("/proc/self/smaps")
	if err != nil {
		return nil
	}
	defer maps.Close()
	found := unchanged(bufio.NewScanner(maps), program)
	for _, m := range found {
		m.advise(syscall.MADV_NOHUGEPAGE) // or two megabytes come back for each byte that is needed
	}
	return found
})

// advise tells the system how a mapping is used; one that refuses leaves all as
// it was.
func (m mapping) advise(how uintptr) {
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, m.from, m.to-m.from, how)
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
