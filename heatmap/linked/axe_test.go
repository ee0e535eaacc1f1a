package linked

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
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// axe-core as the npm registry serves it, with the sum that the registry states. It is
// fetched by this test alone, kept in the user's cache and never part of a page.
const (
	axeAddress = "https://registry.npmjs.org/axe-core/-/axe-core-4.14.1.tgz"
	axeSum     = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
)

// axeCore is the text of axe-core. Where it is not to be had the test is skipped by
// name, or fails if everything is required.
func axeCore(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	path := filepath.Join(cache, "hourprint", "axe-core-4.14.1.tgz")
	data, err := os.ReadFile(path)
	if err != nil || !axeIsGenuine(data) {
		if data, err = fetchAxe(); err != nil {
			if os.Getenv("HOURPRINT_REQUIRE") == "all" {
				t.Fatalf("axe-core is required (HOURPRINT_REQUIRE=all): %v", err)
			}
			t.Skipf("no axe-core: the page's accessibility was not checked: %v", err)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err == nil {
			_ = os.WriteFile(path, data, 0o644) // without a cache it is fetched again
		}
	}
	return axeScript(t, data)
}

func axeIsGenuine(data []byte) bool {
	sum := sha512.Sum512(data)
	return base64.StdEncoding.EncodeToString(sum[:]) == axeSum
}

func fetchAxe() ([]byte, error) {
	client := http.Client{Timeout: 30 * time.Second}
	response, err := client.Get(axeAddress)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	data, err := io.ReadAll(io.LimitReader(response.Body, 8<<20))
	if err == nil && !axeIsGenuine(data) {
		err = fmt.Errorf("%s (%s) is not what the registry's sum promises", axeAddress, response.Status)
	}
	return data, err
}

func axeScript(t *testing.T, data []byte) string {
	t.Helper()
	unzipped, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for files := tar.NewReader(unzipped); ; {
		head, err := files.Next()
		if errors.Is(err, io.EOF) {
			t.Fatal("axe-core's package holds no axe.min.js")
		}
		if err != nil {
			t.Fatal(err)
		}
		if head.Name == "package/axe.min.js" {
			text, err := io.ReadAll(files)
			if err != nil {
				t.Fatal(err)
			}
			return string(text)
		}
	}
}

// axe-core finds nothing serious, in light and dark, with and without a selection.
func TestAccessible(t *testing.T) {
	script := axeCore(t)
	for _, theme := range []string{"light", "dark"} {
		t.Run(theme, func(t *testing.T) {
			b := newTab(t, 1280, 2400)
			b.prefer(theme)
			b.open(page(t, flows(t, 400, 4), Options{Title: "Flows"}), "?canvas")
			eval[chromedp.Void](b, script+"\n;undefined")
			for _, selection := range []string{`{}`, `{week: {cells: [1, 2, 3]}, "col:proto": {values: ["tcp"]}, place: {boxes: [[-60, -170, 60, 170]], unplaced: true}}`} {
				eval[chromedp.Void](b, `window.hourprint.select(`+selection+`), undefined`)
				eval[chromedp.Void](b, `axe.run().then((r) => (window.axeFound = r.violations)), undefined`)
				for range 600 {
					if eval[bool](b, `window.axeFound !== undefined`) {
						break
					}
					time.Sleep(50 * time.Millisecond)
				}
				found := eval[[]string](b, `window.axeFound.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | "))`)
				if len(found) > 0 {
					t.Errorf("axe-core finds %s", strings.Join(found, "\n"))
				}
				eval[chromedp.Void](b, `window.axeFound = undefined`)
			}
		})
	}
}
