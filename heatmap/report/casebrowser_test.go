package report

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// openCase writes a write-up and opens its page.
func (b *tab) openCase(c Case) string {
	b.t.Helper()
	dir := b.t.TempDir()
	if err := WriteCase(dir, c); err != nil {
		b.t.Fatal(err)
	}
	address := "file://" + filepath.ToSlash(filepath.Join(dir, casePage))
	b.run(chromedp.Navigate(address), chromedp.WaitReady(chromedp.CSS("footer")))
	return address
}

// The page asks for nothing but itself, says nothing in the console, shows its
// pictures, fits narrow screens, and all that without scripts.
func TestCasePageInBrowser(t *testing.T) {
	c := incidentCase(t)
	for _, width := range []int64{1280, 390} {
		for _, scripts := range []bool{true, false} {
			b := newTab(t, width, 900)
			b.scripts(scripts)
			address := b.openCase(c)
			b.scripts(true) // for the questions of the test; the page is there
			if n := eval[int](b, `[...document.images].filter((i) => !i.complete || i.naturalWidth === 0).length`); n != 0 {
				t.Errorf("width %d: %d pictures are not shown", width, n)
			}
			if over := eval[int](b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); over > 0 {
				t.Errorf("width %d: the page is %d pixels too wide", width, over)
			}
			b.quiet(address)
		}
	}
}

// Printed, the page is some ten pages of A4 and asks for nothing.
func TestCasePagePrints(t *testing.T) {
	b := newTab(t, 1280, 900)
	address := b.openCase(incidentCase(t))
	yes := true
	printed, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes, PrintBackground: &yes})
	if err != nil {
		t.Fatal(err)
	}
	pdf := printed.Data
	pages := bytes.Count(pdf, []byte("/Type /Page\n")) + bytes.Count(pdf, []byte("/Type /Page\r")) + bytes.Count(pdf, []byte("/Type /Page "))
	if !bytes.HasPrefix(pdf, []byte("%PDF")) || pages < 4 || pages > 14 {
		t.Errorf("printed to %d bytes and %d pages", len(pdf), pages)
	}
	b.quiet(address)
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
	script := axeCore(t)
	for _, scheme := range []string{"light", "dark"} {
		b := newTab(t, 1280, 900)
		b.prefer(scheme)
		b.openCase(incidentCase(t))
		eval[chromedp.Void](b, script+"; undefined")
		eval[chromedp.Void](b, `axe.run(document, {}, (err, r) => { window.axeSaid = err ? "axe: " + err : r.violations
			.filter((v) => v.impact === "serious" || v.impact === "critical")
			.map((v) => v.id + ": " + v.help + " " + v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")).join("\n") || "clean " + r.passes.length; })`)
		said := ""
		for deadline := time.Now().Add(30 * time.Second); said == "" && time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
			said = eval[string](b, `window.axeSaid || ""`)
		}
		var passes int
		if n, err := fmt.Sscanf(said, "clean %d", &passes); n != 1 || err != nil || passes < 10 { // 10 rules at least apply to such a page
			t.Errorf("%s: %s", scheme, said)
		}
	}
}

// The release of axe-core that the test takes from npm, and its Subresource
// Integrity as the registry states it.
const (
	axeAddress   = "https://registry.npmjs.org/axe-core/-/axe-core-4.11.0.tgz"
	axeIntegrity = "sha512-ilYanEU8vxxBexpJd8cWM4ElSQq4QctCLKih0TSfjIfCQTeyH/6zVrmIJfLPrKTKJRbiG+cfnZbQIjAlJmF1jQ=="
)

// axeCore returns the script of axe-core, from the user's cache or from npm.
// Without network and cache the test is skipped, or fails if everything is required.
func axeCore(t *testing.T) string {
	t.Helper()
	packed, err := cachedAxe()
	if err != nil {
		if os.Getenv("HOURPRINT_REQUIRE") == "all" {
			t.Fatalf("axe-core is required (HOURPRINT_REQUIRE=all): %v", err)
		}
		t.Skipf("no axe-core, accessibility was not checked: %v", err)
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	for archive := tar.NewReader(unzipped); ; {
		header, err := archive.Next()
		if err != nil {
			t.Fatalf("axe-core's package holds no axe.min.js: %v", err)
		}
		if header.Name == "package/axe.min.js" {
			script, err := io.ReadAll(archive)
			if err != nil {
				t.Fatal(err)
			}
			return string(script)
		}
	}
}

func cachedAxe() ([]byte, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	path := filepath.Join(cache, "hourprint-test", filepath.Base(axeAddress))
	if packed, err := os.ReadFile(path); err == nil && integrity(packed) == axeIntegrity {
		return packed, nil
	}
	client := http.Client{Timeout: time.Minute}
	answer, err := client.Get(axeAddress)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	packed, err := io.ReadAll(io.LimitReader(answer.Body, 16<<20))
	switch {
	case err != nil:
		return nil, err
	case answer.StatusCode != http.StatusOK:
		return nil, errors.New(answer.Status)
	case integrity(packed) != axeIntegrity:
		return nil, fmt.Errorf("%s has another content than its integrity states", axeAddress)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return packed, nil // without a cache the next run asks again
	}
	return packed, writeFile(path, packed)
}

func integrity(data []byte) string {
	sum := sha512.Sum512(data)
	return "sha512-" + base64.StdEncoding.EncodeToString(sum[:])
}
