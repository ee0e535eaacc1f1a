package timelog

import "golang.org/x/sys/cpu"

// fieldGroups sets the separators and the ends of b, which has 64 bytes for each
// word of either.
func fieldGroups(commas, ends stops, b []byte, comma byte) {
	if cpu.X86.HasAVX2 {
		fieldAVX2(&commas[0], &ends[0], &b[0], len(commas), comma)
		return
	}
	fieldPlainly(commas, ends, b, comma)
}

// fieldAVX2 is fieldPlainly with 32 bytes at a time. It reads n times 64 bytes and
// writes n words twice.
//
//go:noescape
func fieldAVX2(commas, ends *uint64, b *byte, n int, comma byte)
