package lake

import (
	"math"
	"time"

	"github.com/parquet-go/parquet-go"
)

// mayHoldFixed tells whether a file may hold rows of the query, by the names of
// its folders alone.
func (s *scan) mayHoldFixed(path string) bool {
	if s.a.where == nil {
		return true
	}
	fixed := partitions(path)
	return possible(s.a.where, func(column string) (evidence, bool) {
		v, ok := fixed[column]
		if !ok {
			return evidence{}, false
		}
		if v.IsNull() {
			return evidence{nulls: true, onlyNulls: true}, true
		}
		return evidence{low: v, high: v}, true
	})
}

// mayHold tells whether a row group may hold rows of the query, by the least and
// greatest value of its columns and their Bloom filters.
func (s *scan) mayHold(g parquet.RowGroup, fields []field) bool {
	if !s.mayHoldTimes(g, fields[0]) {
		return false
	}
	if s.a.where == nil {
		return true
	}
	return possible(s.a.where, func(column string) (evidence, bool) {
		for _, f := range fields {
			if f.name == column {
				return evidenceOf(g, f)
			}
		}
		return evidence{}, false
	})
}

// mayHoldTimes compares the times of a row group with the span of the query.
func (s *scan) mayHoldTimes(g parquet.RowGroup, f field) bool {
	if s.a.Since.IsZero() && s.a.Until.IsZero() {
		return true
	}
	e, ok := evidenceOf(g, f)
	if !ok || e.low.IsNull() || f.leaf.Type().Kind() == parquet.ByteArray {
		return true
	}
	clock := s.clock
	first, _, ok1 := clock.read(&e.low)
	last, _, ok2 := clock.read(&e.high)
	if !ok1 || !ok2 {
		return true
	}
	slack := int64(0)
	if !clock.form.utc {
		slack = 86400 // a clock without a zone is at most a day off
	}
	return (s.a.Until.IsZero() || first-slack <= s.a.Until.Unix()) && (s.a.Since.IsZero() || last+slack >= s.a.Since.Add(-time.Second).Unix())
}

// evidence is what is known of the values of a column without reading them.
type evidence struct {
	low, high        parquet.Value // null when not known
	nulls, onlyNulls bool
	form             stampForm
	bloom            parquet.BloomFilter
}

func evidenceOf(g parquet.RowGroup, f field) (evidence, bool) {
	if f.leaf == nil {
		return evidence{low: f.fixed, high: f.fixed, nulls: f.fixed.IsNull(), onlyNulls: f.fixed.IsNull()}, true
	}
	chunk, ok := g.ColumnChunks()[f.leaf.Index()].(*parquet.FileColumnChunk)
	if !ok {
		return evidence{}, false
	}
	e := evidence{form: f.stamp, nulls: f.leaf.Optional() && chunk.NullCount() != 0, bloom: chunk.BloomFilter()}
	if low, high, ok := chunk.Bounds(); ok {
		e.low, e.high = low, high
	} else {
		e.low, e.high, e.nulls = parquet.NullValue(), parquet.NullValue(), true
	}
	return e, true
}

// possible tells whether a filter can hold for any row, given what is known of
// each column. What is not known is possible.
func possible(f filter, known func(column string) (evidence, bool)) bool {
	switch f := f.(type) {
	case all:
		for _, p := range f.parts {
			if !possible(p, known) {
				return false
			}
		}
		return true
	case some:
		for _, p := range f.parts {
			if possible(p, known) {
				return true
			}
		}
		return false
	case isNull:
		e, ok := known(f.column)
		return !ok || e.nulls
	case compare:
		e, ok := known(f.column)
		return !ok || e.allows(f.op, f.value)
	case oneOf:
		e, ok := known(f.column)
		if !ok {
			return true
		}
		for _, v := range f.values {
			if e.allows("=", v) {
				return true
			}
		}
		return false
	}
	return true
}

// allows tells whether a value within the bounds may compare so.
func (e *evidence) allows(op string, with any) bool {
	if e.onlyNulls {
		return false
	}
	if e.low.IsNull() || e.high.IsNull() || isFloat(e.low) {
		return true // the bounds of floats leave out NaN
	}
	low, ok1 := ordered(&e.low, e.form, with)
	high, ok2 := ordered(&e.high, e.form, with)
	if !ok1 || !ok2 {
		return true
	}
	switch op {
	case "=":
		return low <= 0 && high >= 0 && e.inBloom(with)
	case "<>":
		return low != 0 || high != 0
	case "<":
		return low < 0
	case "<=":
		return low <= 0
	case ">":
		return high > 0
	}
	return high >= 0
}

func isFloat(v parquet.Value) bool {
	return v.Kind() == parquet.Double || v.Kind() == parquet.Float
}

// inBloom asks the Bloom filter, if the column has one.
func (e *evidence) inBloom(with any) bool {
	if e.bloom == nil {
		return true
	}
	var v parquet.Value
	switch w := with.(type) {
	case string:
		if e.low.Kind() != parquet.ByteArray {
			return true
		}
		v = parquet.ByteArrayValue([]byte(w))
	case int64:
		switch {
		case e.low.Kind() == parquet.Int64:
			v = parquet.Int64Value(w)
		case e.low.Kind() == parquet.Int32 && w >= math.MinInt32 && w <= math.MaxInt32:
			v = parquet.Int32Value(int32(w))
		default:
			return true
		}
	default:
		return true
	}
	found, err := e.bloom.Check(v)
	return found || err != nil
}
