package timelog

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// book writes a workbook; fill puts cells into it.
func book(t testing.TB, fill func(f *excelize.File)) string {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	path := filepath.Join(t.TempDir(), "case.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func setRow(t testing.TB, f *excelize.File, sheet string, row int, values ...any) {
	t.Helper()
	cell, _ := excelize.CoordinatesToCellName(1, row)
	if err := f.SetSheetRow(sheet, cell, &values); err != nil {
		t.Fatal(err)
	}
}

func style(t testing.TB, f *excelize.File, sheet, column, code string) {
	t.Helper()
	id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	if err != nil {
		t.Fatal(err)
	}
	for row := 1; row <= 20; row++ {
		if err := f.SetCellStyle(sheet, fmt.Sprint(column, row), fmt.Sprint(column, row), id); err != nil {
			t.Fatal(err)
		}
	}
}

// 44286.7459 is 2021-03-31 17:54:05.760: (44286 - 25569) days after 1970-01-01
// and 0.7459 · 86400 s = 64445.76 s.
func TestXLSXSerials(t *testing.T) {
	for _, date1904 := range []bool{false, true} {
		serial := 44286.7459
		if date1904 {
			serial -= 1462 // days between the two zeros
		}
		path := book(t, func(f *excelize.File) {
			if date1904 {
				yes := true
				if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
					t.Fatal(err)
				}
			}
			setRow(t, f, "Sheet1", 1, "Incident 2021-17, exported by jdoe")
			f.MergeCell("Sheet1", "A1", "C1")
			setRow(t, f, "Sheet1", 3, "Date (UTC+3)", "User", "Bytes")
			setRow(t, f, "Sheet1", 4, serial, "ada", 12.5)
			setRow(t, f, "Sheet1", 5, "2021-03-31 18:00:00", "bo & co", 3)
			setRow(t, f, "Sheet1", 7, serial+1, "cy", 4)
			setRow(t, f, "Sheet1", 8, "Total", nil, 19.5)
			f.SetRowVisible("Sheet1", 5, false)
			style(t, f, "Sheet1", "A", "yyyy-mm-dd hh:mm:ss")
		})
		tally, err := Count(context.Background(), Options{}, path)
		if err != nil {
			t.Fatal(err)
		}
		balanced(t, tally.Sources)
		s := tally.Sources[0]
		want := time.Date(2021, 3, 31, 14, 54, 5, 760e6, time.UTC)
		if s.Format != "xlsx" || s.Path != path || s.Events != 3 || s.Rows != 4 || s.ZoneFrom != "header" || s.Zone != "+03:00" || !tally.First.Equal(want) {
			t.Errorf("1904 %v: %+v from %v", date1904, s, tally.First)
		}
		if s.Skipped[0].FirstLine != 8 {
			t.Errorf("the total stands in row 8: %+v", s.Skipped)
		}
		table, err := Read(context.Background(), Options{}, path)
		if err != nil {
			t.Fatal(err)
		}
		if c := table.Columns[0]; c.Name != "Date (UTC+3)" || c.Values[0] != "2021-03-31T17:54:05.760" || table.Line[2] != 7 {
			t.Errorf("%+v, lines %v", c, table.Line)
		}
		if c := table.Columns[2]; c.Name != "Bytes" || !c.Number || c.Values[0] != "12.5" {
			t.Errorf("%+v", c)
		}
	}
}

func TestXLSXDateAndTime(t *testing.T) {
	path := book(t, func(f *excelize.File) {
		setRow(t, f, "Sheet1", 1, "No", "Date", "Time", "Event")
		setRow(t, f, "Sheet1", 2, 1, 44286, 0.5, "noon")
		setRow(t, f, "Sheet1", 3, 2, 44286, 1.25, "six the next day") // 30:00
		setRow(t, f, "Sheet1", 4, 3, "2021-04-02", "7:05:30 PM", "text")
		setRow(t, f, "Sheet1", 5, 4, 44289, "25:10", "text beyond the day")
		style(t, f, "Sheet1", "B", "dd/mm/yyyy")
		style(t, f, "Sheet1", "C", "[h]:mm")
	})
	table, err := Read(context.Background(), Options{}, path)
	if err != nil {
		t.Fatal(err)
	}
	if s := table.Sources[0]; s.TimeColumn != "Date + Time" || s.Events != 4 {
		t.Fatalf("%+v %v", s, table.Warnings)
	}
	want := map[string][]string{
		"Date + Time": {"2021-03-31T12:00:00", "2021-04-01T06:00:00", "2021-04-02 19:05:30", "2021-04-04T01:10:00"},
		"Date":        {"2021-03-31", "2021-03-31", "2021-04-02", "2021-04-03"},
		"Time":        {"12:00:00", "30:00:00", "7:05:30 PM", "25:10"},
	}
	for _, c := range table.Columns {
		if w := want[c.Name]; w != nil && fmt.Sprint(w) != fmt.Sprint(c.Values) {
			t.Errorf("%s: %q, want %q", c.Name, c.Values, w)
		}
	}
	tally, err := Count(context.Background(), Options{}, path)
	if err != nil || !tally.Last.Equal(time.Date(2021, 4, 4, 1, 10, 0, 0, time.UTC)) {
		t.Errorf("until %v, %v", tally.Last, err)
	}
}

