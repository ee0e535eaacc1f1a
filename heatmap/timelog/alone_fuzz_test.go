package timelog

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzTimes holds the short way for records of which only the time matters against
// the long one: the same events, the same account, the same lines.
func FuzzTimes(f *testing.F) {
	rnd := rand.New(rand.NewSource(5))
	for range 200 {
		f.Add(randomLog(rnd, jsonRecord), false)
		f.Add("id,time,note,x\n"+randomLog(rnd, csvRecord), true)
	}
	f.Fuzz(func(t *testing.T, text string, table bool) {
		if len(text) < 1<<16 {
			shortAndLong(t, text, table)
		}
	})
}

// TestTimesOfSameLines changes single characters of lines that are otherwise all
// alike, of which the short way looks at less than of others.
func TestTimesOfSameLines(t *testing.T) {
	rnd := rand.New(rand.NewSource(6))
	for _, line := range []string{
		`{"id":1234,"ts":"2021-01-29T00:06:46.929363","a_key_longer_than_16":"u@corp.example","body":"said \"%d\" and left"}`,
		`{"ts":"2021-01-29T00:06:46","n":7,"m":40}`,
		`{"ts":"x","ts":"2021-01-29T00:06:46","text":"` + strings.Repeat("long ", 30) + `"}`,
		"{\n  \"id\": 17,\n  \"ts\": \"2021-01-29T00:06:46.929363\",\n  \"body\": \"said \\\"%d\\\"\"\n}",
		"{\n\t\"ts\": \"2021-01-29T00:06:46.929363\",\n\t\"id\": 0\n}",
	} {
		for range 3000 {
			odd := []byte(line + "\n")
			for range 1 + rnd.Intn(2) {
				odd[rnd.Intn(len(odd))] = "\"\\,:{}0x9 \t\n\r\xff"[rnd.Intn(14)]
			}
			text := strings.Repeat(line+"\n", 5) + string(odd) + strings.Repeat(line+"\n", 8)
			shortAndLong(t, text, false)
		}
	}
}

// TestTimesOfTables does the same with tables, in which the times stand first, last
// and far from the start of the line.
func TestTimesOfTables(t *testing.T) {
	rnd := rand.New(rand.NewSource(7))
	far := strings.Repeat("far ", 16)
	for _, table := range []struct{ names, line string }{
		{"time,note,x", "2021-01-29T00:06:46.929363Z,steady,1"},
		{"id,note,time", "1234,steady,2021-01-29 00:06:46"},
		{"note,x,time", far + ",1,2021-01-29 00:06:46.123456789"},
		{"note,x,time,y", far + "," + far + ",2021-01-29 00:06:46.1,9"},
		{"time", "2021-01-29T00:06:46.12345678"},
		{"id,time,note", `"1234","2021-01-29 00:06:46","said ""no"", then left"`},
		{"note,time", `"a, b","2021-01-29 00:06:46"`},
		{"time,note,x", `2021-01-29 00:06:46,"a, b",`},
		{"x,note,time,y", `,"` + far + `",2021-01-29 00:06:46,"z"`},
	} {
		d := &dialect{csv: csvShape{comma: ',', names: strings.Split(table.names, ",")}}
		for range 2000 {
			odd := []byte(table.line + "\n")
			for range 1 + rnd.Intn(2) {
				odd[rnd.Intn(len(odd))] = "\"\",,:.0129Z +-T\n\r\xff"[rnd.Intn(18)]
			}
			lines := strings.Repeat(table.line+"\n", 3)
			shortAndLongOf(t, lines+string(odd)+lines+string(odd[:rnd.Intn(len(odd))]), d, "time")
		}
	}
}

// shortAndLong counts a text both ways.
func shortAndLong(t *testing.T, text string, table bool) {
	t.Helper()
	if table {
		shortAndLongOf(t, text, &dialect{csv: csvShape{comma: ',', names: []string{"id", "time", "note", "x"}}}, "time")
		return
	}
	shortAndLongOf(t, text, &dialect{json: jsonShape{lines: true, keys: []string{"id", "ts"}}}, "ts")
	shortAndLongOf(t, text, &dialect{json: jsonShape{keys: []string{"id", "ts"}}}, "ts")
}

