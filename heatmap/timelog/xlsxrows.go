package timelog

import (
	"bytes"
	"slices"
	"strconv"
)

func (s *sheet) format() string { return "xlsx" }

// stated is false: a workbook knows no zones.
func (s *sheet) stated(string) bool { return false }

// write gives the rows below the header. Empty lines stand for rows without
// cells and for those above, so that the number of a line is that of its row.
func (s *sheet) write(out *jsonLines, wanted []string) error {
	w := sheetWriter{sheet: s, out: out, keys: make([][]byte, len(s.table.names)), line: 1}
	for i, name := range s.table.names {
		if wanted == nil || slices.Contains(wanted, name) {
			w.keys[i] = append(appendText(nil, name), ':')
		}
	}
	if t := &s.table; t.joined != "" && (wanted == nil || slices.Contains(wanted, t.joined)) {
		w.joined = append(appendText(nil, t.joined), ':')
	}
	return s.rows(w.row)
}

type sheetWriter struct {
	sheet  *sheet
	out    *jsonLines
	keys   [][]byte // by column; nil if not wanted
	joined []byte   // nil if not wanted
	line   int64
}

func (w *sheetWriter) row(at int64, cells []xlsxCell) (bool, error) {
	if at <= w.sheet.table.top {
		return true, nil
	}
	for ; w.line < at; w.line++ {
		w.out.b = append(w.out.b, '\n')
	}
	w.line++
	b := append(w.out.b, '{')
	comma := false
	key := func(k []byte) {
		if comma {
			b = append(b, ',')
		}
		comma = true
		b = append(b, k...)
	}
	if w.joined != nil {
		if v := w.join(cells); v != nil {
			key(w.joined)
			b = appendText(b, v)
		}
	}
	for i := range cells {
		c := &cells[i]
		if c.col < len(w.keys) && w.keys[c.col] != nil {
			key(w.keys[c.col])
			b = w.value(b, c)
		}
	}
	w.out.b = b
	err := w.out.end()
	return err == nil, err
}

// value writes a cell as JSON: dates as text, other numbers as numbers.
func (w *sheetWriter) value(b []byte, c *xlsxCell) []byte {
	switch c.kind {
	case xlsxNumber:
		if v := w.date(c); v != nil {
			return append(append(append(b, '"'), v...), '"')
		}
		if isNumber(string(c.raw)) && c.raw[0] != '+' && c.raw[0] != '.' {
			return strconv.AppendFloat(b, c.num, 'f', -1, 64)
		}
	case xlsxBool:
		return strconv.AppendBool(b, string(c.raw) == "1" || string(c.raw) == "true")
	}
	return appendText(b, c.raw)
}

// date is a serial as text, nil if the cell is a plain number.
func (w *sheetWriter) date(c *xlsxCell) []byte {
	form := c.form
	if c.col < len(w.sheet.table.dates) {
		if d := w.sheet.table.dates[c.col]; form == formNone && d.serial && c.num > 20000 && c.num < 80000 {
			form = d.form
		}
	}
	if form == formNone {
		return nil
	}
	if form == formClock && c.num < 20000 && c.num >= 0 {
		ms, _ := serialMillis(c.num+20000, true)
		zero, _ := serialMillis(20000, true)
		return appendClockMillis(nil, ms-zero)
	}
	ms, ok := serialMillis(c.num, w.sheet.book.date04)
	if !ok {
		return nil
	}
	return appendMillis(nil, ms, form == formDate)
}

// join puts the date and the time of day of a row together; nil if either is
// missing. A clock beyond 24 hours reaches into the days after.
func (w *sheetWriter) join(cells []xlsxCell) []byte {
	date, clock := cellAt(cells, w.sheet.table.date), cellAt(cells, w.sheet.table.clock)
	if date == nil || clock == nil {
		return nil
	}
	ms, ok := int64(0), false
	if clock.kind == xlsxNumber {
		ms, ok = serialMillis(clock.num+20000, true)
		zero, _ := serialMillis(20000, true)
		ms -= zero
	} else if clock.kind == xlsxText {
		ms, ok = clockText(bytes.TrimSpace(clock.raw))
	}
	if !ok {
		return nil
	}
	if date.kind == xlsxNumber {
		day, ok := serialMillis(date.num, w.sheet.book.date04)
		if !ok {
			return nil
		}
		return appendMillis(nil, day+ms, false)
	}
	day := bytes.TrimSpace(date.raw)
	if ms < 86400e3 {
		return appendClockMillis(append(bytes.Clone(day), ' '), ms)
	}
	st, err := parseStamp(day, stampRules{})
	if err != nil {
		return nil
	}
	return appendMillis(nil, st.Unix*1000+ms, false)
}
