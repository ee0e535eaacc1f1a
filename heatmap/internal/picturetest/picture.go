// Package picturetest compares the pictures of golden files.
package picturetest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
)

// Decode decodes a PNG and fails the test if that is none.
func Decode(t testing.TB, data []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// Unlike is the part of the pixels, from 0 to 1, that differ in a channel by more than
// 12 of 255, which leaves room for another processor's rounding at an edge. Pictures
// of different size are wholly unlike.
func Unlike(a, b image.Image) float64 {
	if a.Bounds() != b.Bounds() {
		return 1
	}
	n := 0
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			if apart(a.At(x, y), b.At(x, y)) {
				n++
			}
		}
	}
	return float64(n) / float64(a.Bounds().Dx()*a.Bounds().Dy())
}

func apart(a, b color.Color) bool {
	ar, ag, ab, _ := a.RGBA()
	br, bg, bb, _ := b.RGBA()
	far := func(x, y uint32) bool { return max(x, y)-min(x, y) > 12*257 }
	return far(ar, br) || far(ag, bg) || far(ab, bb)
}