func TestXLSXSheets(t *testing.T) {
	path := book(t, func(f *excelize.File) {
		setRow(t, f, "Sheet1", 1, "Contents")
		setRow(t, f, "Sheet1", 2, "two sheets of logs")
		f.NewSheet("Logins")
		setRow(t, f, "Logins", 1, "timestamp", "user")
		setRow(t, f, "Logins", 2, "2021-03-31T10:00:00Z", "ada")
		f.NewSheet("Files")
		f.SetSheetVisible("Files", false)
		setRow(t, f, "Files", 1, "file", "created")
		setRow(t, f, "Files", 2, "a.exe", time.Date(2021, 3, 31, 11, 0, 0, 0, time.UTC))
		f.SetCellFormula("Files", "A3", `"b"&".exe"`)
		f.SetCellValue("Files", "B3", time.Date(2021, 3, 31, 12, 0, 0, 0, time.UTC))
		f.NewSheet("Empty")
	})
	tally, err := Count(context.Background(), Options{Hash: true}, path)
	if err != nil {
		t.Fatal(err)
	}
	balanced(t, tally.Sources)
	var got []string
	for _, s := range tally.Sources {
		got = append(got, fmt.Sprintf("%s %s %d", strings.TrimPrefix(s.Path, path), s.TimeColumn, s.Events))
		if len(s.SHA256) != 64 {
			t.Errorf("no hash: %+v", s)
		}
	}
	if want := "[!Sheet1  0 !Logins timestamp 1 !Files created 2]"; fmt.Sprint(got) != want {
		t.Errorf("%v, want %v", got, want)
	}
	if w := strings.Join(tally.Warnings, "\n"); !strings.Contains(w, "!Sheet1: no time column") {
		t.Error(w)
	}
}

func TestSerials(t *testing.T) {
	for _, c := range []struct {
		serial float64
		date04 bool
		want   string
	}{
		{1, false, "1900-01-01T00:00:00"},
		{59, false, "1900-02-28T00:00:00"},
		{60, false, ""}, // 1900-02-29, which Lotus 1-2-3 believed in
		{61, false, "1900-03-01T00:00:00"},
		{25569, false, "1970-01-01T00:00:00"},
		{44286.74589, false, "2021-03-31T17:54:04.896"},
		{44286.0000000001, false, "2021-03-31T00:00:00"}, // float noise
		{44285.9999999999, false, "2021-03-31T00:00:00"},
		{0, true, "1904-01-01T00:00:00"},
		{24107, true, "1970-01-01T00:00:00"},
		{-1, false, ""},
	} {
		got := ""
		if ms, ok := serialMillis(c.serial, c.date04); ok {
			got = string(appendMillis(nil, ms, false))
		}
		if got != c.want {
			t.Errorf("serial %v (1904 %v) is %q, want %q", c.serial, c.date04, got, c.want)
		}
	}
}

func TestFormOf(t *testing.T) {
	for code, want := range map[string]dateForm{
		"General": formNone, "0.00": formNone, "#,##0 [$€-407]": formNone, `0" days"`: formNone, "[Red]0": formNone, "0.00E+00": formNone,
		"yyyy-mm-dd": formDate, "mmm": formDate, "dd/mm/yyyy hh:mm": formDate | formClock, "[h]:mm:ss": formClock, "mm:ss.0": formClock,
		`[$-409]m/d/yy h:mm AM/PM;@`: formDate | formClock, `d\.m\.yyyy`: formDate,
	} {
		if got := formOf(code); got != want {
			t.Errorf("%q shows %d, want %d", code, got, want)
		}
	}
}