func shortAndLongOf(t *testing.T, text string, d *dialect, col string) {
	t.Helper()
	p := plan{columns: []string{col}, by: -1}
	short := newCountTaker(d, p)
	p.limits = limits{bounded: true, until: instant{sec: 1 << 60}, since: instant{sec: -1 << 60}}
	long := newCountTaker(d, p)
	b := []byte(text)
	for i := 0; ; i++ {
		final := i == 3 || len(b) < 64
		piece := b
		if !final {
			piece = b[:len(b)/2]
		}
		n, m := short.take(i, piece, final), long.take(i, piece, final)
		if n != m {
			t.Fatalf("dealt with %d bytes the short way, with %d the long way\n%q", n, m, piece)
		}
		if got, want := short.breaks(piece[:n]), countLines(piece[:n]); got != want {
			t.Fatalf("%d line breaks, counted %d\n%q", want, got, piece[:n])
		}
		if b = b[n:]; final {
			break
		}
	}
	if diff := cmp.Diff(account(long), account(short)); diff != "" {
		t.Fatalf("%s\n%q", diff, text)
	}
}

// account is what a taker has counted, to be compared.
func account(t *countTaker) string {
	s := fmt.Sprint(t.rows, t.events, t.recovered, t.zoned, t.zoneless, t.minOffset, t.maxOffset, t.first, t.last, t.any, bins(&t.all))
	for _, k := range t.skips {
		s += fmt.Sprintf("\n%+v", k)
	}
	return s
}

var (
	oddStamps = []string{"2021-01-29T00:06:46", "2021-01-29 00:06:46.929363", "2021-01-29T00:06:46Z", "2021-01-29T00:06:46+03:00", "", "never", "2021-01-29T24:06:46", "2021-13-01T00:00:00", "2021-03-01T00:00:00.1", "1611878806"}
	oddTexts  = []string{"a", "user@example", `q\"uoted`, `back\\slash`, `\u00e9`, `bad \x`, "", strings.Repeat("long ", 20), "tab\tbed", "{}", "a,b",
		`ste\"y`, `ste""y`, `ste\xy`, `ste\\y`, `"teady`, "ste\tdy"} // the last as wide as the usual one
)

func randomLog(rnd *rand.Rand, record func(*rand.Rand, int, string) string) string {
	var s strings.Builder
	for i := range 4 + rnd.Intn(12) {
		stamp := fmt.Sprintf("2021-01-%02dT%02d:%02d:%02d.%09d", 29+i/8, rnd.Intn(24), rnd.Intn(60), rnd.Intn(60), rnd.Intn(1e9))
		stamp = stamp[:[]int{19, 21, 26, 29, 28}[rnd.Intn(5)]] + []string{"", "", "Z"}[rnd.Intn(3)]
		if rnd.Intn(6) == 0 {
			stamp = oddStamps[rnd.Intn(len(oddStamps))]
		}
		line := record(rnd, i, stamp)
		if rnd.Intn(12) == 0 && len(line) > 0 {
			line = line[:rnd.Intn(len(line))]
		}
		s.WriteString(line)
		s.WriteString([]string{"\n", "\n", "\n", "\n", "\r\n", "\n\n", " \n", ""}[rnd.Intn(8)])
	}
	return s.String()
}

func jsonRecord(rnd *rand.Rand, i int, stamp string) string {
	text := "steady"
	if rnd.Intn(4) == 0 {
		text = oddTexts[rnd.Intn(len(oddTexts))]
	}
	return fmt.Sprintf(`{"id":%d,"ts":"%s","note":"%s","x":%s}`, i, stamp, text, []string{"1", "0", "01", "-1", "null", "[1]", `{"ts":2}`, "x", "-", "\""}[rnd.Intn(10)*(rnd.Intn(3)/2)])
}

func csvRecord(rnd *rand.Rand, i int, stamp string) string {
	text := "steady"
	if rnd.Intn(4) == 0 {
		text = append(oddTexts, `"quoted"`, `"a ""b"" c"`, `"two`+"\n"+`lines"`, `stray"quote`, `"open`)[rnd.Intn(len(oddTexts)+5)]
	}
	return fmt.Sprintf("%d,%s,%s,%d", i, stamp, text, rnd.Intn(3))
}
