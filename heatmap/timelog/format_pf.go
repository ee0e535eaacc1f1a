package timelog

import "bytes"

var packetNames = []string{"time", "rule", "action", "direction", "interface", "src", "sport", "dst", "dport",
	"flags", "dns_type", "dns_name", "reversed", "message"}

// The cells of a packet.
const (
	pkRule = 1 + iota
	pkAction
	pkDirection
	pkInterface
	pkSrc
	pkSport
	pkDst
	pkDport
	pkFlags
	pkDNSType
	pkDNSName
	pkReversed
	pkMessage
)

// guessPackets knows what tcpdump prints of packets, of pf's log above all:
//
//	Oct 13 20:09:44.985281 rule 57/0(match): pass in on xl1: 195.141.69.45.1030 > 193.210.18.31.53:  59236 [1au] MX? minedu.fi. (38) (DF)
func guessPackets(sample [][]byte) *lineShape {
	if leadless(sample) {
		return nil
	}
	l := learn(sample)
	if l == nil || !l.lead {
		return nil
	}
	timed, packets := 0, 0
	var m mark
	for _, line := range sample {
		if ok, _ := l.spots[0].find(line, &m); ok {
			timed++
			var p packet
			packets += boolInt(p.read(line[m.end:]))
		}
	}
	if packets < 1 || 10*packets < 7*timed {
		return nil
	}
	return splitShape(l, packetNames, splitPacket)
}

func makePackets(sample [][]byte) *lineShape {
	if l := learn(sample); l != nil {
		return splitShape(l, packetNames, splitPacket)
	}
	return nil
}

// packet is a line of tcpdump's taken apart.
type packet struct {
	rule, action, direction, card []byte
	src, sport, dst, dport        []byte
	flags                         []byte
	rest                          []byte
}

// read takes the line apart; false if it is no packet.
func (p *packet) read(b []byte) bool {
	b = bytes.TrimLeft(b, " ")
	if after, ok := bytes.CutPrefix(b, []byte("rule ")); ok {
		p.rule, b, ok = bytes.Cut(after, []byte(": "))
		if !ok {
			return false
		}
		p.rule, _, _ = bytes.Cut(p.rule, []byte{'('})
		p.action, b, _ = bytes.Cut(b, []byte{' '})
		p.direction, b, _ = bytes.Cut(b, []byte(" on "))
		p.card, b, ok = bytes.Cut(b, []byte(": "))
		if !ok {
			return false
		}
	}
	for _, word := range []string{"IP ", "IP6 ", "ip ", "ip6 "} {
		b = bytes.TrimPrefix(b, []byte(word))
	}
	if bytes.HasPrefix(b, []byte{'('}) { // tcpdump -v: (tos 0x0, ttl 64, …)
		if _, after, ok := bytes.Cut(b, []byte(") ")); ok {
			b = bytes.TrimLeft(after, " ")
		}
	}
	from, b, ok := bytes.Cut(b, []byte(" > "))
	if !ok || bytes.IndexByte(from, ' ') >= 0 {
		return false
	}
	to, rest, ok := bytes.Cut(b, []byte(": "))
	if !ok {
		to, rest = bytes.TrimSuffix(b, []byte{':'}), nil
	}
	if bytes.IndexByte(to, ' ') >= 0 {
		return false
	}
	p.src, p.sport = address(from)
	p.dst, p.dport = address(to)
	p.rest = bytes.TrimLeft(rest, " ")
	p.flags = tcpFlags(p.rest)
	return len(p.src) > 0 && len(p.dst) > 0
}

// address cuts the port off an address, to which tcpdump glues it by a dot.
func address(b []byte) (host, port []byte) {
	dots := bytes.Count(b, []byte{'.'})
	if dots == 4 || bytes.IndexByte(b, ':') >= 0 && dots == 1 {
		i := bytes.LastIndexByte(b, '.')
		return b[:i], b[i+1:]
	}
	return b, nil
}

// tcpFlags are those of "S 123:123(0)" and of "Flags [S.], seq 1".
func tcpFlags(b []byte) []byte {
	if after, ok := bytes.CutPrefix(b, []byte("Flags [")); ok {
		flags, _, _ := bytes.Cut(after, []byte{']'})
		return flags
	}
	word, _, _ := bytes.Cut(b, []byte{' '})
	for _, c := range word {
		if bytes.IndexByte([]byte("SFPRWE."), c) < 0 {
			return nil
		}
	}
	return word
}

// turn swaps the ends of a packet that goes from the server to the client: an
// answer to the opening of a connection, or one that leaves a low port for a
// high one.
func (p *packet) turn() bool {
	opens := bytes.IndexByte(p.flags, 'S') >= 0
	answers := opens && (bytes.IndexByte(p.flags, '.') >= 0 || bytes.Contains(p.rest, []byte(" ack ")))
	low := false
	if !opens && len(p.sport) > 0 && len(p.dport) > 0 {
		from, okFrom := portNumber(p.sport)
		to, okTo := portNumber(p.dport)
		low = okFrom && from < 1024 && (!okTo || to > 1024)
		if !okFrom { // a service's name, as tcpdump writes without -n
			low = okTo && to > 1024
		}
	}
	if !answers && !low {
		return false
	}
	p.src, p.dst, p.sport, p.dport = p.dst, p.src, p.dport, p.sport
	return true
}

func portNumber(b []byte) (int, bool) {
	n, end := digits(b, 0)
	return n, end == len(b) && end > 0
}

func splitPacket(line []byte, m *mark, row *lineRow) {
	var p packet
	if !p.read(line[m.end:]) {
		row.set(pkMessage, bytes.TrimLeft(line[m.end:], " "))
		return
	}
	row.cells[pkReversed] = cell{[]byte("false"), plain}
	if p.turn() {
		row.cells[pkReversed].raw = []byte("true")
	}
	for i, v := range [][]byte{p.rule, p.action, p.direction, p.card, p.src, p.sport, p.dst, p.dport, p.flags} {
		row.set(pkRule+i, v)
	}
	question, rest := dnsQuestion(p.rest)
	row.set(pkDNSType, question)
	row.set(pkDNSName, rest)
	row.set(pkMessage, p.rest)
}

// dnsQuestion finds "MX? minedu.fi." in a line; a name that the capture has cut
// off ("[|domain]") is none.
func dnsQuestion(b []byte) (kind, name []byte) {
	for len(b) > 0 {
		var word []byte
		word, b, _ = bytes.Cut(b, []byte{' '})
		if n := len(word); n > 1 && n <= 11 && word[n-1] == '?' && word[0] >= 'A' && word[0] <= 'Z' {
			name, _, _ = bytes.Cut(b, []byte{' '})
			if bytes.HasPrefix(name, []byte{'['}) {
				name = nil
			}
			name, _, _ = bytes.Cut(name, []byte{'['})
			return word[:n-1], bytes.TrimSuffix(name, []byte{'.'})
		}
	}
	return nil, nil
}
