//go:build unix

package timelog

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestBinary(t *testing.T) {
	for text, want := range map[string]string{
		"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00": "a program (ELF)",
		"SQLite format 3\x00\x10\x00\x01\x01":     "a SQLite database, which needs a driver",
		"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n":           "a PDF document",
		"\x00\x01\x02\x03\x04\x05\x06\x07":        "NUL bytes",
		strings.Repeat("\x00\x01\x02\x03", 10000): "NUL bytes",
	} {
		path := file(t, "thing.bin", text)
		if _, err := Count(context.Background(), Options{}, path); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%q: %v, want %q and the path", text, err, want)
		}
		// Among others in a folder it is a warning.
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), "log.jsonl"), []byte(threeEvents), 0o600); err != nil {
			t.Fatal(err)
		}
		tally, err := Count(context.Background(), Options{}, filepath.Dir(path))
		if err != nil || tally.All.Total() != 3 || !strings.Contains(strings.Join(tally.Warnings, " "), want) {
			t.Errorf("%q in a folder: %v, %v", text, tally, err)
		}
		if strings.Contains(strings.Join(tally.Warnings, " "), "was cut") {
			t.Errorf("%q in a folder, left out: %v", text, tally.Warnings)
		}
	}
}

func TestPipe(t *testing.T) {
	for name, text := range map[string]string{
		"text":    strings.Repeat(threeEvents, 20_000),
		"zip":     zipped(t, packedFile{"a.jsonl", strings.Repeat(threeEvents, 20_000)}),
		"parquet": readFile(t, writeParquet(t, flows(60_000), 10_000)),
	} {
		path := filepath.Join(t.TempDir(), "pipe")
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			t.Fatal(err)
		}
		go func() {
			if f, err := os.OpenFile(path, os.O_WRONLY, 0); err == nil {
				f.WriteString(text)
				f.Close()
			}
		}()
		tally, err := Count(context.Background(), Options{}, path)
		if err != nil || tally.All.Total() != 60_000 {
			t.Errorf("%s: %v, %v", name, tally, err)
			continue
		}
		balanced(t, tally.Sources)
		if n := tally.Sources[0].Bytes; name == "text" && n != int64(len(text)) {
			t.Errorf("%d bytes, want %d", n, len(text))
		}
	}
}

