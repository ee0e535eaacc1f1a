package server

import (
	"strings"
	"testing"

	"github.com/hourprint/hourprint/kernel/engine"
	"github.com/hourprint/hourprint/kernel/symbols"
	"github.com/hourprint/hourprint/kernel/transport"
)

// realEngine is the engine of the command.
func realEngine(t *testing.T) func() engine.Engine {
	return func() engine.Engine {
		e, err := symbols.NewEngine()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { e.Close() })
		return e
	}
}

// The server and the real engine, as a front-end sees them together.
func TestRealEngine(t *testing.T) {
	tests(t, realEngine(t), Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		a := c.run("kept := 1 + 2\nkept")
		equal(t, "kinds", a.Kinds(), []string{"execute_input", "execute_result"})
		equal(t, "value", field(a.Outputs[1], "data", "text/plain"), "3")

		a = c.run("import (\"fmt\"; \"os\")\nfor i := 0; i < 3; i++ { fmt.Println(\"Строка\", i) }\nfmt.Fprintln(os.Stderr, \"noise\")")
		equal(t, "stdout", a.Text("stdout"), "Строка 0\nСтрока 1\nСтрока 2\n")
		equal(t, "stderr", a.Text("stderr"), "noise\n")

		a = c.run("var none []int\nnone[5]")
		equal(t, "kinds", a.Kinds(), []string{"execute_input", "error"})
		if lines := field(a.Reply, "traceback").([]any); len(lines) == 0 || !strings.Contains(field(a.Reply, "evalue").(string), "out of range") {
			t.Errorf("error %s", a.Reply.Content)
		}

		equal(t, "clear_output", c.run("display.ClearOutput(true)").Kinds(), []string{"execute_input", "clear_output"})
		a = c.run(`Display(display.HTML("<b>x</b>"))`)
		equal(t, "html", field(a.Outputs[1], "data", "text/html"), "<b>x</b>")

		a = c.do("execute_request", object{"code": "1", "user_expressions": object{"k": "kept * 2", "bad": "nope"}})
		equal(t, "user expression", field(a.Reply, "user_expressions", "k", "data", "text/plain"), "6")
		equal(t, "user expression", field(a.Reply, "user_expressions", "bad", "status"), "error")

		// 13 code points are 14 UTF-16 units and 17 bytes: counted in anything but
		// code points, the cursor is not at the end of the word.
		r := c.do("complete_request", object{"code": "_ = \"Ж🙂\"; kep", "cursor_pos": 13}).Reply
		equal(t, "matches", field(r, "matches"), []string{"kept"})
		equal(t, "start", field(r, "cursor_start"), 10)
		equal(t, "end", field(r, "cursor_end"), 13)

		equal(t, "pager", len(field(c.run("fmt.Println?").Reply, "payload").([]any)), 1)
	})
}

// An endless loop ends, and what it knew is still known.
func TestRealInterrupt(t *testing.T) {
	tests(t, realEngine(t), Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		c.run("kept := 41")
		for _, loop := range []string{"for { }", "for { kept = 41 }", "func f() { for { } }\nf()", "import \"time\"\nfor { time.Sleep(time.Millisecond) }"} {
			id := c.send(transport.Shell, "execute_request", object{"code": loop})
			for m := c.next(transport.IOPub); m.Header.Type != "execute_input"; m = c.next(transport.IOPub) {
			}
			c.send(transport.Control, "interrupt_request", object{})
			equal(t, loop, field(c.reply(transport.Shell, id), "ename"), "Interrupt")
		}
		a := c.run("kept + 1")
		equal(t, "state", field(a.Outputs[len(a.Outputs)-1], "data", "text/plain"), "42")
	})
}
