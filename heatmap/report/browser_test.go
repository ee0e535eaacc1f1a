package report

import (
	"path/filepath"
	"testing"

	"github.com/hourprint/hourprint/heatmap/internal/browsertest"
)

// tab is a tab of a browser that opens what this package writes.
type tab struct{ *browsertest.Tab }

func newTab(t testing.TB, width, height int64) *tab {
	t.Helper()
	return &tab{browsertest.New(t, width, height)}
}

// open writes a page to a file and opens it from there; it returns the file's address.
func (b *tab) open(p Page) string {
	b.T.Helper()
	path := filepath.Join(b.T.TempDir(), "report.html")
	if err := Write(path, p); err != nil {
		b.T.Fatal(err)
	}
	return b.OpenFile(path, "", "footer")
}

// openCase writes a write-up and opens its page.
func (b *tab) openCase(c Case) string {
	b.T.Helper()
	dir := b.T.TempDir()
	if err := WriteCase(dir, c); err != nil {
		b.T.Fatal(err)
	}
	return b.OpenFile(filepath.Join(dir, casePage), "", "footer")
}

// eval is the value of an expression in the page.
func eval[T any](b *tab, expression string) (value T) {
	b.T.Helper()
	b.Eval(expression, &value)
	return value
}
