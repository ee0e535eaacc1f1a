//go:build !amd64

package timelog

// fieldGroups sets the separators and the ends of b, which has 64 bytes for each
// word of either.
func fieldGroups(commas, ends stops, b []byte, comma byte) { fieldPlainly(commas, ends, b, comma) }
