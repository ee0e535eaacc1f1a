package browsertest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// One browser serves all tests of a package; each test has a tab of its own.
var browser struct {
	once    sync.Once
	path    string // empty: there is none
	context context.Context
	err     error
	closers []func()
}

func start() {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			browser.path = path
			break
		}
	}
	if browser.path == "" {
		return
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browser.path), chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.Flag("disable-background-networking", true))
	allocator, closeAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	var closeBrowser func()
	browser.context, closeBrowser = chromedp.NewContext(allocator)
	browser.closers = append(browser.closers, closeBrowser, closeAllocator)
	browser.err = chromedp.Do(browser.context)
}

// Close ends the browser, if one was started: for TestMain, after the last test.
func Close() {
	for _, f := range browser.closers {
		f()
	}
}

// patience is how long a tab may take for everything a test does in it.
const patience = 3 * time.Minute

// A Tab is a page open in the browser, and what happened in it. It closes with its test.
type Tab struct {
	T testing.TB
	// Context is that of chromedp, for what Tab has no method for.
	Context context.Context

	mu       sync.Mutex
	requests []string
	problems []string
}

// New opens an empty tab, width and height in pixels, that records requests and errors.
func New(t testing.TB, width, height int64) *Tab {
	t.Helper()
	browser.once.Do(start)
	if browser.path == "" {
		missing(t, "Chromium", "the page was not opened")
	}
	if browser.err != nil {
		t.Fatalf("starting %s: %v", browser.path, browser.err)
	}
	ctx, cancel := chromedp.NewContext(browser.context)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, patience)
	t.Cleanup(cancel)
	b := &Tab{T: t, Context: ctx}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	b.Run(chromedp.EmulateViewport(width, height))
	return b
}

// missing ends a test that needs what is not there.
func missing(t testing.TB, what, so string) {
	t.Helper()
	if os.Getenv("HOURPRINT_REQUIRE") == "all" {
		t.Fatalf("%s is required (HOURPRINT_REQUIRE=all) and not there", what)
	}
	t.Skipf("no %s: %s", what, so)
}

// listen notes requests other than of pictures inside the page, and everything a
// user would see as an error in the console.
func (b *Tab) listen(event any) {
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

// description is what an exception says of itself.
func description(d *runtime.ExceptionDetails) string {
	if d.Exception == nil {
		return ""
	}
	return d.Exception.Description
}
