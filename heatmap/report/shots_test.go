package report

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

func TestShots(t *testing.T) {
	dir := os.Getenv("SHOTS")
	if dir == "" {
		t.Skip()
	}
	p := officePage(t)
	if err := Write(filepath.Join(dir, "full.html"), p); err != nil {
		t.Fatal(err)
	}
	h := &timelog.Histogram{}
	Write(filepath.Join(dir, "empty.html"), Page{Grid: fold(t, h, "Europe/Moscow")})
	h.Add(1600000000, 1)
	Write(filepath.Join(dir, "one.html"), Page{Grid: fold(t, h, "Europe/Moscow")})
}
