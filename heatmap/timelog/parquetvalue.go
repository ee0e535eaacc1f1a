package timelog

import (
	"encoding/hex"
	"math"
	"math/big"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"
)

// parquetRender writes the values of a column as JSON.
type parquetRender struct {
	kind   parquet.Kind
	per    int64 // timestamps: units in a second
	utc    bool  // … which the format says are UTC
	clock  int64 // times of day: units in a second
	days   bool  // dates
	scale  int   // decimals: digits after the point
	number bool  // decimals
	signed bool
	uuid   bool
}

// renderOf learns from the logical type of a column, or the older converted
// type, how to write it. By the Parquet specification (LogicalTypes.md) the
// converted types of timestamps are UTC; INT96, which has neither, says nothing.
func renderOf(t parquet.Type) parquetRender {
	r := parquetRender{kind: t.Kind(), signed: true}
	if r.kind == parquet.Int96 {
		r.per = 1e9
		return r
	}
	if l := t.LogicalType(); l != nil && l.Value != nil {
		switch v := l.Value.(type) {
		case *format.TimestampType:
			r.per, r.utc = unitsPerSecond(v.Unit), v.IsAdjustedToUTC
		case *format.TimeType:
			r.clock = unitsPerSecond(v.Unit)
		case *format.DateType:
			r.days = true
		case *format.DecimalType:
			r.scale, r.number = int(v.Scale), true
		case *format.IntType:
			r.signed = v.IsSigned
		case *format.UUIDType:
			r.uuid = true
		}
	} else if c := t.ConvertedType(); c != nil {
		switch *c {
		case deprecated.TimestampMillis:
			r.per, r.utc = 1e3, true
		case deprecated.TimestampMicros:
			r.per, r.utc = 1e6, true
		case deprecated.TimeMillis:
			r.clock = 1e3
		case deprecated.TimeMicros:
			r.clock = 1e6
		case deprecated.Date:
			r.days = true
		case deprecated.Uint8, deprecated.Uint16, deprecated.Uint32, deprecated.Uint64:
			r.signed = false
		}
	}
	if r.kind != parquet.Int64 {
		r.per = 0 // no other type holds timestamps
	}
	return r
}

func unitsPerSecond(u format.TimeUnit) int64 {
	if u.Value == nil {
		return 0
	}
	return int64(time.Second / u.Value.Duration())
}

// instant is the time of a timestamp.
func (r *parquetRender) instant(v int64) instant {
	sec, part := v/r.per, v%r.per
	if part < 0 {
		sec, part = sec-1, part+r.per
	}
	return instant{sec, int32(part * (1e9 / r.per))}
}

func (r *parquetRender) append(b []byte, v *parquet.Value) []byte {
	switch r.kind {
	case parquet.Boolean:
		return strconv.AppendBool(b, v.Boolean())
	case parquet.Int32:
		return r.appendInteger(b, int64(v.Int32()), uint64(v.Uint32()))
	case parquet.Int64:
		return r.appendInteger(b, v.Int64(), v.Uint64())
	case parquet.Int96:
		return appendInt96(b, v.Int96())
	case parquet.Float:
		return appendFloat(b, float64(v.Float()), 32)
	case parquet.Double:
		return appendFloat(b, v.Double(), 64)
	}
	return r.appendBytes(b, v.ByteArray())
}

func (r *parquetRender) appendInteger(b []byte, n int64, u uint64) []byte {
	switch {
	case r.per > 0:
		return appendStamp(b, r.instant(n), r.utc, r.per)
	case r.days:
		return append(appendDay(append(b, '"'), n), '"')
	case r.clock > 0:
		b = append(b, '"')
		return append(appendClock(b, n/r.clock, int32(n%r.clock*(1e9/r.clock)), r.clock), '"')
	case r.number && r.scale > 0:
		return append(b, decimalText(big.NewInt(n), r.scale)...)
	case !r.signed:
		return strconv.AppendUint(b, u, 10)
	}
	return strconv.AppendInt(b, n, 10)
}

func (r *parquetRender) appendBytes(b, v []byte) []byte {
	switch {
	case r.number:
		n := new(big.Int).SetBytes(v)
		if len(v) > 0 && v[0] >= 0x80 { // two's complement
			n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(v))))
		}
		return append(b, decimalText(n, r.scale)...)
	case r.uuid && len(v) == 16:
		h := hex.EncodeToString(v)
		return appendText(b, h[:8]+"-"+h[8:12]+"-"+h[12:16]+"-"+h[16:20]+"-"+h[20:])
	case !utf8.Valid(v):
		return appendText(b, hex.EncodeToString(v))
	}
	return appendText(b, v)
}

func decimalText(n *big.Int, scale int) string {
	if scale <= 0 || scale > 100 {
		return n.String()
	}
	s := new(big.Int).Abs(n).String()
	for len(s) <= scale {
		s = "0" + s
	}
	s = s[:len(s)-scale] + "." + s[len(s)-scale:]
	if n.Sign() < 0 {
		s = "-" + s
	}
	return s
}

func appendFloat(b []byte, f float64, bits int) []byte {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return append(b, "null"...)
	}
	return strconv.AppendFloat(b, f, 'f', -1, bits)
}

// appendInt96 writes Impala's timestamps: nanoseconds of the day and Julian day;
// 2440588 is 1970-01-01.
func appendInt96(b []byte, v deprecated.Int96) []byte {
	nanos := int64(v[1])<<32 | int64(v[0])
	day := int64(v[2]) - 2440588
	return appendStamp(b, instant{day*86400 + nanos/1e9, int32(nanos % 1e9)}, false, 1e9)
}
