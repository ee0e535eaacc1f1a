package timelog

import "bytes"

// A cell may hold several times, the last first, as WinPrefetchView has those at which a
// program was run: "29.01.2021 22:58:40, 29.01.2021 22:51:13". The first is taken.

// firstOfSeveral is the first of several times with their dates in a text; nil if it is
// anything else.
func firstOfSeveral(v []byte, rules stampRules) []byte {
	sep := []byte(", ")
	if bytes.Count(v, sep) == 0 || bytes.Count(v, sep) > 32 {
		return nil
	}
	if rules.order == orderOpen {
		rules.order = orderDMY // whatever: only whether they are times is wanted
	}
	parts := bytes.Split(v, sep)
	for _, part := range parts {
		_, err := parseStamp(part, rules)
		if rules.order == orderDMY && err == errImpossible {
			_, err = parseStamp(part, stampRules{order: orderMDY})
		}
		if err != nil || clockless(part) {
			return nil
		}
	}
	return parts[0]
}
