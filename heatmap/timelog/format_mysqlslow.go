package timelog

import (
	"bytes"
	"time"
)

// slowNames are the columns of a slow query log.
var slowNames = []string{"time", "user", "host", "query_time", "query"}

// slowParser reads the slow query log of MySQL, MariaDB and Percona, a row a query:
//
//	# Time: 080401  0:08:01
//	# User@Host: app[app] @ web1 [192.0.2.87]
//	# Query_time: 30  Lock_time: 0  Rows_sent: 0  Rows_examined: 0
//	SET timestamp=1207033681;
//	UPDATE …;
//
// Until MySQL 5.6, and in MariaDB, "# Time" is written only when the second has changed, and
// in the server's zone, which it does not say; SET timestamp stands before every query and
// counts from 1970 in UTC. So the former is taken if it has its zone, else the latter.
// https://dev.mysql.com/doc/refman/8.4/en/slow-query-log.html
type slowParser struct {
	old   *layout
	at    moment // of the last "# Time"
	known bool
	fresh bool // no query has come since
	east  int  // seconds east of Greenwich of the server's clock
	told  bool // … which a query has told that has both times
}

var slowTime, slowUser, slowSet = []byte("# Time: "), []byte("# User@Host: "), []byte("SET timestamp=")

// startsSlow reports whether a row begins with the line. What comes before a query of which
// "# Time" speaks is a row of its own at first; see parse.
func startsSlow(line []byte) bool {
	return bytes.HasPrefix(line, slowTime) || bytes.HasPrefix(line, slowUser)
}

func (p *slowParser) parse(text []byte, row *lineRow) {
	text, timed := p.header(text)
	if timed && len(bytes.TrimSpace(text)) == 0 || !timed && !startsSlow(text) {
		row.none = true // what the server says when it starts stands before the first row
		return
	}
	m, known := p.at, p.known
	if set, ok := slowStamp(text); ok && !(p.fresh && m.zoned) {
		if p.fresh && known {
			p.compare(set)
		}
		m, known = set, true
	} else if !m.zoned && p.told {
		m.zoned, m.off = true, p.east
	}
	p.fresh = false
	if row.full {
		slowFields(text, row)
	}
	switch {
	case !known:
		row.why = "no time: neither # Time nor SET timestamp says it"
	case !m.valid():
		row.why = errImpossible.Error()
	default:
		row.moment(&m)
	}
}

// compare learns how the server's clock stands from a query whose time is told in UTC too.
func (p *slowParser) compare(set moment) {
	const (
		west  = -14 * 3600 // the farthest
		apart = 300        // the one is taken when a query starts, the other when it ends
	)
	ahead := int(p.at.unix() - set.unix())
	east := (ahead-west+quarter/2)/quarter*quarter + west
	if off := ahead - east; max(off, -off) <= apart && east >= west && east <= 15*3600 {
		p.east, p.told = east, true
	}
}

// header takes the line off that says the time of what follows.
func (p *slowParser) header(text []byte) (rest []byte, timed bool) {
	stated, ok := bytes.CutPrefix(text, slowTime)
	if !ok {
		return text, false
	}
	stated, rest, _ = bytes.Cut(stated, []byte{'\n'})
	stated = bytes.TrimSpace(stated)
	p.fresh = true
	var m moment
	if p.old.match(stated, 0, &m) == len(stated) {
		p.at, p.known = m, true
	} else if st, err := parseISO(stated); err == nil {
		p.at, p.known = momentOf(st), true
	} else {
		p.known = false
	}
	return rest, true
}

// momentOf is a stamp in its parts.
func momentOf(st Stamp) moment {
	t := time.Unix(st.Unix+int64(st.Offset), 0).UTC()
	return moment{y: t.Year(), mo: int(t.Month()), d: t.Day(), h: t.Hour(), mi: t.Minute(), s: t.Second(),
		nanos: st.Nanos, zoned: st.HasZone, off: int(st.Offset)}
}

// slowStamp is the time that SET timestamp gives a query.
func slowStamp(text []byte) (moment, bool) {
	at := lineWith(text, slowSet)
	if at < 0 {
		return moment{}, false
	}
	value := text[at+len(slowSet):]
	if end := bytes.IndexByte(value, ';'); end >= 0 {
		value = value[:end]
	}
	whole, nanos, ok := decimal(value)
	if !ok || !unitSeconds.plausible(whole) {
		return moment{}, false
	}
	return momentOf(Stamp{Unix: whole, Nanos: nanos, HasZone: true}), true
}

// lineWith is where the first line begins that begins with lead, -1 if none does.
func lineWith(text, lead []byte) int {
	for at := 0; ; {
		if bytes.HasPrefix(text[at:], lead) {
			return at
		}
		n := bytes.IndexByte(text[at:], '\n')
		if n < 0 {
			return -1
		}
		at += n + 1
	}
}

// slowFields fills the cells but that of the time.
func slowFields(text []byte, row *lineRow) {
	for len(text) > 0 {
		line, rest, _ := bytes.Cut(text, []byte{'\n'})
		line = bytes.TrimSuffix(line, []byte{'\r'})
		if who, ok := bytes.CutPrefix(line, slowUser); ok { // app[app] @ web1 [192.0.2.87]  Id: 5
			user, host, _ := bytes.Cut(who, []byte(" @ "))
			user, _, _ = bytes.Cut(user, []byte{'['})
			name, address, _ := bytes.Cut(host, []byte{'['})
			if name = bytes.TrimSpace(name); len(name) == 0 {
				name, _, _ = bytes.Cut(address, []byte{']'})
			}
			row.set(1, bytes.TrimSpace(user))
			row.set(2, name)
		} else if took, ok := bytes.CutPrefix(line, []byte("# Query_time: ")); ok {
			took, _, _ = bytes.Cut(took, []byte{' '})
			row.set(3, took)
		} else if !bytes.HasPrefix(line, []byte{'#'}) && !bytes.HasPrefix(line, slowSet) && !bytes.HasPrefix(line, []byte("use ")) {
			row.set(4, bytes.TrimSpace(text))
			return
		}
		text = rest
	}
}

// guessSlow knows such a log by the lines in front of each query.
func guessSlow(sample [][]byte) *lineShape {
	heads, queries := 0, 0
	for _, line := range sample {
		heads += boolInt(startsSlow(line))
		queries += boolInt(bytes.HasPrefix(line, []byte("# Query_time: ")) || bytes.HasPrefix(line, slowSet))
	}
	if heads == 0 || queries == 0 || 40*heads < len(sample) {
		return nil
	}
	old := layoutNamed("%y%M%D%T%h:%N:%S%f%z")
	return &lineShape{
		names: slowNames, ordered: true, starts: startsSlow,
		where:  []string{`times behind "# Time" if they have their zone, else behind "SET timestamp"`},
		parser: func() lineParser { return &slowParser{old: old} },
	}
}
