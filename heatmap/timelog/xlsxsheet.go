package timelog

import (
	"archive/zip"
	"bytes"
	"io"
	"strconv"
)

// sheet is a worksheet, translated row by row.
type sheet struct {
	book  *workbook
	name  string
	part  *zip.File
	err   error
	table sheetTable
}

// xlsxCell is a cell with a value.
type xlsxCell struct {
	col  int // from 0
	kind xlsxKind
	form dateForm // of numbers
	num  float64
	raw  []byte // numbers as written, texts
}

type xlsxKind uint8

const (
	xlsxNothing xlsxKind = iota
	xlsxNumber
	xlsxText
	xlsxBool
	xlsxFault // #N/A and the like
)

// Excel's own limits. A row that claims a higher number is counted on from the one
// before: as a line it would put that many empty ones before it.
const (
	maxSheetColumns = 16384
	maxSheetRows    = 1 << 20
)

// rows calls f with the rows that have cells, and their numbers from 1, until it
// returns false. Hidden rows are rows like others; of formulas the value they
// had when the workbook was saved is taken.
func (s *sheet) rows(f func(row int64, cells []xlsxCell) (bool, error)) error {
	rc, err := unzip(s.part, s.book.guard)
	if err != nil {
		return err
	}
	defer rc.Close()
	p := rowParser{t: newXMLTokens(rc), book: s.book}
	for {
		more, err := p.row()
		if err == io.EOF {
			return nil
		}
		if !more && err == nil { // on to the end, where the archive's checksum is compared
			_, err = io.Copy(io.Discard, rc)
			return err
		}
		if err == nil && len(p.cells) > 0 {
			more, err = f(p.at, p.cells)
		}
		if err != nil || !more {
			return err
		}
	}
}

// rowParser reads the rows of a sheet.
type rowParser struct {
	t     *xmlTokens
	book  *workbook
	at    int64
	cells []xlsxCell
	store []byte // texts of the row
}

// row reads the next row; false after the last.
func (p *rowParser) row() (bool, error) {
	for {
		if err := p.t.next(); err != nil {
			return false, err
		}
		switch string(p.t.local()) {
		case "/sheetData":
			return false, nil
		case "row":
			p.cells, p.store = p.cells[:0], p.store[:0]
			p.at++
			if n, err := strconv.ParseInt(string(p.t.rawAttr("r")), 10, 32); err == nil && n >= p.at && n <= maxSheetRows {
				p.at = n
			}
			if p.t.empty() {
				return true, nil
			}
			return true, p.inRow()
		}
	}
}

func (p *rowParser) inRow() error {
	next := 0
	for {
		if err := p.t.next(); err != nil {
			return cutShort(err)
		}
		switch string(p.t.local()) {
		case "/row", "/sheetData":
			return nil
		case "c":
			col := columnOf(p.t.rawAttr("r"))
			if col < 0 {
				col = next
			}
			next = col + 1
			if p.t.empty() {
				continue
			}
			if err := p.cell(col); err != nil {
				return err
			}
		}
	}
}

// cell reads one cell, of which the opening tag is the current one.
func (p *rowParser) cell(col int) error {
	c := xlsxCell{col: col}
	kind := string(p.t.rawAttr("t"))
	style, err := strconv.Atoi(string(p.t.rawAttr("s")))
	if err == nil && style >= 0 && style < len(p.book.formats) {
		c.form = p.book.formats[style]
	}
	from, phonetic := len(p.store), false
	for {
		if err := p.t.next(); err != nil {
			return cutShort(err)
		}
		switch string(p.t.local()) {
		case "rPh":
			phonetic = !p.t.empty()
		case "/rPh":
			phonetic = false
		case "/v":
			p.store = appendUnescaped(p.store, p.t.text)
		case "/t":
			if !phonetic {
				p.store = appendUnescaped(p.store, p.t.text)
			}
		case "/c", "/row":
			c.raw = p.store[from:len(p.store):len(p.store)]
			p.value(&c, kind)
			if c.kind != xlsxNothing && col < maxSheetColumns {
				p.cells = append(p.cells, c)
			}
			return nil
		}
	}
}

// value settles what a cell holds by its type attribute (18.18.11).
func (p *rowParser) value(c *xlsxCell, kind string) {
	switch kind {
	case "s":
		i, bad := strconv.Atoi(string(c.raw))
		if bad != nil {
			i = -1
		}
		switch text, ok, err := p.book.texts.at(i, nil); {
		case ok:
			c.kind, c.raw = xlsxText, text
		case err != nil:
			c.kind, c.raw = xlsxFault, []byte("#UNREADABLE!")
		default:
			c.kind, c.raw = xlsxFault, []byte("#REF!")
		}
	case "str", "inlineStr", "d":
		c.kind = xlsxText
	case "b":
		c.kind = xlsxBool
	case "e":
		c.kind = xlsxFault
	default:
		num, err := strconv.ParseFloat(string(c.raw), 64)
		if c.kind, c.num = xlsxNumber, num; err != nil {
			c.kind = xlsxText
		}
	}
	if c.kind != xlsxNumber {
		c.form = formNone
	}
	if len(bytes.TrimSpace(c.raw)) == 0 {
		c.kind = xlsxNothing
	}
}

// columnOf is the column of a reference such as B12, -1 if it has none.
func columnOf(ref []byte) int {
	n := 0
	for i, c := range ref {
		if c < 'A' || c > 'Z' || i > 3 {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1
}
