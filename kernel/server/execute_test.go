package server

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/hourprint/hourprint/kernel/engine"
	"github.com/hourprint/hourprint/kernel/server/kerneltest"
	"github.com/hourprint/hourprint/kernel/transport"
)

func TestExecute(t *testing.T) {
	tests(t, plainFake, Options{Now: func() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC) }}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		a := c.run("value 3")
		equal(t, "reply", content(a.Reply), object{"status": "ok", "execution_count": 1, "payload": []any{}, "user_expressions": object{}})
		equal(t, "kinds", a.Kinds(), []string{"execute_input", "execute_result"})
		equal(t, "input", content(a.Outputs[0]), object{"code": "value 3", "execution_count": 1})
		equal(t, "result", content(a.Outputs[1]), object{"execution_count": 1, "data": object{"text/plain": "3"}, "metadata": object{}, "transient": object{}})
		h := a.Reply.Header
		if h.Type != "execute_reply" || h.Version != "5.5" || h.Date != "2026-01-02T03:04:05.000006Z" || h.Session == "c" || h.MsgID == "" {
			t.Errorf("header %+v", h)
		}
		equal(t, "metadata", a.Reply.Metadata, object{"started": "2026-01-02T03:04:05.000006Z"})

		a = c.run("out a\nout b\nerr c\nout d")
		var streams []string
		for _, m := range a.Outputs[1:] {
			streams = append(streams, field(m, "name").(string)+":"+field(m, "text").(string))
		}
		equal(t, "streams, merged but in order", streams, []string{"stdout:a\nb\n", "stderr:c\n", "stdout:d\n"})
		equal(t, "count", field(a.Reply, "execution_count"), 2)
	})
}

func TestDisplays(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		a := k.client("c").run("out before\ndisplay one\nupdate two\nout after\nclear wait\nclear")
		equal(t, "kinds", a.Kinds(), []string{"execute_input", "stream", "display_data", "update_display_data", "stream", "clear_output", "clear_output"})
		want := object{"data": object{"image/png": "iVA=", "text/plain": "one"}, "metadata": object{}, "transient": object{"display_id": "d"}}
		equal(t, "display_data", content(a.Outputs[2]), want)
		want["data"].(object)["text/plain"] = "two"
		equal(t, "update_display_data", content(a.Outputs[3]), want)
		equal(t, "clear_output", content(a.Outputs[5]), object{"wait": true})
		equal(t, "clear_output", content(a.Outputs[6]), object{"wait": false})
	})
}

func TestErrors(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		for _, e := range []struct {
			code string
			want object
		}{
			{"fail boom", object{"ename": "panic", "evalue": "boom", "traceback": []string{"In[1]:1", "boom"}}},
			{"nonsense", object{"ename": "CompileError", "evalue": "undefined: nonsense", "traceback": []string{"CompileError: undefined: nonsense"}}},
			{"broken pipe", object{"ename": "KernelError", "evalue": "pipe", "traceback": []string{"KernelError: pipe"}}},
			{"crash bang", object{"ename": "KernelError", "evalue": "the engine failed: bang", "traceback": []string{"KernelError: the engine failed: bang"}}},
		} {
			a := c.run(e.code)
			equal(t, "kinds", a.Kinds(), []string{"execute_input", "error"})
			equal(t, "error", content(a.Outputs[1]), e.want)
			e.want["status"], e.want["execution_count"] = "error", field(a.Reply, "execution_count")
			e.want["payload"], e.want["user_expressions"] = []any{}, object{}
			equal(t, "reply", content(a.Reply), e.want)
		}
		equal(t, "count after errors", field(c.run("value 1").Reply, "execution_count"), 5)
	})
}

