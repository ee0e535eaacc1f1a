package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"

	"golang.org/x/tools/go/gcexportdata"
)

// archive puts together what the engine wants to know of packages besides
// their symbols: for each, the types of what it exports, in the form that the
// Go tools exchange, and its documentation.
func (w *world) archive() ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, p := range w.packages {
		f, err := z.Create(p.path + ".types")
		if err != nil {
			return nil, err
		}
		if err := gcexportdata.Write(f, w.fset, p.types); err != nil {
			return nil, fmt.Errorf("types of %s: %w", p.path, err)
		}
		if f, err = z.Create(p.path + ".docs"); err != nil {
			return nil, err
		}
		if _, err := io.WriteString(f, docsOf(p)); err != nil {
			return nil, fmt.Errorf("documentation of %s: %w", p.path, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
