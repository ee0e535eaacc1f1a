package timelog

import "bytes"

// dateContext tells the order of 17/06/09 from what follows it.
func (e *evidence) dateContext() (dateOrder, string) {
	switch {
	case e.share(levelFollows) > 0.9:
		return orderYMD, "dates read as year/month/day, as log4j writes them before a level; --date-order settles it"
	case e.followed("[**]") > 0.9:
		return orderMDY, "dates read as month/day, as Snort and Suricata write them before [**]; --date-order settles it"
	case e.followed("- <") > 0.9:
		return orderDMY, "dates read as day/month, as Suricata writes them in its own log; --date-order settles it"
	case e.followed("(uptime:") > 0.9:
		return orderMDY, "dates read as month/day, as Suricata writes them in its statistics; --date-order settles it"
	case e.game == e.lines && e.followed(":") > 0.9:
		return orderMDY, "dates read as month/day, as game servers write them behind L; --date-order settles it"
	}
	if e.dotted == e.lines {
		return orderDMY, "dates with dots read as day.month.year; --date-order settles it"
	}
	return orderOpen, ""
}

// share is the part of the lines that go on in a certain way.
func (e *evidence) share(f func(rest []byte) bool) float64 {
	n := 0
	for _, rest := range e.end {
		n += boolInt(f(rest))
	}
	return float64(n) / float64(max(len(e.end), 1))
}

// followed is the part of the lines that go on, after blanks, with a text.
func (e *evidence) followed(text string) float64 {
	return e.share(func(rest []byte) bool { return bytes.HasPrefix(bytes.TrimLeft(rest, " "), []byte(text)) })
}

// levelFollows reports whether a level of logging comes next, and a logger.
func levelFollows(rest []byte) bool {
	word, after, _ := bytes.Cut(bytes.TrimLeft(rest, " "), []byte{' '})
	switch string(word) {
	case "INFO", "WARN", "ERROR", "DEBUG", "FATAL", "TRACE":
		return bytes.IndexByte(after, ':') > 0
	}
	return false
}

// dayContext tells the order of 03-17 or 10.30 from the rows and what follows.
func (e *evidence) dayContext(id spotID) (dateOrder, string) {
	firstBig, secondBig := 0, 0
	for _, d := range e.dates {
		firstBig += boolInt(d[0] > 12)
		secondBig += boolInt(d[1] > 12)
	}
	switch {
	case firstBig > 0 && secondBig == 0:
		return orderDMY, ""
	case secondBig > 0 && firstBig == 0:
		return orderMDY, ""
	case firstBig > 0:
		return orderOpen, ""
	}
	sep := id.layout.pattern[2]
	proxy := e.share(func(b []byte) bool { return bytes.HasPrefix(b, []byte("] ")) && bytes.Contains(b, []byte(" - ")) })
	snort := e.share(func(b []byte) bool { return bytes.HasPrefix(bytes.TrimLeft(b, " "), []byte("[**]")) })
	joined := id.layout.pattern == "%a/%b-%H:%N:%S%f" || id.layout.pattern == "%a%b/%H%N%S%f" // nobody but Snort and its kin, and Chromium
	if sep == '-' || sep == '%' || joined || sep == '.' && proxy > 0.9 || snort > 0.9 {
		return orderMDY, "dates without a year read month first, as this layout has them; --date-order settles it"
	}
	return orderOpen, ""
}
