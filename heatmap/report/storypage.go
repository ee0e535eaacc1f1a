package report

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"regexp"
	"strings"
	"sync"
)

//go:embed casepage
var caseFiles embed.FS

// caseParts are made when the first write-up is written.
var caseParts = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"thousands": thousands, "plural": plural, "tie": tie,
	}).ParseFS(caseFiles, "casepage/case.html"))
})

// numberGap is the blank between a number and its unit.
var numberGap = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(\d) (%|h\b)`) })

// tie keeps a number and its unit on one line.
func tie(text string) string { return numberGap().ReplaceAllString(text, "$1\u00a0$2") }

// casePageView is what the template takes.
type casePageView struct {
	*story
	Style  template.CSS
	Policy string
	Heads  []string
	Color  string // class of the handling mark
}

// html writes report.html: one file without scripts, whose policy admits its own
// style and pictures that are in it, and nothing else.
func (s *story) html() ([]byte, error) {
	style, err := caseFiles.ReadFile("casepage/case.css")
	if err != nil {
		panic(err) // embedded, or the program does not build
	}
	css := string(style)
	if s.Mark != "" { // one of five fixed texts
		css += "@page { @top-right { content: \"" + s.Mark + "\"; font: bold 9pt sans-serif; } @bottom-left { content: \"" + s.Mark + "\"; font: bold 9pt sans-serif; } }\n"
	}
	v := casePageView{
		story: s, Style: template.CSS(css), Heads: s.shareHeads(),
		Policy: "default-src 'none'; img-src data:; style-src " + hashSource(css) + "; base-uri 'none'; form-action 'none'",
		Color:  strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(s.Mark, "TLP:"), "+STRICT")),
	}
	var page bytes.Buffer
	if err := caseParts().ExecuteTemplate(&page, "case.html", v); err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return page.Bytes(), nil
}
