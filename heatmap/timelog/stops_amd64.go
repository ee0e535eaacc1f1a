package timelog

import "golang.org/x/sys/cpu"

// stopGroups sets the stops of b, which has 64 bytes for each word of m.
func stopGroups(m stops, b []byte, one, other byte) {
	if cpu.X86.HasAVX2 {
		stopAVX2(&m[0], &b[0], len(m), one, other)
		return
	}
	stopPlainly(m, b, one, other)
}

// stopAVX2 is stopPlainly with 32 bytes at a time. It reads n times 64 bytes and
// writes n words.
//
//go:noescape
func stopAVX2(m *uint64, b *byte, n int, one, other byte)
