package linked

import (
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// host is what the graph says of a node.
type host struct {
	In, Out, Total int
	Rows, Bytes    float64
}

// Degree, rows and bytes of every node equal a group-by of the rows that the page
// selects, done on the frame with maps.
func TestDegreesEqualGroupBy(t *testing.T) {
	df := flows(t, 2000, 6)
	o := newOracle(t, df)
	b := newTab(t, 1280, 1200)
	b.open(page(t, df, Options{Views: []string{"graph", "rows"}}), "?canvas")
	for _, filters := range []string{`{}`, `{"col:proto": {values: ["udp", "O'Brien's"]}}`, `{node: {names: ["10.0.0.7"]}}`, `{"col:bytes": {spans: [[1000, null]]}}`} {
		eval[int](b, `window.hourprint.select(`+filters+`)`)
		want := map[string]host{}
		in, out, both := map[string]map[string]bool{}, map[string]map[string]bool{}, map[string]map[string]bool{}
		note := func(m map[string]map[string]bool, a, b string) {
			if m[a] == nil {
				m[a] = map[string]bool{}
			}
			m[a][b] = true
		}
		for _, row := range o.rows(eval[string](b, `window.hourprint.predicate()`)) {
			row = o.order[row]
			from, to := o.cols["src"].Texts[row], o.cols["dst"].Texts[row]
			note(out, from, to)
			note(in, to, from)
			note(both, from, to)
			note(both, to, from)
			for _, end := range []string{from, to} {
				h := want[end]
				h.Rows++
				if !o.cols["bytes"].IsMissing(row) {
					h.Bytes += o.cols["bytes"].Numbers[row]
				}
				want[end] = h
			}
		}
		for name, h := range want {
			h.In, h.Out, h.Total = len(in[name]), len(out[name]), len(both[name])
			want[name] = h
		}
		got := eval[map[string]host](b, `(() => {
			const v = window.hourprint.views.graph, s = v.stat;
			return Object.fromEntries(v.names.map((n, i) => [n, { In: s.in[i], Out: s.out[i], Total: s.total[i], Rows: s.rows[i], Bytes: s.weight[i] }]).filter(([, h]) => h.Rows));
		})()`)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: group-by (-) and page (+) differ:\n%s", filters, diff)
		}
	}
}

// drawnGraph is what a file says of the graph: the names of the nodes, and of each edge
// its ends, its rows and its kind.
type drawnGraph struct {
	Nodes []string
	Edges []string
}

func (g *drawnGraph) sorted() *drawnGraph {
	slices.Sort(g.Nodes)
	slices.Sort(g.Edges)
	return g
}

// readGEXF and readGraphML read the files with a program's eyes: by ids.
func readGEXF(t *testing.T, text string) *drawnGraph {
	var file struct {
		Nodes []struct {
			ID    string `xml:"id,attr"`
			Label string `xml:"label,attr"`
		} `xml:"graph>nodes>node"`
		Edges []struct {
			Source string `xml:"source,attr"`
			Target string `xml:"target,attr"`
			Values []struct {
				Value string `xml:"value,attr"`
			} `xml:"attvalues>attvalue"`
		} `xml:"graph>edges>edge"`
	}
	if err := xml.Unmarshal([]byte(text), &file); err != nil {
		t.Fatalf("GEXF: %v", err)
	}
	g, names := &drawnGraph{}, map[string]string{}
	for _, n := range file.Nodes {
		g.Nodes, names[n.ID] = append(g.Nodes, n.Label), n.Label
	}
	for _, e := range file.Edges {
		g.Edges = append(g.Edges, strings.Join([]string{names[e.Source], names[e.Target], e.Values[0].Value, e.Values[1].Value}, " | "))
	}
	return g.sorted()
}

func readGraphML(t *testing.T, text string) *drawnGraph {
	type datum struct {
		Key   string `xml:"key,attr"`
		Value string `xml:",chardata"`
	}
	var file struct {
		Nodes []struct {
			ID   string `xml:"id,attr"`
			Data datum  `xml:"data"`
		} `xml:"graph>node"`
		Edges []struct {
			Source string  `xml:"source,attr"`
			Target string  `xml:"target,attr"`
			Data   []datum `xml:"data"`
		} `xml:"graph>edge"`
	}
	if err := xml.Unmarshal([]byte(text), &file); err != nil {
		t.Fatalf("GraphML: %v", err)
	}
	g, names := &drawnGraph{}, map[string]string{}
	for _, n := range file.Nodes {
		g.Nodes, names[n.ID] = append(g.Nodes, n.Data.Value), n.Data.Value
	}
	for _, e := range file.Edges {
		value := map[string]string{}
		for _, d := range e.Data {
			value[d.Key] = d.Value
		}
		g.Edges = append(g.Edges, strings.Join([]string{names[e.Source], names[e.Target], value["rows"], value["kind"]}, " | "))
	}
	return g.sorted()
}

