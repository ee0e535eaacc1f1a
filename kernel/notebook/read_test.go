package notebook

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestMain(m *testing.M) {
	// Code that reads the local zone by mistake shows in a zone this far off.
	zone, err := time.LoadLocation("Asia/Kathmandu")
	if err != nil {
		panic(err)
	}
	time.Local = zone
	os.Exit(m.Run())
}

// every has one of everything: an unknown field at each level, text as string
// and as list, each type of cell and output.
const every = `{
 "cells": [
  {"cell_type": "markdown", "id": "intro", "metadata": {"trusted": true, "kept": 1.50}, "source": "# Часы <b>&amp;</b>\nline\u2028sep",
   "attachments": {"a.png": {"image/png": "aGk="}}, "x_cell": [1, {}, []]},
  {"cell_type": "raw", "id": "raw", "metadata": {}, "source": []},
  {"cell_type": "code", "id": "code", "metadata": {"tags": ["raises-exception"]}, "execution_count": 3,
   "source": ["a := 1\n", "a"],
   "outputs": [
    {"output_type": "stream", "name": "stdout", "text": ["one\n", "two\rthree\n", "tail"], "x_out": null},
    {"output_type": "display_data", "data": {"image/png": "aGVsbG8=\n", "image/svg+xml": "<svg>\n</svg>", "application/json": ["a", "b"], "application/x-y": ["p", "q"]}, "metadata": {"image/png": {"width": 3}}},
    {"output_type": "execute_result", "execution_count": 3, "data": {"text/plain": "1"}, "metadata": {}},
    {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["\u001b[31mE\u001b[0m", "b"]}
   ]}
 ],
 "metadata": {"kernelspec": {"name": "gophernotes", "language": "go", "display_name": "Go"}, "signature": "x"},
 "nbformat": 4, "nbformat_minor": 5, "x_top": {"big": 12345678901234567890}
}`

// everyWritten is what Debian's nbformat 5.5.0 writes for every (checked by
// TestPythonWritesTheSame).
const everyWritten = "{\n" +
	" \"cells\": [\n" +
	"  {\n" +
	"   \"attachments\": {\n" +
	"    \"a.png\": {\n" +
	"     \"image/png\": \"aGk=\"\n" +
	"    }\n" +
	"   },\n" +
	"   \"cell_type\": \"markdown\",\n" +
	"   \"id\": \"intro\",\n" +
	"   \"metadata\": {\n" +
	"    \"kept\": 1.50\n" +
	"   },\n" +
	"   \"source\": [\n" +
	"    \"# Часы <b>&amp;</b>\\n\",\n" +
	"    \"line\u2028\",\n" +
	"    \"sep\"\n" +
	"   ],\n"

func parse(t *testing.T, s string) *Notebook {
	t.Helper()
	nb, err := Read(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	return nb
}

func written(t *testing.T, nb *Notebook) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, nb); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRoundTripKeepsEverything(t *testing.T) {
	nb := parse(t, every)
	first := written(t, nb)
	if !strings.HasPrefix(first, everyWritten) {
		t.Errorf("starts with\n%s\nwant\n%s", first[:len(everyWritten)], everyWritten)
	}
	again := parse(t, first)
	if diff := cmp.Diff(nb, again); diff != "" {
		t.Errorf("reading what was written differs:\n%s", diff)
	}
	if second := written(t, again); second != first {
		t.Errorf("writing twice differs:\n%s", cmp.Diff(first, second))
	}
	for _, want := range []string{`"x_cell"`, `"x_out": null`, `"x_top"`, "12345678901234567890", `"two\r"`, `"three\n"`} {
		if !strings.Contains(first, want) {
			t.Errorf("lost: %s", want)
		}
	}
	for _, gone := range []string{"trusted", "signature"} {
		if strings.Contains(first, gone) {
			t.Errorf("%s should not be stored", gone)
		}
	}
}

func TestReadJoinsText(t *testing.T) {
	nb := parse(t, every)
	code := nb.Cells[2]
	if code.Source != "a := 1\na" || code.Outputs[0].Text != "one\ntwo\rthree\ntail" {
		t.Errorf("source %q, stream %q", code.Source, code.Outputs[0].Text)
	}
	data := code.Outputs[1].Data
	if data["application/x-y"] != "pq" {
		t.Errorf("a text type that is a list of strings is joined, got %v", data["application/x-y"])
	}
	if _, ok := data["application/json"].([]any); !ok {
		t.Errorf("a JSON list stays a list, got %T", data["application/json"])
	}
	if !code.Tagged("raises-exception") || code.Tagged("other") {
		t.Error("tags are wrong")
	}
	if nb.Language() != "go" || nb.Kernel() != "gophernotes" {
		t.Errorf("language %q, kernel %q", nb.Language(), nb.Kernel())
	}
}

