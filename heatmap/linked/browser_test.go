package linked

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// One browser serves all tests; each test has a tab of its own.
var (
	browserOnce  sync.Once
	browserPath  string
	theBrowser   context.Context
	browserError error
	closers      []func()
)

func startBrowser() {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			browserPath = path
			break
		}
	}
	if browserPath == "" {
		return
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browserPath), chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.Flag("disable-background-networking", true))
	allocator, closeAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	var closeBrowser func()
	theBrowser, closeBrowser = chromedp.NewContext(allocator)
	closers = append(closers, closeBrowser, closeAllocator)
	browserError = chromedp.Do(theBrowser)
}

// closeBrowser ends the browser after the last test, if one was started.
func closeBrowser() {
	for _, f := range closers {
		f()
	}
}

// tab is a page open in the browser, and what happened in it.
type tab struct {
	t   testing.TB
	ctx context.Context

	mu       sync.Mutex
	requests []string
	problems []string
}

// newTab opens an empty tab of the given size that records requests and errors.
// Without Chromium the test is skipped, or fails if everything is required.
func newTab(t testing.TB, width, height int64) *tab {
	t.Helper()
	browserOnce.Do(startBrowser)
	if browserPath == "" {
		if os.Getenv("HOURPRINT_REQUIRE") == "all" {
			t.Fatal("Chromium is required (HOURPRINT_REQUIRE=all) and not installed")
		}
		t.Skip("no Chromium: the page was not opened")
	}
	if browserError != nil {
		t.Fatalf("starting %s: %v", browserPath, browserError)
	}
	ctx, cancel := chromedp.NewContext(theBrowser)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 180*time.Second)
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	b.run(chromedp.EmulateViewport(width, height))
	return b
}

// listen notes requests other than of pictures inside the page, and everything a
// user would see as an error in the console.
func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "data:") {
			b.requests = append(b.requests, e.Request.URL)
		}
	case *runtime.EventExceptionThrown:
		b.problems = append(b.problems, "exception: "+e.ExceptionDetails.Text+" "+description(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		b.problems = append(b.problems, fmt.Sprintf("console.%s: %v", e.Type, e.Args))
	case *log.EventEntryAdded:
		if strings.Contains(e.Entry.Text, "GL Driver Message (OpenGL, Performance") {
			return // the driver on its own speed, in software
		}
		b.problems = append(b.problems, fmt.Sprintf("%s %s: %s", e.Entry.Source, e.Entry.Level, e.Entry.Text))
	}
}

// run performs actions, failing the test if one does.
func (b *tab) run(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.t.Fatalf("%v; the console has %q", err, b.problems)
	}
}

// open writes a page to a file and opens it from there; it returns the file's address.
func (b *tab) open(l *Linked, fragment string) string {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), "linked.html")
	if err := l.Save(path); err != nil {
		b.t.Fatal(err)
	}
	address := "file://" + filepath.ToSlash(path) + fragment
	b.run(chromedp.Navigate(address), chromedp.WaitReady(chromedp.CSS("html[data-ready]")))
	return address
}

// eval evaluates an expression in the page.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// click clicks on the first element of a selector.
func (b *tab) click(selector string) {
	b.t.Helper()
	eval[chromedp.Void](b, fmt.Sprintf("document.querySelector(%q).click()", selector))
}

// text returns the text of the first element of a selector, as it is rendered.
func (b *tab) text(selector string) string {
	b.t.Helper()
	return eval[string](b, fmt.Sprintf("document.querySelector(%q).innerText", selector))
}

// choose sets a select element to the option with a label and tells the page.
func (b *tab) choose(id, label string) {
	b.t.Helper()
	found := eval[bool](b, fmt.Sprintf(`(() => {
		const select = document.getElementById(%q);
		const option = [...select.options].find((o) => o.text === %[2]q || o.text.startsWith(%[2]q + " ("));
		if (!option) return false;
		select.value = option.value;
		select.dispatchEvent(new Event("change", { bubbles: true }));
		return true;
	})()`, id, label))
	if !found {
		b.t.Fatalf("#%s has no option %q", id, label)
	}
}

// scripts lets the page run scripts, or not.
func (b *tab) scripts(on bool) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
		b.t.Fatal(err)
	}
}

// prefer sets the colour scheme the reader prefers, light or dark.
func (b *tab) prefer(scheme string) {
	b.t.Helper()
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, media); err != nil {
		b.t.Fatal(err)
	}
}

// quiet checks that nothing was requested but the file and nothing went wrong.
func (b *tab) quiet(address string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.requests) != 1 || b.requests[0] != address {
		b.t.Errorf("requested %q, want only %q", b.requests, address)
	}
	if len(b.problems) > 0 {
		b.t.Errorf("the console has %q", b.problems)
	}
}

// description is what an exception says of itself.
func description(d *runtime.ExceptionDetails) string {
	if d.Exception == nil {
		return ""
	}
	return d.Exception.Description
}
