package linked

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
func (b *tab) open(l *Linked, fragment string) string {
	b.T.Helper()
	path := filepath.Join(b.T.TempDir(), "linked.html")
	if err := l.Save(path); err != nil {
		b.T.Fatal(err)
	}
	return b.OpenFile(path, fragment, "html[data-ready]")
}

// eval is the value of an expression in the page.
func eval[T any](b *tab, expression string) (value T) {
	b.T.Helper()
	b.Eval(expression, &value)
	return value
}
