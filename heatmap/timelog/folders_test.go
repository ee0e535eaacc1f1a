package timelog

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
)

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestFolders(t *testing.T) {
	dir := t.TempDir()
	const line = `{"ts":"2021-01-29T00:06:46"}` + "\n"
	write(t, dir, "b.jsonl", line)
	write(t, dir, "a/c.jsonl", line+line)
	write(t, dir, ".hidden", line)
	write(t, dir, ".git/x.jsonl", line)
	write(t, dir, "picture.png", "\x89PNG\x00\x00\x00")
	write(t, dir, "prose.txt", "Nothing to see here.\nMove on.\n")
	write(t, dir, "settings.json", `{"colour":"blue"}`)
	tally, err := Count(context.Background(), Options{}, dir)
	if err != nil {
		t.Fatal(err)
	}
	balanced(t, tally.Sources)
	var paths []string
	for _, s := range tally.Sources {
		rel, _ := filepath.Rel(dir, s.Path)
		paths = append(paths, filepath.ToSlash(rel))
	}
	if diff := cmp.Diff([]string{"a/c.jsonl", "b.jsonl", "settings.json"}, paths); diff != "" || tally.All.Total() != 3 {
		t.Errorf("%d events\n%s", tally.All.Total(), diff)
	}
	warnings := strings.Join(tally.Warnings, "\n")
	for _, name := range []string{"picture.png", "prose.txt", "settings.json"} {
		if !strings.Contains(warnings, name) {
			t.Errorf("no warning about %s:\n%s", name, warnings)
		}
	}
	tally, err = Count(context.Background(), Options{}, filepath.Join(dir, "*.jsonl"), dir)
	if err != nil || tally.All.Total() != 3 {
		t.Errorf("a file given twice is read once: %+v %v", tally, err)
	}
	if _, err := Count(context.Background(), Options{}, filepath.Join(dir, "*.log")); err == nil || !strings.Contains(err.Error(), "*.log") {
		t.Errorf("a glob without match: %v", err)
	}
	if _, err := Count(context.Background(), Options{}, t.TempDir()); !errors.Is(err, errNothing) {
		t.Errorf("an empty folder: %v", err)
	}
}

func TestOneUnreadableFile(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "a.jsonl", `{"ts":"2021-01-29T00:06:46"}`+"\n")
	missing := filepath.Join(dir, "missing.jsonl")
	tally, err := Count(context.Background(), Options{}, filepath.Join(dir, "a.jsonl"), missing)
	if err == nil || !strings.Contains(err.Error(), missing) || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v", err)
	}
	if tally == nil || tally.All.Total() != 1 {
		t.Errorf("the other file: %+v", tally)
	}
	noise := filepath.Join(dir, "noise")
	write(t, dir, "noise", "\x00\x01\x02")
	tally, err = Count(context.Background(), Options{}, filepath.Join(dir, "a.jsonl"), noise)
	if err == nil || !strings.Contains(err.Error(), noise) || tally == nil || tally.All.Total() != 1 {
		t.Errorf("a file that is no log: %+v, %v", tally, err)
	}
}

func TestGzipAndHash(t *testing.T) {
	text := strings.Repeat(`{"ts":"2021-01-29T00:06:46"}`+"\n", 100000) // 2.9 MB: three blocks
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for _, stored := range []string{text, z.String()} {
		tally, err := Count(context.Background(), Options{Hash: true}, file(t, "log", stored))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256([]byte(stored))
		if s := tally.Sources[0]; s.Events != 100000 || s.Bytes != int64(len(stored)) || s.SHA256 != hex.EncodeToString(sum[:]) {
			t.Errorf("%+v", s)
		}
	}
	if _, err := Count(context.Background(), Options{}, file(t, "cut.gz", z.String()[:z.Len()/2])); err == nil || !strings.Contains(err.Error(), "cut") {
		t.Errorf("a compressed file cut off: %v", err)
	}
}

func TestProgressAndCancel(t *testing.T) {
	text := strings.Repeat(`{"ts":"2021-01-29T00:06:46"}`+"\n", 200000)
	path := file(t, "log", text)
	var last, total int64
	_, err := Count(context.Background(), Options{Progress: func(d, n int64) {
		if d < last {
			t.Errorf("progress goes back from %d to %d", last, d)
		}
		last, total = d, n
	}}, path)
	if err != nil || last != int64(len(text)) || total != last {
		t.Errorf("%d of %d, want %d; %v", last, total, len(text), err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	reads := 0
	tally, err := Count(ctx, Options{Progress: func(int64, int64) { reads++; cancel() }}, path)
	if tally != nil || !errors.Is(err, context.Canceled) || reads > 3 {
		t.Errorf("cancelled: %v %v after %d reports", tally, err, reads)
	}
}

func TestOptionErrors(t *testing.T) {
	path := file(t, "log", `{"ts":"2021-01-29T00:06:46"}`)
	for _, opt := range []Options{{SourceZone: "Nowhere/City"}, {DateOrder: "ydm"}, {Format: "xml"}} {
		if tally, err := Count(context.Background(), opt, path); err == nil {
			t.Errorf("%+v: %+v", opt, tally)
		}
	}
}
