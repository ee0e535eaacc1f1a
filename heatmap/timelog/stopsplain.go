package timelog

import "encoding/binary"

// gather is what to multiply the lowest bits of eight bytes with to have them side
// by side in the highest byte but one bit.
const gather = 0x0002040810204081

// stopPlainly is stopGroups in plain Go. Of eight bytes taken together, the high
// bit of each is first set, so that what is subtracted from one never borrows from
// the next; one multiplication then gathers the eight bits.
func stopPlainly(m stops, b []byte, one, other byte) {
	first, second := ones*uint64(one), ones*uint64(other)
	for k := range m {
		word, part := uint64(0), b[:group:group]
		b = b[group:]
		for n := 0; n < group; n += 8 {
			v := binary.LittleEndian.Uint64(part[n : n+8])
			x, y := v^first, v^second
			clear := ((x | highs) - ones | x) & ((y | highs) - ones | y) & ((v | highs) - ones*0x20 | v)
			word = word>>8 | (^clear&highs)>>7*gather>>49<<56
		}
		m[k] = word
	}
}
