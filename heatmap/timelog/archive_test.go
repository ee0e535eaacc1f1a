package timelog

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
	"github.com/ulikunitz/xz"
	"golang.org/x/text/encoding/unicode"
)

// threeEvents is a log of three events, on a Friday from 10:59:59 on.
const threeEvents = `{"ts":"2021-01-29T10:59:59Z","from":"ada"}
{"ts":"2021-01-29T11:00:00Z","from":"bo"}
{"ts":"2021-01-29T12:00:00Z","from":"José"}
`

// bzip2Events is threeEvents compressed by bzip2, which the standard library
// cannot write.
const bzip2Events = "425a6839314159265359fee8620800003d5f940010100672300010041035029c0a0020080020005447a5269ea0d0034f481b546a191a69a321a35c99" +
	"23c2c3c8173eafb238441299428b27278e2c3683198cedce027625373a9a24956e6a228560f60b17b9611f47e2ee48a70a121fdd0c4100"

type packedFile struct{ name, text string }

func packed(t testing.TB, pack packing, text string) string {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	var err error
	switch pack {
	case packGzip:
		w = gzip.NewWriter(&b)
	case packZstd:
		w, err = zstd.NewWriter(&b)
	case packXZ:
		w, err = xz.NewWriter(&b)
	case packLZ4:
		z := lz4.NewWriter(&b)
		err = z.Apply(lz4.BlockSizeOption(lz4.Block64Kb))
		w = z
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zipped(t testing.TB, members ...packedFile) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range members {
		w, err := z.Create(m.name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, m.text)
	}
	z.Close()
	return b.String()
}

func tarred(t testing.TB, members ...packedFile) string {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, m := range members {
		if err := w.WriteHeader(&tar.Header{Name: m.name, Size: int64(len(m.text)), Mode: 0o600}); err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, m.text)
	}
	w.Close()
	return b.String()
}

func utf16Text(t testing.TB, order unicode.Endianness, bom unicode.BOMPolicy, text string) string {
	t.Helper()
	out, err := unicode.UTF16(order, bom).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestPacked(t *testing.T) {
	csv := "time,user\n2021-01-29T10:59:59Z,ada\n2021-01-29T11:00:00Z,bo\n2021-01-29T12:00:00Z,cy\n"
	unhex, err := hex.DecodeString(bzip2Events)
	if err != nil {
		t.Fatal(err)
	}
	nuls := strings.Replace(csv, "ada", "a\x00d\x00a", 1)
	for name, text := range map[string]string{
		"gzip":          packed(t, packGzip, threeEvents),
		"two gzips":     packed(t, packGzip, threeEvents[:43]) + packed(t, packGzip, threeEvents[43:]),
		"zstd":          packed(t, packZstd, threeEvents),
		"xz":            packed(t, packXZ, threeEvents),
		"lz4":           packed(t, packLZ4, threeEvents),
		"bzip2":         string(unhex),
		"gzip in zstd":  packed(t, packZstd, packed(t, packGzip, threeEvents)),
		"UTF-16LE":      utf16Text(t, unicode.LittleEndian, unicode.UseBOM, csv),
		"UTF-16BE":      utf16Text(t, unicode.BigEndian, unicode.UseBOM, csv),
		"UTF-16LE bare": utf16Text(t, unicode.LittleEndian, unicode.IgnoreBOM, csv),
		"UTF-16 gzip":   packed(t, packGzip, utf16Text(t, unicode.LittleEndian, unicode.UseBOM, csv)),
		"NULs":          nuls,
		"leading NULs":  strings.Repeat("\x00", 100_000) + csv,
		"Latin-1":       strings.Replace(csv, "bo", "B\xf6", 1),
	} {
		t.Run(name, func(t *testing.T) {
			path := file(t, "log", text)
			tally, err := Count(context.Background(), Options{}, path)
			if err != nil {
				t.Fatal(err)
			}
			balanced(t, tally.Sources)
			if s := tally.Sources[0]; s.Events != 3 || s.Bytes != int64(len(text)) {
				t.Errorf("%+v, file of %d bytes", s, len(text))
			}
			table, err := Read(context.Background(), Options{}, path)
			if err != nil || table.Rows != 3 {
				t.Errorf("Read: %v, %v", table, err)
			}
		})
	}
}

// Texts in which UTF-16 and single bytes take turns come out whole, in whatever pieces
// they are read.
func TestMixedEncodings(t *testing.T) {
	lines := []string{"2021-01-29 10:00:00 first, in Köln\r\n", "2021-01-29 11:00:00 second 中文字符 😀\n", "2021-01-29 12:00:00 third\n", "2021-01-29 13:00:00 fourth\n"}
	for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		for wide := 1; wide < 16; wide++ {
			text := ""
			for i, line := range lines {
				if wide>>i&1 == 1 {
					line = utf16Text(t, order, []unicode.BOMPolicy{unicode.UseBOM, unicode.IgnoreBOM}[min(i, 1)], line)
				}
				text += line
			}
			if wide&1 == 0 {
				continue // then the file is one of single bytes
			}
			got, err := io.ReadAll(iotest.OneByteReader(decoded([]byte(text), iotest.OneByteReader(strings.NewReader(text)))))
			if want := strings.Join(lines, ""); err != nil || string(got) != want {
				t.Errorf("%v, %04b: %q, want %q, %v", order, wide, got, want, err)
			}
		}
	}
}

