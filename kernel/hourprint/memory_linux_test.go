package main

import (
	"bufio"
	"slices"
	"strings"
	"testing"
)

// TestUnchanged has the mappings of a program with cgo, of which the third holds
// the addresses of what it has been linked to.
func TestUnchanged(t *testing.T) {
	const smaps = `00400000-0053b000 r-xp 00000000 fe:00 123 /opt/hour print
Size:               1260 kB
Anonymous:             0 kB
0053b000-0073b000 r--p 0013b000 fe:00 123 /opt/hour print
Anonymous:             0 kB
0073b000-0073c000 r--p 0033b000 fe:00 123 /opt/hour print
Rss:                   4 kB
Anonymous:             4 kB
0073c000-0074c000 rw-p 0033c000 fe:00 123 /opt/hour print
Anonymous:             0 kB
7f0000000000-7f0000001000 r-xp 00000000 fe:00 124 /lib/libc.so.6
Anonymous:             0 kB
7f0000002000-7f0000003000 r--p 00000000 00:00 0
Anonymous:             0 kB
`
	want := []mapping{{0x400000, 0x53b000}, {0x53b000, 0x73b000}}
	if got := unchanged(bufio.NewScanner(strings.NewReader(smaps)), "/opt/hour print"); !slices.Equal(got, want) {
		t.Errorf("got %x, want %x", got, want)
	}
}

// TestDropCode goes on after the code has been dropped.
func TestDropCode(t *testing.T) {
	for range 3 {
		dropCode()
	}
	if strings.ToUpper("still here") != "STILL HERE" {
		t.Error("a constant has changed")
	}
}
