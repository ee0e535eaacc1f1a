package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/xuri/excelize/v2"
)

// incidentMade is the date in the workbook's properties, which excelize would take from the clock.
const incidentMade = "2023-04-25T16:00:00Z"

// sheetWriter fills a workbook and keeps the first error.
type sheetWriter struct {
	book *excelize.File
	err  error
}

func (w *sheetWriter) do(err error) { w.err = errors.Join(w.err, err) }

// row writes the cells of a row, counted from 1; nil leaves a cell empty.
func (w *sheetWriter) row(sheet string, n int, values ...any) {
	for i, v := range values {
		if v == nil {
			continue
		}
		cell, err := excelize.CoordinatesToCellName(i+1, n)
		w.do(err)
		w.do(w.book.SetCellValue(sheet, cell, v))
	}
}

// column shows a column's numbers in a format, from one row to another, and makes it wide enough.
func (w *sheetWriter) column(sheet, name, code string, from, to int, width float64) {
	if code != "" {
		style, err := w.book.NewStyle(&excelize.Style{CustomNumFmt: &code})
		w.do(err)
		w.do(w.book.SetCellStyle(sheet, fmt.Sprint(name, from), fmt.Sprint(name, to), style))
	}
	w.do(w.book.SetColWidth(sheet, name, name, width))
}

// title writes a title over several merged cells.
func (w *sheetWriter) title(sheet, last string, n int, text string) {
	w.row(sheet, n, text)
	w.do(w.book.MergeCell(sheet, fmt.Sprint("A", n), fmt.Sprint(last, n)))
}

// incidentSheets makes the workbook's bytes.
func incidentSheets(rows []action) ([]byte, error) {
	w := &sheetWriter{book: excelize.NewFile()}
	defer w.book.Close()
	w.do(w.book.SetSheetName("Sheet1", "Timeline"))
	w.timeline(rows)
	w.hosts()
	w.indicators()
	w.do(w.book.SetDocProps(&excelize.DocProperties{Created: incidentMade, Modified: incidentMade, Creator: "Northgate Parts, incident team", Title: "Case 2023-041"}))
	w.do(w.book.SetAppProps(&excelize.AppProperties{Application: "Microsoft Excel"}))
	buf, err := w.book.WriteToBuffer()
	if err = errors.Join(w.err, err); err != nil {
		return nil, err
	}
	return repacked(buf.Bytes())
}

// timeline writes the sheet of actions: two titles, a blank row, the heading in row 4, the rows, and a line of the total.
func (w *sheetWriter) timeline(rows []action) {
	const sheet, first = "Timeline", 5
	last := first + len(rows) - 1
	w.column(sheet, "B", "yyyy-mm-dd", first, last, 12)
	w.column(sheet, "C", "hh:mm:ss", first, last, 10)
	for name, width := range map[string]float64{"D": 12, "E": 18, "F": 13, "G": 12, "H": 20, "I": 11, "J": 48} {
		w.column(sheet, name, "", first, last, width)
	}
	w.title(sheet, "J", 1, "Case 2023-041, Northgate Parts Ltd: timeline of the intruder's actions")
	w.title(sheet, "J", 2, "Merged from the notes of three analysts; all times in UTC")
	w.row(sheet, 4, "No", "Date (UTC)", "Time", "Analyst", "Source", "Host", "Account", "Tactic", "ATT&CK", "Action")
	for i, r := range rows {
		date, clock := serialOf(r.at)
		var day, hour any = date, clock
		if r.textDate {
			day = r.at.Format(incidentAnalysts[r.analyst].layout)
		}
		if r.noTime {
			day, hour = "not known", "?"
		}
		w.row(sheet, first+i, i+1, day, hour, incidentAnalysts[r.analyst].name, r.tool, r.host, r.account, r.tactic, r.id, r.text)
	}
}

// hosts writes the list of machines, its heading in row 3.
func (w *sheetWriter) hosts() {
	const sheet = "Hosts"
	_, err := w.book.NewSheet(sheet)
	w.do(err)
	w.title(sheet, "E", 1, "Machines of Northgate Parts, from the inventory")
	w.row(sheet, 3, "Host", "Role", "Site", "Owner", "System")
	for i, h := range incidentHosts {
		w.row(sheet, 4+i, h.name, h.role, h.site, h.owner, h.system)
	}
}

// indicators writes the list of addresses and files; here date and time are one serial.
func (w *sheetWriter) indicators() {
	const sheet = "Indicators"
	_, err := w.book.NewSheet(sheet)
	w.do(err)
	w.title(sheet, "D", 1, "Indicators, to be defanged before they leave the house")
	w.row(sheet, 3, "First seen (UTC)", "Kind", "Indicator", "Note")
	for i, in := range incidentIndicators {
		date, clock := serialOf(in.seen)
		w.row(sheet, 4+i, float64(date)+clock, in.kind, in.value, in.note)
	}
	w.column(sheet, "A", "yyyy-mm-dd hh:mm:ss", 4, 3+len(incidentIndicators), 20)
	w.column(sheet, "C", "", 4, 4, 42)
}

// serialOf gives the days since 1899-12-30, as a workbook counts them, and the part of the day.
func serialOf(at time.Time) (date int, clock float64) {
	const epoch = 25569 // 1970-01-01
	sec := at.Unix()
	return epoch + int(sec/86400), float64(sec%86400) / 86400
}

// repacked writes the parts of the workbook again in the order of their names, stored as they are and without dates: the bytes then
// hang on no compressor and no clock.
func repacked(data []byte) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	parts := slices.Clone(in.File)
	slices.SortFunc(parts, func(a, b *zip.File) int { return partOrder(a.Name, b.Name) })
	var out bytes.Buffer
	zw := zip.NewWriter(&out)
	for _, part := range parts {
		body, err := part.Open()
		if err != nil {
			return nil, err
		}
		to, err := zw.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Store})
		if err == nil {
			_, err = io.Copy(to, body)
		}
		if err = errors.Join(err, body.Close()); err != nil {
			return nil, err
		}
	}
	if err := zw.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// partOrder puts the list of contents first, where readers look for it, and the others by name.
func partOrder(a, b string) int {
	const head = "[Content_Types].xml"
	switch {
	case a == b:
		return 0
	case a == head || b != head && a < b:
		return -1
	}
	return 1
}
