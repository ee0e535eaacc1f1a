package heatmap

import (
	"math"
	"strconv"
	"strings"
)

// short writes a number in at most four or so characters: 999, 1.2k, 12k, 3.4M,
// 0.25. Large numbers get the prefixes of the SI: k, M, G, T.
func short(v float64) string {
	a := math.Abs(v)
	switch {
	case v == 0:
		return "0"
	case a >= 999.5:
		return withPrefix(v)
	case a >= 99.5 || a == math.Trunc(a):
		return strconv.FormatFloat(v, 'f', 0, 64)
	case a >= 0.01:
		return trimZeros(significant(v))
	default:
		return strconv.FormatFloat(v, 'e', 0, 64)
	}
}

// withPrefix writes a number of 1000 or more to two significant digits or more.
func withPrefix(v float64) string {
	prefixes := "kMGTPE"
	i := -1
	for math.Abs(v) >= 999.5 && i < len(prefixes)-1 {
		v /= 1000
		i++
	}
	text := strconv.FormatFloat(v, 'f', 0, 64)
	if math.Abs(v) < 9.95 {
		text = trimZeros(strconv.FormatFloat(v, 'f', 1, 64))
	}
	return text + prefixes[i:i+1]
}

// significant writes a number below 100 to two significant digits, but no more
// than two decimals.
func significant(v float64) string {
	decimals := 1 - int(math.Floor(math.Log10(math.Abs(v))))
	return strconv.FormatFloat(v, 'f', min(2, max(0, decimals)), 64)
}

// trimZeros takes the zeros off the end of a decimal fraction.
func trimZeros(text string) string {
	if !strings.Contains(text, ".") {
		return text
	}
	return strings.TrimRight(strings.TrimRight(text, "0"), ".")
}

// exact writes a number to three significant digits, as a tick needs it: 12.5
// must not become 12, nor 12,500 become 12k.
func exact(v float64) string {
	switch a := math.Abs(v); {
	case v == 0:
		return "0"
	case a >= 999.5 && a < 9999.5:
		return thousands(int64(math.Round(v)))
	case a >= 999.5:
		return threeDigits(v)
	case a >= 1e-4:
		decimals := 2 - int(math.Floor(math.Log10(a)))
		return trimZeros(strconv.FormatFloat(v, 'f', max(0, decimals), 64))
	default:
		return strconv.FormatFloat(v, 'g', 2, 64)
	}
}

// threeDigits writes a large number with a prefix of the SI.
func threeDigits(v float64) string {
	prefixes := "kMGTPE"
	i := -1
	for math.Abs(v) >= 999.5 && i < len(prefixes)-1 {
		v /= 1000
		i++
	}
	decimals := 2 - int(math.Floor(math.Log10(math.Abs(v))))
	return trimZeros(strconv.FormatFloat(v, 'f', max(0, decimals), 64)) + prefixes[i:i+1]
}

// cellText writes a measure's value for a cell or a bar, a share as a
// percentage without its sign; NaN is empty.
func cellText(m Measure, v float64) string {
	switch {
	case math.IsNaN(v):
		return ""
	case m == Shares:
		return short(math.Round(v*1e6) / 1e4)
	default:
		return short(v)
	}
}

// cellNumber writes a value into a cell: as cellText, but a rate or a share
// keeps two digits, so that a column of them reads evenly.
func cellNumber(m Measure, v float64) string {
	if m == Shares {
		v *= 100
	}
	if a := math.Abs(v); m != Counts && m != "" && a >= 0.01 && a < 99.5 {
		return significant(v)
	}
	if m == Shares {
		v /= 100
	}
	return cellText(m, v)
}

// percent writes a share 0 to 1 as a percentage with its sign.
func percent(v float64) string {
	if v > 0 && v < 0.001 {
		return strconv.FormatFloat(v*100, 'g', 1, 64) + " %"
	}
	return trimZeros(strconv.FormatFloat(v*100, 'f', 1, 64)) + " %"
}
