package timelog

import (
	"bytes"
	"fmt"
	"slices"
)

// dateContext tells the order of 17/06/09 from what follows it.
func (e *evidence) dateContext() (dateOrder, string) {
	switch {
	case e.share(levelFollows) > 0.9:
		return orderYMD, "dates read as year/month/day, as log4j writes them before a level; --date-order settles it"
	case e.followed("[**]") > 0.9 && e.yearFirst > 0:
		return orderYMD, "dates read as year/month/day, since they are none otherwise; --date-order settles it"
	case e.followed("[**]") > 0.9:
		return orderMDY, "dates read as month/day, as Snort and Suricata write them before [**]; --date-order settles it"
	case e.followed("- <") > 0.9:
		return orderDMY, "dates read as day/month, as Suricata writes them in its own log; --date-order settles it"
	case e.followed("(uptime:") > 0.9:
		return orderMDY, "dates read as month/day, as Suricata writes them in its statistics; --date-order settles it"
	case e.share(metasploit) > 0.9:
		return orderMDY, "dates read as month/day, as Metasploit writes them before [e(0)]; --date-order settles it"
	case e.game == e.lines && e.followed(":") > 0.9:
		return orderMDY, "dates read as month/day, as game servers write them behind L; --date-order settles it"
	}
	if e.american == e.lines && e.swapped.n == e.lines {
		return orderMDY, "dates read as month/day, as browsers write them in American English, with a comma and AM or PM; --date-order settles it"
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
	switch {
	case e.share(tagged(netlogonTags)) > 0.9:
		return orderMDY, "dates without a year read month first, as Netlogon writes them; --date-order settles it"
	case e.share(tagged(beaconTags)) > 0.9:
		return orderMDY, "dates without a year read month first, as Cobalt Strike writes them; --date-order settles it"
	}
	return orderOpen, ""
}

// What programs that write the month first put in brackets behind it.
var (
	netlogonTags = []string{"LOGON", "CRITICAL", "MAILSLOT", "SESSION", "MISC", "SITE", "DNS", "DNS_MORE", "DOMAIN", "INIT", "PERF", "ENCRYPT", "CHANGELOG"}
	beaconTags   = []string{"input", "task", "checkin", "output", "metadata", "error", "indicator", "note", "job_registered", "job_completed"}
)

// tagged makes the test for one of the words in brackets.
func tagged(words []string) func(rest []byte) bool {
	return func(rest []byte) bool {
		word, _, ok := bytes.Cut(bytes.TrimPrefix(bytes.TrimLeft(rest, " "), []byte{'['}), []byte{']'})
		return ok && slices.Contains(words, string(word))
	}
}

// metasploit reports whether a level and a depth follow: "] [e(0)] ".
func metasploit(rest []byte) bool {
	return len(rest) > 8 && string(rest[:3]) == "] [" && rest[4] == '(' && digit(rest[5]) && string(rest[6:8]) == ")]"
}

// ordersTold counts the dates in the lines, wherever they stand, that can be read in one
// order of day and month only, by what stands between their numbers.
type ordersTold map[byte]*[2]int

func (o *ordersTold) add(m *mark) {
	if m.layout.kind != openDate {
		return
	}
	first, end := digits(m.moment.date, 0)
	if end >= len(m.moment.date) {
		return
	}
	second, behind := digits(m.moment.date, end+1)
	whole := len(m.moment.date)-behind == 5 // the year has four digits: 24/03/05 may begin with it
	if *o == nil {
		*o = ordersTold{}
	}
	n := (*o)[m.moment.date[end]]
	if n == nil {
		n = new([2]int)
		(*o)[m.moment.date[end]] = n
	}
	n[0] += boolInt(first > 12 && second <= 12 && whole)
	n[1] += boolInt(second > 12 && first <= 12)
}

// settle gives open dates the order of the others in their lines.
func (o ordersTold) settle(l *learnt) {
	s := &l.spots[0]
	if s.layout.kind != openDate || s.order != orderOpen || len(o) != 1 {
		return
	}
	for _, n := range o {
		switch {
		case n[0] > 0 && n[1] == 0:
			s.order = orderDMY
		case n[1] > 0 && n[0] == 0:
			s.order = orderMDY
		default:
			return
		}
	}
	l.note = fmt.Sprintf("dates read as %s, as others in the lines can only be; --date-order settles it", s.order)
}
