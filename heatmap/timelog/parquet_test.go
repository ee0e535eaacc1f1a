package timelog

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
)

type flowUser struct {
	Name string  `parquet:"name"`
	Rank *int32  `parquet:"rank,optional"`
	Cash float64 `parquet:"cash"`
}

type flow struct {
	ID    int64     `parquet:"id"`
	At    time.Time `parquet:"at,timestamp(microsecond)"`
	User  flowUser  `parquet:"user"`
	Tags  []string  `parquet:"tags,list"`
	Bytes uint32    `parquet:"bytes,snappy"`
	Ok    bool      `parquet:"ok"`
}

func flowAt(i int) time.Time {
	return time.Date(2021, 1, 29, 10, 59, 59, 999_999_000, time.UTC).Add(time.Duration(i) * 977 * time.Millisecond)
}

func writeParquet[T any](t testing.TB, rows []T, perGroup int64, opts ...parquet.WriterOption) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "flows.parquet")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := parquet.NewGenericWriter[T](f, append(opts, parquet.MaxRowsPerRowGroup(perGroup))...)
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f.Close()
	return path
}

func flows(n int) []flow {
	rows := make([]flow, n)
	for i := range rows {
		rows[i] = flow{ID: int64(i), At: flowAt(i), User: flowUser{Name: fmt.Sprintf("user%d\n", i%3), Cash: 0.5}, Bytes: uint32(i), Ok: i%2 == 0}
		if i%2 == 0 {
			rank := int32(-i)
			rows[i].User.Rank = &rank
			rows[i].Tags = []string{"a", `b"`}
		}
	}
	return rows
}

func TestParquet(t *testing.T) {
	path := writeParquet(t, flows(1000), 300)
	tally, err := Count(context.Background(), Options{By: "user.name"}, path)
	if err != nil {
		t.Fatal(err)
	}
	balanced(t, tally.Sources)
	s := tally.Sources[0]
	info, _ := os.Stat(path)
	if s.Format != "parquet" || s.TimeColumn != "at" || s.ZoneFrom != "stated" || s.Events != 1000 || s.Bytes != info.Size() {
		t.Errorf("%+v", s)
	}
	if !tally.First.Equal(flowAt(0)) || !tally.Last.Equal(flowAt(999)) || tally.Groups.Of("user0\n").Total() != 334 {
		t.Errorf("from %v to %v, groups %v", tally.First, tally.Last, tally.Groups)
	}
	table, err := Read(context.Background(), Options{}, path)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, c := range table.Columns {
		got[c.Name] = c.Values[2]
		if c.Name == "user.rank" && (!c.Number || !c.Missing[1]) || c.Name == "bytes" && !c.Number {
			t.Errorf("column %s: %v", c.Name, c.Missing)
		}
	}
	want := map[string]string{"id": "2", "at": "2021-01-29T11:00:01.953999Z", "user.name": "user2\n", "user.rank": "-2", "user.cash": "0.5",
		"tags.list.element": `["a","b\""]`, "bytes": "2", "ok": "true"}
	if fmt.Sprint(got) != fmt.Sprint(want) || table.Line[2] != 3 {
		t.Errorf("row 3 is %q in line %d, want %q", got, table.Line[2], want)
	}
}