func readFile(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A file may be longer or shorter than it was when it was found.
func TestChangingFile(t *testing.T) {
	text := strings.Repeat(threeEvents, 30_000)
	path := file(t, "log.jsonl", text)
	for _, size := range []int64{0, 10, int64(len(text)), 10 * int64(len(text))} {
		r, err := newRun(context.Background(), Options{}, false)
		if err != nil {
			t.Fatal(err)
		}
		res := r.file(input{path: path, size: size}, 2, r.rules)
		if res.err != nil || res.src.Events != 90_000 || res.src.Bytes != int64(len(text)) {
			t.Errorf("found with %d bytes: %+v, %v", size, res.src, res.err)
		}
		if cut := strings.Contains(strings.Join(res.notes, "\n"), "it was cut while it was read"); cut != (size > int64(len(text))) {
			t.Errorf("found with %d bytes: %q", size, res.notes)
		}
	}
}

// Permissions stop nobody who is root, so root runs the test again as nobody.
func TestForbiddenFile(t *testing.T) {
	if os.Getuid() == 0 {
		asNobody(t, "TestForbiddenFile")
		return
	}
	dir := t.TempDir()
	for _, name := range []string{"a.jsonl", "b.jsonl"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(threeEvents), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(filepath.Join(dir, "a.jsonl"), 0); err != nil {
		t.Fatal(err)
	}
	tally, err := Count(context.Background(), Options{}, dir)
	if err == nil || !strings.Contains(err.Error(), "a.jsonl") || tally == nil || tally.All.Total() != 3 {
		t.Errorf("%v, %v", tally, err)
	}
}

// asNobody runs one test of this program in a process of its own, as a user
// without rights, in a folder that this user may write to.
func asNobody(t *testing.T, name string) {
	t.Helper()
	const nobody = 65534
	dir, err := os.MkdirTemp("", "nobody")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	program := filepath.Join(dir, "timelog.test")
	self, err := os.ReadFile(os.Args[0])
	if err == nil {
		err = os.WriteFile(program, self, 0o755)
	}
	if err == nil {
		err = errors.Join(os.Chmod(dir, 0o755), os.Chown(dir, nobody, nobody))
	}
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-test.run", "^"+name+"$", "-test.v")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "TMPDIR="+dir, "HOME="+dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: "+name) {
		t.Errorf("as nobody: %v\n%s", err, out)
	}
}

// One line longer than memory is to hold is skipped with its reason; its
// neighbours count.
func TestOverlongLine(t *testing.T) {
	long := strings.Repeat("x", maxRecord+1<<20)
	for name, text := range map[string]string{
		"jsonl": threeEvents + `{"ts":"2021-01-29T10:59:59Z","from":"` + long + "\"}\n" + threeEvents,
		"csv":   "time,user\n2021-01-29 10:00:00,ada\n2021-01-29 10:00:00,ada\n2021-01-29 10:00:00,ada\n2021-01-29 11:00:00," + long + "\n2021-01-29 12:00:00,bo\n2021-01-29 12:00:00,bo\n2021-01-29 12:00:00,bo\n",
	} {
		tally, err := Count(context.Background(), Options{}, file(t, "log."+name, text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		balanced(t, tally.Sources)
		s := tally.Sources[0]
		if s.Events != 6 || len(s.Skipped) != 1 || s.Skipped[0].Reason != fmt.Sprintf("record longer than %d MiB", maxRecord>>20) {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

// Of a message longer than memory is to hold, nothing is taken for other messages, and
// lines are numbered on behind it.
func TestOverlongMessage(t *testing.T) {
	mail := func(hour int, body string) string {
		return fmt.Sprintf("From ada@example.org Mon Mar 11 08:20:19 2024\nFrom: ada@example.org\nDate: Mon, 11 Mar 2024 %02d:20:19 +0100\n\n%s\n\n", hour, body)
	}
	long := strings.Repeat("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5\n", 2*maxRecord/70)
	for _, last := range []string{"", "From bo@example.org Mon Mar 11 12:00:00 2024\nSubject: none\n\nx\n"} {
		text := mail(9, "a") + mail(10, long) + mail(11, "b") + last
		tally, err := Count(context.Background(), Options{}, file(t, "inbox", text))
		if err != nil {
			t.Fatal(err)
		}
		balanced(t, tally.Sources)
		want := []Skip{{Reason: "record longer than 32 MiB", Rows: 1, FirstLine: 7}}
		if last != "" {
			want = append(want, Skip{Reason: "no Date in the message's header", Rows: 1, FirstLine: countLines([]byte(text)) - 3})
		}
		got := tally.Sources[0].Skipped
		for i := range got {
			got[i].Example = ""
		}
		if diff := cmp.Diff(want, got); diff != "" || tally.All.Total() != 2 {
			t.Errorf("%d events, %s", tally.All.Total(), diff)
		}
	}
	if tally, err := Count(context.Background(), Options{}, file(t, "inbox", mail(9, "a")+mail(10, long))); err != nil || tally.Sources[0].Rows != 2 {
		t.Errorf("%v, %+v", err, tally)
	}
}

// Tables may be very wide. What takes a fraction of a second took a minute when each
// column was compared with each other one.
func TestWideTable(t *testing.T) {
	const columns = 40_000
	var text strings.Builder
	text.WriteString("time")
	for i := range columns {
		fmt.Fprintf(&text, ",c%d", i)
	}
	for range 20 {
		text.WriteString("\n2021-01-29 10:00:00" + strings.Repeat(",1", columns))
	}
	start := time.Now()
	tally, err := Count(context.Background(), Options{}, file(t, "log.csv", text.String()))
	if err != nil || tally.All.Total() != 20 {
		t.Errorf("%v, %+v", err, tally)
	}
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("took %v", d)
	}
}

// Many small files: few are open at a time, and each is a source.
func TestManyFiles(t *testing.T) {
	dir := t.TempDir()
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		t.Fatal(err)
	}
	lower := limit
	lower.Cur = 64
	for i := range 500 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.jsonl", i)), []byte(threeEvents), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &lower); err != nil {
		t.Fatal(err)
	}
	defer syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit)
	tally, err := Count(context.Background(), Options{}, dir)
	if err != nil || len(tally.Sources) != 500 || tally.All.Total() != 1500 {
		t.Errorf("%v", err)
	}
}

// A reading that is cancelled ends soon, also inside archives and translations.
func TestCancelledInside(t *testing.T) {
	text := strings.Repeat(threeEvents, 100_000)
	for name, data := range map[string]string{
		"gz":      packed(t, packGzip, text),
		"zip":     zipped(t, packedFile{"a.jsonl", text}, packedFile{"b.jsonl", text}),
		"parquet": readFile(t, writeParquet(t, flows(200_000), 10_000)),
	} {
		path := file(t, "log."+name, data)
		ctx, cancel := context.WithCancel(context.Background())
		go func() {
			time.Sleep(5 * time.Millisecond)
			cancel()
		}()
		if tally, err := Count(ctx, Options{By: "from"}, path); err == nil {
			if tally.All.Total() < 200_000 {
				t.Errorf("%s: cancelled, and neither an error nor all events", name)
			}
		} else if ctx.Err() == nil {
			t.Errorf("%s: %v", name, err)
		}
		cancel()
	}
}

// Once interrupted, folders are listed no further and there is no result.
func TestInterruptedListing(t *testing.T) {
	dir := t.TempDir()
	for i := range 3 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.jsonl", i)), []byte(threeEvents), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	ins, err := expand(ctx, []string{dir})
	if len(ins) != 3 || err != nil {
		t.Errorf("%d inputs, %v", len(ins), err)
	}
	cancel()
	for _, pattern := range []string{dir, filepath.Join(dir, "*"), dir + "*"} {
		if ins, err := expand(ctx, []string{pattern}); len(ins) > 0 || !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %d inputs, %v", pattern, len(ins), err)
		}
	}
	if tally, err := Count(ctx, Options{}, dir); tally != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", tally, err)
	}
}
