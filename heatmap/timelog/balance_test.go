package timelog

import (
	"context"
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMutationsBalance damages files at random; whatever becomes of the rows,
// they are accounted for, one goroutine finds what several do, and Read finds
// what Count finds.
func TestMutationsBalance(t *testing.T) {
	r := rand.New(rand.NewSource(7))
	bases := []func() string{
		func() (s string) {
			for i := range 40 {
				s += message(r, i)
			}
			return s
		},
		func() (s string) {
			for i := range 40 {
				s += strings.Join(strings.Fields(message(r, i)), " ") + "\n"
			}
			return s
		},
		func() (s string) {
			s = "id,time,text\n"
			for i := range 40 {
				s += fmt.Sprintf("%d,2021-01-29 00:%02d:00,\"a, \"\"%d\"\"\"\n", i, i, i)
			}
			return s
		},
		func() (s string) {
			for i := range 40 {
				s += message(r, i) + ","
			}
			return "{\"messages\": [" + strings.TrimSuffix(s, ",") + "], \"success\": true}"
		},
	}
	for n := range 400 {
		b := []byte(bases[n%len(bases)]())
		for range r.Intn(12) {
			i := 300 + r.Intn(len(b)-300) // the head is left alone, so that the format is found
			switch r.Intn(4) {
			case 0:
				b[i] = byte(r.Intn(256))
			case 1:
				b[i] = "{}[]\",:\\\n"[r.Intn(9)]
			case 2:
				b = append(b[:i], b[min(len(b), i+r.Intn(30)):]...)
			case 3:
				b = append(b[:i], append([]byte("\"{\n,"[:1+r.Intn(3)]), b[i:]...)...)
			}
			if len(b) < 600 {
				break
			}
		}
		path := file(t, "log", string(b))
		opt := Options{Workers: 1, Dedupe: [][]string{nil, nil, {"body"}}[n%3]}
		if n%len(bases) == 2 {
			opt.Dedupe = nil
		}
		one, err := Count(context.Background(), opt, path)
		if err != nil {
			continue // no time column is left
		}
		balanced(t, one.Sources)
		if one.All.Total() != one.Sources[0].Events {
			t.Errorf("%d in the histogram, %d events", one.All.Total(), one.Sources[0].Events)
		}
		table, err := Read(context.Background(), opt, path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(one.Sources, table.Sources); diff != "" {
			t.Fatalf("mutation %d (-Count +Read):\n%s\n%s", n, diff, b)
		}
		rows := one.Sources[0].Events
		for _, sk := range one.Sources[0].Skipped {
			rows += sk.Rows
		}
		if int64(table.Rows) != rows || len(table.Line) != table.Rows || len(table.File) != table.Rows {
			t.Fatalf("mutation %d: %d rows in the table, want %d", n, table.Rows, rows)
		}
		for _, c := range table.Columns {
			if len(c.Values) != table.Rows || c.Missing != nil && len(c.Missing) != table.Rows {
				t.Fatalf("column %s has %d values", c.Name, len(c.Values))
			}
		}
	}
}

// TestWorkersAgree counts a file of several blocks with one goroutine and with
// several, in every format that is cut into blocks.
func TestWorkersAgree(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	var pretty, lines, csv strings.Builder
	csv.WriteString("time,from,body\n")
	for i := 0; lines.Len() < 6*blockSize; i++ {
		m := message(r, i)
		if i > 10 && r.Intn(20) == 0 {
			m = fault(r, m)
		}
		pretty.WriteString(m)
		one := strings.Join(strings.Fields(m), " ") + "\n"
		lines.WriteString(one)
		fmt.Fprintf(&csv, "2021-01-29 %02d:%02d:00,ada,\"line\nbreak, %d\"\n", i/60%24, i%60, i)
	}
	for name, text := range map[string]string{"json": pretty.String(), "jsonl": lines.String(), "csv": csv.String(),
		"csv with a stray quote": csv.String()[:2*blockSize] + "\n2021-01-29 00:00:00,ada,a\"b\n" + csv.String()} {
		path := file(t, "log", text)
		one, err := Count(context.Background(), Options{Workers: 1, By: "from"}, path)
		if err != nil {
			t.Fatal(name, err)
		}
		four, err := Count(context.Background(), Options{Workers: 4, By: "from"}, path)
		if err != nil {
			t.Fatal(name, err)
		}
		balanced(t, one.Sources)
		if diff := cmp.Diff(one.Sources, four.Sources); diff != "" {
			t.Errorf("%s (-one +four):\n%s", name, diff)
		}
		if diff := cmp.Diff(bins(one.All), bins(four.All)); diff != "" || !one.First.Equal(four.First) || !one.Last.Equal(four.Last) {
			t.Errorf("%s (-one +four):\n%s", name, diff)
		}
		if one.Groups.Len() != four.Groups.Len() {
			t.Errorf("%s: %d groups and %d", name, one.Groups.Len(), four.Groups.Len())
		}
	}
}
