package timelog

import "bytes"

// A cell may hold several times, the last first, as WinPrefetchView has those at which a
// program was run: "29.01.2021 22:58:40, 29.01.2021 22:51:13". The first is taken.

// firstOfSeveral is the first of several times with their dates in a text; nil if it is
// anything else.
func firstOfSeveral(v []byte) []byte {
	sep := []byte(", ")
	if n := bytes.Count(v, sep); n == 0 || n > 32 {
		return nil
	}
	parts := bytes.Split(v, sep)
	for _, part := range parts {
		if bytes.IndexByte(part, ':') < 0 || !isStamp(part) {
			return nil
		}
	}
	return parts[0]
}
