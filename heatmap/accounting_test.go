package heatmap

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// closes checks that every row of every source is accounted for, and that the
// cells of the grid hold the events of the sources.
func closes(t *testing.T, what string, tally *Tally) {
	t.Helper()
	var events, cells int64
	for _, s := range tally.Sources {
		if sum := s.Events + s.Duplicates + s.Collapsed + s.OutsideRange + skippedRows(s); s.Rows != sum || s.Recovered > s.Events {
			t.Fatalf("%s: %s: %d rows, %d accounted for: %+v", what, s.Path, s.Rows, sum, s)
		}
		events += s.Events
	}
	for _, n := range tally.Grid.ByHour() {
		cells += n
	}
	if events != cells || events != tally.Grid.Events {
		t.Fatalf("%s: %d events of the sources, %d in the cells, %d of the grid", what, events, cells, tally.Grid.Events)
	}
}

// dataSets are the folders of example data, but for the generator's.
func dataSets(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir("../example_data")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() && e.Name() != "generate" {
			names = append(names, e.Name())
		}
	}
	if len(names) < 7 { // as many as example_data/README.md lists
		t.Fatalf("only %d data sets: %q", len(names), names)
	}
	return names
}

// columnsOf are columns of a data set, for groups and for finding duplicates.
func columnsOf(name string) []string {
	known := map[string][]string{
		"jabber_logs": {"from", "to", "body"}, "incident": {"Host", "Account", "Action"}, "flows": {"SrcAddr", "DstAddr", "Proto"},
		"dns": {"id.orig_h", "query", "qtype_name"}, "laptop": {"process", "remote", "remote_port"},
		"pf": {"src", "dst", "dns_name"}, "logs": {"user", "message"}, // of some of its formats
	}
	if known[name] == nil {
		panic("no columns are known of " + name)
	}
	return known[name]
}

// Every row of every example data set is accounted for, however it is read.
func TestAccountingOfExampleData(t *testing.T) {
	for _, name := range dataSets(t) {
		columns := columnsOf(name)
		for _, read := range []ReadOptions{{}, {By: columns[0], Dedupe: columns}, {Burst: time.Minute}, {Since: time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)}} {
			read.Year = 2004 // of the packet filter's stamps, and of the log-ins', which have none
			if name == "incident" {
				read.OrderBy = "Analyst"
			}
			tally, err := Count(CountOptions{Read: read}, "../example_data/"+name)
			if err != nil || len(tally.Sources) == 0 {
				t.Fatalf("%s %+v: %v", name, read, err)
			}
			if closes(t, fmt.Sprintf("%s %+v", name, read), tally); read.Since.IsZero() && tally.Grid.Events == 0 {
				t.Errorf("%s %+v: no events", name, read)
			}
		}
	}
	for _, read := range []ReadOptions{{Sheet: "Timeline", OrderBy: "Analyst", By: "Tactic", Dedupe: []string{"Host", "Action"}}, {DateOrder: "dmy", Time: "Date (UTC) + Time", Sheet: "Timeline"}} {
		tally, err := Count(CountOptions{Read: read}, incident)
		if err != nil {
			t.Fatal(err)
		}
		closes(t, fmt.Sprintf("incident %+v", read), tally)
	}
}

// mutations is how many damaged copies of each data set are counted.
const mutations = 1000

// readOptions throws how a damaged copy is read: as it is, or with rows set aside.
func readOptions(random *rand.Rand, columns []string) ReadOptions {
	var opt ReadOptions
	switch random.IntN(4) {
	case 1:
		opt.Dedupe = columns[:1+random.IntN(len(columns))]
	case 2:
		opt.Burst = time.Duration(1+random.IntN(3600)) * time.Second
	case 3:
		opt.By = columns[0]
	}
	return opt
}

