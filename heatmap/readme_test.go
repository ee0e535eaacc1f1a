package heatmap

import (
	"path/filepath"
	"testing"
)

// TestReadmePicture keeps the picture at the head of the README true: the example
// logs on Moscow's clock, each message once.
func TestReadmePicture(t *testing.T) {
	opt := CountOptions{Zone: "Europe/Moscow", Read: ReadOptions{Dedupe: []string{"from", "to", "body"}}}
	tally, err := Count(opt, jabberLogs)
	if err != nil {
		t.Fatal(err)
	}
	picture := mustDraw(t, tally.Grid, PlotOptions{
		Title: "When an office writes", Band: &Week{From: 10, To: 19}, Width: 8, Height: 4.8,
	})
	path := filepath.Join("testdata", "readme.png")
	if *update {
		writeGolden(t, path, picture.PNG())
		return
	}
	comparePNG(t, path, picture.PNG())
}
