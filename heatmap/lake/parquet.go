package lake

import (
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// A folder is Parquet files below one root, in Hive's layout or in none: what the
// folders' names say (day=2021-01-29/host=a) are columns too.
type folder struct {
	pattern string
	root    string
}

func openParquet(path string) (*DB, error) {
	f := &folder{pattern: path, root: path}
	if _, err := f.files(); err != nil {
		return nil, err
	}
	return &DB{folder: f, label: "parquet:" + filepath.ToSlash(path)}, nil
}

// files lists the files in sorted order. Names that begin with a dot or an
// underscore are those of the writers' own bookkeeping, as everywhere in Hive's
// layout.
func (f *folder) files() ([]string, error) {
	roots := []string{f.pattern}
	if _, err := os.Stat(f.pattern); err != nil {
		found, _ := filepath.Glob(f.pattern)
		if len(found) == 0 {
			return nil, err
		}
		roots = found
	}
	var files []string
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			switch name := filepath.Base(path); {
			case err != nil:
				return err
			case path != root && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")):
				if d.IsDir() {
					return fs.SkipDir
				}
			case !d.IsDir() && (path == root || strings.HasSuffix(name, ".parquet") || strings.HasSuffix(name, ".parq")):
				files = append(files, path)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: there is no file whose name ends in .parquet", f.pattern)
	}
	slices.Sort(files)
	return files, nil
}

// partitions reads the columns out of a path's folders.
func partitions(path string) map[string]parquet.Value {
	var found map[string]parquet.Value
	for _, part := range strings.Split(filepath.ToSlash(filepath.Dir(path)), "/") {
		key, value, ok := strings.Cut(part, "=")
		if !ok || key == "" {
			continue
		}
		if found == nil {
			found = map[string]parquet.Value{}
		}
		if plain, err := url.PathUnescape(value); err == nil {
			value = plain
		}
		if value == "__HIVE_DEFAULT_PARTITION__" { // how Hive writes a missing value
			found[key] = parquet.NullValue()
			continue
		}
		found[key] = parquet.ByteArrayValue([]byte(value))
	}
	return found
}

// A part is one file of a folder, open.
type part struct {
	path  string
	os    *os.File
	file  *parquet.File
	fixed map[string]parquet.Value
	cols  map[string]*parquet.Column
}

func openPart(path string) (*part, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil {
		p := &part{path: path, os: f, fixed: partitions(path), cols: map[string]*parquet.Column{}}
		p.file, err = parquet.OpenFile(f, info.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true), parquet.ReadBufferSize(1<<18))
		if err == nil {
			p.leaves(p.file.Root())
			return p, nil
		}
	}
	f.Close()
	return nil, fmt.Errorf("%s: the Parquet file is damaged or cut off: %w", path, err)
}

func (p *part) leaves(c *parquet.Column) {
	if c.Leaf() {
		p.cols[strings.Join(c.Path(), ".")] = c
		return
	}
	for _, child := range c.Columns() {
		p.leaves(child)
	}
}

// field is a column of a part: a leaf, a constant of the path, or missing.
type field struct {
	name  string
	leaf  *parquet.Column
	fixed parquet.Value // when leaf is nil; null if the file has no such column
	stamp stampForm
}

func (p *part) field(name string) (field, error) {
	f := field{name: name, leaf: p.cols[name], fixed: parquet.NullValue()}
	if f.leaf == nil {
		f.fixed = p.fixed[name]
		return f, nil
	}
	if f.leaf.MaxRepetitionLevel() > 0 {
		return f, fmt.Errorf("%s: the column %q is a list: it has no one value a row", p.path, name)
	}
	f.stamp = stampFormOf(f.leaf.Type())
	return f, nil
}

// names lists the columns, for errors.
func (p *part) names() string {
	var names []string
	for n := range p.cols {
		names = append(names, n)
	}
	for n := range p.fixed {
		names = append(names, n)
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
