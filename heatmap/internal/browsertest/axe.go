package browsertest

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
	"testing"
	"time"
)

// axe-core as the npm registry serves it, with the sum that the registry states. It is
// fetched by tests alone, kept in the user's cache and never part of a page.
const (
	axeAddress = "https://registry.npmjs.org/axe-core/-/axe-core-4.14.1.tgz"
	axeSum     = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
)

// leastRules is how many of axe-core's rules must have found something to pass on a
// page: fewer, and it has not looked.
const leastRules = 10

// LoadAxe loads axe-core into the page, for Serious. Where it is not to be had the
// test is skipped.
func (b *Tab) LoadAxe() {
	b.T.Helper()
	b.Exec(axeCore(b.T) + "\n;undefined")
}

// Serious is what axe-core finds on the page as it is that is serious or critical.
func (b *Tab) Serious() []string {
	b.T.Helper()
	b.Exec(`window.axeSaid = undefined; axe.run(document, {}).then(
		(r) => { window.axeSaid = { passes: r.passes.length, faults: r.violations
			.filter((v) => v.impact === "serious" || v.impact === "critical")
			.map((v) => v.id + ": " + v.help + " " + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")) }; },
		(fault) => { window.axeSaid = { passes: 0, faults: ["" + fault] }; }); undefined`)
	for done := false; ; time.Sleep(50 * time.Millisecond) { // the tab's time limit ends it
		if b.Eval(`window.axeSaid !== undefined`, &done); done {
			break
		}
	}
	var said struct {
		Passes int
		Faults []string
	}
	b.Eval(`window.axeSaid`, &said)
	if said.Passes < leastRules {
		b.T.Errorf("only %d of axe-core's rules passed: it has not looked; %q", said.Passes, said.Faults)
	}
	return said.Faults
}

// axeCore is the text of axe-core, from the user's cache or from npm.
func axeCore(t testing.TB) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	path := filepath.Join(cache, "hourprint", "axe-core-4.14.1.tgz")
	data, err := os.ReadFile(path)
	if err != nil || !axeIsGenuine(data) {
		if data, err = fetchAxe(); err != nil {
			missing(t, "axe-core", fmt.Sprintf("accessibility was not checked: %v", err))
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err == nil {
			_ = os.WriteFile(path, data, 0o644) // without a cache it is fetched again
		}
	}
	script, err := axeScript(data)
	if err != nil {
		t.Fatal(err)
	}
	return script
}

func axeIsGenuine(data []byte) bool {
	sum := sha512.Sum512(data)
	return base64.StdEncoding.EncodeToString(sum[:]) == axeSum
}

func fetchAxe() ([]byte, error) {
	client := http.Client{Timeout: time.Minute}
	response, err := client.Get(axeAddress)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	data, err := io.ReadAll(io.LimitReader(response.Body, 16<<20))
	if err == nil && !axeIsGenuine(data) {
		err = fmt.Errorf("%s (%s) is not what the registry's sum promises", axeAddress, response.Status)
	}
	return data, err
}

// axeScript takes the script out of the package.
func axeScript(data []byte) (string, error) {
	unzipped, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return "", err
	}
	for files := tar.NewReader(unzipped); ; {
		head, err := files.Next()
		if errors.Is(err, io.EOF) {
			return "", errors.New("axe-core's package holds no axe.min.js")
		}
		if err != nil {
			return "", err
		}
		if head.Name == "package/axe.min.js" {
			text, err := io.ReadAll(files)
			return string(text), err
		}
	}
}
