package timelog

import (
	"context"
	"fmt"
	"math"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

type home struct {
	City *string `parquet:"city,optional,dict"`
}

type login struct {
	Home  *home      `parquet:"home,optional"`
	At    *time.Time `parquet:"at,optional,timestamp(microsecond)"`
	User  *string    `parquet:"user,optional,dict"`
	Port  int32      `parquet:"port"`
	Share float64    `parquet:"share"`
	Raw   []byte     `parquet:"raw"`
	Day   int32      `parquet:"day,date"`
	Tags  []string   `parquet:"tags,list"`
}

// logins are rows with everything in them that could be told apart otherwise by
// the short way: nulls, empty texts, quotes, bytes that are no text, NaN.
func logins(n int) []login {
	rows := make([]login, n)
	for i := range rows {
		at := flowAt(i / 3)
		user := []string{"anna", "", "bo\"ris\n", "çelik", "null"}[i%5]
		rows[i] = login{At: &at, User: &user, Port: int32(i%7) - 3, Share: float64(i%4) / 8, Raw: []byte{byte(i % 3), 0xff}, Day: int32(i % 3), Tags: []string{"a"}}
		if i%4 > 0 {
			rows[i].Home = &home{}
		}
		if i%4 > 1 {
			rows[i].Home.City = &[]string{"Riga", ""}[i%2]
		}
		switch {
		case i%11 == 0:
			rows[i].User = nil
		case i%13 == 0:
			rows[i].At = nil
		case i%17 == 0:
			rows[i].Share = math.NaN()
		case i%19 == 0:
			rows[i].Raw = []byte("text")
		}
	}
	return rows
}

// Groups, duplicates and bursts of a Parquet file are those that come out when its
// rows are written as JSON first, as they are when a column has lists in it.
func TestParquetGroupsTheShortWay(t *testing.T) {
	path := writeParquet(t, logins(5000), 700)
	since := flowAt(100)
	for _, opt := range []Options{
		{By: "user"}, {By: "port"}, {By: "share"}, {By: "raw"}, {By: "day"}, {By: "at"}, {By: "home.city"},
		{Dedupe: []string{"user"}}, {Dedupe: []string{"user", "port", "share"}, By: "user"}, {Dedupe: []string{"at", "raw"}}, {Dedupe: []string{"at", "home.city"}},
		{Burst: 2 * time.Second}, {Burst: time.Second, By: "user", Since: since}, {By: "user", Dedupe: []string{"user", "day"}, Burst: time.Second},
	} {
		t.Run(fmt.Sprint(opt.By, opt.Dedupe, opt.Burst), func(t *testing.T) {
			short, err := Count(context.Background(), opt, path)
			if err != nil {
				t.Fatal(err)
			}
			balanced(t, short.Sources)
			long := theLongWay(t, opt, path)
			if diff := cmp.Diff(bins(long.All), bins(short.All)); diff != "" {
				t.Error(diff)
			}
			if opt.By != "" && short.Groups.Len() < 2 {
				t.Errorf("%d groups", short.Groups.Len())
			}
			if diff := cmp.Diff(groupBins(t, long.Groups), groupBins(t, short.Groups)); diff != "" {
				t.Error(diff)
			}
			for _, s := range []Source{long.Sources[0], short.Sources[0]} {
				for i := range s.Skipped {
					s.Skipped[i].Example = "" // of the columns that were written
				}
			}
			if diff := cmp.Diff(long.Sources, short.Sources); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// theLongWay counts a Parquet file by writing its rows as JSON.
func theLongWay(t *testing.T, opt Options, path string) *Tally {
	t.Helper()
	r, err := newRun(context.Background(), opt, false)
	if err != nil {
		t.Fatal(err)
	}
	in := statted(path, stat(t, path))
	o, err := r.open(in, false, nil)
	if err == nil {
		err = o.seekable()
	}
	if err != nil {
		t.Fatal(err)
	}
	defer o.close()
	tr, err := newParquet(r.ctx, o.at, o.size)
	if err != nil {
		t.Fatal(err)
	}
	res := newResult(in)
	if err := r.translated(res, struct{ translation }{tr}, 1, r.rules); err != nil {
		t.Fatal(err)
	}
	res.src.Bytes = in.size
	first, last := res.tally.first, res.tally.last
	r.absorb(res)
	return &Tally{All: &r.sum.all, Groups: NewGroups(r.sum.groups.here), First: first.time(), Last: last.time(), Sources: []Source{res.src}}
}

func stat(t testing.TB, path string) os.FileInfo {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// A million messages, of which a tenth are duplicates.
func BenchmarkParquetDuplicates(b *testing.B) {
	type row struct {
		At   time.Time `parquet:"at,timestamp(microsecond)"`
		From string    `parquet:"from,dict"`
		To   string    `parquet:"to,dict"`
		Body string    `parquet:"body,snappy"`
	}
	rows := make([]row, 1_000_000)
	for i := range rows {
		k := i
		if i%10 == 9 {
			k = i / 10 * 5
		}
		rows[i] = row{flowAt(i), fmt.Sprintf("user%d@corp.example", k*7919%300), fmt.Sprintf("user%d@corp.example", k*31%300), fmt.Sprintf("message %d with some text", k)}
	}
	path := writeParquet(b, rows, 122_880) // rows a group, as DuckDB writes
	b.SetBytes(stat(b, path).Size())
	for b.Loop() {
		tally, err := Count(context.Background(), Options{Dedupe: []string{"from", "to", "body"}}, path)
		if err != nil || tally.Sources[0].Duplicates != 100_000 {
			b.Fatalf("%+v, %v", tally, err)
		}
	}
}