func TestReadErrors(t *testing.T) {
	cell := func(s string) string { return `{"nbformat": 4, "cells": [{"cell_type":"raw"}, ` + s + `]}` }
	for name, tt := range map[string]struct{ in, want string }{
		"empty":        {"", "not a notebook"},
		"broken":       {`{"nbformat": 4,`, "not a notebook"},
		"syntax":       {`{"nbformat": 4 x`, "broken JSON at byte 16"},
		"list":         {"[]", "not a notebook"},
		"more":         {`{"nbformat": 4} {}`, "something follows"},
		"no version":   {"{}", "no nbformat number"},
		"format 3":     {`{"nbformat": 3, "worksheets": []}`, "format 3 is too old"},
		"format 5":     {`{"nbformat": 5}`, "format 5 is too new"},
		"version text": {`{"nbformat": "4"}`, "nbformat is a string"},
		"metadata":     {`{"nbformat": 4, "metadata": 1}`, "metadata is the number 1, not an object"},
		"cells":        {`{"nbformat": 4, "cells": {}}`, "cells is an object, not a list"},
		"no cell":      {cell(`7`), "cell 2: is the number 7"},
		"cell type":    {cell(`{"cell_type":"heading"}`), `cell 2: cell_type is "heading"`},
		"source":       {cell(`{"cell_type":"raw","source":[1]}`), "cell 2: source is a list"},
		"count":        {cell(`{"cell_type":"code","execution_count":1.5}`), "cell 2: execution_count is the number 1.5"},
		"negative":     {cell(`{"cell_type":"code","execution_count":-1}`), "cell 2: execution_count is the number -1"},
		"output":       {cell(`{"cell_type":"code","outputs":[true]}`), "cell 2: output 1: is true or false"},
		"output type":  {cell(`{"cell_type":"code","outputs":[{"output_type":"pyout"}]}`), `cell 2: output 1: output_type is "pyout"`},
		"traceback":    {cell(`{"cell_type":"code","outputs":[{"output_type":"error","traceback":[1]}]}`), "cell 2: output 1: traceback holds the number 1"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(strings.NewReader(tt.in))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want …%s…", err, tt.want)
			}
		})
	}
}

// gophernotes stores "traceback": null; older notebooks lack whole fields.
func TestReadFillsWhatIsMissing(t *testing.T) {
	nb := parse(t, `{"nbformat": 4, "cells": [{"cell_type": "code", "outputs": [
		{"output_type": "error", "ename": "ERROR", "evalue": "x", "traceback": null},
		{"output_type": "display_data"}]}]}`)
	got := written(t, nb)
	for _, want := range []string{`"traceback": []`, `"data": {}`, `"execution_count": null`, `"nbformat_minor": 0`, `"source": []`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in\n%s", want, got)
		}
	}
	if strings.Contains(got, `"id"`) {
		t.Error("format 4.0 has no cell ids")
	}
}

func TestCellIDs(t *testing.T) {
	const in = `{"nbformat": 4, "nbformat_minor": 5, "cells": [
		{"cell_type": "raw", "id": "keep-me_1"}, {"cell_type": "raw"}, {"cell_type": "raw", "id": "keep-me_1"},
		{"cell_type": "raw", "id": "not valid"}, {"cell_type": "raw"}]}`
	a, b := parse(t, in), parse(t, in)
	seen := map[string]bool{}
	for i, c := range a.Cells {
		if c.ID != b.Cells[i].ID {
			t.Errorf("cell %d: ids %s and %s of the same notebook", i, c.ID, b.Cells[i].ID)
		}
		if seen[c.ID] || !validID(c.ID) {
			t.Errorf("cell %d: id %q is taken or invalid", i, c.ID)
		}
		seen[c.ID] = true
	}
	if a.Cells[0].ID != "keep-me_1" {
		t.Errorf("a good id was changed to %q", a.Cells[0].ID)
	}
}

func TestReadFileNamesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bad.ipynb")
	if err := os.WriteFile(path, []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadFile(path); err == nil || !strings.HasPrefix(err.Error(), path+": ") {
		t.Errorf("got %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(every))
	f.Add([]byte(`{"nbformat": 4, "nbformat_minor": 5, "cells": [{"cell_type": "code", "outputs": [{"output_type": "display_data", "data": {"text/html": [1], "application/json": ["a"]}}]}]}`))
	f.Add([]byte(`{"nbformat": 4, "cells": [{"cell_type": "raw", "source": "a\r\nb\u0085c\ud800", "outputs": 1, "id": ""}], "": {"a": -0.0e+5}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		nb, err := Read(bytes.NewReader(data))
		if err != nil {
			return
		}
		first := written(t, nb)
		again := parse(t, first)
		if diff := cmp.Diff(nb, again); diff != "" {
			t.Fatalf("reading what was written differs:\n%s", diff)
		}
		if second := written(t, again); second != first {
			t.Fatalf("writing twice differs:\n%s", cmp.Diff(first, second))
		}
		if _, err := HTML(nb, HTMLOptions{}); err != nil {
			t.Fatal(err)
		}
		if _, _, err := Markdown(nb, MarkdownOptions{}); err != nil {
			t.Fatal(err)
		}
		if diff := Compare(nb, again, CompareOptions{}); len(diff) > 0 {
			t.Fatalf("a notebook differs from itself: %v", diff)
		}
	})
}
