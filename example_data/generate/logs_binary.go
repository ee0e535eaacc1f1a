package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"
	_ "modernc.org/sqlite" // registers the driver
)

var binaryLogs = []smallLog{
	{"badges.xlsx", "Excel", "the 1904 system of old Macs, a sheet of notes, the heading in row 3, date and time in two columns", logsZone, badges},
	{"logins.parquet", "Parquet", "a column of timestamps that the format says are UTC", "", logins},
	{"History", "SQLite", "Chrome's history: microseconds since 1601, two tables with times", "", history},
}

var archiveLogs = []smallLog{
	{"door.tar.gz", "archives", "two text files in a tar, compressed by gzip", "", packed},
	{"door.zip", "archives", "a zip that holds a text compressed by zstd and a tar", "", nested},
}

// must is for what cannot fail: everything is written to memory or a folder of our own.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// badges is a workbook. Its serial dates count from 1904-01-01.
func badges(week []happening) string {
	w := &sheetWriter{book: excelize.NewFile()}
	defer w.book.Close()
	yes := true
	w.do(w.book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
	w.do(w.book.SetSheetName("Sheet1", "Notes"))
	w.row("Notes", 1, "Exported for the audit of the doors")
	_, err := w.book.NewSheet("Badges")
	w.do(err)
	w.row("Badges", 1, "Door 2, week 11")
	w.row("Badges", 3, "Date", "Time", "Badge", "Action")
	for i, h := range week {
		clock := time.Date(h.at.Year(), h.at.Month(), h.at.Day(), h.at.Hour(), h.at.Minute(), h.at.Second(), 0, time.UTC)
		days := clock.Sub(time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)).Seconds() / 86400
		w.row("Badges", 4+i, float64(int(days)), days-float64(int(days)), h.who, h.text)
	}
	w.column("Badges", "A", "d/m/yy", 4, 3+len(week), 12)
	w.column("Badges", "B", "hh:mm:ss", 4, 3+len(week), 12)
	w.do(w.book.SetDocProps(&excelize.DocProperties{Created: incidentMade, Modified: incidentMade, Creator: "door"}))
	buf, err := w.book.WriteToBuffer()
	if err = errors.Join(w.err, err); err != nil {
		panic(err)
	}
	return string(must(repacked(buf.Bytes())))
}

func logins(week []happening) string {
	type login struct {
		ID   int64     `parquet:"id"`
		At   time.Time `parquet:"at,timestamp(microsecond)"`
		User string    `parquet:"user,dict"`
		What string    `parquet:"what,dict"`
	}
	var buf bytes.Buffer
	w := parquet.NewGenericWriter[login](&buf, parquet.CreatedBy("example", "1", "0"))
	for i, h := range week {
		must(w.Write([]login{{int64(i + 1), h.at.UTC(), h.who, h.text}}))
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return buf.String()
}

// history is a database as browsers of Chrome's kind keep it, as far as times go.
func history(week []happening) string {
	dir := must(os.MkdirTemp("", "history"))
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "History")
	db := must(sql.Open("sqlite", path))
	defer db.Close()
	must(db.Exec("CREATE TABLE urls (id INTEGER PRIMARY KEY, url LONGVARCHAR, title LONGVARCHAR, visit_count INTEGER, last_visit_time INTEGER NOT NULL)"))
	must(db.Exec("CREATE TABLE visits (id INTEGER PRIMARY KEY, url INTEGER NOT NULL, visit_time INTEGER NOT NULL, from_visit INTEGER, transition INTEGER)"))
	webkit := func(at time.Time) int64 { return at.UnixMicro() + 11_644_473_600_000_000 }
	must(db.Exec("INSERT INTO urls VALUES (1, 'https://plan.example/', 'The plan', ?, ?)", len(week), webkit(week[len(week)-1].at)))
	for i, h := range week {
		must(db.Exec("INSERT INTO visits VALUES (?, 1, ?, 0, 805306368)", i+1, webkit(h.at)))
	}
	if err := db.Close(); err != nil {
		panic(err)
	}
	return string(must(os.ReadFile(path)))
}

// doorLines is the text of the door's log.
var doorLines = each(func(h happening) string { return h.universal(time.RFC3339) + " " + h.who + " " + h.text })

// packed puts two of the texts into a tar and compresses it, at level 0 so that the bytes hang on no compressor. The second
// half of the week is in the second file.
func packed(week []happening) string {
	var raw bytes.Buffer
	gz := must(gzip.NewWriterLevel(&raw, gzip.NoCompression))
	must(gz.Write([]byte(tarOf(week, len(week)/2))))
	if err := gz.Close(); err != nil {
		panic(err)
	}
	return raw.String()
}

// tarOf is a tar of two texts, of which the first holds so many events.
func tarOf(week []happening, first int) string {
	var raw bytes.Buffer
	t := tar.NewWriter(&raw)
	for i, part := range [][]happening{week[:first], week[first:]} {
		text := doorLines(part)
		head := &tar.Header{Name: fmt.Sprintf("door.log.%d", i+1), Mode: 0o644, Size: int64(len(text)), ModTime: week[len(week)-1].at.UTC(), Format: tar.FormatUSTAR}
		if err := t.WriteHeader(head); err != nil {
			panic(err)
		}
		must(t.Write([]byte(text)))
	}
	if err := t.Close(); err != nil {
		panic(err)
	}
	return raw.String()
}

// nested is a zip that compresses nothing itself: the first twenty events in zstd, the others in a tar.
func nested(week []happening) string {
	var raw bytes.Buffer
	z := zip.NewWriter(&raw)
	for _, member := range []struct{ name, text string }{{"early.log.zst", zstdOf(doorLines(week[:20]))}, {"late.tar", tarOf(week[20:], 20)}} {
		head := &zip.FileHeader{Name: member.name, Method: zip.Store, Modified: week[len(week)-1].at.UTC()}
		must(must(z.CreateHeader(head)).Write([]byte(member.text)))
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return raw.String()
}

// zstdOf is a text in the format of zstd as one raw block (RFC 8878): its bytes hang on no compressor.
func zstdOf(text string) string {
	b := binary.LittleEndian.AppendUint32(nil, 0xFD2FB528)
	b = append(b, 0xA0) // a single segment, its size in four bytes, no checksum
	b = binary.LittleEndian.AppendUint32(b, uint32(len(text)))
	head := uint32(len(text))<<3 | 1 // the last block, raw
	return string(append(b, byte(head), byte(head>>8), byte(head>>16))) + text
}