func TestUTF16OfEveryLength(t *testing.T) {
	for n := range 200 {
		text := strings.Repeat("2021-01-29 10:00:00\n", 10)[:n]
		for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
			wide := utf16Text(t, order, unicode.UseBOM, text)
			got, err := io.ReadAll(decoded([]byte(wide), strings.NewReader(wide)))
			if err != nil || string(got) != text {
				t.Errorf("%q, want %q, %v", got, text, err)
			}
		}
	}
}

// Lines may end as on old Macintoshes.
func TestCarriageReturns(t *testing.T) {
	for _, text := range []string{
		"time,user\r2021-01-29T10:59:59Z,ada\r2021-01-29T11:00:00Z,bo\r", "time,user\r2021-01-29T10:59:59Z,ada\r2021-01-29T11:00:00Z,bo",
		"2021-01-29 10:59:59 one\r2021-01-29 11:00:00 two\r", threeEvents[:strings.Index(threeEvents, "\n")] + "\r" + `{"ts":"2021-01-29T11:00:00Z","from":"b"}` + "\r",
	} {
		tally, err := Count(context.Background(), Options{}, file(t, "mac.log", text))
		if err != nil || tally.All.Total() != 2 || tally.Sources[0].Rows != 2 {
			t.Errorf("%q: %v, %+v", text, err, tally)
		}
	}
	got, err := io.ReadAll(iotest.OneByteReader(&returns{r: iotest.OneByteReader(strings.NewReader("a\rb\r\nc\r\r\n\nd\n"))}))
	if want := "a\nb\nc\n\n\nd\n"; err != nil || string(got) != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestLatin1(t *testing.T) {
	path := file(t, "log.csv", "time,user\n2021-01-29T10:59:59Z,Ren\xe9\n2021-01-29T11:00:00Z,René\n2021-01-29T12:00:00Z,\x80\n")
	tally, err := Count(context.Background(), Options{By: "user"}, path)
	if err != nil {
		t.Fatal(err)
	}
	if n := tally.Groups.Of("René").Total(); n != 2 || tally.Groups.Of("€").Total() != 1 {
		t.Errorf("groups %v", tally.Groups)
	}
}

func TestArchives(t *testing.T) {
	a, b := packedFile{"b/app.log.gz", packed(t, packGzip, threeEvents)}, packedFile{"a.jsonl", threeEvents}
	others := []packedFile{{"b/", ""}, {"__MACOSX/._a", "\x00\x05"}, {".hidden", threeEvents}, {"photo.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\x01\x02\x03"}}
	all := append([]packedFile{a, b}, others...)
	for _, c := range []struct {
		name, text string
		paths      []string
	}{
		{"zip", zipped(t, all...), []string{"!a.jsonl", "!b/app.log.gz"}},
		{"tar", tarred(t, append([]packedFile{a, b}, others[1:]...)...), []string{"!b/app.log.gz", "!a.jsonl"}},
		{"tar.gz", packed(t, packGzip, tarred(t, a, b)), []string{"!b/app.log.gz", "!a.jsonl"}},
		{"zip in tar.zst", packed(t, packZstd, tarred(t, packedFile{"in.zip", zipped(t, a, b)}, b)), []string{"!in.zip!a.jsonl", "!in.zip!b/app.log.gz", "!a.jsonl"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := file(t, "archive", c.text)
			tally, err := Count(context.Background(), Options{Hash: true}, path)
			if err != nil {
				t.Fatal(err)
			}
			balanced(t, tally.Sources)
			var paths []string
			for _, s := range tally.Sources {
				paths = append(paths, strings.TrimPrefix(s.Path, path))
				if s.Events != 3 || s.SHA256 == "" {
					t.Errorf("%+v", s)
				}
			}
			if fmt.Sprint(paths) != fmt.Sprint(c.paths) {
				t.Errorf("read %v, want %v", paths, c.paths)
			}
			table, err := Read(context.Background(), Options{Dedupe: []string{"ts", "from"}}, path)
			if err != nil || table.Rows != 3 || len(table.Sources) != len(c.paths) {
				t.Errorf("Read: %d rows, %v", table.Rows, err)
			}
		})
	}
}

func TestArchiveWithout(t *testing.T) {
	empty := file(t, "empty.zip", zipped(t))
	if tally, err := Count(context.Background(), Options{}, empty); tally == nil || len(tally.Warnings) == 0 {
		t.Errorf("empty archive: %v, %v", tally, err)
	}
	picture := file(t, "only.zip", zipped(t, packedFile{"p.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\x01\x02\x03"}))
	if _, err := Count(context.Background(), Options{}, picture); err == nil || !strings.Contains(err.Error(), "only.zip!p.png") || !strings.Contains(err.Error(), "PNG picture") {
		t.Errorf("archive of a picture: %v", err)
	}
	letter := file(t, "letter.docx", zipped(t, packedFile{"word/document.xml", "<x/>"}))
	if _, err := Count(context.Background(), Options{}, letter); err == nil || !strings.Contains(err.Error(), "Word document") {
		t.Errorf("a letter: %v", err)
	}
	deep := file(t, "deep.zip", zipped(t, packedFile{"1.zip", zipped(t, packedFile{"2.zip", zipped(t, packedFile{"a", threeEvents})})}, packedFile{"z.jsonl", threeEvents}))
	tally, err := Count(context.Background(), Options{}, deep)
	if err != nil || tally.All.Total() != 3 || !strings.Contains(strings.Join(tally.Warnings, " "), "inside 2 others") {
		t.Errorf("three archives deep: %v, %v", tally.Warnings, err)
	}
}

// What came before the damage counts, and the damage is an error with a name.
func TestCutOff(t *testing.T) {
	var long strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&long, `{"ts":"2021-01-29T%02d:%02d:%02dZ","n":%d}`+"\n", i/3600, i/60%60, i%60, i*7919)
	}
	for name, text := range map[string]string{
		"gzip": packed(t, packGzip, long.String()),
		"zstd": packed(t, packZstd, long.String()),
		"xz":   packed(t, packXZ, long.String()),
		"lz4":  packed(t, packLZ4, long.String()),
		"tar":  tarred(t, packedFile{"a.jsonl", threeEvents}, packedFile{"b.jsonl", long.String()}),
	} {
		path := file(t, "log."+name, text[:len(text)*2/3])
		tally, err := Count(context.Background(), Options{}, path)
		if err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: error %v", name, err)
		}
		if name == "xz" || name == "zstd" {
			continue // one block of this size: nothing of it may come out
		}
		if tally == nil || tally.All.Total() < 3 {
			t.Errorf("%s: nothing kept", name)
			continue
		}
		balanced(t, tally.Sources)
	}
}