// Row groups outside the span are not read, yet their rows are accounted for.
func TestParquetPruning(t *testing.T) {
	path := writeParquet(t, flows(1000), 100)
	since, until := flowAt(250), flowAt(350)
	tally, err := Count(context.Background(), Options{Since: since, Until: until}, path)
	if err != nil {
		t.Fatal(err)
	}
	balanced(t, tally.Sources)
	if s := tally.Sources[0]; s.Events != 100 || s.Rows != 1000 || s.OutsideRange != 900 {
		t.Errorf("%+v", s)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	tr, err := newParquet(context.Background(), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	tr.(pruner).prune("at", &plan{limits: newLimits(&Options{Since: since, Until: until})})
	if n := tr.(pruner).pruned(); n != 800 {
		t.Errorf("%d rows pruned, want 800: all groups of 100 but two", n)
	}
}

func TestParquetTimes(t *testing.T) {
	type kinds struct {
		Milli int64            `parquet:"milli,timestamp(millisecond:local)"`
		Nano  int64            `parquet:"nano,timestamp(nanosecond:utc)"`
		Old   deprecated.Int96 `parquet:"old"`
		Epoch int64            `parquet:"epoch_ms"`
		Text  string           `parquet:"text"`
		Day   int32            `parquet:"day,date"`
	}
	at := time.Date(2021, 1, 29, 11, 0, 0, 123_456_789, time.UTC)
	nanos := uint64(11*3600*1e9 + 123_456_789)
	path := writeParquet(t, []kinds{{
		Milli: at.UnixMilli(), Nano: at.UnixNano(), Epoch: at.UnixMilli(), Text: at.Format(time.RFC3339Nano), Day: int32(at.Unix() / 86400),
		Old: deprecated.Int96{uint32(nanos), uint32(nanos >> 32), uint32(at.Unix()/86400 + 2440588)},
	}}, 10)
	for _, c := range []struct {
		column, value, from string
		at                  time.Time
	}{
		{"milli", "2021-01-29T11:00:00.123", "assumed", at.Truncate(time.Millisecond)},
		{"nano", "2021-01-29T11:00:00.123456789Z", "stated", at},
		{"old", "2021-01-29T11:00:00.123456789", "assumed", at},
		{"epoch_ms", "1611918000123", "stated", at.Truncate(time.Millisecond)},
		{"text", "2021-01-29T11:00:00.123456789Z", "stamp", at},
		{"day", "2021-01-29", "assumed", at.Truncate(24 * time.Hour)},
	} {
		tally, err := Count(context.Background(), Options{Time: c.column}, path)
		if err != nil {
			t.Errorf("%s: %v", c.column, err)
			continue
		}
		table, err := Read(context.Background(), Options{Time: c.column}, path)
		if err != nil {
			t.Fatal(err)
		}
		for _, col := range table.Columns {
			if col.Name == c.column && col.Values[0] != c.value {
				t.Errorf("%s reads %q, want %q", c.column, col.Values[0], c.value)
			}
		}
		if s := tally.Sources[0]; s.ZoneFrom != c.from || !tally.First.Equal(c.at) {
			t.Errorf("%s: %v (%s), want %v (%s)", c.column, tally.First, s.ZoneFrom, c.at, c.from)
		}
	}
}

// The quick count and the count of the rows written out agree, on nulls and on
// times out of the ordinary too.
func TestParquetQuickCount(t *testing.T) {
	type row struct {
		At   *int64 `parquet:"at,optional,timestamp(millisecond:utc)"`
		Wall *int64 `parquet:"wall,optional,timestamp(microsecond:local)"`
	}
	var rows []row
	for i := range 2000 {
		milli, micro := flowAt(i).UnixMilli(), flowAt(i*3600).UnixMicro()
		rows = append(rows, row{&milli, &micro})
		switch i % 7 {
		case 0:
			rows[i] = row{nil, nil}
		case 1:
			*rows[i].At, *rows[i].Wall = -1, -1
		case 2:
			*rows[i].At, *rows[i].Wall = 1<<60, -1<<62
		}
	}
	path := writeParquet(t, rows, 300)
	for _, column := range []string{"at", "wall"} {
		for _, opt := range []Options{{}, {SourceZone: "Europe/Moscow", Until: flowAt(1500)}} {
			opt.Time = column
			quick, err := Count(context.Background(), opt, path)
			if err != nil {
				t.Fatal(err)
			}
			slow := theLongWay(t, opt, path)
			balanced(t, quick.Sources)
			if diff := cmp.Diff(fmt.Sprintf("%+v", slow.Sources), fmt.Sprintf("%+v", quick.Sources)); diff != "" {
				t.Errorf("%s: rows written out and not:\n%s", column, diff)
			}
			if !slow.First.Equal(quick.First) || !slow.Last.Equal(quick.Last) {
				t.Errorf("%s: %v to %v, %v to %v", column, slow.First, slow.Last, quick.First, quick.Last)
			}
		}
	}
}

func TestParquetCutOff(t *testing.T) {
	path := writeParquet(t, flows(1000), 300)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	short := file(t, "short.parquet", string(data[:len(data)/2]))
	if _, err := Count(context.Background(), Options{}, short); err == nil {
		t.Error("a file without its footer was read")
	}
	for i := 4; i < 2000; i++ {
		data[i] = 0xFF // pages
	}
	broken := file(t, "broken.parquet", string(data))
	if tally, err := Count(context.Background(), Options{}, broken); err == nil {
		t.Errorf("damaged pages were read: %+v", tally.Sources)
	}
}

func TestCivil(t *testing.T) {
	for day := int64(-800_000); day < 800_000; day += 31 {
		want := time.Unix(day*86400, 0).UTC()
		if y, m, d := civil(day); int(y) != want.Year() || time.Month(m) != want.Month() || int(d) != want.Day() {
			t.Fatalf("day %d is %d-%d-%d, want %v", day, y, m, d, want)
		}
	}
}

func BenchmarkParquet(b *testing.B) {
	type row struct {
		ID int64     `parquet:"id"`
		At time.Time `parquet:"at,timestamp(microsecond)"`
	}
	rows := make([]row, 1_000_000)
	for i := range rows {
		rows[i] = row{int64(i), flowAt(i)}
	}
	path := writeParquet(b, rows, 122_880) // rows a group, as DuckDB writes
	info, _ := os.Stat(path)
	b.SetBytes(info.Size())
	for b.Loop() {
		if _, err := Count(context.Background(), Options{}, path); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(rows))*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mrows/s")
}
