package example_data_test

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A slow reader of workbooks: the sheets in their order, each as rows of cells by
// column letter, numbers as they are stored.
func readBook(t *testing.T, path string) [][]map[string]string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	part := func(name string, into any) {
		file, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(file)
		if err == nil {
			err = xml.Unmarshal(data, into)
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	var shared struct {
		Text []string `xml:"si>t"`
	}
	part("xl/sharedStrings.xml", &shared)
	var sheets [][]map[string]string
	for n := 1; n <= 3; n++ {
		var sheet struct {
			Rows []struct {
				Cells []struct {
					Ref  string `xml:"r,attr"`
					Kind string `xml:"t,attr"`
					V    string `xml:"v"`
				} `xml:"c"`
			} `xml:"sheetData>row"`
		}
		part(fmt.Sprintf("xl/worksheets/sheet%d.xml", n), &sheet)
		var rows []map[string]string
		for _, r := range sheet.Rows {
			row := map[string]string{}
			for _, c := range r.Cells {
				if c.Kind == "s" {
					i, err := strconv.Atoi(c.V)
					if err != nil {
						t.Fatal(err)
					}
					c.V = shared.Text[i]
				}
				row[strings.TrimRight(c.Ref, "0123456789")] = c.V
			}
			rows = append(rows, row)
		}
		sheets = append(sheets, rows)
	}
	return sheets
}

// instantOf reads date and time of a row: a serial, or text in the order of its analyst.
func instantOf(t *testing.T, row map[string]string) time.Time {
	t.Helper()
	clock, err := strconv.ParseFloat(row["C"], 64)
	if err != nil {
		return time.Time{} // "?"
	}
	second := time.Duration(clock*86400+0.5) * time.Second
	if serial, err := strconv.Atoi(row["B"]); err == nil {
		return time.Date(1899, 12, 30+serial, 0, 0, 0, 0, time.UTC).Add(second)
	}
	layout := map[string]string{"M. Brandt": "02/01/2006", "J. Rivera": "01/02/2006"}[row["D"]]
	day, err := time.Parse(layout, row["B"])
	if err != nil {
		t.Fatalf("%v: %v", row, err)
	}
	return day.Add(second)
}

// The truth about the intrusion holds in the bytes: who works when, on which
// days not, and how the beacon calls.
func TestIncident(t *testing.T) {
	sheets := readBook(t, "incident/timeline.xlsx")
	if a, b := len(sheets[1])-2, len(sheets[2])-2; a != 14 || b != 7 { // title and heading
		t.Errorf("%d hosts, %d indicators", a, b)
	}
	home, err := time.LoadLocation("Europe/Bucharest")
	if err != nil {
		t.Fatal(err)
	}
	containment := time.Date(2023, 4, 5, 15, 0, 0, 0, time.UTC)
	found := map[string]int{}
	seen := map[string]bool{}
	var beacon time.Time
	for _, row := range sheets[0][3:] { // two titles and the heading
		found["timeline rows"]++
		if row["F"] != strings.ToUpper(row["F"]) {
			found["rows with the host in lower case"]++
		}
		if strings.EqualFold(row["F"], "NGP-TEST09") {
			found["rows on a host that the inventory lacks"]++
		}
		at := instantOf(t, row)
		key := fmt.Sprint(at, strings.ToUpper(row["F"]), row["G"], row["J"])
		local := at.In(home)
		hour := local.Hour()
		switch {
		case at.IsZero():
			found["rows whose time is not known"]++
		case seen[key]:
			found["rows written down twice"]++
		case row["G"] == "SYSTEM":
			found["calls of the beacon"]++
			if gap := at.Sub(beacon) - 97*time.Minute; !beacon.IsZero() && (gap < -110*time.Second || gap > 110*time.Second) {
				t.Errorf("the beacon is %v off at %v", gap, at)
			}
			beacon = at
		case row["G"] == "svc_print":
			found["actions of the second person"]++
			if hour >= 4 && hour < 21 {
				t.Errorf("the second person works at %v", local)
			}
		default:
			found["actions of the first person"]++
			side := "of these, before the containment"
			from, to := 9, 18
			if !at.Before(containment) {
				side, from, to = "of these, after the containment", 12, 21
			}
			found[side]++
			if hour < from || hour > to {
				t.Errorf("the first person works at %v", local)
			}
			if day := local.Format("01-02"); local.Weekday() == time.Sunday || day == "04-14" || day == "04-17" {
				t.Errorf("the first person works on a day off, %v", local)
			}
			if local.Format("01-02") == "04-07" {
				found["good friday of the victim"]++
			}
		}
		seen[key] = true
	}
	if found["good friday of the victim"] == 0 {
		t.Error("the victim's Good Friday was no working day of the intruder")
	}
	delete(found, "good friday of the victim")
	told := readmeTable(t, 2)
	for what, n := range found {
		if cells := told[what]; len(cells) != 1 || cells[0] != strconv.Itoa(n) {
			t.Errorf("%s: %d, the README says %q", what, n, cells)
		}
	}
}
