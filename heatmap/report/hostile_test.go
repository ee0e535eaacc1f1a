package report

import (
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// hostile are texts that want to be more than text.
func hostile() []string {
	return []string{
		`<script>alert(1)</script><img src=x onerror=alert(1)>`,
		`"><svg onload=alert(1)><style>*{display:none}</style>`,
		`</style></script></title><base href="http://evil.example/">`,
		`=cmd|' /C calc'!A0`, `+1+cmd|' /C calc'!A0`, `-2+3`, "@SUM(1+9)*cmd|' /C calc'!A0", "\t=1+1", "\r\n=1+1", "　=1+1", "＝1+1",
		"invoice\u202efdp.exe", "\u2066\u2067abc", "\u200fmark", "a\x00b\x00", "\x1b[31mred\x1b[0m", "bad \xff\xfe bytes",
		"[click](javascript:alert(1)) ![x](http://evil.example/p.png) http://evil.example www.evil.example",
		"| a | b |\n|---|---|\n# head\n- item\n1. one\n```\ncode\n```", "<!-- -->]]>&lt;&#60;", `{{.}} {{template "x"}}`, `\"\u003cscript\u003e`,
		strings.Repeat("A", 1<<20), strings.Repeat("=\u202e<b>", 1<<17),
	}
}

// hostileCase has one of the texts in every field that can hold text.
func hostileCase(t testing.TB, text string) Case {
	h := &timelog.Histogram{}
	for i := range int64(30) {
		h.Add(1_680_000_000+i*90_000, 1)
	}
	g, err := heatmap.Fold(h, "Europe/Bucharest", heatmap.Span{})
	if err != nil {
		t.Fatal(err)
	}
	g.Label, g.Notes = text, []string{text}
	figure, err := heatmap.Draw(g, heatmap.PlotOptions{Title: text, Subtitle: text})
	if err != nil {
		t.Fatal(err)
	}
	before, after, err := g.Split(time.Unix(1_681_200_000, 0))
	if err != nil {
		t.Fatal(err)
	}
	before.Label, after.Label = text, text
	change, err := heatmap.Compare(before, after, heatmap.DifferenceOptions{Permutations: 9})
	if err != nil {
		t.Fatal(err)
	}
	rows := [][]string{{text, text}, {text}}
	return Case{
		Title: text, ID: text, Author: text, Made: text, TLP: "RED", Grid: g, Groups: []*heatmap.Grid{g}, By: text, Change: change, Commands: []string{text}, Version: text,
		BottomLine: []string{text, text, text}, Basis: Basis{OtherColumns: []string{text}, Orders: text, Precision: text, ZoneData: text},
		Figures:  []CaseFigure{{Name: text, Caption: text, Figure: figure}},
		Findings: []Finding{{text, text, []string{text}, []string{text}}}, Methods: []string{text}, Limits: []string{text},
		Events: &Sample{Columns: []string{text, "b"}, Rows: rows, Note: text}, Indicators: []Indicator{{text, text, text}},
		Sources: []timelog.Source{{Path: text, SHA256: text, Format: text, TimeColumn: text, Zone: text, ZoneFrom: text, Rows: 31, Events: 30,
			Skipped: []timelog.Skip{{Reason: text, Rows: 1, FirstLine: 1, Example: text}}}},
		Warnings: []string{text},
	}
}

// Whatever stands in any field, the page has the same elements, the pictures are
// well-formed and hold no script, the text keeps its headings, and no cell of the
// matrix begins a formula.
func TestHostileText(t *testing.T) {
	plain := filesOf(t, hostileCase(t, "plain"))
	for i, text := range hostile() {
		t.Run(fmt.Sprintf("%d %.20q", i, text), func(t *testing.T) {
			files := filesOf(t, hostileCase(t, text))
			if a, b := elements(t, files[casePage]), elements(t, plain[casePage]); a != b {
				t.Errorf("the page has other elements:\n%s\n%s", a, b)
			}
			for name, data := range files {
				switch {
				case strings.HasSuffix(name, ".svg"):
					inertPicture(t, name, data)
				case !strings.HasSuffix(name, ".png"):
					if strings.ContainsAny(data, "\x00\x1b\u202e\u2066\u2067\u200f") {
						t.Errorf("%s holds a character that acts on others", name)
					}
					if len(data) > 3<<20 {
						t.Errorf("%s has %d bytes", name, len(data))
					}
				}
			}
			noFormula(t, files[caseMatrix])
			noFormula(t, files[caseChange])
			inertMarkdown(t, files[caseText], plain[caseText])
		})
	}
}

// elements lists the elements of a page in order, with the attributes' names, as a
// browser's parser sees them.
func elements(t *testing.T, page string) string {
	var b strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(page))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			if !errors.Is(tokens.Err(), io.EOF) {
				t.Fatal(tokens.Err())
			}
			return b.String()
		case html.StartTagToken, html.SelfClosingTagToken:
			token := tokens.Token()
			b.WriteString(token.Data)
			for _, a := range token.Attr {
				b.WriteString(" " + a.Key)
				if a.Key == "src" || a.Key == "srcset" || a.Key == "href" {
					b.WriteString("=" + a.Val[:min(len(a.Val), 5)]) // all are data:
				}
			}
			b.WriteByte('\n')
		}
	}
}

// inertPicture checks that an SVG is well-formed and made of nothing that acts or fetches.
func inertPicture(t *testing.T, name, svg string) {
	decoder := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "script", "foreignObject", "image", "use", "a", "style", "iframe":
			t.Errorf("%s holds <%s>", name, start.Name.Local)
		}
		for _, a := range start.Attr {
			if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" {
				t.Errorf("%s: attribute %s=%q", name, a.Name.Local, a.Value)
			}
		}
	}
}

// noFormula checks every cell of a CSV as a spreadsheet would take it. A negative
// number is a number.
func noFormula(t *testing.T, text string) {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if _, err := strconv.ParseFloat(cell, 64); err == nil {
				continue
			}
			if regexp.MustCompile(`^[\s\x{3000}]*[=+\-@|%＝＋－＠]`).MatchString(cell) {
				t.Errorf("a cell begins a formula: %.40q", cell)
			}
		}
	}
}

// inertMarkdown renders the text with raw HTML allowed, as the most trusting
// reader would, and looks for anything beyond what the plain case has.
func inertMarkdown(t *testing.T, text, plain string) {
	kinds := func(text string) string {
		rendered := trusting(t, text)
		var b strings.Builder
		for _, m := range regexp.MustCompile(`<([a-zA-Z0-9]+)`).FindAllStringSubmatch(rendered, -1) {
			b.WriteString(m[1] + " ")
		}
		return b.String()
	}
	if a, b := kinds(text), kinds(plain); a != b {
		t.Errorf("the text renders to other elements:\n%s\n%s", a, b)
	}
}
