package report

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// The page asks for nothing but itself, says nothing in the console, shows its
// pictures, fits narrow screens, and all that without scripts.
func TestCasePageInBrowser(t *testing.T) {
	c := incidentCase(t)
	for _, width := range []int64{1280, 390} {
		for _, scripts := range []bool{true, false} {
			b := newTab(t, width, 900)
			b.Scripts(scripts)
			address := b.openCase(c)
			b.Scripts(true) // for the questions of the test; the page is there
			if n := eval[int](b, `[...document.images].filter((i) => !i.complete || i.naturalWidth === 0).length`); n != 0 {
				t.Errorf("width %d: %d pictures are not shown", width, n)
			}
			if over := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
				t.Errorf("width %d: the page is %d pixels too wide", width, over)
			}
			b.Quiet(address)
		}
	}
}

// Printed, the page is some ten pages of A4 and asks for nothing.
func TestCasePagePrints(t *testing.T) {
	b := newTab(t, 1280, 900)
	address := b.openCase(incidentCase(t))
	pdf := b.PDF()
	pages := bytes.Count(pdf, []byte("/Type /Page\n")) + bytes.Count(pdf, []byte("/Type /Page\r")) + bytes.Count(pdf, []byte("/Type /Page "))
	if !bytes.HasPrefix(pdf, []byte("%PDF")) || pages < 4 || pages > 14 {
		t.Errorf("printed to %d bytes and %d pages", len(pdf), pages)
	}
	b.Quiet(address)
}

// HTML Tidy finds nothing wrong with the page.
func TestCasePageIsValid(t *testing.T) {
	if _, err := exec.LookPath("tidy"); err != nil {
		if os.Getenv("HOURPRINT_REQUIRE") == "all" {
			t.Fatal("HTML Tidy is required (HOURPRINT_REQUIRE=all) and not installed: apt-get install tidy")
		}
		t.Skip("no HTML Tidy: the page was not validated")
	}
	for name, c := range map[string]Case{"incident": incidentCase(t), "hostile": hostileCase(t, hostile()[0])} {
		check := exec.Command("tidy", "-errors", "-quiet", "--show-info", "no")
		check.Stdin = strings.NewReader(filesOf(t, c)[casePage])
		if said, err := check.CombinedOutput(); err != nil || len(said) > 0 {
			t.Errorf("%s: %v\n%s", name, err, said)
		}
	}
}

// axe-core finds no serious fault of accessibility, in the light and in the dark.
func TestCasePageIsAccessible(t *testing.T) {
	for _, scheme := range []string{"light", "dark"} {
		b := newTab(t, 1280, 900)
		b.Prefer(scheme)
		b.openCase(incidentCase(t))
		b.LoadAxe()
		if found := b.Serious(); len(found) > 0 {
			t.Errorf("%s: axe-core finds %s", scheme, strings.Join(found, "\n"))
		}
	}
}
