package report_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/report"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

func ExampleWrite() {
	dir, err := os.MkdirTemp("", "hourprint")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)

	var events timelog.Histogram
	events.Add(1590994800, 3) // Monday 2020-06-01 07:00 UTC
	grid, err := heatmap.Fold(&events, "Europe/Moscow", heatmap.Span{})
	if err != nil {
		panic(err)
	}
	path := filepath.Join(dir, "report.html")
	err = report.Write(path, report.Page{Title: "Three messages", Grid: grid, Zones: []string{"UTC"}})
	page, _ := os.ReadFile(path)
	fmt.Println(err, strings.Count(string(page), "<script"))
	// Output: <nil> 3
}

func ExampleRender() {
	var page bytes.Buffer
	err := report.Render(&page, report.Page{Title: "<b>nothing</b>", Lead: "Nothing *yet*."})
	fmt.Println(err)
	fmt.Println(strings.Contains(page.String(), "<h1><bdi>&lt;b&gt;nothing&lt;/b&gt;</bdi></h1>"))
	fmt.Println(strings.Contains(page.String(), "<p>Nothing <em>yet</em>.</p>"))
	// Output:
	// <nil>
	// true
	// true
}

func ExampleDefaultZones() {
	fmt.Println(report.DefaultZones()[0], len(report.DefaultZones()))
	// Output: UTC 15
}
