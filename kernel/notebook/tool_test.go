package notebook

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tools are the programs some tests need, and how to find each.
var tools = map[string]func() string{
	"python3-nbformat": func() string {
		for _, python := range []string{"/usr/bin/python3", "python3"} {
			if exec.Command(python, "-c", "import nbformat").Run() == nil {
				return python
			}
		}
		return ""
	},
	"chromium": func() string {
		for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
			if path, err := exec.LookPath(name); err == nil {
				return path
			}
		}
		return ""
	},
}

// requireTool returns the path of a program. Where it is missing the test is
// skipped by name, or fails if HOURPRINT_REQUIRE is "all" or lists it.
func requireTool(t *testing.T, name string) string {
	t.Helper()
	path := tools[name]()
	if path != "" {
		return path
	}
	required := os.Getenv("HOURPRINT_REQUIRE")
	if required == "all" || slices.Contains(strings.Split(required, ","), name) {
		t.Fatalf("%s is required (HOURPRINT_REQUIRE=%s) and missing", name, required)
	}
	t.Skipf("%s is not installed", name)
	return ""
}

// TestPageRunsNoScript opens a page in a browser: scripts in HTML outputs, in
// markdown, in drawings and in handlers must not run, and what is not a script
// must show.
func TestPageRunsNoScript(t *testing.T) {
	browser := requireTool(t, "chromium")
	const evil = `<script>document.title = "ran"</script><img src="data:," onerror="document.title = 'ran'"><svg onload="document.title = 'ran'"></svg>`
	nb := New()
	nb.Add("markdown", "# Quiet\n\n"+evil+"\n\n[link](javascript:document.title='ran')")
	nb.Add("code", "x").Outputs = []*Output{
		{Type: "display_data", Data: map[string]any{"text/html": evil + `<b id="shown">shown</b>`}},
		{Type: "display_data", Data: map[string]any{"image/svg+xml": `<svg xmlns="http://www.w3.org/2000/svg">` + evil + `</svg>`}},
		{Type: "stream", Name: "stdout", Text: evil},
	}
	dir := t.TempDir()
	page, err := HTML(nb, HTMLOptions{})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "page.html")
	if err := os.WriteFile(path, page, 0o644); err != nil {
		t.Fatal(err)
	}
	run := exec.Command(browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--user-data-dir="+filepath.Join(dir, "profile"), "--virtual-time-budget=2000", "--dump-dom", "file://"+path)
	out, err := run.Output()
	if err != nil {
		t.Fatal(err)
	}
	dom := string(out)
	if !strings.Contains(dom, "<title>Quiet</title>") || strings.Contains(dom, "<title>ran") {
		head, _, _ := strings.Cut(dom, "<style>")
		t.Errorf("a script ran: %s", head)
	}
	if !strings.Contains(dom, `<b id="shown">shown</b>`) {
		t.Error("the HTML output does not show")
	}
}
