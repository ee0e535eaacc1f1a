package report

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"strings"
	"sync"
	"unicode"
)

//go:embed page
var pageFiles embed.FS

// fixed holds the parts of a page that are the same in all of them.
type fixed struct {
	page   *template.Template
	style  template.CSS
	early  template.JS
	script template.JS
	policy string
}

// fixedParts makes them when the first page is written: a program that writes
// none starts without.
var fixedParts = sync.OnceValue(func() *fixed {
	f := &fixed{
		page: template.Must(template.New("").Funcs(template.FuncMap{
			"thousands": thousands, "plural": plural, "matrix": newTable,
		}).ParseFS(pageFiles, "page/*.html")),
		style:  template.CSS(asset("page.css")),
		early:  `document.documentElement.classList.add("js")`,
		script: template.JS(script("fold.js", "scale.js", "map.js", "groups.js", "save.js", "page.js")),
	}
	f.policy = contentPolicy(string(f.style), string(f.early), string(f.script))
	return f
})

// asset reads an embedded file, which is there or the program does not build.
func asset(name string) string {
	text, err := pageFiles.ReadFile("page/" + name)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// script joins script files into one that leaves no names behind.
func script(names ...string) string {
	var b strings.Builder
	b.WriteString("(() => {\n\"use strict\";\n")
	for _, name := range names {
		b.WriteString(asset(name))
	}
	b.WriteString("})();")
	return b.String()
}

// contentPolicy is the page's Content-Security-Policy: it may run exactly the
// scripts and use exactly the style written with it, show pictures that are in
// it, and do nothing else; no address is admitted.
func contentPolicy(style string, scripts ...string) string {
	var sources []string
	for _, s := range scripts {
		sources = append(sources, hashSource(s))
	}
	return "default-src 'none'; img-src data:; style-src " + hashSource(style) +
		"; script-src " + strings.Join(sources, " ") + "; base-uri 'none'; form-action 'none'"
}

// hashSource names an inline script or style by its hash (CSP level 2).
func hashSource(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// asImage puts an SVG document into an address, for an <img>: there it is a
// picture and nothing in it can run or fetch.
func asImage(svg string) template.URL {
	return template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString([]byte(svg)))
}

// fileName makes a name for saved files out of a title: lower-case letters of
// any script, digits and dashes, at most 60 characters.
func fileName(title string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(title) {
		if !nameRune(r) {
			gap = b.Len() > 0
			continue
		}
		if b.Len() >= 60 {
			break
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(r)
	}
	if b.Len() == 0 {
		return "hourprint"
	}
	return b.String()
}

// nameRune tells whether a character may stand in a file's name everywhere.
func nameRune(r rune) bool {
	return r < 0x80 && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9') || r >= 0x80 && unicode.IsLetter(r)
}