func TestSilentAndStoreHistory(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		c.run("value first")
		for _, code := range []string{"value x", "out x", "display x", "clear", "fail x"} {
			a := c.do("execute_request", object{"code": code, "silent": true, "store_history": true})
			equal(t, code+": outputs", a.Kinds(), []string{})
			equal(t, code+": count", field(a.Reply, "execution_count"), 1)
		}
		a := c.do("execute_request", object{"code": "value x", "store_history": false})
		equal(t, "kinds", a.Kinds(), []string{"execute_input", "execute_result"})
		equal(t, "count", field(a.Reply, "execution_count"), 1)
		a = c.run("  \n ")
		equal(t, "count of a blank cell", field(a.Reply, "execution_count"), 1)
		c.run("value last")
		h := c.do("history_request", object{"hist_access_type": "tail", "n": 10})
		equal(t, "history", field(h.Reply, "history"), []any{[]any{1, 1, "value first"}, []any{1, 2, "value last"}})
	})
}

func TestUserExpressions(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		ask := object{"a": "value 1", "b": "fail no", "c": "out shown?\nclear\ndisplay x\nupdate y", "d": "ask name"}
		a := c.do("execute_request", object{"code": "value 0", "user_expressions": ask})
		equal(t, "kinds", a.Kinds(), []string{"execute_input", "execute_result"})
		equal(t, "user_expressions", field(a.Reply, "user_expressions"), object{
			"a": object{"status": "ok", "data": object{"text/plain": "1"}, "metadata": object{}},
			"b": object{"status": "error", "ename": "panic", "evalue": "no", "traceback": []string{"In[1]:1", "no"}},
			"c": object{"status": "ok", "data": object{}, "metadata": object{}},
			"d": object{"status": "error", "ename": "InputError", "evalue": "this front-end cannot be asked for input",
				"traceback": []string{"InputError: this front-end cannot be asked for input"}},
		})
		a = c.do("execute_request", object{"code": "fail x", "user_expressions": ask})
		equal(t, "after an error", field(a.Reply, "user_expressions"), object{})
	})
}

// The first of many queued cells fails: the others of that client are aborted,
// what is no cell and what another client queued is not.
func TestStopOnError(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		c, other := k.client("c"), k.client("other")
		var ids []string
		ids = append(ids, c.send(transport.Shell, "execute_request", object{"code": "fail first"}))
		for range 20 {
			ids = append(ids, c.send(transport.Shell, "execute_request", object{"code": "value 1"}))
		}
		info := c.send(transport.Shell, "kernel_info_request", object{})
		theirs := other.send(transport.Shell, "execute_request", object{"code": "value 2"})
		equal(t, "first", field(c.reply(transport.Shell, ids[0]), "status"), "error")
		for _, id := range ids[1:] {
			equal(t, "queued", field(c.reply(transport.Shell, id), "status"), "aborted")
		}
		equal(t, "kernel_info", field(c.reply(transport.Shell, info), "status"), "ok")
		equal(t, "the other client's", field(other.reply(transport.Shell, theirs), "status"), "ok")
		equal(t, "sent later", field(c.run("value 1").Reply, "status"), "ok")

		first := c.send(transport.Shell, "execute_request", object{"code": "fail", "stop_on_error": false})
		second := c.send(transport.Shell, "execute_request", object{"code": "value 1"})
		equal(t, "first", field(c.reply(transport.Shell, first), "status"), "error")
		equal(t, "without stop_on_error", field(c.reply(transport.Shell, second), "status"), "ok")
	})
}

func TestStdin(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		c, other := k.client("c"), k.client("other")
		for _, answer := range []string{"Ада", ""} {
			id := c.send(transport.Shell, "execute_request", object{"code": "out first\nask password? ", "allow_stdin": true})
			q := c.next(transport.Stdin)
			equal(t, "question", content(q), object{"prompt": "password? ", "password": true})
			if q.Header.Type != "input_request" {
				t.Errorf("%s on stdin", q.Header.Type)
			}
			other.send(transport.Stdin, "comm_msg", object{"value": "not an answer"})
			late, err := other.Message("input_reply", object{"value": "to another question"})
			if err != nil {
				t.Fatal(err)
			}
			late.Parent = []byte(`{"msg_id":"gone"}`)
			frames, err := late.Join(k.key)
			if err != nil {
				t.Fatal(err)
			}
			if err := other.Raw().Send(transport.Stdin, frames); err != nil {
				t.Fatal(err)
			}
			// The other client's channel is its own: wait until it was read.
			other.doOn(transport.Control, "kernel_info_request", object{})
			c.send(transport.Stdin, "input_reply", object{"value": answer})
			equal(t, "reply", field(c.reply(transport.Shell, id), "status"), "ok")
			m := c.next(transport.IOPub)
			for m.Header.Type != "execute_result" {
				m = c.next(transport.IOPub)
			}
			equal(t, "line", field(m, "data", "text/plain"), answer)
			for m.Header.Type != "status" {
				m = c.next(transport.IOPub)
			}
		}
		a := c.do("execute_request", object{"code": "ask x"})
		equal(t, "without allow_stdin", field(a.Reply, "evalue"), "this front-end cannot be asked for input")
	})
}

