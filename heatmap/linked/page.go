package linked

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/hourprint/hourprint/heatmap"
)

// A Linked page, ready to be saved or shown.
type Linked struct {
	// Rows is the number of rows on the page, Timed that of those with a readable time.
	Rows, Timed int
	// Warnings are doubts about the page, one sentence each; the page shows them too.
	Warnings []string

	title string
	page  []byte
	week  *heatmap.Figure
}

// Page makes the linked page of a frame that has been through heatmap.WithTime.
// A column that is asked for and not there, an unknown zone or view, and a view
// that is asked for and cannot be made of the columns are errors.
func Page(df heatmap.DataFrame, opt Options) (*Linked, error) {
	t, err := newTable(df, &opt)
	if err != nil {
		return nil, err
	}
	p := &plan{table: t, opt: opt}
	if err := p.make(); err != nil {
		return nil, err
	}
	v, err := p.view(df)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := fixedParts().page.ExecuteTemplate(&out, "page.html", v); err != nil {
		return nil, fmt.Errorf("linked: %w", err)
	}
	return &Linked{Rows: t.rows, Timed: t.timed, Warnings: p.warnings, title: v.Title, page: out.Bytes(), week: p.week}, nil
}

// WriteTo writes the page.
func (l *Linked) WriteTo(w io.Writer) (int64, error) {
	n, err := w.Write(l.page)
	return int64(n), err
}

// Save writes the page into a file, which appears whole or not at all.
func (l *Linked) Save(path string) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*.tmp")
	if err != nil {
		return fmt.Errorf("linked: %s: %w", path, err)
	}
	defer os.Remove(tmp.Name()) // nothing to remove once it is renamed
	if _, err = tmp.Write(l.page); err == nil {
		err = tmp.Chmod(0o644) // a temporary file is for its owner alone; a page is to be shared
	}
	if closing := tmp.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("linked: %s: %w", path, err)
	}
	return nil
}

// HTML is the page in a frame of its own, as a notebook shows it: what the page does
// stays inside the frame. Below it a folded picture of the week stays for readers that
// take the frame out, as Jupyter does in a notebook that is not trusted.
func (l *Linked) HTML() string {
	title := html.EscapeString(visible(l.title))
	return `<iframe title="` + title + `" sandbox="allow-scripts allow-downloads" ` +
		`style="width:100%;height:900px;border:1px solid #8884;border-radius:6px" srcdoc="` + html.EscapeString(string(l.page)) + `"></iframe>` +
		`<details><summary>` + html.EscapeString(l.String()) + `; the week as a picture</summary>` +
		`<p>Where no live page stands above this line, the reader has taken it out: trust the notebook (File, Trust Notebook), or run the cell.</p>` +
		`<img alt="` + title + `, by weekday and hour" src="data:image/png;base64,` + base64.StdEncoding.EncodeToString(l.PNG()) + `"></details>`
}

// PNG is the week of all rows, for readers that do not run the page.
func (l *Linked) PNG() []byte { return l.week.PNG() }

// String says what the page holds, in one line.
func (l *Linked) String() string {
	return fmt.Sprintf("%s: %s, %s with a readable time", visible(l.title), plural(int64(l.Rows), "row"), thousands(int64(l.Timed)))
}

// plan is a page in the making.
type plan struct {
	*table
	opt      Options
	data     pageData
	blocks   blocks
	views    []string
	week     *heatmap.Figure
	warnings []string

	net        *hostNet // of the graph, nil without one
	netX, netY []uint16
}

// pageData is what the page's script works on, beside the blocks.
type pageData struct {
	Name    string       `json:"name"` // of saved files, without the ending
	Rows    int          `json:"rows"`
	Timed   int          `json:"timed"`
	First   int64        `json:"first"` // microseconds since 1970 of the first row
	Unit    int64        `json:"unit"`  // microseconds of a step of time
	Times   int          `json:"times"` // block
	Zones   []zoneData   `json:"zones"`
	Assumed bool         `json:"assumed"`
	Columns []columnData `json:"columns"`
	Views   []string     `json:"views"`
	Bars    []int        `json:"bars"`
	Axes    []int        `json:"axes"`
	Graph   *graphData   `json:"graph,omitempty"`
	Map     *mapData     `json:"map,omitempty"`
	Ramp    []string     `json:"ramp"` // colours of the week, from low to high on a light page
	Dark    []string     `json:"dark"` // the same on a dark page
}

// make packs everything that the views need.
func (p *plan) make() (err error) {
	if err := p.locate(); err != nil {
		return err
	}
	p.data = pageData{Name: fileName(p.title()), Rows: p.rows, Timed: p.timed, Assumed: p.from == "assumed", Bars: []int{}, Axes: []int{}}
	if p.timed > 0 {
		p.data.First = p.micro[0]
	}
	if p.data.Unit, p.data.Times, err = packTimes(&p.blocks, p.micro); err != nil {
		return err
	}
	if p.data.Zones, err = zoneList(p.table, &p.opt); err != nil {
		return err
	}
	for _, c := range p.cols {
		d, err := packColumn(&p.blocks, c)
		if err != nil {
			return err
		}
		if p.opt.Log != nil {
			d.Log = d.Kind == "number" && slices.Contains(p.opt.Log, c.Name)
		}
		p.data.Columns = append(p.data.Columns, d)
	}
	if err := p.choose(); err != nil {
		return err
	}
	return p.colors()
}

// colors takes the default palette for the week; it is turned round on a dark page.
func (p *plan) colors() (err error) {
	if p.data.Ramp, err = heatmap.PaletteColors("", 64); err != nil {
		return err
	}
	p.data.Dark = slices.Clone(p.data.Ramp)
	slices.Reverse(p.data.Dark)
	return nil
}

func (p *plan) title() string {
	if p.opt.Title == "" {
		return "Linked views"
	}
	return p.opt.Title
}

// asJSON writes the data for a <script type="application/json">: encoding/json
// escapes <, > and &, so that no text can end the element.
func (d *pageData) asJSON() (template.JS, error) {
	data, err := json.Marshal(d)
	if err != nil {
		return "", fmt.Errorf("linked: %w", err)
	}
	return template.JS(data), nil
}
