package gophernotes

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hourprint/hourprint/kernel/notebook"
	"github.com/hourprint/hourprint/kernel/server/kerneltest"
)

// outputs are what a kernel published for a cell, as a notebook holds it.
func outputs(a *kerneltest.Answer) ([]*notebook.Output, error) {
	var list []*notebook.Output
	for _, m := range a.Outputs {
		var c struct {
			Name, Text     string
			Data, Metadata map[string]any
			Ename, Evalue  string
		}
		if err := json.Unmarshal(m.Content, &c); err != nil {
			return nil, fmt.Errorf("%s: %w", m.Header.Type, err)
		}
		switch kind := m.Header.Type; kind {
		case "execute_input":
		case "stream":
			// What is printed comes in as many messages as the pipe was read.
			if last := len(list) - 1; last >= 0 && list[last].Type == kind && list[last].Name == c.Name {
				list[last].Text += c.Text
				continue
			}
			list = append(list, &notebook.Output{Type: kind, Name: c.Name, Text: c.Text})
		case "execute_result", "display_data":
			list = append(list, &notebook.Output{Type: kind, Data: stored(c.Data), Metadata: c.Metadata})
		case "error":
			list = append(list, &notebook.Output{Type: kind, ErrorName: c.Ename, ErrorValue: c.Evalue})
		default:
			return nil, fmt.Errorf("%s: not an output", kind)
		}
	}
	return list, nil
}

// stored gives base64 the line end that it has in a notebook.
func stored(data map[string]any) map[string]any {
	for mime, v := range data {
		s, isText := v.(string)
		if isText && mime != "image/svg+xml" && !strings.HasPrefix(mime, "text/") {
			data[mime] = strings.TrimRight(s, "\n") + "\n"
		}
	}
	return data
}

// tolerate removes from the outputs of gophernotes what it is known to do
// differently from our kernel, and nothing else:
//
//  1. The value of a last line such as fmt.Println(x) is shown, "3 <nil>"; our
//     kernel, like a Go programmer, thinks nothing of it.
//  2. A value that shows itself, as a picture say, has no text form: the line of
//     gophernotes that would add it compares nil with "". It is taken over from
//     the committed output when there is a picture or a table of the same kind.
//  3. The size of an image.Image stands at the top of the metadata instead of
//     under its MIME type.
func tolerate(committed, got []*notebook.Output) []*notebook.Output {
	var kept []*notebook.Output
	for i, out := range got {
		if i > 0 && i == len(got)-1 && isPrintResult(got[i-1], out) && len(committed) < len(got) {
			continue
		}
		if i < len(committed) && out.Type == "execute_result" {
			out = withText(committed[i], out)
		}
		kept = append(kept, out)
	}
	return kept
}

// isPrintResult reports whether an output is the number of bytes that the last
// call of the cell printed, and the nil error of that call.
func isPrintResult(printed, out *notebook.Output) bool {
	text, _ := out.Data["text/plain"].(string)
	count, isResult := strings.CutSuffix(text, " <nil>")
	n, err := strconv.Atoi(count)
	if out.Type != "execute_result" || len(out.Data) != 1 || !isResult || err != nil || printed.Type != "stream" {
		return false
	}
	// What was printed before that call ends with a line, if there is any.
	before := len(printed.Text) - n
	return before == 0 || before > 0 && printed.Text[before-1] == '\n'
}

// withText is the output with the committed text form, when it has none and
// another form in common with the committed output.
func withText(committed, out *notebook.Output) *notebook.Output {
	shared := slices.ContainsFunc(slices.Collect(maps.Keys(out.Data)), func(mime string) bool {
		_, ok := committed.Data[mime]
		return ok
	})
	text, wanted := committed.Data["text/plain"]
	if _, has := out.Data["text/plain"]; has || !wanted || !shared {
		return out
	}
	filled := *out
	filled.Data = maps.Clone(out.Data)
	filled.Data["text/plain"] = text
	return &filled
}

// What is tolerated is exactly that.
func TestTolerate(t *testing.T) {
	text := func(s string) *notebook.Output {
		return &notebook.Output{Type: "stream", Name: "stdout", Text: s}
	}
	result := func(pairs ...string) *notebook.Output {
		out := &notebook.Output{Type: "execute_result", Data: map[string]any{}}
		for i := 0; i < len(pairs); i += 2 {
			out.Data[pairs[i]] = pairs[i+1]
		}
		return out
	}
	type list = []*notebook.Output
	for name, test := range map[string]struct {
		committed, got list
		differ         bool
	}{
		"a print's result":            {list{text("ab\n")}, list{text("ab\n"), result("text/plain", "3 <nil>")}, false},
		"of the last of two":          {list{text("x\nab\n")}, list{text("x\nab\n"), result("text/plain", "3 <nil>")}, false},
		"of a wrong length":           {list{text("ab\n")}, list{text("ab\n"), result("text/plain", "2 <nil>")}, true},
		"with an error":               {list{text("ab\n")}, list{text("ab\n"), result("text/plain", "3 EOF")}, true},
		"a print's result, wanted":    {list{text("ab\n"), result("text/plain", "4 <nil>")}, list{text("ab\n"), result("text/plain", "3 <nil>")}, true},
		"no result at all":            {list{result("text/plain", "1")}, list{}, true},
		"other text":                  {list{text("ab\n")}, list{text("aB\n")}, true},
		"another value":               {list{result("text/plain", "1")}, list{result("text/plain", "2")}, true},
		"a picture without text":      {list{result("image/svg+xml", "<svg/>", "text/plain", "plot")}, list{result("image/svg+xml", "<svg/>")}, false},
		"another picture":             {list{result("image/svg+xml", "<svg/>", "text/plain", "plot")}, list{result("image/svg+xml", "<svg><g/></svg>")}, true},
		"a picture with another text": {list{result("image/svg+xml", "<svg/>", "text/plain", "plot")}, list{result("image/svg+xml", "<svg/>", "text/plain", "&{}")}, true},
		"text instead of a picture":   {list{result("image/svg+xml", "<svg/>", "text/plain", "plot")}, list{result("text/plain", "plot")}, true},
		"nothing instead of text":     {list{result("text/plain", "plot")}, list{result()}, true},
	} {
		committed, fresh := notebook.New(), notebook.New()
		committed.Add("code", "x").Outputs = test.committed
		fresh.Add("code", "x").Outputs = tolerate(test.committed, test.got)
		if found := notebook.Compare(committed, fresh, notebook.CompareOptions{}); (len(found) > 0) != test.differ {
			t.Errorf("%s: differences %v, want any: %v", name, found, test.differ)
		}
	}
}
