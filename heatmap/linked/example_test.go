package linked_test

import (
	"fmt"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/linked"
)

func ExamplePage() {
	df, err := heatmap.Read("../../example_data/laptop")
	if err == nil {
		df, err = heatmap.WithTime(df, "time", "Europe/Berlin")
	}
	if err != nil {
		panic(err)
	}
	page, err := linked.Page(df, linked.Options{
		Title: "A day of a laptop",
		Graph: linked.GraphOptions{From: "process", To: "remote", Weight: "bytes_sent"},
	})
	fmt.Println(page, err)
	// Output:
	// A day of a laptop: 1,292 rows, 1,292 with a readable time <nil>
}

func ExampleViews() {
	fmt.Println(linked.Views())
	// Output:
	// [time week map graph axes bars rows]
}