func TestZoneOfName(t *testing.T) {
	for name, want := range map[string]string{
		"Date (UTC)": "UTC", "Time (UTC+3)": "+03:00", "When [GMT-05:30]": "-05:30", "timestamp_utc": "UTC", "UTC Time": "UTC",
		"time": "", "outcome": "", "utcnow": "", "Creation": "", "(UTC−8)": "-08:00", "timeUTC": "UTC", "EventData.UtcTime": "UTC", "StartUTCMs": "UTC",
	} {
		got := ""
		if loc := zoneOfName(name); loc != nil {
			got = loc.String()
		}
		if got != want {
			t.Errorf("%q states %q, want %q", name, got, want)
		}
	}
}

func TestXLSXDamaged(t *testing.T) {
	path := book(t, func(f *excelize.File) {
		for i := 1; i < 500; i++ {
			setRow(t, f, "Sheet1", i, "2021-03-31T10:00:00Z", i)
		}
	})
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Count(context.Background(), Options{}, file(t, "half.xlsx", string(data[:len(data)/2]))); err == nil {
		t.Error("half a workbook was read without an error")
	}
	whole := zipped(t, packedFile{"xl/workbook.xml", `<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>`},
		packedFile{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/></Relationships>`},
		packedFile{"xl/worksheets/s.xml", `<worksheet><sheetData><row><c t="inlineStr"><is><t>time</t></is></c></row><row><c t="inlineStr"><is><t>2021-03-31T10:00:00Z</t></is></c></row></sheetData></worksheet>`})
	if _, err := Count(context.Background(), Options{}, file(t, "whole.xlsx", whole)); err != nil {
		t.Fatal(err)
	}
	sum := strings.LastIndex(whole, "PK\x01\x02") + 16 // the checksum of the last member in the archive's directory
	other := whole[:sum] + string(whole[sum]^1) + whole[sum+1:]
	if _, err := Count(context.Background(), Options{}, file(t, "other.xlsx", other)); err == nil || !strings.Contains(err.Error(), "checksum") {
		t.Errorf("a sheet that is not what the archive's checksum promises: %v", err)
	}
	broken := file(t, "broken.xlsx", zipped(t, packedFile{"xl/workbook.xml", `<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>`},
		packedFile{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/></Relationships>`},
		packedFile{"xl/worksheets/s.xml", `<worksheet><sheetData><row><c t="inlineStr"><is><t>time</t></is></c></row><row><c t="inlineStr"><is><t>2021-03-31T10:00:00Z</t></is></c></row><row><c`}))
	tally, err := Count(context.Background(), Options{}, broken)
	if err == nil || !strings.Contains(err.Error(), "broken.xlsx") || tally == nil || tally.All.Total() != 1 {
		t.Errorf("a sheet cut off after an event: %v, %v", tally, err)
	}
}

// A sheet of five megabytes whose tags do not end is read through once: to look
// through the tag again at each > would be 10¹³ steps, hours of them.
func TestXLSXUnclosedTags(t *testing.T) {
	const size = 5 << 20
	for name, rest := range map[string]string{
		"open quote":    `<c r="` + strings.Repeat(">", size),
		"quote in rows": `<c r="A1>` + strings.Repeat(`<row r="2"><c t="n"><v>1</v></c></row>`, size/38),
		"open comment":  "<!--" + strings.Repeat("->", size/2),
		"open CDATA":    "<![CDATA[" + strings.Repeat("]>", size/2),
		"no end":        strings.Repeat("<c ", size/3),
		"never closed":  strings.Repeat("<row><c><v>", size/11),
	} {
		path := file(t, "open.xlsx", zipped(t, packedFile{"xl/workbook.xml", `<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>`},
			packedFile{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/></Relationships>`},
			packedFile{"xl/worksheets/s.xml", `<worksheet><sheetData><row><c t="inlineStr"><is><t>time</t></is></c></row><row><c t="inlineStr"><is><t>2021-03-31T10:00:00Z</t></is></c></row><row>` + rest}))
		tally, err := Count(context.Background(), Options{}, path)
		if err == nil || tally == nil || tally.All.Total() != 1 {
			t.Errorf("%s: %v, %v", name, tally, err)
		}
	}
}

func BenchmarkXLSX(b *testing.B) {
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	w.SetRow("A1", []any{"time", "user", "host", "event", "source", "bytes", "code", "text"})
	for i := range 100_000 {
		w.SetRow(fmt.Sprint("A", i+2), []any{44286 + float64(i)/1440, fmt.Sprint("user", i%300), "host.corp.example", 4624, "10.0.0.1", i, i % 7, "some text to read"})
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "case.xlsx")
	if err := f.SaveAs(path); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if t, err := Count(context.Background(), Options{}, path); err != nil || t.All.Total() != 100_000 {
			b.Fatal(t, err)
		}
	}
}
