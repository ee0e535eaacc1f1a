package server

import "testing"

// Cursors count code points: after Cyrillic and emoji, bytes and UTF-16 units
// would both be elsewhere.
func TestComplete(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		for _, e := range []struct {
			cursor     any
			word       string
			start, end int
		}{
			{8, "ab", 6, 8}, // two of the three letters of abc
			{2, "Жж", 0, 2},
			{nil, "abc", 6, 9},
			{99, "abc", 6, 9},
			{-1, "", 0, 0},
			{4, "🙂", 3, 4},
		} {
			ask := object{"code": "Жж 🙂x abc"}
			if e.cursor != nil {
				ask["cursor_pos"] = e.cursor
			}
			r := c.do("complete_request", ask).Reply
			equal(t, "reply", content(r), object{
				"status": "ok", "matches": []string{e.word + "1", e.word + "2"}, "cursor_start": e.start, "cursor_end": e.end,
				"metadata": object{"_jupyter_types_experimental": []any{
					object{"start": e.start, "end": e.end, "text": e.word + "1", "type": "function"},
					object{"start": e.start, "end": e.end, "text": e.word + "2", "type": "variable"},
				}},
			})
		}
		r := c.do("complete_request", object{"code": "none", "cursor_pos": 4}).Reply
		equal(t, "no matches", content(r), object{"status": "ok", "matches": []any{}, "cursor_start": 4, "cursor_end": 4,
			"metadata": object{"_jupyter_types_experimental": []any{}}})
	})
}

func TestInspect(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		r := c.do("inspect_request", object{"code": "knownЖ🙂", "cursor_pos": 7, "detail_level": 1}).Reply
		equal(t, "found", content(r), object{"status": "ok", "found": true, "metadata": object{},
			"data": object{"text/plain": "knownЖ🙂 at 7 of 7, detail 1"}})
		r = c.do("inspect_request", object{"code": "x", "cursor_pos": 1}).Reply
		equal(t, "not found", content(r), object{"status": "ok", "found": false, "data": object{}, "metadata": object{}})
	})
}

func TestIsComplete(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		for code, want := range map[string]object{
			"x":       {"status": "complete"},
			"for {":   {"status": "incomplete", "indent": "\t"},
			"known?":  {"status": "complete"},
			"for { ?": {"status": "complete"},
		} {
			equal(t, code, content(c.do("is_complete_request", object{"code": code}).Reply), want)
		}
	})
}

// Content that is not what the protocol says is answered with an error.
func TestBadContent(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		for kind, ask := range map[string]object{
			"execute_request":     {"code": 3},
			"complete_request":    {"code": "x", "cursor_pos": "one"},
			"inspect_request":     {"detail_level": []int{}},
			"is_complete_request": {"code": object{}},
			"history_request":     {"n": "all"},
			"comm_info_request":   {"target_name": 1},
			"shutdown_request":    {"restart": "no"},
		} {
			r := c.do(kind, ask).Reply
			equal(t, kind, field(r, "status"), "error")
			equal(t, kind, field(r, "ename"), "BadRequest")
			if _, list := field(r, "traceback").([]any); !list {
				t.Errorf("%s: traceback %v", kind, field(r, "traceback"))
			}
		}
		equal(t, "and then", field(c.run("value 1").Reply, "status"), "ok")
	})
}
