package linked

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"github.com/hourprint/hourprint/heatmap"
)

// columnData describes a packed column to the page's script (page/decode.js).
type columnData struct {
	Name string `json:"name"`
	// Kind is "text" or "number".
	Kind string `json:"kind"`
	// Type is the type of the array: u8, u16, u32, i32, f32 or f64.
	Type string `json:"type"`
	// Distinct is the number of different values that are present.
	Distinct int `json:"distinct"`
	// Whole tells that all numbers are whole.
	Whole bool `json:"whole"`
	// Log tells that the column begins on a logarithmic scale.
	Log bool `json:"log"`
	// Values is the block with the array, Texts that with the dictionary: codes
	// stand for its texts in order, and the code after the last means "missing".
	Values int `json:"values"`
	Texts  int `json:"texts"`
}

// blocks are the deflated arrays of a page, in base64.
type blocks struct{ list []string }

// add deflates bytes and returns the number of their block.
func (b *blocks) add(data []byte) (int, error) {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.DefaultCompression)
	if err != nil {
		return 0, fmt.Errorf("linked: %w", err)
	}
	if _, err = w.Write(data); err == nil {
		err = w.Close()
	}
	if err != nil {
		return 0, fmt.Errorf("linked: %w", err)
	}
	b.list = append(b.list, base64.StdEncoding.EncodeToString(out.Bytes()))
	return len(b.list) - 1, nil
}

// addJSON adds a value as JSON.
func (b *blocks) addJSON(v any) (int, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return 0, fmt.Errorf("linked: %w", err)
	}
	return b.add(data)
}

// packTimes writes the times as gaps: unsigned varints in the coarsest unit, of
// seconds, milliseconds and microseconds, that holds all of them exactly.
func packTimes(b *blocks, micro []int64) (unit int64, block int, err error) {
	unit = 1_000_000
	for _, at := range micro {
		for at%unit != 0 {
			unit /= 1000
		}
	}
	var data []byte
	for i := 1; i < len(micro); i++ {
		data = binary.AppendUvarint(data, uint64((micro[i]-micro[i-1])/unit))
	}
	block, err = b.add(data)
	return unit, block, err
}

// packColumn writes a column.
func packColumn(b *blocks, c *heatmap.Column) (columnData, error) {
	if c.Texts != nil {
		return packTexts(b, c)
	}
	return packNumbers(b, c)
}

// packTexts writes a column of text as codes of a sorted dictionary.
func packTexts(b *blocks, c *heatmap.Column) (d columnData, err error) {
	codes := map[string]uint32{}
	for row, text := range c.Texts {
		if !c.IsMissing(row) {
			codes[text] = 0
		}
	}
	texts := make([]string, 0, len(codes))
	for text := range codes {
		texts = append(texts, text)
	}
	slices.Sort(texts)
	for i, text := range texts {
		codes[text] = uint32(i)
	}
	values := make([]uint32, len(c.Texts))
	for row, text := range c.Texts {
		if values[row] = codes[text]; c.IsMissing(row) {
			values[row] = uint32(len(texts))
		}
	}
	d = columnData{Name: c.Name, Kind: "text", Distinct: len(texts)}
	var data []byte
	d.Type, data = packCodes(values, len(texts))
	if d.Values, err = b.add(data); err != nil {
		return d, err
	}
	d.Texts, err = b.addJSON(texts)
	return d, err
}

// packCodes writes codes up to and including most in the narrowest type.
func packCodes(values []uint32, most int) (name string, data []byte) {
	width := 4
	name = "u32"
	switch {
	case most < 1<<8:
		name, width = "u8", 1
	case most < 1<<16:
		name, width = "u16", 2
	}
	return name, planes(len(values), width, func(row int) uint64 { return uint64(values[row]) })
}

// planes writes values of some bytes each, all lowest bytes first, then all next
// ones: like bytes side by side deflate better.
func planes(n, width int, value func(row int) uint64) []byte {
	data := make([]byte, n*width)
	for row := range n {
		v := value(row)
		for i := range width {
			data[i*n+row] = byte(v >> (8 * i))
		}
	}
	return data
}

// packNumbers writes a column of numbers in the narrowest type that holds all of
// them exactly; missing ones are NaN.
func packNumbers(b *blocks, c *heatmap.Column) (d columnData, err error) {
	d = columnData{Name: c.Name, Kind: "number", Whole: true}
	low, high := math.Inf(1), math.Inf(-1)
	single, missing := true, false
	distinct := map[float64]struct{}{}
	for _, v := range c.Numbers {
		if math.IsNaN(v) {
			missing = true
			continue
		}
		distinct[v] = struct{}{}
		low, high = min(low, v), max(high, v)
		d.Whole = d.Whole && v == math.Trunc(v) && !math.IsInf(v, 0)
		single = single && float64(float32(v)) == v
	}
	d.Distinct = len(distinct)
	var data []byte
	n := len(c.Numbers)
	switch {
	case d.Whole && !missing && low >= 0 && high < 1<<8:
		d.Type, data = "u8", planes(n, 1, func(row int) uint64 { return uint64(c.Numbers[row]) })
	case d.Whole && !missing && low >= 0 && high < 1<<16:
		d.Type, data = "u16", planes(n, 2, func(row int) uint64 { return uint64(c.Numbers[row]) })
	case d.Whole && !missing && low >= math.MinInt32 && high <= math.MaxInt32:
		d.Type, data = "i32", planes(n, 4, func(row int) uint64 { return uint64(uint32(int32(c.Numbers[row]))) })
	case single:
		d.Type, data = "f32", planes(n, 4, func(row int) uint64 { return uint64(math.Float32bits(float32(c.Numbers[row]))) })
	default:
		d.Type, data = "f64", planes(n, 8, func(row int) uint64 { return math.Float64bits(c.Numbers[row]) })
	}
	d.Values, err = b.add(data)
	d.Log = low >= 0 && d.Distinct > 20 && spansDecades(c.Numbers)
	return d, err
}

// spansDecades tells whether the positive values span three decades or more: from
// their 5th percentile to their greatest.
func spansDecades(values []float64) bool {
	var positive []float64
	for i := 0; i < len(values); i += 1 + len(values)/20000 {
		if values[i] > 0 {
			positive = append(positive, values[i])
		}
	}
	if len(positive) < 10 {
		return false
	}
	slices.Sort(positive)
	return positive[len(positive)-1] >= 1000*positive[len(positive)/20]
}
