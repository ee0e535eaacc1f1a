package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// testNotebook opens our notebooks in Jupyter Notebook, in a browser, and runs
// all of their cells.
func testNotebook(t *testing.T, j *jupyter) {
	ctx := openBrowser(t)
	address := j.serveNotebooks(t)

	runAll(t, ctx, address+"/notebooks/00_the_kernel.ipynb")
	if failed := evaluate[int](t, ctx, `document.querySelectorAll(".output_error").length`); failed != 2 {
		t.Errorf("%d cells failed, want the two that show errors", failed)
	}
	last := evaluate[[]string](t, ctx, `[...document.querySelectorAll(".output_area")].map((e) => e.innerText).filter((s) => s.includes("of 20"))`)
	if len(last) != 1 || !strings.Contains(last[0], "20 of 20") {
		t.Errorf("the display that is updated shows %q", last)
	}
	screenshots(t, ctx, `.output_error, .output_html pre, .output_markdown code`)

	runAll(t, ctx, address+"/notebooks/01_contileaks.ipynb")
	if failed := evaluate[string](t, ctx, `[...document.querySelectorAll(".output_error")].map((e) => e.innerText).join("\n")`); failed != "" {
		t.Errorf("cells failed: %s", failed)
	}
	if tables := evaluate[int](t, ctx, `document.querySelectorAll(".output_html table").length`); tables < 3 {
		t.Errorf("%d tables, want those of the three data frames", tables)
	}
	pictures := evaluate[[]float64](t, ctx, `[...document.querySelectorAll(".output_svg svg, .output_png img")].
		map((e) => { const r = e.getBoundingClientRect(); return (e.naturalWidth ?? 1) && Math.min(r.width, r.height); })`)
	if len(pictures) < 6 {
		t.Errorf("%d pictures, want the two first maps, the zones, the rates, the people and the repeated messages", len(pictures))
	}
	for i, size := range pictures {
		if size < 100 {
			t.Errorf("picture %d measures only %v pixels", i+1, size)
		}
	}
	screenshots(t, ctx, ".output_svg svg, .output_png img")
}

// runAll opens a notebook, removes all outputs and runs all cells, those after
// an error as well.
func runAll(t *testing.T, ctx context.Context, page string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1200, 1600), chromedp.Navigate(page)); err != nil {
		t.Fatal(err)
	}
	await(t, ctx, "the kernel is connected", `window.Jupyter !== undefined && Jupyter.notebook !== undefined &&
		Jupyter.notebook.kernel !== null && Jupyter.notebook.kernel.is_connected()`)
	if name := evaluate[string](t, ctx, `document.querySelector("#kernel_indicator .kernel_indicator_name").textContent`); name != "Go (Hourprint)" {
		t.Errorf("the page says that its kernel is %q", name)
	}
	evaluate[bool](t, ctx, `(Jupyter.notebook.clear_all_output(),
		Jupyter.notebook.get_cells().filter((c) => c.cell_type === "code").forEach((c) => c.execute(false)), true)`)
	await(t, ctx, "every cell has a number", `!Jupyter.notebook.kernel_busy && Jupyter.notebook.get_cells().
		filter((c) => c.cell_type === "code").every((c) => Number.isInteger(c.input_prompt_number))`)
}

// screenshots leaves pictures of the first places that match a selector where
// one can look at them.
func screenshots(t *testing.T, ctx context.Context, selector string) {
	t.Helper()
	folder, err := os.MkdirTemp("", "hourprint-notebook-")
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		evaluate[bool](t, ctx, fmt.Sprintf(`(document.querySelectorAll(%q)[%d].scrollIntoView({block: "center"}), true)`, selector, i))
		picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, fmt.Sprintf("%d.png", i+1))
		if err := os.WriteFile(path, picture, 0o644); err != nil {
			t.Fatal(err)
		}
		t.Log("screenshot:", path)
	}
}

// serveNotebooks starts Jupyter Notebook and returns its address.
func (j *jupyter) serveNotebooks(t *testing.T) string {
	t.Helper()
	py := python(t, "notebook.notebookapp")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	listener.Close()
	var said bytes.Buffer
	cmd := exec.Command(py, "-m", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", fmt.Sprintf("--port=%d", port),
		"--NotebookApp.token=", "--NotebookApp.password=", "--NotebookApp.port_retries=0", "--notebook-dir="+j.notebooks())
	cmd.Env, cmd.Dir, cmd.WaitDelay = j.env, j.notebooks(), 10*time.Second
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	address := fmt.Sprintf("http://127.0.0.1:%d", port)
	t.Cleanup(func() {
		stopServer(address, cmd.Process, ended)
		if t.Failed() {
			t.Logf("Jupyter Notebook said:\n%s", said.String())
		}
	})
	for range 300 {
		if response, err := http.Get(address + "/api"); err == nil {
			response.Body.Close()
			return address
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("Jupyter Notebook ended: %v", err)
		case <-time.After(100 * time.Millisecond):
		}
	}
	t.Fatal("Jupyter Notebook does not answer")
	return ""
}

// stopServer ends a server and its kernels: at its own word, or else by force.
func stopServer(address string, server *os.Process, ended chan error) {
	if response, err := http.Post(address+"/api/shutdown", "application/json", strings.NewReader("{}")); err == nil {
		response.Body.Close()
	}
	select {
	case <-ended:
	case <-time.After(15 * time.Second):
		server.Kill()
		<-ended
	}
}

// openBrowser returns an empty tab of a browser that reaches this machine only.
func openBrowser(t *testing.T) context.Context {
	t.Helper()
	browser := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			browser = path
			break
		}
	}
	if browser == "" {
		required(t, "Chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browser), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	ctx, cancel := context.WithTimeout(context.Background(), 90*time.Second)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting %s: %v", browser, err)
	}
	return ctx
}

// evaluate evaluates an expression in the page.
func evaluate[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// await waits until an expression is true; the tab's time limit ends it.
func await(t *testing.T, ctx context.Context, what, expression string) {
	t.Helper()
	for !evaluate[bool](t, ctx, expression) {
		select {
		case <-ctx.Done():
			t.Fatalf("waiting until %s: %v", what, ctx.Err())
		case <-time.After(100 * time.Millisecond):
		}
	}
}
