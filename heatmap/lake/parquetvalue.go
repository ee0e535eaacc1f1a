package lake

import (
	"bytes"
	"strconv"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// stampForm is how the values of a column are times: units a second, and whether
// they are instants or a clock without a zone. The zero value: they are none.
type stampForm struct {
	per int64
	utc bool
	day bool
}

// stampFormOf reads the logical type of a column, or the older converted type,
// whose timestamps are UTC (Parquet format, LogicalTypes.md).
func stampFormOf(t parquet.Type) stampForm {
	if t.Kind() == parquet.Int96 {
		return stampForm{per: 1e9}
	}
	if l := t.LogicalType(); l != nil && l.Value != nil {
		switch v := l.Value.(type) {
		case *format.TimestampType:
			if v.Unit.Value != nil {
				return stampForm{per: int64(time.Second / v.Unit.Value.Duration()), utc: v.IsAdjustedToUTC}
			}
		case *format.DateType:
			return stampForm{day: true}
		}
	} else if c := t.ConvertedType(); c != nil {
		switch *c {
		case deprecated.TimestampMillis:
			return stampForm{per: 1e3, utc: true}
		case deprecated.TimestampMicros:
			return stampForm{per: 1e6, utc: true}
		case deprecated.Date:
			return stampForm{day: true}
		}
	}
	return stampForm{}
}

// split turns a number of a unit into seconds and microseconds of the second.
func split(v, per, zero int64) (sec, micros int64) {
	sec, rest := v/per, v%per
	if rest < 0 {
		sec, rest = sec-1, rest+per
	}
	if per > 1e6 {
		return sec - zero, rest / (per / 1e6)
	}
	return sec - zero, rest * (1e6 / per)
}

// A clockReader turns the values of a time column into times.
type clockReader struct {
	form   stampForm
	unit   Kind // of numbers without a logical type
	parser timelog.StampParser
}

// read returns ok false for what is no time.
func (c *clockReader) read(v *parquet.Value) (sec, micros int64, ok bool) {
	switch v.Kind() {
	case parquet.Int64:
		if c.form.per > 0 {
			sec, micros = split(v.Int64(), c.form.per, 0)
			return sec, micros, true
		}
		u := units[c.unit]
		sec, micros = split(v.Int64(), u.per, u.zero)
	case parquet.Int32:
		u := units[c.unit]
		sec, micros = split(int64(v.Int32()), u.per, u.zero)
	case parquet.Int96:
		i := v.Int96()
		nanos := int64(i[1])<<32 | int64(i[0])
		return (int64(i[2])-2440588)*86400 + nanos/1e9, nanos % 1e9 / 1000, true // 2440588 is the Julian day of 1970-01-01
	case parquet.Double, parquet.Float:
		n := v.Double()
		if v.Kind() == parquet.Float {
			n = float64(v.Float())
		}
		u := units[c.unit]
		sec, micros = split(int64(n/float64(u.per)*1e6), 1e6, u.zero)
	default:
		at, _, err := c.parser.Parse(string(v.ByteArray()))
		return at.Unix(), int64(at.Nanosecond()) / 1000, err == nil
	}
	return sec, micros, c.unit != ""
}

// The three values of SQL's logic.
const (
	no int8 = iota
	yes
	unknown
)

// ordered compares a value with one of a filter: -1, 0 or 1, and ok false when they
// cannot be compared. Times are compared with texts such as '2021-01-29T10:00:00Z'.
func ordered(v *parquet.Value, form stampForm, with any) (order int, ok bool) {
	switch v.Kind() {
	case parquet.Boolean:
		b, is := with.(bool)
		if !is {
			return 0, false
		}
		return boolOrder(v.Boolean(), b), true
	case parquet.Int32:
		if text, is := with.(string); is && form.day {
			at, err := time.Parse(time.DateOnly, text)
			return threeWay(int64(v.Int32()), at.Unix()/86400), err == nil
		}
		return numberOrder(int64(v.Int32()), with)
	case parquet.Int64:
		if text, is := with.(string); is && form.per > 0 {
			at, err := timelog.ParseStamp(text)
			sec, micros := split(v.Int64(), form.per, 0)
			if sec != at.Unix {
				return threeWay(sec, at.Unix), err == nil
			}
			return threeWay(micros, int64(at.Nanos)/1000), err == nil
		}
		return numberOrder(v.Int64(), with)
	case parquet.Float:
		return floatOrder(float64(v.Float()), with)
	case parquet.Double:
		return floatOrder(v.Double(), with)
	case parquet.Int96:
		return 0, false
	}
	switch with := with.(type) {
	case string:
		return bytes.Compare(v.ByteArray(), []byte(with)), true
	case int64, float64: // a number in a folder's name is text
		n, err := strconv.ParseFloat(string(v.ByteArray()), 64)
		if err != nil {
			return 0, false
		}
		return floatOrder(n, with)
	}
	return 0, false
}

func threeWay(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func numberOrder(n int64, with any) (int, bool) {
	if w, is := with.(int64); is {
		return threeWay(n, w), true
	}
	return floatOrder(float64(n), with)
}

func floatOrder(n float64, with any) (int, bool) {
	var w float64
	switch v := with.(type) {
	case int64:
		w = float64(v)
	case float64:
		w = v
	default:
		return 0, false
	}
	switch {
	case n < w:
		return -1, true
	case n > w:
		return 1, true
	}
	return 0, n == w // not a number compares with nothing
}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// holds tells whether an order meets an operator.
func holds(op string, order int) bool {
	switch op {
	case "=":
		return order == 0
	case "<>":
		return order != 0
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order >= 0
}

// matches compares a text with a pattern of LIKE, in time linear in most cases.
func matches(s, pattern string) bool {
	text, pat := []rune(s), []rune(pattern)
	t, p, star, mark := 0, 0, -1, 0
	for t < len(text) {
		switch {
		case p < len(pat) && pat[p] == '%':
			star, mark, p = p, t, p+1
		case p < len(pat) && (pat[p] == '_' || pat[p] == text[t]):
			t, p = t+1, p+1
		case star >= 0:
			mark++
			t, p = mark, star+1
		default:
			return false
		}
	}
	for p < len(pat) && pat[p] == '%' {
		p++
	}
	return p == len(pat)
}

// textOf writes a value as a label.
func textOf(v *parquet.Value) string {
	switch v.Kind() {
	case parquet.ByteArray, parquet.FixedLenByteArray:
		return string(v.ByteArray())
	}
	return v.String()
}
