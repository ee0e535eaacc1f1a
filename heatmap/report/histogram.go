package report

import (
	"encoding/base64"
	"encoding/binary"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// quarterHour is the width of a histogram's bins, in seconds.
const quarterHour = 900

// packed is a histogram in few bytes, for page/fold.js to unpack. Bin i stands
// at Unix time Unit × (Start + Σ gaps up to i).
type packed struct {
	// Unit is 900, or 1 when events before 1972 are kept by the second.
	Unit int64 `json:"unit"`
	// Start is the first bin, in units since 1970.
	Start int64 `json:"start"`
	// Bins is base64. Each bin is an unsigned varint: twice the gap to the bin
	// before, plus 1 if it holds more than one event; then, in that case, a
	// varint of the number. Most bins of a log hold one event and take one or two bytes.
	Bins string `json:"bins"`
}

// pack writes a histogram for the page.
func pack(h *timelog.Histogram) packed {
	p := packed{Unit: quarterHour}
	h.Each(func(unix, _ int64) {
		if unix%quarterHour != 0 {
			p.Unit = 1
		}
	})
	var bytes []byte
	var before int64
	first := true
	h.Each(func(unix, n int64) {
		at := unix / p.Unit // exact: every bin is a multiple of the unit
		if first {
			p.Start, before, first = at, at, false
		}
		gap := uint64(at-before) * 2
		before = at
		if n == 1 {
			bytes = binary.AppendUvarint(bytes, gap)
			return
		}
		bytes = binary.AppendUvarint(bytes, gap+1)
		bytes = binary.AppendUvarint(bytes, uint64(n))
	})
	p.Bins = base64.StdEncoding.EncodeToString(bytes)
	return p
}
