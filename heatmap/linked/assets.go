package linked

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

// scripts are the modules of a page in the order in which they need each other.
func scripts() []string {
	return []string{"text.js", "decode.js", "clock.js", "engine.js", "filter.js", "predicate.js", "color.js", "dom.js",
		"week.js", "timebar.js", "play.js", "bars.js", "axis.js", "axes.js",
		"world.js", "map.js", "maphand.js", "edges.js", "layer.js", "export.js", "graph.js", "graphhand.js", "rows.js", "page.js"}
}

// fixedParts makes them when the first page is made: a program that makes none
// starts without.
var fixedParts = sync.OnceValue(func() *fixed {
	f := &fixed{
		page:   template.Must(template.New("").Funcs(template.FuncMap{"thousands": thousands}).ParseFS(pageFiles, "page/*.html")),
		style:  template.CSS(asset("page.css")),
		early:  `document.documentElement.classList.add("js")`,
		script: template.JS(joined(scripts())),
	}
	f.policy = "default-src 'none'; img-src data: blob:; style-src " + hashSource(string(f.style)) +
		"; script-src " + hashSource(string(f.early)) + " " + hashSource(string(f.script)) + "; base-uri 'none'; form-action 'none'"
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

// joined joins script files into one that leaves no names behind.
func joined(names []string) string {
	var b strings.Builder
	b.WriteString("(() => {\n\"use strict\";\n")
	for _, name := range names {
		b.WriteString(asset(name))
	}
	b.WriteString("})();")
	return b.String()
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

// fileName makes a name for saved files out of a title: letters of any script,
// digits and dashes, at most 60 bytes or a little more.
func fileName(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 0x80 && unicode.IsLetter(r))
	})
	name := ""
	for _, word := range words {
		if len(name)+len(word) > 60 {
			break
		}
		name += "-" + word
	}
	if name == "" {
		return "linked"
	}
	return name[1:]
}
