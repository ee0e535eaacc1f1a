package timelog

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"
)

// opening reads data as if it were a file, by Count or Read.
func opening(t testing.TB, data []byte, rows bool) []*fileResult {
	r, err := newRun(context.Background(), Options{}, rows)
	if err != nil {
		t.Fatal(err)
	}
	in := input{path: "fuzz", inner: true, body: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
	results := r.file(in, 2, r.rules).flat()
	for _, res := range results {
		res.settle(r)
	}
	return results
}

// FuzzOpen holds that whatever a file contains, opening and translating it ends
// without a panic and with every row accounted for.
func FuzzOpen(f *testing.F) {
	event := packedFile{"a.jsonl", threeEvents}
	for _, pack := range []packing{packGzip, packZstd, packXZ, packLZ4} {
		f.Add([]byte(packed(f, pack, threeEvents)))
	}
	f.Add([]byte(zipped(f, event, packedFile{"b.zip", zipped(f, event)})))
	f.Add([]byte(tarred(f, event)))
	f.Add([]byte(packed(f, packGzip, tarred(f, event))))
	f.Add([]byte(utf16Text(f, unicode.BigEndian, unicode.UseBOM, threeEvents)))
	small := book(f, func(x *excelize.File) {
		setRow(f, x, "Sheet1", 1, "Date", "Time")
		setRow(f, x, "Sheet1", 2, 44286.5, "10:00")
	})
	for _, path := range []string{small, writeParquet(f, flows(20), 10)} {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	if dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "www.velocidex.com/golang/evtx").Output(); err == nil {
		if data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "testdata", "Security_1_record.evtx")); err == nil {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		for _, rows := range []bool{false, true} {
			for _, res := range opening(t, data, rows) {
				if !res.counted {
					continue
				}
				s := res.src
				sum := s.Events + s.Duplicates + s.Collapsed + s.OutsideRange
				for _, sk := range s.Skipped {
					sum += sk.Rows
				}
				if s.Rows != sum || s.Recovered > s.Events {
					t.Errorf("rows of %+v: %d accounted for", s, sum)
				}
			}
		}
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("took %v", d)
		}
	})
}

// FuzzSheet holds that the rows of a sheet come out the same however its XML is
// broken: no panic, and all cells within a row.
func FuzzSheet(f *testing.F) {
	f.Add(`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>time</t></is></c></row><row r="2"><c r="A2" s="1"><v>44286.5</v></c></row></sheetData></worksheet>`)
	f.Add(`<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c t="d"><x:v>2021-03-31T10:00:00</x:v></x:c></x:row></x:sheetData></x:worksheet>`)
	f.Add(`<sheetData><row><c t="str"><f>A&amp;B</f><v>a &lt;b&gt; &#233;</v></c><!-- > --></row><![CDATA[ ]]></sheetData>`)
	f.Fuzz(func(t *testing.T, xml string) {
		data := zipped(t, packedFile{"xl/workbook.xml", `<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>`},
			packedFile{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/></Relationships>`},
			packedFile{"xl/worksheets/s.xml", xml})
		rows := int64(-1)
		for _, keep := range []bool{false, true} {
			for _, res := range opening(t, []byte(data), keep) {
				if !res.counted || res.src.TimeColumn == "" {
					continue
				}
				if n := res.src.Rows; rows >= 0 && n != rows {
					t.Errorf("%d rows counted, %d read", rows, n)
				} else {
					rows = n
				}
			}
		}
	})
}
