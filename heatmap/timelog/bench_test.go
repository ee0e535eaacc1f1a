package timelog

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// shapes are the same events in three formats.
var shapes = []struct {
	name, head string
	row        func(*bytes.Buffer, time.Time, int)
}{
	{"jsonl", "", func(w *bytes.Buffer, t time.Time, i int) {
		fmt.Fprintf(w, `{"id":%d,"ts":"%s","from":"user%03d@corp.example","to":"user%03d@corp.example","body":"message \"%d\" with some text"}`+"\n",
			i, t.Format("2006-01-02T15:04:05.000000"), i%300, i*31%300, i)
	}},
	{"csv", "id,time,src_ip,user,action,bytes\n", func(w *bytes.Buffer, t time.Time, i int) {
		fmt.Fprintf(w, "%d,%s,10.%d.%d.%d,user%03d@corp.example,login,%d\n", i, t.Format("2006-01-02 15:04:05.000000"), i&255, i>>3&255, i>>5&255, i%300, i%100000)
	}},
	{"json", "", func(w *bytes.Buffer, t time.Time, i int) {
		fmt.Fprintf(w, "{\n  \"ts\": \"%s\",\n  \"from\": \"user%03d@corp.example\",\n  \"to\": \"user%03d@corp.example\",\n  \"body\": \"message %d with some text\"\n}\n",
			t.Format("2006-01-02T15:04:05.000000"), i%300, i*31%300, i)
	}},
}

// shaped writes a file of about size bytes.
func shaped(b *testing.B, dir, name string, size int) string {
	var w bytes.Buffer
	t := time.Date(2021, 1, 29, 0, 0, 0, 0, time.UTC)
	for _, s := range shapes {
		if s.name != name {
			continue
		}
		w.WriteString(s.head)
		for i := 0; w.Len() < size; i++ {
			t = t.Add(time.Duration(i*7919%16000001) * time.Microsecond)
			s.row(&w, t, i)
		}
	}
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, w.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	return path
}

func BenchmarkCount(b *testing.B) {
	for _, s := range shapes {
		path := shaped(b, b.TempDir(), s.name, 32<<20)
		for _, workers := range []int{1, 0} {
			b.Run(fmt.Sprintf("%s/workers=%d", s.name, workers), func(b *testing.B) {
				b.SetBytes(32 << 20)
				for b.Loop() {
					if _, err := Count(context.Background(), Options{Workers: workers}, path); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkTake measures what is done with a block once it is in memory.
func BenchmarkTake(b *testing.B) {
	for _, s := range shapes {
		text, err := os.ReadFile(shaped(b, b.TempDir(), s.name, 8*pieceSize))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(s.name, func(b *testing.B) {
			d, err := detect(text, "")
			if err != nil {
				b.Fatal(err)
			}
			column := "ts"
			if s.name == "csv" {
				column = "time"
			}
			block := text[d.skip:]
			block = block[:bytes.LastIndexByte(block[:pieceSize], '\n')+1]
			if s.name == "json" {
				block = block[:cutJSON(block)]
			}
			t := newCountTaker(d, plan{columns: []string{column}, by: -1})
			b.SetBytes(int64(len(block)))
			for b.Loop() {
				t.take(0, block, true)
			}
			if t.events == 0 || len(t.skips) > 0 {
				b.Fatalf("%d events, %v", t.events, t.skips)
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	path := shaped(b, b.TempDir(), "json", 8<<20)
	b.SetBytes(8 << 20)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(context.Background(), Options{}, path); err != nil {
			b.Fatal(err)
		}
	}
}
