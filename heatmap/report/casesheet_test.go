package report

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"testing"

	"github.com/hourprint/hourprint/heatmap/internal/picturetest"
)

// smaller is how many pixels of an image, each way, become one of the sheet.
const smaller = 5

// sheetOf puts images below each other, made smaller by taking means.
func sheetOf(images []image.Image) *image.RGBA {
	width, height := 0, 0
	for _, img := range images {
		width, height = max(width, img.Bounds().Dx()/smaller), height+img.Bounds().Dy()/smaller
	}
	sheet, top := image.NewRGBA(image.Rect(0, 0, width, height)), 0
	for _, img := range images {
		for y := range img.Bounds().Dy() / smaller {
			for x := range img.Bounds().Dx() / smaller {
				sheet.Set(x, top+y, mean(img, x*smaller, y*smaller))
			}
		}
		top += img.Bounds().Dy() / smaller
	}
	return sheet
}

// mean is the mean colour of a square of pixels.
func mean(img image.Image, left, top int) color.Color {
	var sum [3]uint32
	for y := range smaller {
		for x := range smaller {
			r, g, b, _ := img.At(img.Bounds().Min.X+left+x, img.Bounds().Min.Y+top+y).RGBA()
			sum[0], sum[1], sum[2] = sum[0]+r>>8, sum[1]+g>>8, sum[2]+b>>8
		}
	}
	const n = smaller * smaller
	return color.RGBA{uint8(sum[0] / n), uint8(sum[1] / n), uint8(sum[2] / n), 255}
}

// goldenSheet holds a sheet to a file, or rewrites the file with -update.
func goldenSheet(t *testing.T, path string, got *image.RGBA) {
	t.Helper()
	if *update {
		var b bytes.Buffer
		encoder := png.Encoder{CompressionLevel: png.BestCompression}
		if err := encoder.Encode(&b, got); err != nil {
			t.Fatal(err)
		}
		golden(t, path, b.Bytes())
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if part := picturetest.Unlike(picturetest.Decode(t, data), got); part > 0.0005 {
		t.Errorf("%s: %.3f %% of the pixels differ", path, 100*part)
	}
}

// The comparison of sheets must see what a reader would: a working week an hour
// longer, in the line around it.
func TestSheetSees(t *testing.T) {
	c := incidentCase(t)
	sheet := func(c Case) image.Image {
		files, err := c.Files()
		if err != nil {
			t.Fatal(err)
		}
		var images []image.Image
		for _, f := range files {
			if f.Name == "figures/week-utc.png" {
				images = append(images, picturetest.Decode(t, f.Data))
			}
		}
		return sheetOf(images)
	}
	first := sheet(c)
	c.Week.From, c.Week.To = 9, 19
	if part := picturetest.Unlike(first, sheet(c)); part <= 0.0005 {
		t.Errorf("a band an hour longer changes %.3f %% of the pixels", 100*part)
	}
}
