package symbols

import (
	"bytes"
	"fmt"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
)

// The size of a plot in a notebook: as wide as a page of text.
const (
	plotWidth  = 7 * vg.Inch
	plotHeight = 4.5 * vg.Inch
)

// Renderers shows values of libraries that do not know how to show themselves
// in a notebook: a *plot.Plot as SVG and PNG, a DataFrame and a Series as an
// HTML table. Each returns false for a value that is not its own.
func Renderers() []func(v any) (map[string]any, bool) {
	return []func(v any) (map[string]any, bool){renderPlot, renderFrame}
}

func renderPlot(v any) (map[string]any, bool) {
	p, ok := v.(*plot.Plot)
	if !ok {
		if value, isValue := v.(plot.Plot); isValue {
			p, ok = &value, true
		}
	}
	if !ok || p == nil {
		return nil, false
	}
	forms := map[string]any{"text/plain": plotText(p)}
	for format, mime := range map[string]string{"svg": "image/svg+xml", "png": "image/png"} {
		w, err := p.WriterTo(plotWidth, plotHeight, format)
		if err != nil {
			forms["text/plain"] = fmt.Sprintf("%s: %v", plotText(p), err)
			continue
		}
		var b bytes.Buffer
		if _, err := w.WriteTo(&b); err != nil {
			forms["text/plain"] = fmt.Sprintf("%s: %v", plotText(p), err)
			continue
		}
		if format == "svg" {
			forms[mime] = b.String()
		} else {
			forms[mime] = b.Bytes()
		}
	}
	return forms, true
}

func plotText(p *plot.Plot) string {
	if p.Title.Text == "" {
		return "plot"
	}
	return "plot: " + p.Title.Text
}

func renderFrame(v any) (map[string]any, bool) {
	switch v := v.(type) {
	case dataframe.DataFrame:
		return frameForms(v), true
	case *dataframe.DataFrame:
		if v != nil {
			return frameForms(*v), true
		}
	case series.Series:
		return seriesForms(v), true
	case *series.Series:
		if v != nil {
			return seriesForms(*v), true
		}
	}
	return nil, false
}

// frameForms are the table of a frame and its text. A frame that carries an
// error says so instead.
func frameForms(df dataframe.DataFrame) map[string]any {
	if df.Err != nil {
		return map[string]any{"text/plain": "DataFrame error: " + df.Err.Error()}
	}
	names, types := df.Names(), df.Types()
	columns := make([]column, len(names))
	for i, name := range names {
		s := df.Col(name)
		columns[i] = column{name: name, kind: string(types[i]), cell: s.Elem}
	}
	return tableForms("DataFrame", columns, df.Nrow())
}

func seriesForms(s series.Series) map[string]any {
	if s.Err != nil {
		return map[string]any{"text/plain": "Series error: " + s.Err.Error()}
	}
	return tableForms("Series", []column{{name: s.Name, kind: string(s.Type()), cell: s.Elem}}, s.Len())
}