// A question that nobody answers ends with an interrupt.
func TestInterruptInput(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		id := c.send(transport.Shell, "execute_request", object{"code": "ask x", "allow_stdin": true})
		c.next(transport.Stdin)
		c.doOn(transport.Control, "interrupt_request", object{})
		equal(t, "reply", field(c.reply(transport.Shell, id), "evalue"), "interrupted while waiting for input")
	})
}

func TestPager(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		a := c.run(" known.Имя? ")
		equal(t, "payload", field(a.Reply, "payload"), []any{object{"source": "page", "start": 0,
			"data": object{"text/plain": "known.Имя at 9 of 9, detail 0"}}})
		a = c.run("known??")
		equal(t, "payload", field(a.Reply, "payload"), []any{object{"source": "page", "start": 0,
			"data": object{"text/plain": "known at 5 of 5, detail 1"}}})
		a = c.run("what?")
		equal(t, "payload", field(a.Reply, "payload"), []any{})
		equal(t, "said", a.Text("stdout"), "Nothing is known of what.\n")
	})
	for code, want := range map[string]bool{
		"x?": true, "fmt.Println ??": true, "?": true, "": false, "x": false, "x // why?": false,
		"a\nb?": false, "`x?": false, `"x?`: false, "$ ls ?": false,
	} {
		if _, _, asks := question(code); asks != want {
			t.Errorf("question(%q) = %v", code, asks)
		}
	}
}

// A cell that prints 100 MB: what arrives is bounded, whole characters, and
// says that it was cut; the front-end is alive.
func TestFlood(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		a := c.run("flood 102400\nerr end") // lines of 1024 bytes
		if out := a.Text("stdout"); len(out) != 8<<20 || !utf8.ValidString(out) {
			t.Errorf("%d bytes arrived, want 8 MiB", len(out))
		}
		// 102,400 lines are 100 MiB, and "end" and its line break 4 bytes: 92 MiB are cut.
		equal(t, "notices", a.Text("stderr"), "\n[output cut: a cell may print 8.0 MiB; the rest is not shown]\n[92.0 MiB more were printed and are not shown]\n")
		if len(a.Outputs) > 300 {
			t.Errorf("%d messages for 8 MiB", len(a.Outputs))
		}
		equal(t, "the next cell", c.run("out alive").Text("stdout"), "alive\n")
	})
}

// The limit falls inside a character, and exactly on the last byte.
func TestStreamLimit(t *testing.T) {
	tests(t, plainFake, Options{StreamLimit: 5}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		a := c.run("out жжж") // 7 bytes: the third ж is bytes 5 and 6
		equal(t, "cut", a.Text("stdout"), "жж")
		equal(t, "notice", a.Text("stderr"), "\n[output cut: a cell may print 5 bytes; the rest is not shown]\n[3 bytes more were printed and are not shown]\n")
		a = c.run("out жж") // 5 bytes
		equal(t, "all of it", a.Text("stdout")+a.Text("stderr"), "жж\n")
	})
}

// Characters written byte by byte arrive whole, however they are batched.
func TestSplitCharacters(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		want := strings.Repeat("аж🙂", 20_000)
		a := k.client("c").run("bytes " + want)
		if got := a.Text("stdout"); got != want {
			t.Errorf("%d bytes, want %d; damaged %v", len(got), len(want), strings.ContainsRune(got, utf8.RuneError))
		}
		equal(t, "what is no text", k.client("d").run("bytes \xff\xffa\xd0").Text("stdout"), "\ufffd\ufffda\ufffd")
	})
}

