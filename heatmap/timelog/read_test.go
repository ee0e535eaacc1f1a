package timelog

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func ExampleRead() {
	dir, err := os.MkdirTemp("", "timelog")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	log := filepath.Join(dir, "log.json")
	text := `{
  "ts": "2021-01-29T00:06:46",
  "from": "ada",
  "geo": {"city": "Graz"}
}
{
  "ts": "2021-01-29T00:07:01",
  "from": "bo",
  "size": 12
}
`
	if err := os.WriteFile(log, []byte(text), 0o600); err != nil {
		fmt.Println(err)
		return
	}
	table, err := Read(context.Background(), Options{}, log)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range table.Columns {
		fmt.Printf("%s %q missing %v number %v\n", c.Name, c.Values, c.Missing, c.Number)
	}
	fmt.Println("lines", table.Line)
	// Output:
	// ts ["2021-01-29T00:06:46" "2021-01-29T00:07:01"] missing [] number false
	// from ["ada" "bo"] missing [] number false
	// geo.city ["Graz" ""] missing [false true] number false
	// size ["" "12"] missing [true false] number true
	// lines [1 6]
}

func TestReadColumns(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.jsonl", `{"ts":"2021-01-29T00:00:00","n":1,"s":"1","b":true,"l":[1, {"x":2}],"z":null}
{"n":-2.5e3,"s":"a\nb"}
{"ts":"2021-01-29T00:00:01","new":"\u00e9"}
`)
	write(t, dir, "b.csv", "ts,n,new,amount\n2021-01-29 00:00:02,3,,7\n2021-01-29 00:00:03,,\"q\"\"q\",8\n")
	table, err := Read(context.Background(), Options{}, dir)
	if err != nil {
		t.Fatal(err)
	}
	balanced(t, table.Sources)
	no, yes := false, true
	want := []Column{
		{"ts", []string{"2021-01-29T00:00:00", "", "2021-01-29T00:00:01", "2021-01-29 00:00:02", "2021-01-29 00:00:03"}, []bool{no, yes, no, no, no}, false},
		{"n", []string{"1", "-2.5e3", "", "3", ""}, []bool{no, no, yes, no, yes}, true},
		{"s", []string{"1", "a\nb", "", "", ""}, []bool{no, no, yes, yes, yes}, false},
		{"b", []string{"true", "", "", "", ""}, []bool{no, yes, yes, yes, yes}, false},
		{"l", []string{`[1, {"x":2}]`, "", "", "", ""}, []bool{no, yes, yes, yes, yes}, false},
		{"z", []string{"", "", "", "", ""}, []bool{yes, yes, yes, yes, yes}, false},
		{"new", []string{"", "", "é", "", `q"q`}, []bool{yes, yes, no, yes, no}, false},
		{"amount", []string{"", "", "", "7", "8"}, []bool{yes, yes, yes, no, no}, true},
	}
	if diff := cmp.Diff(want, table.Columns); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int32{0, 0, 0, 1, 1}, table.File); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int64{1, 2, 3, 2, 3}, table.Line); diff != "" {
		t.Error(diff)
	}
}

func TestReadWithoutTime(t *testing.T) {
	table, err := Read(context.Background(), Options{}, file(t, "log.csv", "a,b\n1,x\n2,y\n"))
	if err != nil || table.Rows != 2 || table.Sources[0].Events != 2 || table.Sources[0].TimeColumn != "" {
		t.Errorf("%+v %v", table, err)
	}
	if _, err := Read(context.Background(), Options{Time: "c"}, file(t, "log.csv", "a,b\n1,x\n")); err == nil {
		t.Error("a time column that was asked for and is not there is no error")
	}
}

// Lines are counted across blocks, and a row that starts in one block and ends
// in the next is one row.
func TestReadLinesAcrossBlocks(t *testing.T) {
	text, n := "", 0
	one := "{\n  \"ts\": \"2021-01-29T00:00:00\",\n  \"body\": \"padding padding padding padding padding padding\"\n}\n"
	buf := make([]byte, 0, 3*blockSize)
	for ; len(buf) < 2*blockSize+blockSize/2; n++ {
		buf = append(buf, one...)
	}
	text = string(buf)
	table, err := Read(context.Background(), Options{}, file(t, "log", text))
	if err != nil || table.Rows != n {
		t.Fatalf("%d rows, want %d: %v", table.Rows, n, err)
	}
	for i, l := range table.Line {
		if l != int64(4*i+1) {
			t.Fatalf("row %d starts in line %d, want %d", i, l, 4*i+1)
		}
	}
}

func TestOverlongRecord(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 33 MB")
	}
	long := make([]byte, maxRecord+blockSize)
	for i := range long {
		long[i] = 'x'
	}
	line := "{\"ts\":\"2021-01-29T00:00:00\"}\n"
	path := file(t, "log", line+"{\"ts\":\"2021-01-29T00:00:01\",\"x\":\""+string(long)+"\"}\n"+line)
	tally, err := Count(context.Background(), Options{}, path)
	if err != nil {
		t.Fatal(err)
	}
	balanced(t, tally.Sources)
	if s := tally.Sources[0]; s.Events != 2 || len(s.Skipped) != 1 || s.Skipped[0].FirstLine != 2 {
		t.Errorf("%+v", s)
	}
}