// mutate damages a text in one to six places: bytes changed, cut out, repeated,
// moved, or put in, among them those that formats are made of.
func mutate(random *rand.Rand, data []byte) []byte {
	data = bytes.Clone(data)
	for range 1 + random.IntN(6) {
		if len(data) == 0 {
			return data
		}
		at := random.IntN(len(data))
		end := min(len(data), at+1+random.IntN(200))
		switch random.IntN(7) {
		case 0:
			data[at] = byte(random.IntN(256))
		case 1:
			data = append(data[:at:at], data[end:]...)
		case 2:
			data = append(data[:end:end], data[at:]...)
		case 3:
			data = data[:at]
		case 4:
			const signs = "{}[]\",:<>/&;\\\n\r\x00=\xff"
			data = append(data[:at:at], append([]byte{signs[random.IntN(len(signs))]}, data[at:]...)...)
		case 5:
			copy(data[at:end], bytes.Repeat([]byte{data[at]}, end-at))
		default:
			other := random.IntN(len(data))
			copy(data[at:end], data[other:])
		}
	}
	return data
}

// stretch is a file's first lines and some further ones that follow each other, so
// that a thousand damaged copies of a long file are soon read.
func stretch(random *rand.Rand, data []byte) []byte {
	const first, further, long = 10, 60, 16 << 10
	lines := bytes.SplitAfter(data, []byte("\n"))
	if len(data) <= long || len(lines) <= first+further {
		return data
	}
	from := first + random.IntN(len(lines)-first-further)
	return bytes.Join(append(lines[:first:first], lines[from:from+further]...), nil)
}

// The accounting closes for damaged copies of the files of every data set; the
// workbook has a test of its own.
func TestAccountingOfMutatedFiles(t *testing.T) {
	for _, name := range dataSets(t) {
		if name == "incident" {
			continue
		}
		t.Run(name, func(t *testing.T) { closesWhenMutated(t, name) })
	}
}

func closesWhenMutated(t *testing.T, name string) {
	files, err := filepath.Glob("../example_data/" + name + "/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	folder := t.TempDir()
	random := rand.New(rand.NewPCG(5, 1))
	read := 0
	for i := range mutations {
		file := files[random.IntN(len(files))]
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, filepath.Base(file))
		if err := os.WriteFile(path, mutate(random, stretch(random, data)), 0o644); err != nil {
			t.Fatal(err)
		}
		opt := readOptions(random, columnsOf(name))
		opt.Year = 2004
		if tally, _ := Count(CountOptions{Read: opt}, path); tally != nil { // what cannot be read at all is an error, not a count
			closes(t, fmt.Sprintf("mutation %d of %s, %+v", i, file, opt), tally)
			read += min(1, int(tally.Grid.Events))
		}
	}
	if read < mutations*3/4 { // damage in up to six places leaves most of the rows of most files
		t.Errorf("of %d damaged copies only %d gave events", mutations, read)
	}
}

// The accounting closes for damaged copies of the workbook: of a stretch of the
// rows of its sheet, so that a thousand of them are soon read.
func TestAccountingOfMutatedWorkbook(t *testing.T) {
	book, err := zip.OpenReader(incident)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	const sheet = "xl/worksheets/sheet1.xml"
	parts := map[string][]byte{}
	for _, f := range book.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(rc); err != nil {
			t.Fatal(err)
		}
		rc.Close()
	}
	rows := strings.SplitAfter(string(parts[sheet]), "</row>")
	path := filepath.Join(t.TempDir(), "book.xlsx")
	random := rand.New(rand.NewPCG(5, 2))
	read := 0
	for i := range mutations {
		from := 3 + random.IntN(len(rows)-110)
		text := strings.Join(rows[:3], "") + string(mutate(random, []byte(strings.Join(rows[from:from+20], "")))) + rows[len(rows)-1]
		parts[sheet] = []byte(text)
		if err := os.WriteFile(path, zipOf(t, parts), 0o644); err != nil {
			t.Fatal(err)
		}
		opt := readOptions(random, []string{"Host", "Account", "Action"})
		opt.Sheet, opt.DateOrder = "Timeline", "dmy"
		if tally, _ := Count(CountOptions{Read: opt}, path); tally != nil {
			closes(t, fmt.Sprintf("mutation %d, %+v", i, opt), tally)
			read += min(1, int(tally.Grid.Events))
		}
	}
	if read < mutations/4 { // a sheet is XML: what follows its first fault is lost
		t.Errorf("of %d damaged copies only %d gave events", mutations, read)
	}
}

// zipOf packs parts, uncompressed.
func zipOf(t *testing.T, parts map[string][]byte) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, data := range parts {
		to, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = to.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
