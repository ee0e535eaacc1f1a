package linked

import (
	"encoding/xml"
	"fmt"
	"io"
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

// The exported graphs can be read by others, whatever the names are.
func TestExports(t *testing.T) {
	b := newTab(t, 1280, 1200)
	b.open(page(t, flows(t, 300, 8), Options{Graph: GraphOptions{From: "note", To: "proto", Color: "note"}}), "?canvas")
	for _, kind := range []string{"svg", "gexf", "graphml"} {
		text := eval[string](b, fmt.Sprintf(`window.hourprint.views.graph.exported(%q)`, kind))
		decoder := xml.NewDecoder(strings.NewReader(text))
		elements := map[string]int{}
		for {
			tok, err := decoder.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s is no XML: %v", kind, err)
			}
			if start, ok := tok.(xml.StartElement); ok {
				elements[start.Name.Local]++
			}
		}
		nodes := elements["node"] + elements["circle"]
		if nodes != 8 || elements["script"]+elements["b"] > 0 { // four notes that are there and four protocols
			t.Errorf("%s has %d nodes: %v", kind, nodes, elements)
		}
	}
	dot := eval[string](b, `window.hourprint.views.graph.exported("dot")`)
	if strings.Count(dot, "];") != strings.Count(dot, "->")+8 || !strings.Contains(dot, `label="</script><b>x"`) {
		t.Errorf("DOT is %s", dot)
	}
}
