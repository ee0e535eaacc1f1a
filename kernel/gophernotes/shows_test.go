package gophernotes

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/hourprint/hourprint/kernel/server/kerneltest"
)

// TestShows holds gophernotes to what it gets from our tables and renderers.
func TestShows(t *testing.T) {
	gophernotes(t)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	k := started(t, ctx, t.TempDir())
	for _, test := range []struct{ code, mime, begins string }{
		{"import \"github.com/hourprint/hourprint/heatmap\"\nweek, err := heatmap.Empty(\"Asia/Kathmandu\")\nweek", "image/svg+xml", "<svg"},
		{"week", "image/png", "iVBORw0KGgo"}, // a PNG's first eight bytes in base64
		{"heatmap.Plot(week, heatmap.PlotOptions{})", "image/svg+xml", "<?xml"},
		{"heatmap.Plot(week, heatmap.PlotOptions{})", "text/plain", "plot"},
		{"import (\"github.com/go-gota/gota/series\"; \"github.com/go-gota/gota/dataframe\")\ns := series.New([]int{1, 2}, series.Int, \"n\")\ns", "text/html", "<table>"},
		{"df := dataframe.New(s)\ndf", "text/html", "<table>"},
		{"df", "text/plain", "DataFrame: 2 rows × 1 column"},
		// Newer than the standard library that gomacro brings: Go 1.18 and 1.20.
		// Several values are put together by fmt.Sprint: no blanks beside strings.
		{"import \"strings\"\nstrings.Cut(\"a=b\", \"=\")", "text/plain", "abtrue"},
		{"import \"errors\"\nerrors.Join(errors.New(\"a\"), nil)", "text/plain", "a"},
		// The interfaces of a package can be those of types declared in a cell.
		{"import \"sort\"\ntype down []int\nfunc (d down) Len() int { return len(d) }\nfunc (d down) Less(i, j int) bool { return d[i] > d[j] }\n" +
			"func (d down) Swap(i, j int) { d[i], d[j] = d[j], d[i] }\nd := down{1, 3, 2}\nsort.Sort(d)\nd", "text/plain", "[3 2 1]"},
		{`display.JSON(map[string]interface{}{"a": 1})`, "application/json", "map[a:1]"},
	} {
		a, err := k.run(ctx, test.code)
		if err != nil {
			t.Fatalf("%s\n%v\n%s", test.code, err, &k.said)
		}
		if got := shown(a, test.mime); !strings.HasPrefix(got, test.begins) {
			t.Errorf("%s\n%s is %.80q, want it to begin with %q\n%s", test.code, test.mime, got, test.begins, a.Reply.Content)
		}
	}
}

// shown is one form of the last value that was shown.
func shown(a *kerneltest.Answer, mime string) string {
	for i := len(a.Outputs) - 1; i >= 0; i-- {
		if v := kerneltest.Field(a.Outputs[i], "data", mime); v != nil {
			return fmt.Sprint(v)
		}
	}
	return ""
}
