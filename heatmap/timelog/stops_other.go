//go:build !amd64

package timelog

// stopGroups sets the stops of b, which has 64 bytes for each word of m.
func stopGroups(m stops, b []byte, one, other byte) { stopPlainly(m, b, one, other) }
