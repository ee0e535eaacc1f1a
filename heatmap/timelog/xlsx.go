package timelog

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// A workbook in Office Open XML (ECMA-376, part 1, chapter 18) is a zip archive
// of XML parts. They are read here rather than by a spreadsheet library because
// a count needs no more than raw values and the formats that make them dates.

// isWorkbook tells workbooks from other zip archives.
func isWorkbook(z *zip.Reader) bool {
	return partOf(z, "xl/workbook.xml") != nil
}

// officeFile names the other office files, which are zip archives too; "" for
// archives.
func officeFile(z *zip.Reader) string {
	for _, o := range []struct{ part, name string }{
		{"xl/workbook.bin", "a binary workbook (save it as .xlsx)"},
		{"word/document.xml", "a Word document"},
		{"ppt/presentation.xml", "a presentation"},
		{"META-INF/manifest.xml", "an OpenDocument file (save a table as .xlsx or CSV)"},
	} {
		if partOf(z, o.part) != nil {
			return o.name
		}
	}
	return ""
}

func partOf(z *zip.Reader, name string) *zip.File {
	for _, f := range z.File {
		if strings.EqualFold(f.Name, name) {
			return f
		}
	}
	return nil
}

// workbook is what the sheets share.
type workbook struct {
	z       *zip.Reader
	guard   *guard
	date04  bool // days are counted from 1904-01-01
	sheets  []*sheet
	texts   sharedTexts
	formats []dateForm
}

// workbook reads the sheets of a workbook, each as an input of its own if there
// are several.
func (r *run) workbook(res *fileResult, o *opened, z *zip.Reader, workers int, rules stampRules) error {
	book := &workbook{z: z, guard: &guard{stored: func() int64 { return o.size }, outer: res.in.guard}}
	defer book.texts.close()
	if err := safely("XLSX", book.open); err != nil {
		return fmt.Errorf("the workbook is damaged: %w", err)
	}
	if err := book.only(r.opt.Sheet); err != nil {
		return err
	}
	var filled []*sheet
	for _, s := range book.sheets {
		err := safely("XLSX", s.study)
		if err == nil && s.empty() {
			continue
		}
		s.err = err
		filled = append(filled, s)
	}
	switch len(filled) {
	case 0:
		res.tally = &tally{}
		res.src.Format = "xlsx"
		res.notes = append(res.notes, "empty, nothing to count")
		return nil
	case 1:
		if filled[0].err != nil {
			return fmt.Errorf("sheet %q: %w", filled[0].name, filled[0].err)
		}
		return r.translated(res, filled[0], workers, rules)
	}
	for _, s := range filled {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		m := newResult(member(res.in, s.name, nil))
		m.src.Bytes = int64(s.part.CompressedSize64)
		m.err = s.err
		if m.err == nil {
			m.err = r.translated(m, s, workers, rules)
		}
		if m.err != nil {
			m.err = pathError(m.in.path, m.err)
		}
		res.inner = append(res.inner, m)
	}
	return nil
}

// open reads what the sheets share.
func (w *workbook) open() error {
	targets, kinds, err := w.relations()
	if err != nil {
		return err
	}
	err = w.each("xl/workbook.xml", func(t *xmlTokens) error {
		switch t.name() {
		case "workbookPr":
			v := t.attr("date1904")
			w.date04 = v == "1" || v == "true"
		case "sheet":
			id := t.attr("id")
			if part := partOf(w.z, targets[id]); part != nil && strings.HasSuffix(kinds[id], "/worksheet") {
				w.sheets = append(w.sheets, &sheet{book: w, name: t.attr("name"), part: part})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for id, kind := range kinds {
		switch {
		case strings.HasSuffix(kind, "/styles"):
			err = errors.Join(err, w.readFormats(targets[id]))
		case strings.HasSuffix(kind, "/sharedStrings"):
			err = errors.Join(err, w.readTexts(targets[id]))
		}
	}
	return err
}

// relations are the parts that the workbook names, by their keys.
func (w *workbook) relations() (targets, kinds map[string]string, err error) {
	targets, kinds = map[string]string{}, map[string]string{}
	err = w.each("xl/_rels/workbook.xml.rels", func(t *xmlTokens) error {
		if t.name() == "Relationship" {
			target := t.attr("Target")
			if !strings.HasPrefix(target, "/") {
				target = "/xl/" + target
			}
			targets[t.attr("Id")] = strings.TrimPrefix(path.Clean(target), "/")
			kinds[t.attr("Id")] = t.attr("Type")
		}
		return nil
	})
	return targets, kinds, err
}

// each calls f for every tag of a part.
func (w *workbook) each(part string, f func(*xmlTokens) error) error {
	file := partOf(w.z, part)
	if file == nil {
		return fmt.Errorf("it lacks the part %s", part)
	}
	rc, err := unzip(file, w.guard)
	if err != nil {
		return err
	}
	defer rc.Close()
	t := newXMLTokens(rc)
	for {
		err := t.next()
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = f(t)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", part, err)
		}
	}
}

// readTexts reads the texts that cells share. Phonetic readings (rPh) are no
// part of a text.
func (w *workbook) readTexts(part string) error {
	var text []byte
	phonetic := false
	err := w.each(part, func(t *xmlTokens) error {
		switch t.name() {
		case "si":
			text = text[:0]
			if t.empty() {
				return w.texts.add(nil)
			}
		case "rPh":
			phonetic = !t.empty()
		case "/rPh":
			phonetic = false
		case "/t":
			if !phonetic {
				text = appendUnescaped(text, t.text)
			}
		case "/si":
			return w.texts.add(text)
		}
		return nil
	})
	return errors.Join(err, w.texts.finish())
}
