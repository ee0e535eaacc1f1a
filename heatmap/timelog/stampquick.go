package timelog

import "encoding/binary"

// quickStamp reads YYYY-MM-DD(T| )HH:MM:SS[(.|,)fraction][Z|±hhmm|±hh:mm], the stamps of nearly
// all logs, eight bytes at a time. It remembers the last date, which in a log is
// mostly also the next. Whatever it does not know it leaves to parseStamp.
type quickStamp struct {
	date  uint64 // YYYY-MM-
	day   uint16 // DD
	start int64  // of that day, in Unix seconds
}

const (
	zeros     = 0x3030303030303030
	clockForm = 0x30303A30303A3030 // "00:00:00", the first character in the lowest byte
	notDigit  = 0x7676767676767676 // carries into the high bit from 10 on
	notClock  = 0x76767F76767F7676 // … and from 1 on where the colons are
)

func (q *quickStamp) read(b []byte) (st Stamp, ok bool) {
	if len(b) > 0 && b[len(b)-1] == 'Z' {
		st.HasZone = true
		st.Unix, st.Nanos, ok = q.bare(b[:len(b)-1])
		return st, ok
	}
	if st.Unix, st.Nanos, ok = q.bare(b); ok {
		return st, true
	}
	n := offsetAtEnd(b)
	if n == 0 {
		return st, false
	}
	off, _ := offset(b[len(b)-n:])
	if off < -24*3600 || off > 24*3600 {
		return st, false
	}
	st.HasZone, st.Offset = true, int32(off)
	st.Unix, st.Nanos, ok = q.bare(b[:len(b)-n])
	st.Unix -= int64(off)
	return st, ok
}

// bare reads a stamp without a zone.
func (q *quickStamp) bare(b []byte) (unix int64, nanos int32, ok bool) {
	if len(b) < 19 || b[10] != 'T' && b[10] != ' ' {
		return 0, 0, false
	}
	date, day := binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint16(b[8:])
	if (date != q.date || day != q.day) && !q.turn(b, date, day) {
		return 0, 0, false
	}
	x := binary.LittleEndian.Uint64(b[11:]) ^ clockForm
	if (x|(x+notClock))&highs != 0 {
		return 0, 0, false
	}
	h := x&0xFF*10 + x>>8&0xFF
	m := x>>24&0xFF*10 + x>>32&0xFF
	s := x>>48&0xFF*10 + x>>56
	if h > 23 || m > 59 || s > 59 {
		return 0, 0, false
	}
	unix = q.start + int64(h*3600+m*60+s)
	if len(b) == 19 {
		return unix, 0, true
	}
	nanos, ok = quickFraction(b)
	return unix, nanos, ok
}

// quickFraction reads a fraction of up to nine digits behind the 19 characters of date
// and clock, longer than which b is.
func quickFraction(b []byte) (nanos int32, ok bool) {
	n := len(b) - 20
	if b[19] != '.' && b[19] != ',' || n < 1 || n > 9 {
		return 0, false
	}
	if n == 9 {
		first := b[20] - '0'
		nanos, ok = lastDigits(b[21:], 8)
		return int32(first)*1e8 + nanos, ok && first <= 9
	}
	nanos, ok = lastDigits(b[len(b)-8:], n)
	return nanos * powers[n], ok
}

// offsetAtEnd is the length of the ±hhmm or ±hh:mm that ends b, 0 if none does.
func offsetAtEnd(b []byte) int {
	for _, n := range [...]int{5, 6} {
		if at := len(b) - n; at >= 19 && (b[at] == '+' || b[at] == '-') {
			if _, length := offset(b[at:]); length == n {
				return n
			}
		}
	}
	return 0
}

// turn makes another date the current one.
func (q *quickStamp) turn(b []byte, date uint64, day uint16) bool {
	st, err := parseISO(b[:10])
	if err != nil {
		return false
	}
	q.date, q.day, q.start = date, day, st.Unix
	return true
}

// powers turn a fraction of n digits into nanoseconds.
var powers = [9]int32{1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1}

// lastDigits reads the last n of eight characters as a number. Two digits are joined
// at a time, then two pairs, then two fours.
func lastDigits(b []byte, n int) (number int32, ok bool) {
	x := (binary.LittleEndian.Uint64(b) ^ zeros) >> (8 * (8 - n)) << (8 * (8 - n))
	if (x|(x+notDigit))&highs != 0 {
		return 0, false
	}
	x = (x*10 + x>>8) & 0x00FF00FF00FF00FF
	x = (x*100 + x>>16) & 0x0000FFFF0000FFFF
	return int32(x*10000 + x>>32), true
}
