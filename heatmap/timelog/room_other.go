//go:build !linux

package timelog

// adviseHuge asks for large pages behind b, which only Linux is asked for.
func adviseHuge([]byte) {}
