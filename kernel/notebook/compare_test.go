package notebook

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
)

// picture is a grey picture of 100×100 pixels; change alters it before it is
// encoded.
func picture(t *testing.T, change func(*image.RGBA)) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 100, 100))
	for i := range img.Pix {
		img.Pix[i] = 200
		if i%4 == 3 {
			img.Pix[i] = 255
		}
	}
	if change != nil {
		change(img)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return EncodeBytes(b.Bytes())
}

// pixels changes the first n pixels by this much of grey.
func pixels(n int, by uint8) func(*image.RGBA) {
	return func(img *image.RGBA) {
		for i := range n {
			img.SetRGBA(i%100, i/100, color.RGBA{200 + by, 200 + by, 200 + by, 255})
		}
	}
}

func TestComparePictures(t *testing.T) {
	plain := picture(t, nil)
	small := image.NewRGBA(image.Rect(0, 0, 50, 100))
	var b bytes.Buffer
	if err := png.Encode(&b, small); err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		old, fresh string
		opt        CompareOptions
		want       string // "" = they agree
	}{
		"same":                      {plain, plain, CompareOptions{}, ""},
		"same, other line ends":     {plain, strings.TrimSpace(plain), CompareOptions{}, ""},
		"rounding everywhere once":  {plain, picture(t, pixels(2000, 1)), CompareOptions{}, ""}, // mean 0.2·¾ = 0.15
		"rounding too much":         {plain, picture(t, pixels(10000, 1)), CompareOptions{}, "in the mean 0.75"},
		"10 of 10,000 pixels":       {plain, picture(t, pixels(10, 50)), CompareOptions{}, ""}, // exactly the allowed 0.1 %
		"11 of 10,000 pixels":       {plain, picture(t, pixels(11, 50)), CompareOptions{}, "0.11 % of 100×100 pixels are off by more than 8 of 255 (at most 50"},
		"11, more allowed":          {plain, picture(t, pixels(11, 50)), CompareOptions{Share: 0.01}, ""},
		"one cell of a 7×24 map":    {plain, picture(t, pixels(60, 20)), CompareOptions{}, "0.6 % of"}, // 1/168 of the picture
		"other size":                {plain, EncodeBytes(b.Bytes()), CompareOptions{}, "was 100×100 pixels and is 50×100"},
		"fresh broken":              {plain, "aGk=", CompareOptions{}, "the fresh picture cannot be read"},
		"committed broken":          {"%", plain, CompareOptions{}, "the committed picture cannot be read"},
		"both broken, not the same": {"%", "aGk=", CompareOptions{}, "neither picture can be read"},
	} {
		t.Run(name, func(t *testing.T) {
			found := Compare(show(map[string]any{"image/png": tt.old}), show(map[string]any{"image/png": tt.fresh}), tt.opt)
			expect(t, found, tt.want)
		})
	}
}

// expect holds differences to a text that they must contain; "" means none.
func expect(t *testing.T, found []Difference, want string) {
	t.Helper()
	var all strings.Builder
	for _, d := range found {
		all.WriteString(d.String() + "\n")
	}
	if want == "" && len(found) > 0 || !strings.Contains(all.String(), want) {
		t.Errorf("want %q, got:\n%s", want, all.String())
	}
}

func TestCompareDrawings(t *testing.T) {
	const svg = `<svg width="100pt"><path d="M1.50,2 L-3,.4Z" fill="#440154"/><text x="1e-5">12</text></svg>`
	for name, tt := range map[string]struct {
		old, fresh string
		mime       string
		want       string
	}{
		"same":                 {svg, svg, "image/svg+xml", ""},
		"rounding":             {svg, strings.Replace(svg, "1.50", "1.505", 1), "image/svg+xml", ""},
		"moved":                {svg, strings.Replace(svg, "1.50", "1.52", 1), "image/svg+xml", "- <path d=\"M1.50,2 L-3,.4Z\" fill=\"#440154\"/>\n    + <path d=\"M1.52"},
		"other colour":         {svg, strings.Replace(svg, "#440154", "#440155", 1), "image/svg+xml", "\n    + <"},
		"other text":           {svg, strings.Replace(svg, ">12<", ">12.001<", 1), "image/svg+xml", "\n    + <"},
		"other element":        {svg, strings.Replace(svg, "path", "line", 1), "image/svg+xml", "\n    + <"},
		"one more":             {svg, svg + "<svg/>", "image/svg+xml", "\n    + <"},
		"rounding inside HTML": {"<p>1</p>" + svg, "<p>1</p>" + strings.Replace(svg, "1.50", "1.505", 1), "text/html", ""},
		"text inside HTML":     {"<p>1</p>" + svg, "<p>1.001</p>" + svg, "text/html", "+ <p>1.001</p>"},
		"attribute of HTML":    {`<p id="1">` + svg, `<p id="1.001">` + svg, "text/html", `+ <p id="1.001">`},
		"after the drawing":    {svg + `<p id="1">`, svg + `<p id="1.001">`, "text/html", `<p id="1.001">`},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, Compare(show(map[string]any{tt.mime: tt.old}), show(map[string]any{tt.mime: tt.fresh}), CompareOptions{}), tt.want)
		})
	}
}

