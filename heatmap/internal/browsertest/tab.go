package browsertest

import (
	"encoding/json"
	"fmt"
	"path/filepath"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Run performs actions of chromedp, failing the test if one does.
func (b *Tab) Run(actions ...chromedp.Action[chromedp.Void]) {
	b.T.Helper()
	if err := chromedp.Do(b.Context, actions...); err != nil {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.T.Fatalf("%v; the console has %q", err, b.problems)
	}
}

// OpenFile opens a file, which may be followed by a query or fragment, waits until an
// element of the selector is there, and returns the address.
func (b *Tab) OpenFile(path, query, selector string) string {
	b.T.Helper()
	address := "file://" + filepath.ToSlash(path) + query
	b.Run(chromedp.Navigate(address), chromedp.WaitReady(chromedp.CSS(selector)))
	return address
}

// Exec runs a script in the page whose value nobody asks for.
func (b *Tab) Exec(script string) {
	b.T.Helper()
	if _, err := chromedp.Run(b.Context, chromedp.Evaluate[chromedp.Void](script)); err != nil {
		b.T.Fatalf("%.2000s: %v", script, err)
	}
}

// Eval evaluates an expression in the page and decodes its value, as JSON, into
// what into points to.
func (b *Tab) Eval(expression string, into any) {
	b.T.Helper()
	value, err := chromedp.Run(b.Context, chromedp.Evaluate[[]byte](expression))
	if err == nil {
		err = json.Unmarshal(value, into)
	}
	if err != nil {
		b.T.Fatalf("%.2000s: %v", expression, err)
	}
}

// Click clicks on the first element of a selector.
func (b *Tab) Click(selector string) {
	b.T.Helper()
	b.Exec(fmt.Sprintf("document.querySelector(%q).click()", selector))
}

// Text returns the text of the first element of a selector, as it is rendered.
func (b *Tab) Text(selector string) (text string) {
	b.T.Helper()
	b.Eval(fmt.Sprintf("document.querySelector(%q).innerText", selector), &text)
	return text
}

// Choose sets a select element to the option with a label and tells the page.
func (b *Tab) Choose(id, label string) {
	b.T.Helper()
	found := false
	b.Eval(fmt.Sprintf(`(() => {
		const select = document.getElementById(%q);
		const option = [...select.options].find((o) => o.text === %[2]q || o.text.startsWith(%[2]q + " ("));
		if (!option) return false;
		select.value = option.value;
		select.dispatchEvent(new Event("change", { bubbles: true }));
		return true;
	})()`, id, label), &found)
	if !found {
		b.T.Fatalf("#%s has no option %q", id, label)
	}
}

// Scripts lets the page run scripts, or not.
func (b *Tab) Scripts(on bool) {
	b.T.Helper()
	if _, err := chromedp.Call(b.Context, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
		b.T.Fatal(err)
	}
}

// Prefer sets the colour scheme that the reader prefers, light or dark.
func (b *Tab) Prefer(scheme string) {
	b.T.Helper()
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if _, err := chromedp.Call(b.Context, emulation.SetEmulatedMedia, media); err != nil {
		b.T.Fatal(err)
	}
}

// PDF prints the page as its style asks.
func (b *Tab) PDF() []byte {
	b.T.Helper()
	yes := true
	printed, err := chromedp.Call(b.Context, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes, PrintBackground: &yes})
	if err != nil {
		b.T.Fatal(err)
	}
	return printed.Data
}

// Quiet checks that nothing was requested but the page itself and that the console
// is empty.
func (b *Tab) Quiet(address string) {
	b.T.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.requests) != 1 || b.requests[0] != address {
		b.T.Errorf("requested %q, want only %q", b.requests, address)
	}
	if len(b.problems) > 0 {
		b.T.Errorf("the console has %q", b.problems)
	}
}
