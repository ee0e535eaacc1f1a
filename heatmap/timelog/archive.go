package timelog

import (
	"archive/tar"
	"archive/zip"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// zip reads the members of a zip archive in sorted order, or a workbook, which
// is a zip archive too.
func (r *run) zip(res *fileResult, o *opened, workers int, rules stampRules) error {
	if err := o.seekable(); err != nil {
		return readError(err)
	}
	z, err := zip.NewReader(o.at, o.size)
	if err != nil {
		return fmt.Errorf("the zip archive is damaged or cut off: %w", err)
	}
	if isWorkbook(z) {
		return r.workbook(res, o, z, workers, rules)
	}
	if name := officeFile(z); name != "" {
		return r.leaveOut(res, fmt.Errorf("not a log that is known here: %s", name))
	}
	z.RegisterDecompressor(12, func(r io.Reader) io.ReadCloser { return io.NopCloser(bzip2.NewReader(r)) })
	z.RegisterDecompressor(93, zstd.ZipDecompressor())
	z.RegisterDecompressor(95, unzipXZ)
	files := slices.DeleteFunc(slices.Clone(z.File), func(f *zip.File) bool { return !isLog(f.Name) || !f.Mode().IsRegular() })
	slices.SortStableFunc(files, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	g := &guard{stored: func() int64 { return o.size }, outer: res.in.guard}
	for i, f := range files {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if i == maxMembers {
			return fmt.Errorf("holds %d files, more than the limit of %d; the rest is left out", len(files), maxMembers)
		}
		in := member(res.in, f.Name, g)
		in.body = func() (io.ReadCloser, error) { return unzip(f, g) }
		if stop := r.inside(res, r.file(in, workers, rules)); stop != nil {
			return stop
		}
	}
	return emptyArchive(res)
}

func unzipXZ(r io.Reader) io.ReadCloser {
	z, err := xz.NewReader(r)
	if err != nil {
		return io.NopCloser(&prefixed{rest: errReader{err}})
	}
	return io.NopCloser(z)
}

// errReader fails.
type errReader struct{ err error }

func (e errReader) Read([]byte) (int, error) { return 0, e.err }

// unzip opens a member, within the limits.
func unzip(f *zip.File, outer *guard) (io.ReadCloser, error) {
	if f.Flags&1 != 0 {
		return nil, errors.New("encrypted (unpack it first)")
	}
	rc, err := f.Open()
	if err != nil {
		return nil, err
	}
	size := int64(f.CompressedSize64)
	g := &guard{r: &calm{rc, packZip}, stored: func() int64 { return size }, outer: outer}
	return struct {
		io.Reader
		io.Closer
	}{g, rc}, nil
}

// tar reads the members of a tar archive as they come, for it can be read only
// from the front.
func (r *run) tar(res *fileResult, o *opened, workers int, rules stampRules) error {
	t := tar.NewReader(o)
	for n := 0; ; {
		h, err := t.Next()
		if err == io.EOF {
			return emptyArchive(res)
		}
		if err != nil {
			return fmt.Errorf("the tar archive is damaged or cut off: %w", readError(err))
		}
		if h.Typeflag != tar.TypeReg || !isLog(h.Name) {
			continue
		}
		if n++; n > maxMembers {
			return fmt.Errorf("holds more files than the limit of %d; the rest is left out", maxMembers)
		}
		in := member(res.in, h.Name, res.in.guard)
		in.stream = true
		in.body = func() (io.ReadCloser, error) { return io.NopCloser(t), nil }
		if stop := r.inside(res, r.file(in, workers, rules)); stop != nil {
			return stop
		}
	}
}

// isLog reports whether a member may be a log: no folder, no hidden file, no
// company of the real ones that macOS adds.
func isLog(name string) bool {
	if name == "" || strings.HasSuffix(name, "/") || strings.HasPrefix(name, "__MACOSX/") {
		return false
	}
	return !strings.HasPrefix(path.Base(name), ".")
}

// member is the input for a member of an archive.
func member(in input, name string, g *guard) input {
	return input{path: in.path + "!" + name, walked: true, depth: in.depth + 1, guard: g, inner: true}
}

// inside adds the result of a member to that of its archive. It returns the
// errors that end the whole archive.
func (r *run) inside(res, m *fileResult) error {
	res.inner = append(res.inner, m.flat()...)
	if errors.Is(m.err, errBomb) {
		err := m.err
		m.err = nil
		return err
	}
	return r.ctx.Err()
}

func emptyArchive(res *fileResult) error {
	if len(res.inner) == 0 {
		res.tally = &tally{}
		res.notes = append(res.notes, "an archive without files, nothing to count")
	}
	return nil
}

// flat is the results for an input: its own and those of its members.
func (res *fileResult) flat() []*fileResult {
	if len(res.inner) == 0 {
		return []*fileResult{res}
	}
	all := res.inner
	for _, m := range all {
		if m.src.SHA256 == "" {
			m.src.SHA256 = res.src.SHA256 // a sheet has no bytes of its own
		}
	}
	if res.err != nil || len(res.notes) > 0 {
		own := *res
		own.inner = nil
		all = append([]*fileResult{&own}, all...)
	}
	return all
}

// flatten puts the members of archives in their places.
func (r *run) flatten(results []*fileResult) []*fileResult {
	if r.ctx.Err() != nil {
		return nil
	}
	var all []*fileResult
	for _, res := range results {
		all = append(all, res.flat()...)
	}
	return all
}
