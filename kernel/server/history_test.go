package server

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hourprint/hourprint/kernel/transport"
)

// recalled runs a history request over a front-end.
func recalled(c *front, ask object) any {
	c.t.Helper()
	return field(c.do("history_request", ask).Reply, "history")
}

func TestHistory(t *testing.T) {
	tests(t, plainFake, Options{}, func(t *testing.T, k *kernel) {
		c := k.client("c")
		for _, code := range []string{"value 1", "out x", "value 2", "value 1", "fail x"} {
			c.run(code)
		}
		row := func(line int, in any) []any { return []any{1, line, in} }
		one, x, two, again, fails := row(1, "value 1"), row(2, "out x"), row(3, "value 2"), row(4, "value 1"), row(5, "fail x")
		for name, e := range map[string]struct {
			ask  object
			want []any
		}{
			"tail 2":            {object{"hist_access_type": "tail", "n": 2}, []any{again, fails}},
			"tail 99":           {object{"hist_access_type": "tail", "n": 99}, []any{one, x, two, again, fails}},
			"tail 0":            {object{"hist_access_type": "tail", "n": 0}, []any{}},
			"tail -1":           {object{"hist_access_type": "tail", "n": -1}, []any{}},
			"tail":              {object{"hist_access_type": "tail"}, []any{one, x, two, again, fails}},
			"output":            {object{"hist_access_type": "tail", "n": 2, "output": true}, []any{row(4, []any{"value 1", "1"}), row(5, []any{"fail x", nil})}},
			"range":             {object{"hist_access_type": "range", "session": 1, "start": 2, "stop": 4}, []any{x, two}},
			"range of this":     {object{"hist_access_type": "range", "session": 0, "start": 4}, []any{again, fails}},
			"range of another":  {object{"hist_access_type": "range", "session": 7, "start": 0}, []any{}},
			"range before all":  {object{"hist_access_type": "range", "session": -5, "start": 0}, []any{}},
			"search":            {object{"hist_access_type": "search", "pattern": "value*"}, []any{one, two, again}},
			"search unique":     {object{"hist_access_type": "search", "pattern": "value ?", "unique": true}, []any{two, again}},
			"search n":          {object{"hist_access_type": "search", "pattern": "*", "n": 2}, []any{again, fails}},
			"search unique, n":  {object{"hist_access_type": "search", "pattern": "value*", "unique": true, "n": 1}, []any{again}},
			"search everything": {object{"hist_access_type": "search"}, []any{one, x, two, again, fails}},
			"search nothing":    {object{"hist_access_type": "search", "pattern": "val"}, []any{}},
		} {
			equal(t, name, recalled(c, e.ask), e.want)
		}
	})
}

// The history outlives the kernel, numbers its sessions, and survives a file
// that a killed kernel left in the middle of a line.
func TestHistoryIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "history")
	tail := object{"hist_access_type": "tail", "output": true}
	k := start(t, "memory", newFake(), Options{History: path})
	c := k.client("c")
	c.run("value Жё🙂")
	c.run("out\nout")
	c.doOn(transport.Control, "shutdown_request", object{"restart": true})
	<-k.done

	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(`{"session":"cut","line":1,"in`); err != nil {
		t.Fatal(err)
	}
	f.Close()

	c = start(t, "memory", newFake(), Options{History: path}).client("c")
	c.run("value 3")
	first := []any{[]any{1, 1, []any{"value Жё🙂", "Жё🙂"}}, []any{1, 2, []any{"out\nout", nil}}}
	equal(t, "second kernel", recalled(c, tail), append(first, []any{2, 1, []any{"value 3", "3"}}))
	equal(t, "session before", recalled(c, object{"hist_access_type": "range", "session": -1, "start": 2}), []any{[]any{1, 2, "out\nout"}})

	c = start(t, "memory", newFake(), Options{History: path}).client("c")
	equal(t, "third kernel", recalled(c, tail), append(first, []any{2, 1, []any{"value 3", "3"}}))
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file's mode is %v, %v; want 0600", info.Mode(), err)
	}
}

// A large file is set aside once, and still read.
func TestHistoryIsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history")
	big := `{"session":"a","line":1,"input":"` + strings.Repeat("x", maxHistory) + `"}` + "\n"
	if err := os.WriteFile(path, []byte(big+`{"session":"b","line":1,"input":"kept"}`+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c := start(t, "memory", newFake(), Options{History: path}).client("c")
	c.run("value 1")
	// The line of 8 MiB is longer than any that is read.
	equal(t, "history", recalled(c, object{"hist_access_type": "tail"}), []any{[]any{1, 1, "kept"}, []any{2, 1, "value 1"}})
	if info, err := os.Stat(path); err != nil || info.Size() > 1000 {
		t.Errorf("%v, %v: the file was not set aside", info.Size(), err)
	}
}

// A history that cannot be kept does not keep the kernel from working.
func TestHistoryCannotBeKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	c := start(t, "memory", newFake(), Options{History: filepath.Join(file, "history")}).client("c")
	c.run("value 1")
	equal(t, "history", recalled(c, object{"hist_access_type": "tail"}), []any{[]any{1, 1, "value 1"}})
}

func TestShorten(t *testing.T) {
	long := strings.Repeat("ж", maxKept) // twice as many bytes
	if got := shorten("a" + long); got != "a"+long[:maxKept-2] {
		t.Errorf("%d bytes, want %d: whole characters below the limit", len(got), maxKept-1)
	}
	if got := shorten(long[:maxKept]); len(got) != maxKept {
		t.Errorf("%d bytes of exactly %d", len(got), maxKept)
	}
}

func TestGlobs(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"", "", true}, {"", "x", false}, {"*", "", true}, {"*", "a\nb", true}, {"?", "Ж", true}, {"?", "", false},
		{"1?2*", "1+2+3", true}, {"1?2*", "11+2", false}, {"*ж*", "аж🙂", true}, {"*b", "aab", true}, {"*ab", "aab", true},
		{"a*b*c", "a__b__b_c", true}, {"a*b*c", "a__c__b", false}, {"abc", "ab", false}, {"ab", "abc", false},
		{"[abc]x", "bx", true}, {"[abc]x", "dx", false}, {"[a-cж]", "ж", true}, {"[а-я]", "ж", true}, {"[а-я]?", "ж", false},
		{"[^a-c]", "d", true}, {"[^a-c]", "b", false}, {"[]]", "]", true}, {"[^]]", "]", false}, {"[a-]", "-", true},
		{"[", "[", false}, {"[a", "a", false}, {"[]", "]", false}, {"*[0-9]", "x5", true}, {"*[0-9]*", "a1b", true},
		{"**a**", "bab", true}, {strings.Repeat("*a", 20), strings.Repeat("a", 19), false},
	} {
		if got := globs(c.pattern, c.text); got != c.want {
			t.Errorf("globs(%q, %q) = %v", c.pattern, c.text, got)
		}
	}
}
