package timelog

import (
	"math"
	"strconv"
	"strings"
)

// dateForm says what of a date a number format shows.
type dateForm uint8

const (
	formNone  dateForm = 0
	formDate  dateForm = 1
	formClock dateForm = 2 // alone: a time of day or a duration
)

// builtIn are the forms of the number formats that every workbook has, by
// ECMA-376 part 1, 18.8.30.
func builtIn(id int) dateForm {
	switch {
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return formDate
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id >= 45 && id <= 47, id == 55, id == 56:
		return formClock
	case id == 22:
		return formDate | formClock
	}
	return formNone
}

// formOf learns the form from the code of a number format: y and d show a date,
// h and s a clock. Quoted text, escapes and colours in brackets do not count.
func formOf(code string) dateForm {
	f := formNone
	months := false
	for i := 0; i < len(code); i++ {
		switch c := code[i] | 0x20; {
		case code[i] == ';':
			i = len(code)
		case code[i] == '"':
			n := strings.IndexByte(code[i+1:], '"')
			if n < 0 {
				return f
			}
			i += n + 1
		case code[i] == '\\' || code[i] == '_' || code[i] == '*':
			i++
		case code[i] == '[':
			n := strings.IndexByte(code[i:], ']')
			if n < 0 {
				return f
			}
			if in := strings.ToLower(code[i+1 : i+n]); in != "" && strings.Trim(in, "hms") == "" {
				f |= formClock
			}
			i += n
		case c == 'y' || c == 'd':
			f |= formDate
		case c == 'h' || c == 's':
			f |= formClock
		case c == 'm':
			months = true
		case c == 'g' && strings.HasPrefix(strings.ToLower(code[i:]), "general"):
			i += 6
		}
	}
	if months && f == formNone {
		return formDate
	}
	return f
}

// readFormats learns which styles of cells show dates.
func (w *workbook) readFormats(part string) error {
	codes := map[int]dateForm{}
	cells := false
	return w.each(part, func(t *xmlTokens) error {
		switch t.name() {
		case "numFmt":
			if id, err := strconv.Atoi(t.attr("numFmtId")); err == nil {
				codes[id] = formOf(t.attr("formatCode"))
			}
		case "cellXfs":
			cells = true
		case "/cellXfs":
			cells = false
		case "xf":
			if cells {
				id, _ := strconv.Atoi(t.attr("numFmtId"))
				form, ok := codes[id]
				if !ok {
					form = builtIn(id)
				}
				w.formats = append(w.formats, form)
			}
		}
		return nil
	})
}

// serialMillis is a serial date as milliseconds since 1970, and whether it is a
// date at all. Serials are days: 25569 is 1970-01-01, or 24107 in workbooks that
// count from 1904. Fractions are rounded to milliseconds, finer than which a
// float64 of this size is noise. The 1900 system holds a 29 February 1900, day
// 60, that never was; the days before it are one further from 1970.
func serialMillis(serial float64, date04 bool) (int64, bool) {
	if math.IsNaN(serial) || serial < 0 || serial >= 2958466 { // 10000-01-01
		return 0, false
	}
	zero := 25569.0
	switch {
	case date04:
		zero = 24107
	case serial < 60:
		zero = 25568
	case serial < 61:
		return 0, false
	}
	return int64(math.Round(serial*86400e3)) - int64(zero)*86400e3, true
}

// appendMillis writes milliseconds since 1970 as a date and a clock, or the date
// alone.
func appendMillis(b []byte, ms int64, dateOnly bool) []byte {
	day := ms / 86400e3
	if ms%86400e3 < 0 {
		day--
	}
	b = appendDay(b, day)
	if rest := ms - day*86400e3; !dateOnly || rest != 0 {
		b = appendClockMillis(append(b, 'T'), rest)
	}
	return b
}

// appendClockMillis writes hh:mm:ss and the milliseconds if there are any. Hours
// may be more than 24.
func appendClockMillis(b []byte, ms int64) []byte {
	if hours := ms / 3600e3; hours > 99 {
		b = strconv.AppendInt(b, hours, 10)
		ms -= hours * 3600e3
		return append(b, string(appendClockMillis(nil, ms))[2:]...)
	}
	if ms%1000 == 0 {
		return appendClock(b, ms/1000, 0, 1)
	}
	return appendClock(b, ms/1000, int32(ms%1000*1e6), 1000)
}

// clockText reads a text such as 9:05, 17:54:05.5, 25:10:00 or 5:54 PM as
// milliseconds.
func clockText(s []byte) (ms int64, ok bool) {
	h, end := digits(s, 0)
	if end == 0 || end > 4 || end+3 > len(s) || s[end] != ':' {
		return 0, false
	}
	extra := int64(0)
	probe := append([]byte("00"), s[end:]...)
	t, n := readClock(probe, 0)
	if n < 0 {
		return 0, false
	}
	rest := strings.TrimSpace(string(probe[n:]))
	switch half := halfOfDay([]byte(rest)); {
	case rest == "":
	case half == 'p' && h >= 1 && h <= 12:
		extra = 12
		h %= 12
	case half == 'a' && h >= 1 && h <= 12:
		h %= 12
	default:
		return 0, false
	}
	if t.m > 59 || t.s > 59 {
		return 0, false
	}
	return (int64(h)+extra)*3600e3 + int64(t.m)*60e3 + int64(t.s)*1000 + int64(t.nanos)/1e6, true
}