func readDOT(t *testing.T, text string) *drawnGraph {
	g, names := &drawnGraph{}, map[string]string{}
	quoted := `"((?:[^"\\]|\\.)*)"`
	unquote := strings.NewReplacer(`\"`, `"`, `\\`, `\`)
	node, edge := regexp.MustCompile(`^  (n\d+) \[label=`+quoted+`\];$`), regexp.MustCompile(`^  (n\d+) -> (n\d+) \[weight=\d+, label=`+quoted+`, tooltip="(\d+) rows"\];$`)
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if lines[0] != "digraph linked {" || lines[len(lines)-1] != "}" {
		t.Fatalf("DOT begins with %q and ends with %q", lines[0], lines[len(lines)-1])
	}
	for _, line := range lines[1 : len(lines)-1] {
		if m := node.FindStringSubmatch(line); m != nil {
			name := unquote.Replace(m[2])
			g.Nodes, names[m[1]] = append(g.Nodes, name), name
		} else if m := edge.FindStringSubmatch(line); m != nil {
			g.Edges = append(g.Edges, strings.Join([]string{names[m[1]], names[m[2]], m[4], unquote.Replace(m[3])}, " | "))
		} else {
			t.Errorf("DOT has the line %q", line)
		}
	}
	return g.sorted()
}

// The exported graphs are well-formed whatever the names are, and hold the nodes and
// the edges of the selected rows as a group-by of the frame gives them.
func TestExports(t *testing.T) {
	df := flows(t, 300, 8)
	o := newOracle(t, df)
	b := newTab(t, 1280, 1200)
	b.open(page(t, df, Options{Graph: GraphOptions{From: "note", To: "proto", Color: "note"}}), "?canvas")
	for _, filters := range []string{`{}`, `{"col:proto": {values: ["udp", "O'Brien's"]}}`, `{"col:proto": {values: []}}`} {
		eval[int](b, `window.hourprint.select(`+filters+`)`)
		want, nodes, edges := &drawnGraph{}, map[string]bool{}, map[string]int{}
		for _, row := range o.rows(eval[string](b, `window.hourprint.predicate()`)) {
			if row = o.order[row]; o.cols["note"].IsMissing(row) {
				continue
			}
			from, to := visible(o.cols["note"].Texts[row]), o.cols["proto"].Texts[row]
			nodes[from], nodes[to] = true, true
			edges[from+" | "+to]++
		}
		for name := range nodes {
			want.Nodes = append(want.Nodes, name)
		}
		for ends, rows := range edges {
			from, _, _ := strings.Cut(ends, " | ")
			want.Edges = append(want.Edges, fmt.Sprintf("%s | %d | %s", ends, rows, from))
		}
		want.sorted()
		text := func(kind string) string {
			return eval[string](b, fmt.Sprintf(`window.hourprint.views.graph.exported(%q)`, kind))
		}
		for kind, got := range map[string]*drawnGraph{"GEXF": readGEXF(t, text("gexf")), "GraphML": readGraphML(t, text("graphml")), "DOT": readDOT(t, text("dot"))} {
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s of %s: the frame (-) and the file (+) differ:\n%s", kind, filters, diff)
			}
		}
		if got := elements(t, text("svg")); got["circle"] != len(want.Nodes) || got["title"] != len(want.Nodes) || got["line"] != len(want.Edges) || got["script"]+got["b"] > 0 {
			t.Errorf("SVG of %s has %v, want %d nodes and %d edges", filters, got, len(want.Nodes), len(want.Edges))
		}
	}
}

// elements counts the elements of an XML document.
func elements(t *testing.T, text string) map[string]int {
	t.Helper()
	counts := map[string]int{}
	for decoder := xml.NewDecoder(strings.NewReader(text)); ; {
		tok, err := decoder.Token()
		if err == io.EOF {
			return counts
		}
		if err != nil {
			t.Fatalf("no XML: %v", err)
		}
		if start, ok := tok.(xml.StartElement); ok {
			counts[start.Name.Local]++
		}
	}
}

// A graph of more kinds of edges than there are colours opens; the rare ones are others.
func TestManyKinds(t *testing.T) {
	b := newTab(t, 1280, 900)
	address := b.open(page(t, flows(t, 300, 8), Options{Views: []string{"graph", "rows"}, Graph: GraphOptions{From: "src", To: "dst", Color: "src"}}), "")
	if got := eval[int](b, `document.querySelectorAll("#view-graph .legend button").length`); got != 8 {
		t.Errorf("the legend has %d entries, want seven colours and others", got)
	}
	b.Quiet(address)
}