// A front-end that stops reading holds nobody up: another sees all that the
// cells show, and the slow one is told what it missed and that they have ended.
// Over sockets, transport's own test shows the same.
func TestSlowFrontEnd(t *testing.T) {
	k := start(t, "memory", newFake(), Options{})
	slow, quick := k.client("slow"), k.client("quick")
	// 15,000 displays: 10,000 messages wait for a front-end at most. The quick
	// one reads in step.
	const cells, each = 15, 1000
	for range cells {
		if a := quick.run(strings.Repeat("display x\n", each)); len(a.Outputs) != 1+each {
			t.Fatalf("the quick one got %d outputs, want %d", len(a.Outputs), 1+each)
		}
	}
	end := quick.send(transport.Shell, "kernel_info_request", object{})
	a := &kerneltest.Answer{}
	if err := slow.Idle(waiting(t), end, a); err != nil {
		t.Fatal(err)
	}
	got, missed, idle := 0, 0, 0
	for _, m := range a.Others {
		switch m.Header.Type {
		case "display_data":
			got++
		case "stream":
			var n int
			if _, err := fmt.Sscanf(field(m, "text").(string), "\n[%d messages were not delivered", &n); err != nil || kerneltest.Parent(m) == "" {
				t.Errorf("notice %s: %v", m.Content, err)
			}
			missed += n
		case "status":
			if field(m, "execution_state") == "idle" {
				idle++
			}
		}
	}
	if missed == 0 || got+missed != cells*each || idle != cells {
		t.Errorf("got %d of %d, was told of %d missed, and of the end of %d cells of %d", got, cells*each, missed, idle, cells)
	}
}

func TestPartial(t *testing.T) {
	for text, want := range map[string]int{"": 0, "a": 0, "ж": 0, "a\xd0": 1, "\xf0\x9f": 2, "\xf0\x9f\x99": 3, "🙂": 0, "\xff": 0, "\x80\x80\x80": 0} {
		if got := partial([]byte(text)); got != want {
			t.Errorf("partial(%q) = %d, want %d", text, got, want)
		}
	}
}

// Outputs of a goroutine that a cell left behind still arrive, under its cell.
func TestLateOutput(t *testing.T) {
	f := newFake()
	k := start(t, "memory", patient{f}, Options{Grace: time.Millisecond})
	c := k.client("c")
	id := c.send(transport.Shell, "execute_request", object{"code": "block"})
	<-f.entered
	k.Interrupt()
	equal(t, "reply", field(c.reply(transport.Shell, id), "status"), "error")
	close(f.release)
	for {
		m := c.next(transport.IOPub)
		if m.Header.Type == "stream" {
			equal(t, "late", field(m, "text"), "after all")
			return
		}
	}
}

func TestBundle(t *testing.T) {
	b := bundle(engine.Bundle{
		Data: map[string]any{
			"text/plain":             []byte("t"),
			"image/svg+xml":          []byte("<svg>&</svg>"),
			"image/png":              []byte{1, 2, 3},
			"application/json":       []byte(`{"a":[1]}`),
			"application/geo+json":   map[string]any{"b": 2},
			"application/javascript": "1<2",
			"status":                 "not a MIME type",
			"text/x-chan":            make(chan int),
			"text/x-panic":           panicker{},
		},
		Metadata: map[string]any{"nan": func() {}},
	})
	if text, _ := b.Data["text/x-chan"].(string); !strings.HasPrefix(text, "0x") {
		t.Errorf("a channel is shown as %s", b.Data["text/x-chan"])
	}
	delete(b.Data, "text/x-chan")
	equal(t, "data", b.Data, object{
		"text/plain": "t", "image/svg+xml": "<svg>&</svg>", "image/png": "AQID", "application/json": object{"a": []int{1}},
		"application/geo+json": object{"b": 2}, "application/javascript": "1<2", "text/x-panic": "{}",
	})
	if len(b.Metadata) != 1 {
		t.Errorf("metadata %s", b.Metadata)
	}
}

// panicker cannot be marshalled.
type panicker struct{}

func (panicker) MarshalJSON() ([]byte, error) { panic("no") }
