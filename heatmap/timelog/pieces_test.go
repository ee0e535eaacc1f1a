package timelog

import (
	"context"
	"fmt"
	"math/rand"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// manyRecords writes records until there are so many bytes.
func manyRecords(size int, record func(i int, at time.Time) string) string {
	var s strings.Builder
	at := time.Date(2021, 3, 1, 8, 0, 0, 0, time.UTC)
	for i := 0; s.Len() < size; i++ {
		s.WriteString(record(i, at))
		at = at.Add(time.Duration(1+i*7919%50) * time.Second)
	}
	return s.String()
}

// severalPieces are files of several pieces, in formats that are cut in several ways, with
// what is awkward for cuts.
func severalPieces() map[string]string {
	const size = 3*blockSize + 12345
	rnd := rand.New(rand.NewSource(11))
	words := func() string { return strings.Repeat("some words ", rnd.Intn(30)) }
	jsonl := manyRecords(size, func(i int, at time.Time) string {
		return fmt.Sprintf(`{"id":%d,"ts":"%s","from":"u%d","text":"%s"}`+"\n", i, at.Format(time.RFC3339), i%7, words())
	})
	pretty := manyRecords(size, func(i int, at time.Time) string {
		return fmt.Sprintf("{\n  \"ts\": \"%s\",\n  \"from\": \"u%d\",\n  \"text\": \"%s\"\n}\n", at.Format("2006-01-02T15:04:05.999999"), i%7, words())
	})
	csv := "id,time,from\n" + manyRecords(size, func(i int, at time.Time) string {
		return fmt.Sprintf("%d,%s,u%d\n", i, at.Format("2006-01-02 15:04:05"), i%7)
	})
	even := manyRecords(size, func(i int, at time.Time) string {
		return fmt.Sprintf(`{"ts":"%s","from":"u%d","text":"%0*d"}`+"\n", at.Format("2006-01-02T15:04:05"), i%7, 77, i) // 128 bytes
	})
	w3cHead := "#Software: IIS\n#Fields: date time from cs-uri\n"
	w3c := func(i int, at time.Time) string {
		return fmt.Sprintf("%s u%d /%s\n", at.Format("2006-01-02 15:04:05"), i%7, strings.Repeat("x", rnd.Intn(80)))
	}
	zeek := "#separator \\x09\n#unset_field\t-\n#fields\tts\tuid\tfrom\n#types\ttime\tstring\tstring\n" + manyRecords(size, func(i int, at time.Time) string {
		return fmt.Sprintf("%d.%06d\tC%d\tu%d\n", at.Unix(), i%1e6, i, i%7)
	})
	return map[string]string{
		"jsonl":                        jsonl,
		"jsonl without a last break":   strings.TrimSuffix(jsonl, "\n"),
		"jsonl with damage":            jsonl[:2*blockSize] + "\n\x01{{{" + jsonl[blockSize/2:],
		"jsonl with a line of 900 KB":  jsonl[:blockSize*2-100] + "\"}\n{\"ts\":\"2021-03-01T08:00:00Z\",\"text\":\"" + strings.Repeat("long ", 180000) + "\"}\n" + jsonl,
		"jsonl with a line of 5 MB":    jsonl[:blockSize*2-100] + "\"}\n{\"ts\":\"2021-03-01T08:00:00Z\",\"text\":\"" + strings.Repeat("long ", blockSize) + "\"}\n" + jsonl,
		"jsonl, not all UTF-8":         jsonl + strings.ReplaceAll(jsonl, "\"u3\"", "\"caf\xe9\""),
		"jsonl, a line of 700 KB last": jsonl + "{\"ts\":\"2021-03-01T08:00:00Z\",\"text\":\"" + strings.Repeat("long ", 140000) + "\"}",
		"breaks before pieces":         even,
		"breaks that begin pieces":     "{ " + even[1:],
		"pretty":                       pretty,
		"pretty with damage":           pretty[:2*blockSize] + "\"ts\": oops\n}\n{" + pretty,
		"csv":                          csv,
		"csv with CRLF":                strings.ReplaceAll(csv, "\n", "\r\n"),
		"csv, all quoted": "\"id\",\"time\",\"from\",\"text\"\n" + manyRecords(size, func(i int, at time.Time) string {
			return fmt.Sprintf("\"%d\",\"%s\",\"u%d\",\"%s, he said \"\"%d\"\"\"\n", i, at.Format("2006-01-02 15:04:05"), i%7, words(), i)
		}),
		"csv with breaks in quotes": "id,time,from\n" + manyRecords(size, func(i int, at time.Time) string {
			return fmt.Sprintf("%d,%s,\"u\n%d\"\n", i, at.Format("2006-01-02 15:04:05"), i%7)
		}),
		"csv with late quotes": csv + manyRecords(size, func(i int, at time.Time) string {
			return fmt.Sprintf("%d,%s,\"u\n%d\"\n", i, at.Format("2006-01-02 15:04:05"), i%7)
		}),
		"access": manyRecords(size, func(i int, at time.Time) string {
			return fmt.Sprintf("192.0.2.%d - u%d [%s] \"GET /%d HTTP/1.1\" 200 %d\n", i%250, i%7, at.Format("02/Jan/2006:15:04:05 -0700"), i, rnd.Intn(1e6))
		}),
		"git": manyRecords(size, func(i int, at time.Time) string {
			return fmt.Sprintf("commit %040x\nAuthor: A <a@b.example>\nDate:   %s\n\n    change %d\n    %s\n\n", i, at.Format("Mon Jan 2 15:04:05 2006 -0700"), i, words())
		}),
		"mbox": manyRecords(size, func(i int, at time.Time) string {
			return fmt.Sprintf("From a@b.example %s\nFrom: u%d@b.example\nDate: %s\nSubject: x\n\n%s\nFrom here on text\n\n", at.Format("Mon Jan _2 15:04:05 2006"), i%7, at.Format(time.RFC1123Z), words())
		}),
		"shell history": manyRecords(size, func(i int, at time.Time) string {
			return fmt.Sprintf("#%d\nls -l /tmp/%s\n%s", at.Unix(), words(), strings.Repeat("second line\n", i%2))
		}),
		"zeek":                   zeek,
		"zeek, other fields":     zeek + "#fields\tuid\tts\n" + manyRecords(size, func(i int, at time.Time) string { return fmt.Sprintf("C%d\t%d.5\n", i, at.Unix()) }),
		"w3c":                    w3cHead + manyRecords(size, w3c),
		"syslog":                 manyRecords(size, func(i int, at time.Time) string { return syslogLine(i, at, words()) }),
		"syslog over a new year": manyRecords(size, func(i int, at time.Time) string { return syslogLine(i, at.AddDate(0, 0, 305), words()) }),
		"syslog, newest first":   newestFirst(manyRecords(size, func(i int, at time.Time) string { return syslogLine(i, at, words()) })),
		"syslog and rows with years": manyRecords(size, func(i int, at time.Time) string {
			if i%5 == 4 {
				return at.Format("2006-01-02T15:04:05Z07:00") + " web backup[7]: done\n"
			}
			return syslogLine(i, at, words())
		}),
		"own times without a year": manyRecords(size, func(i int, at time.Time) string {
			at = at.AddDate(0, 0, 305)
			own := at.Add(-3*time.Second).Format("Jan _2 15:04:05.000") + ": "
			return fmt.Sprintf("%s gate %d: %s%%SEC-6-UP: %s\n", at.Format("Jan _2 15:04:05"), i, own[:len(own)*min(1, i%30)], words())
		}),
		"own times": manyRecords(size, func(i int, at time.Time) string {
			return fmt.Sprintf("%s gate app[%d]: user=u%d rt=%s %.60s\n", at.Format("Jan _2 15:04:05"), i, i%7, at.Add(-time.Minute).Format(time.RFC3339), words())
		}),
		"own times of records": manyRecords(size, func(i int, at time.Time) string {
			return fmt.Sprintf("%s - Process(7.%d)\n   Host(GATE)\n   Time(%s)\n\nAMQ7125I: %s\n-----\n", at.Format("02/01/2006 15:04:05"), i, at.Add(-time.Hour).Format("2006-01-02T15:04:05.000Z"), words())
		}),
		"cmtrace": manyRecords(size, func(i int, at time.Time) string {
			return fmt.Sprintf("<![LOG[%s\n%d]LOG]!><time=\"%s-60\" date=\"%s\" component=\"u%d\" context=\"\" type=\"1\" thread=\"7\" file=\"\">\n", words(), i, at.Format("15:04:05.000"), at.Format("01-02-2006"), i%7)
		}),
		"objects of two kinds": manyRecords(size, func(i int, at time.Time) string {
			if i%3 == 0 {
				return fmt.Sprintf(`{"id":%d,"detection_time":%d,"from":"u%d"}`+"\n", i, at.UnixMilli(), i%7)
			}
			return fmt.Sprintf(`{"id":%d,"timestamp":"%s","from":"u%d","text":"%s"}`+"\n", i, at.Format(time.RFC3339), i%7, words())
		}),
		"w3c, head repeated":  w3cHead + manyRecords(size, w3c) + w3cHead + manyRecords(size, w3c),
		"w3c, fields swapped": w3cHead + manyRecords(size, w3c) + "#Fields: time date from\n" + manyRecords(size, func(i int, at time.Time) string { return at.Format("15:04:05 2006-01-02") + " u1\n" }),
		"w3c, dates above":    "#Date: 2021-03-01 00:00:00\n#Fields: time from\n" + manyRecords(size, func(i int, at time.Time) string { return at.Format("15:04:05") + " u1\n" }),
	}
}

func syslogLine(i int, at time.Time, words string) string {
	if i%10 == 0 {
		words = at.Format("2006-01-02 15:04:05") + " " + words
	}
	return fmt.Sprintf("%s web u%d[%d]: %s\n", at.Format("Jan _2 15:04:05"), i%7, i%9000, words)
}

func newestFirst(text string) string {
	lines := strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n")
	slices.Reverse(lines)
	return strings.Join(lines, "") + "\n"
}

// columnBeside is a column beside the time in each of the files.
var columnBeside = map[string]string{"syslog": "process", "syslog over a new year": "process", "syslog, newest first": "process", "syslog and rows with years": "process", "access": "user", "git": "author", "shell history": "command",
	"own times without a year": "host", "own times": "process", "own times of records": "line", "cmtrace": "component"}

// TestPiecesAgree reads files in pieces, by one goroutine and by several, and from the
// front, which hashing forces: all the same.
func TestPiecesAgree(t *testing.T) {
	count := func(t *testing.T, opt Options, path string) *Tally {
		t.Helper()
		tally, err := Count(context.Background(), opt, path)
		if err != nil {
			t.Fatal(err)
		}
		for i := range tally.Sources {
			tally.Sources[i].SHA256 = ""
		}
		balanced(t, tally.Sources)
		return tally
	}
	for name, text := range severalPieces() {
		t.Run(name, func(t *testing.T) {
			path := file(t, "log", text)
			beside := columnBeside[name]
			if beside == "" {
				beside = "from"
			}
			for _, by := range []string{"", beside} {
				front := count(t, Options{Hash: true, By: by, Workers: 1}, path)
				for _, workers := range []int{1, 3} {
					got := count(t, Options{By: by, Workers: workers}, path)
					if diff := cmp.Diff(front.Sources, got.Sources); diff != "" {
						t.Errorf("%d workers, by %q (-front +pieces):\n%s", workers, by, diff)
					}
					if diff := cmp.Diff(bins(front.All), bins(got.All)); diff != "" || !front.First.Equal(got.First) || !front.Last.Equal(got.Last) {
						t.Errorf("%d workers, by %q: from %s to %s and from %s to %s (-front +pieces):\n%s", workers, by, front.First, front.Last, got.First, got.Last, diff)
					}
					if diff := cmp.Diff(front.Warnings, got.Warnings); diff != "" {
						t.Errorf("%d workers, by %q (-front +pieces):\n%s", workers, by, diff)
					}
					if diff := cmp.Diff(groupBins(t, front.Groups), groupBins(t, got.Groups)); diff != "" {
						t.Errorf("%d workers, by %q (-front +pieces):\n%s", workers, by, diff)
					}
				}
			}
		})
	}
}

// TestPiecesAreUsed fails if files that can be read in pieces no longer are: the test
// above would hold all the same.
func TestPiecesAreUsed(t *testing.T) {
	if even := severalPieces()["breaks before pieces"]; pieceSize%(1+strings.IndexByte(even, '\n')) != 0 {
		t.Fatal("no line ends where a piece does")
	}
	uneven := map[string]bool{"jsonl with a line of 5 MB": true, "csv with late quotes": true, "zeek, other fields": true, "w3c, fields swapped": true}
	for name, text := range severalPieces() {
		path := file(t, "log", text)
		o, err := open(context.Background(), input{path: path, size: int64(len(text))}, false, nil)
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := fill(o, make([]byte, 0, blockSize))
		d, err := detect(first, "")
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if strings.HasPrefix(name, "syslog") || d.lines != nil && d.lines.years != nil {
			continue // see TestYearsInPieces
		}
		if p := newPieces(o, d, first[d.skip:]); (p != nil) == (name == "w3c, dates above" || name == "csv with breaks in quotes") {
			t.Errorf("%s (%s): in pieces: %v", name, d.name, p != nil)
		} else if p != nil {
			counts := newCountTaker(d, plan{columns: []string{"ts"}, by: -1})
			if s := scannerOfLines(counts); s != nil {
				s.prime(first[d.skip:])
			}
			if err := p.take([]taker{counts}); (err == errUneven) != uneven[name] {
				t.Errorf("%s (%s): %v", name, d.name, err)
			}
		}
		o.close()
	}
}

// TestFileGrows appends to a file after its size was looked at: what is appended is
// read too.
func TestFileGrows(t *testing.T) {
	text := severalPieces()["jsonl"]
	path := file(t, "log", text)
	o, err := open(context.Background(), input{path: path, size: int64(len(text))}, false, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer o.close()
	first, _, _ := fill(o, make([]byte, 0, blockSize))
	d, err := detect(first, "")
	if err != nil {
		t.Fatal(err)
	}
	p := newPieces(o, d, first[d.skip:])
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(text); err != nil {
		t.Fatal(err)
	}
	f.Close()
	po := &pourer{d: d}
	pl := plan{columns: []string{"ts"}, by: -1}
	for range 2 {
		po.takers = append(po.takers, newCountTaker(d, pl))
	}
	workers := po.takers[1:]
	r := &run{ctx: context.Background()}
	if err := r.pourPieces(o, p, po); err != nil {
		t.Fatal(err)
	}
	got := po.takers[0].(*countTaker).rows + workers[0].(*countTaker).rows
	if want := 2 * int64(strings.Count(text, "\n")); got != want {
		t.Errorf("%d rows, want %d", got, want)
	}
}
