package timelog

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// input is one file to read.
type input struct {
	path   string
	size   int64 // as stored; 0 when unknown
	walked bool  // found in a folder rather than named
	stream bool  // can be read only once: standard input, a named pipe

	// For members of archives.
	inner bool
	body  func() (io.ReadCloser, error) // opens it; only while its archive is open
	depth int                           // archives around it
	guard *guard                        // the limits of the archive
}

// small tells whether an input is read by one goroutine, beside others.
func (in *input) small() bool { return in.size > 0 && in.size <= 4*blockSize }

// errNothing is returned when the patterns match no file at all.
var errNothing = errors.New("no files to read")

// expand turns patterns into inputs, in sorted order and each file once. Errors
// of single patterns are joined; what could be found is returned with them. Once
// ctx has ended nothing more is listed.
func expand(ctx context.Context, patterns []string) ([]input, error) {
	var ins []input
	var errs []error
	for _, p := range patterns {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		found, err := expandOne(ctx, p)
		ins = append(ins, found...)
		if err != nil {
			errs = append(errs, err)
		}
	}
	slices.SortStableFunc(ins, func(a, b input) int { return strings.Compare(a.path, b.path) })
	ins = slices.CompactFunc(ins, func(a, b input) bool { return a.path == b.path })
	if len(ins) == 0 && len(errs) == 0 {
		errs = append(errs, errNothing)
	}
	return ins, errors.Join(errs...)
}

func expandOne(ctx context.Context, pattern string) ([]input, error) {
	if pattern == "-" {
		return []input{{path: "-", stream: true}}, nil
	}
	info, err := os.Stat(pattern)
	if err == nil && info.IsDir() {
		return walk(ctx, pattern)
	}
	if err == nil {
		return []input{statted(pattern, info)}, nil
	}
	if !strings.ContainsAny(pattern, "*?[") {
		return nil, err
	}
	paths, bad := filepath.Glob(pattern)
	if bad != nil {
		return nil, fmt.Errorf("%s: %w", pattern, bad)
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%s: matches no file", pattern)
	}
	var ins []input
	var errs []error
	for _, p := range paths {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		found, err := expandMatch(ctx, p)
		ins = append(ins, found...)
		errs = append(errs, err)
	}
	return ins, errors.Join(errs...)
}

// expandMatch takes what a glob matched; hidden files only if they are named.
func expandMatch(ctx context.Context, path string) ([]input, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return walk(ctx, path)
	}
	return []input{statted(path, info)}, nil
}

func statted(path string, info fs.FileInfo) input {
	in := input{path: path, stream: !info.Mode().IsRegular()}
	if info.Mode().IsRegular() {
		in.size = info.Size()
	}
	return in
}

// walk lists the files below a folder. Hidden files and folders are passed by;
// a folder that cannot be read is an error, the others are still listed.
func walk(ctx context.Context, root string) ([]input, error) {
	var ins []input
	var errs []error
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if stop := ctx.Err(); stop != nil {
			return stop
		}
		if err != nil {
			errs = append(errs, err)
			return nil
		}
		if path != root && strings.HasPrefix(d.Name(), ".") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		info, err := os.Stat(path) // follows links
		if err != nil {
			errs = append(errs, err)
		} else if info.Mode().IsRegular() {
			ins = append(ins, input{path: path, size: info.Size(), walked: true})
		}
		return nil
	})
	return ins, errors.Join(append(errs, err)...)
}
