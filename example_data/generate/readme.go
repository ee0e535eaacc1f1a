package main

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"fmt"
	"strconv"
	"text/template"
)

//go:embed readme
var readmeTexts embed.FS

// readmeRow is a line of the table at the head of the README.
type readmeRow struct {
	Name, What, Zone, SHA256 string
	Files, Rows, Bytes       int
}

// renderReadme writes README.md: readme/intro.md.tmpl with one row a data set, then each data set's own section.
func renderReadme(products []product) ([]byte, error) {
	texts, err := template.New("readme").Funcs(template.FuncMap{"n": thousands}).ParseFS(readmeTexts, "readme/*.tmpl")
	if err != nil {
		return nil, err
	}
	var rows []readmeRow
	for i, set := range datasets {
		p := products[i]
		row := readmeRow{Name: set.name, What: set.what, Zone: p.zone, Files: len(p.files), Rows: p.rows}
		for _, f := range p.files {
			row.Bytes += len(f.data)
		}
		row.SHA256 = fmt.Sprintf("%x", sha256.Sum256(sumLines(p.files)))
		rows = append(rows, row)
	}
	var b bytes.Buffer
	if err := texts.ExecuteTemplate(&b, "intro.md.tmpl", rows); err != nil {
		return nil, err
	}
	for i, set := range datasets {
		b.WriteByte('\n')
		if err := texts.ExecuteTemplate(&b, set.name+".md.tmpl", products[i].facts); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), nil
}

// thousands writes 20013 as 20,013.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
