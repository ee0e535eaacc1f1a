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

func TestAccountingOfExampleData(t *testing.T) {
	for _, read := range []ReadOptions{{}, {By: "from", Dedupe: []string{"from", "to", "body"}}, {Burst: time.Minute, Since: time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC)}} {
		tally, err := Count(CountOptions{Read: read}, "../example_data/jabber_logs")
		if err != nil {
			t.Fatal(err)
		}
		closes(t, fmt.Sprintf("jabber_logs %+v", read), tally)
	}
	for _, read := range []ReadOptions{{OrderBy: "Analyst"}, {Sheet: "Timeline", OrderBy: "Analyst", By: "Tactic", Dedupe: []string{"Host", "Action"}}, {DateOrder: "dmy", Time: "Date (UTC) + Time", Sheet: "Timeline"}} {
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

// The accounting closes for damaged copies of the chat log's files.
func TestAccountingOfMutatedLogs(t *testing.T) {
	files, err := filepath.Glob("../example_data/jabber_logs/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	path := filepath.Join(t.TempDir(), "log.json")
	random := rand.New(rand.NewPCG(5, 1))
	read := 0
	for i := range mutations {
		data, err := os.ReadFile(files[random.IntN(len(files))])
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, mutate(random, data), 0o644); err != nil {
			t.Fatal(err)
		}
		opt := readOptions(random, []string{"from", "to", "body"})
		if tally, _ := Count(CountOptions{Read: opt}, path); tally != nil { // what cannot be read at all is an error, not a count
			closes(t, fmt.Sprintf("mutation %d, %+v", i, opt), tally)
			read += min(1, int(tally.Grid.Events))
		}
	}
	if read < mutations*9/10 { // damage in up to six places leaves most of a day's rows
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
