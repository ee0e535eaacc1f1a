package timelog

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
)

// sheetTable is the table found in a sheet.
type sheetTable struct {
	top    int64 // the row of the header; 0 for none
	names  []string
	dates  []columnForm
	date   int    // with time of day in a column of its own: the date's column,
	clock  int    // … the clock's,
	joined string // … and the name for both together, "" if they are not apart
	filled bool
}

// columnForm says how the numbers of a column are read.
type columnForm struct {
	form   dateForm
	serial bool // numbers without a date's format are dates too
}

// studyRows is how many of the first rows are looked at.
const studyRows = 300

type studiedRow struct {
	at    int64
	cells []xlsxCell
}

func (s *sheet) empty() bool { return !s.table.filled }

// study finds the table: the header, the columns that hold dates, and a date and
// a time of day that stand in two columns.
func (s *sheet) study() error {
	var rows []studiedRow
	err := s.rows(func(at int64, cells []xlsxCell) (bool, error) {
		kept := slices.Clone(cells)
		for i := range kept {
			kept[i].raw = bytes.Clone(kept[i].raw)
		}
		rows = append(rows, studiedRow{at, kept})
		return len(rows) < studyRows, nil
	})
	if len(rows) == 0 {
		return err
	}
	t := &s.table
	t.filled = true
	header := headerOf(rows)
	width := 0
	for _, r := range rows {
		width = max(width, r.cells[len(r.cells)-1].col+1)
	}
	var titles []xlsxCell
	if header >= 0 {
		t.top, titles, rows = rows[header].at, rows[header].cells, rows[header+1:]
	}
	t.nameColumns(titles, width)
	t.learnForms(rows)
	t.joinClock(rows)
	return nil
}

// headerOf is the last row of nothing but words before the first row of data.
// Rows much narrower than the table are titles. -1 if there is none.
func headerOf(rows []studiedRow) int {
	var widths []int
	for _, r := range rows {
		widths = append(widths, len(r.cells))
	}
	slices.Sort(widths)
	usual := widths[len(widths)/2]
	header, first := -1, -1
	for i, r := range rows {
		if 2*len(r.cells) < usual {
			continue
		}
		words, times := true, false
		for _, c := range r.cells {
			time := c.kind == xlsxNumber && c.form != formNone || c.kind == xlsxText && isTime(c.raw)
			words = words && c.kind == xlsxText && !time && !isData(bytes.TrimSpace(c.raw))
			times = times || time
		}
		if words && first < 0 {
			first = i
		}
		if words && 5*len(r.cells) >= 4*usual || words && header < 0 {
			header = i
		}
		if times {
			return header
		}
		if !words && header >= 0 {
			return header // numbers begin
		}
	}
	return first // no times at all: the first row of words
}

func isTime(b []byte) bool {
	if _, ok := clockText(bytes.TrimSpace(b)); ok {
		return true
	}
	_, err := parseStamp(bytes.TrimSpace(b), stampRules{})
	return err == nil || err == errDateOrder || err == errNoYear
}

// nameColumns names the columns after the header, and those without after their
// place.
func (t *sheetTable) nameColumns(titles []xlsxCell, width int) {
	t.names = make([]string, width)
	for _, c := range titles {
		t.names[c.col] = strings.Join(strings.Fields(string(c.raw)), " ")
	}
	used := map[string]int{}
	for i, name := range t.names {
		if name == "" {
			name = fmt.Sprintf("column_%d", i+1)
		}
		if used[name]++; used[name] > 1 {
			name = fmt.Sprintf("%s_%d", name, used[name])
		}
		t.names[i] = name
	}
	t.dates = make([]columnForm, width)
}

// learnForms decides for each column whether its numbers are dates: if most of
// them have a date's format, or if the name promises times, none has such a format
// and all lie between 1990 and 2100.
func (t *sheetTable) learnForms(rows []studiedRow) {
	for col := range t.names {
		numbers, plausible := 0, 0
		var forms [4]int
		for _, r := range rows {
			if c := cellAt(r.cells, col); c != nil && c.kind == xlsxNumber {
				numbers++
				forms[c.form]++
				if c.num >= 32874 && c.num < 73051 {
					plausible++
				}
			}
		}
		best := formNone
		for f := formDate; f <= formDate|formClock; f++ {
			if forms[f] > forms[best] || best == formNone && forms[f] > 0 {
				best = f
			}
		}
		switch {
		case best != formNone:
			t.dates[col] = columnForm{best, 2*forms[best] >= numbers && best != formClock}
		case numbers > 0 && plausible == numbers && nameScore(t.names[col]) > 0:
			t.dates[col] = columnForm{formDate | formClock, true}
		}
	}
}

func cellAt(cells []xlsxCell, col int) *xlsxCell {
	for i := range cells {
		if cells[i].col == col {
			return &cells[i]
		}
	}
	return nil
}

// joinClock looks for a column of dates without and a column next to it of
// clocks without dates.
func (t *sheetTable) joinClock(rows []studiedRow) {
	t.date, t.clock = -1, -1
	days, clocks := make([]bool, len(t.names)), make([]bool, len(t.names))
	for col := range t.names {
		n, day, clock := 0, 0, 0
		for _, r := range rows {
			c := cellAt(r.cells, col)
			if c == nil {
				continue
			}
			n++
			switch {
			case c.kind == xlsxNumber && c.form == formClock && c.num < 20000:
				clock++
			case c.kind == xlsxNumber && (c.form != formNone || t.dates[col].serial) && c.num == math.Trunc(c.num) && c.num > 20000:
				day++
			case c.kind == xlsxText && len(c.raw) <= 10 && !isClock(c.raw) && isTime(c.raw):
				day++
			case c.kind == xlsxText && isClock(c.raw):
				clock++
			}
		}
		days[col], clocks[col] = n > 0 && 5*day >= 4*n, n > 0 && 5*clock >= 4*n
	}
	for _, step := range []int{1, -1, 2, -2} { // nearest first
		for col := range t.names {
			if other := col + step; days[col] && other >= 0 && other < len(clocks) && clocks[other] {
				t.date, t.clock = col, other
				t.joined = t.names[min(col, other)] + " + " + t.names[max(col, other)]
				return
			}
		}
	}
}

func isClock(b []byte) bool {
	_, ok := clockText(bytes.TrimSpace(b))
	return ok
}