// zeros gives blank lines without end.
type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '\n'
	}
	return len(p), nil
}

func TestBomb(t *testing.T) {
	path := bomb(t)
	tally, err := Count(context.Background(), Options{}, path)
	if !errors.Is(err, errBomb) || !strings.Contains(err.Error(), "bomb.jsonl.zst") {
		t.Errorf("a bomb of 200 MiB in a few KiB: %v", err)
	}
	if tally == nil || tally.All.Total() != 3 {
		t.Error("what was read before the limit must be kept")
	}
}

// A bomb inside an archive inside an archive is named once.
func TestNestedBomb(t *testing.T) {
	data, err := os.ReadFile(bomb(t))
	if err != nil {
		t.Fatal(err)
	}
	inner := zipped(t, packedFile{"bomb.zst", string(data)}, packedFile{"more.jsonl", threeEvents})
	tally, err := Count(context.Background(), Options{}, file(t, "outer.zip", zipped(t, packedFile{"inner.zip", inner})))
	if !errors.Is(err, errBomb) || strings.Count(err.Error(), "bomb.zst") != 1 {
		t.Errorf("%v", err)
	}
	if tally == nil || tally.All.Total() < 3 {
		t.Error("what was read before the limit must be kept")
	}
}

// bomb is a file of a few KiB that unpacks to 200 MiB.
func bomb(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "bomb.jsonl.zst")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zstd.NewWriter(f)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(z, threeEvents)
	if _, err := io.Copy(z, io.LimitReader(blanks{}, 200<<20)); err != nil {
		t.Fatal(err)
	}
	z.Close()
	f.Close()
	return path
}
