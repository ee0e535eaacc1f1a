package timelog

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// formatBenches are logs of the common formats, a line each.
var formatBenches = []struct {
	name, head, layout string
	row                string // takes the stamp and a number
}{
	{"quoted CSV", "time,id,message\n", "2006-01-02 15:04:05", "\"%s\",%d,\"said \"\"hello, world\"\" to the others\"\n"},
	{"TSV", "id\ttime\tuser\taction\taddress\n", "2006-01-02T15:04:05Z", "%[2]d\t%[1]s\tuser@corp.example\tlogin\t10.1.2.3\n"},
	{"Suricata eve", "", "2006-01-02T15:04:05.000000-0700", `{"timestamp":"%s","flow_id":%d,"event_type":"dns","src_ip":"10.1.2.3","dns":{"type":"query","id":7,"rrname":"mail.corp.example","rrtype":"A"}}` + "\n"},
	{"Zeek", "#separator \\x09\n#fields\tts\tuid\tid.orig_h\tid.resp_h\tproto\n#types\ttime\tstring\taddr\taddr\tenum\n", "epoch", "%s\tC%d\t10.1.2.3\t10.9.8.7\tudp\n"},
	{"W3C", "#Software: Microsoft Internet Information Services 10.0\n#Fields: date time cs-method cs-uri-stem sc-status\n", "2006-01-02 15:04:05", "%s GET /page/%d 200\n"},
	{"access", "", "02/Jan/2006:15:04:05 -0700", `10.1.2.3 - ada [%s] "GET /a%%20b?x=%d HTTP/1.1" 200 1234 "https://example.org/" "Mozilla/5.0 (X11; Linux x86_64)"` + "\n"},
	{"nginx error", "", "2006/01/02 15:04:05", "%s [error] 31#31: *%d open() \"/srv/x\" failed (2: No such file or directory), client: 10.1.2.3\n"},
	{"syslog", "", "Jan _2 15:04:05", "%s combo sshd(pam_unix)[%d]: authentication failure; logname= uid=0 euid=0 tty=NODEVssh ruser= rhost=218.188.2.4\n"},
	{"syslog, RFC 5424", "", "2006-01-02T15:04:05.000Z", "<34>1 %s mail.corp.example su %d ID47 - 'su root' failed for lonvick on /dev/pts/8\n"},
	{"any text", "", "2006-01-02 15:04:05,000", "%s INFO [main] org.apache.hadoop.mapreduce.X: Created MRAppMaster for application appattempt_%d\n"},
}

// formatFiles writes a file of each format and returns their paths in order.
func formatFiles(b *testing.B, size int) (names, paths []string) {
	dir := b.TempDir()
	for _, s := range shapes {
		names, paths = append(names, s.name), append(paths, shaped(b, dir, s.name, size))
	}
	for i, f := range formatBenches {
		var w bytes.Buffer
		w.WriteString(f.head)
		at := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
		for n := 0; w.Len() < size; n++ {
			at = at.Add(20 * time.Second)
			stamp := at.Format(f.layout)
			if f.layout == "epoch" {
				stamp = fmt.Sprintf("%d.%06d", at.Unix(), n%1e6)
			}
			fmt.Fprintf(&w, f.row, stamp, n)
		}
		path := filepath.Join(dir, fmt.Sprintf("format%d.log", i))
		if err := os.WriteFile(path, w.Bytes(), 0o600); err != nil {
			b.Fatal(err)
		}
		names, paths = append(names, f.name), append(paths, path)
	}
	text, err := os.ReadFile(paths[0])
	if err != nil {
		b.Fatal(err)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write(text)
	z.Close()
	path := filepath.Join(dir, "events.jsonl.gz")
	if err := os.WriteFile(path, packed.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	return append(names, "jsonl in gzip"), append(paths, path)
}

// BenchmarkFormats counts a file of each format and, in turn, the ends of its lines
// as wc -l does. "times" is how much longer the counting takes, least against least.
func BenchmarkFormats(b *testing.B) {
	const size = 16 << 20
	names, paths := formatFiles(b, size)
	plainPaths := paths[:len(paths)-1] // of the packed file the ends of lines are those of the first
	for i, name := range names {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(size)
			least, ends := time.Hour, time.Hour
			for b.Loop() {
				b.StopTimer()
				ends = min(ends, timed(b, func() error { return lineEnds(paths[i%len(plainPaths)]) }))
				b.StartTimer()
				least = min(least, timed(b, func() error {
					_, err := Count(context.Background(), Options{}, paths[i])
					return err
				}))
			}
			b.ReportMetric(size/float64(least.Nanoseconds()), "GB/s")
			b.ReportMetric(float64(least)/float64(ends), "times")
		})
	}
}

func timed(b *testing.B, do func() error) time.Duration {
	start := time.Now()
	if err := do(); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

// lineEnds reads a file and counts the ends of its lines.
func lineEnds(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	piece := make([]byte, 1<<17)
	for {
		n, err := f.Read(piece)
		bytes.Count(piece[:n], []byte{'\n'})
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