func TestCompareOutputs(t *testing.T) {
	stream := func(name, text string) *Output { return &Output{Type: "stream", Name: name, Text: text} }
	failed := func(name, value, trace string) *Output {
		return &Output{Type: "error", ErrorName: name, ErrorValue: value, Traceback: []string{trace}}
	}
	value := func(count int, text string) *Output {
		return &Output{Type: "execute_result", ExecutionCount: &count, Data: map[string]any{"text/plain": text}}
	}
	for name, tt := range map[string]struct {
		old, fresh []*Output
		want       string
	}{
		"chunks":        {[]*Output{stream("stdout", "a\nb"), stream("stdout", "c\n")}, []*Output{stream("stdout", "a\nbc\n")}, ""},
		"other chunks":  {[]*Output{stream("stdout", "a\n"), stream("stderr", "b"), stream("stdout", "c")}, []*Output{stream("stdout", "a\nc"), stream("stderr", "b")}, "stdout differs:\n      a\n    + c ⟨no line end⟩"},
		"text":          {[]*Output{stream("stdout", "1\n2\n3\n4\n5\n6\n")}, []*Output{stream("stdout", "1\n2\n3\nfour\n5\n6\n")}, "…\n      2\n      3\n    - 4\n    + four\n      5\n      6"},
		"line end":      {[]*Output{stream("stdout", "a\n")}, []*Output{stream("stdout", "a")}, "- a\n    + a ⟨no line end⟩"},
		"escapes":       {[]*Output{stream("stdout", "a")}, []*Output{stream("stdout", "\x1b[2Ja\u009b")}, `+ \x1b[2Ja\x9b`},
		"counts":        {[]*Output{value(3, "x")}, []*Output{value(7, "x")}, ""},
		"value":         {[]*Output{value(3, "x")}, []*Output{value(3, "y")}, "cell 1, output 1: // first\n    text/plain differs:\n    - x ⟨no line end⟩\n    + y ⟨no line end⟩"},
		"traces":        {[]*Output{failed("E", "v", "t1")}, []*Output{failed("E", "v", "t2")}, ""},
		"error":         {[]*Output{failed("E", "v", "t")}, []*Output{failed("E", "w", "t")}, "- E: v ⟨no line end⟩\n    + E: w"},
		"gone":          {[]*Output{value(1, "x"), stream("stdout", "s\n")}, []*Output{value(1, "x")}, "output 2: // first\n    is gone: stdout\n      s"},
		"new":           {nil, []*Output{failed("E", "v", "t")}, "is new: the error E: v"},
		"other type":    {[]*Output{value(1, "x")}, []*Output{failed("E", "v", "t")}, "was execute_result of text/plain\n      x\n    is the error E: v"},
		"other stream":  {[]*Output{stream("stdout", "x")}, []*Output{stream("stderr", "x")}, "was stdout\n"},
		"metadata":      {[]*Output{{Type: "display_data", Metadata: map[string]any{"a": 1}}}, []*Output{{Type: "display_data"}}, `-  "a": 1`},
		"MIME types":    {[]*Output{{Type: "display_data", Data: map[string]any{"text/x": "a"}}}, []*Output{{Type: "display_data", Data: map[string]any{"text/y": "a"}}}, "text/x is gone\n    text/y is new"},
		"JSON, order":   {[]*Output{{Type: "display_data", Data: map[string]any{"application/json": map[string]any{"a": 1, "b": 2}}}}, []*Output{{Type: "display_data", Data: map[string]any{"application/json": map[string]int{"b": 2, "a": 1}}}}, ""},
		"a long way":    {[]*Output{stream("stdout", strings.Repeat("old\n", 3000))}, []*Output{stream("stdout", strings.Repeat("new\n", 3000))}, "… and more, 6000 lines compared"},
		"a long line":   {[]*Output{stream("stdout", strings.Repeat("x", 500))}, nil, strings.Repeat("x", 159) + "…"},
		"order counts":  {[]*Output{value(1, "x"), stream("stdout", "s")}, []*Output{stream("stdout", "s"), value(1, "x")}, "was execute_result"},
		"nothing there": {nil, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			old, fresh := New(), New()
			old.Add("code", "// first\nx").Outputs = tt.old
			fresh.Add("code", "// first\nx").Outputs = tt.fresh
			expect(t, Compare(old, fresh, CompareOptions{}), tt.want)
		})
	}
}

func TestCompareNotebooks(t *testing.T) {
	a, b := New(), New()
	a.Add("code", "x")
	expect(t, Compare(a, b, CompareOptions{}), "notebook\n    has 1 cells, the fresh run has 0")
	b.Add("code", "y")
	expect(t, Compare(a, b, CompareOptions{}), "cell 1: x\n    the source differs:\n    - x")
}

// An oracle for the line difference: applying it to the old text gives the new.
func FuzzMiddle(f *testing.F) {
	f.Add("a\nb\nc\n", "b\nc\nd\n")
	f.Fuzz(func(t *testing.T, old, fresh string) {
		var a, b []string
		for _, c := range middle(lines(old), lines(fresh)) {
			if c.op != '+' {
				a = append(a, c.line)
			}
			if c.op != '-' {
				b = append(b, c.line)
			}
		}
		if strings.Join(a, "\n") != strings.Join(lines(old), "\n") || strings.Join(b, "\n") != strings.Join(lines(fresh), "\n") {
			t.Fatalf("old %q new %q give %q and %q", old, fresh, a, b)
		}
	})
}
