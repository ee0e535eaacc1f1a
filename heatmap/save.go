package heatmap

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
)

// Save writes the picture to a file, in the format that the name ends in: .png,
// .svg, .pdf or .html (a page that works from disk). The file appears whole or
// not at all; a file of that name is replaced. Another ending is an error.
func (f *Figure) Save(path string) error {
	data, err := f.encode(strings.ToLower(filepath.Ext(path)))
	if err != nil {
		return fmt.Errorf("heatmap: %s: %w", path, err)
	}
	if err := writeWhole(path, data); err != nil {
		return fmt.Errorf("heatmap: save %s: %w", path, err)
	}
	return nil
}

// encode returns the picture in the format of an ending.
func (f *Figure) encode(ending string) ([]byte, error) {
	switch ending {
	case ".png":
		return f.PNG(), nil
	case ".svg":
		return []byte(f.SVG()), nil
	case ".pdf":
		return f.EncodePDF(), nil
	case ".html", ".htm":
		return f.page(), nil
	}
	return nil, fmt.Errorf("a picture is saved by the ending of its name, and %q is none of .png, .svg, .pdf, .html", ending)
}

// writeWhole writes a file beside its final place and then moves it there, so
// that nobody sees half of it.
func writeWhole(path string, data []byte) error {
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name()) // after the move there is nothing to remove
	_, err = file.Write(data)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	if err := os.Chmod(file.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}

// encodePNG encodes an image with its resolution, so that it prints at its size.
func encodePNG(img image.Image, dpi int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic("heatmap: a drawn image cannot be encoded: " + err.Error())
	}
	data := b.Bytes()
	// After the signature (8 bytes) and the header chunk (25) comes pHYs (PNG,
	// section 11.3.5.3): pixels a metre in both directions, unit 1.
	chunk := []byte("\x00\x00\x00\x09pHYs")
	metre := uint32(float64(dpi)/0.0254 + 0.5)
	chunk = binary.BigEndian.AppendUint32(chunk, metre)
	chunk = append(binary.BigEndian.AppendUint32(chunk, metre), 1)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return append(append(append([]byte(nil), data[:33]...), chunk...), data[33:]...)
}
