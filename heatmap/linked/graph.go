package linked

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
)

// graphData describes the graph to the page's script (page/graph.js).
type graphData struct {
	From   int `json:"from"`   // columns
	To     int `json:"to"`     //
	Weight int `json:"weight"` // -1 when edges count rows
	// Weighed tells that edges begin as strong as their weight, not as their rows.
	Weighed bool `json:"weighed"`
	Color   int  `json:"color"`  // -1 when edges have one colour
	Nodes   int  `json:"nodes"`  // block with the names, JSON
	Places  int  `json:"places"` // block with the places: u16 planes, all x and then all y
	Left    int  `json:"left"`   // nodes that were not laid out
}

// usualEnds are names by which logs call the two ends of a connection.
func usualEnds() [][2]string {
	return [][2]string{{"src", "dst"}, {"source", "target"}, {"source", "destination"}, {"from", "to"}, {"SrcAddr", "DstAddr"},
		{"srcaddr", "dstaddr"}, {"src_ip", "dst_ip"}, {"src_ip", "dest_ip"}, {"id.orig_h", "id.resp_h"}, {"source.ip", "destination.ip"}, {"process", "remote"}}
}

// edges finds the columns of the graph; ok is false when there are none.
func (p *plan) edges() (g graphData, ok bool, err error) {
	o := p.opt.Graph
	if o.From == "" && o.To == "" {
		for _, pair := range usualEnds() {
			if a, b := p.column(pair[0]), p.column(pair[1]); a != nil && b != nil && a.Texts != nil && b.Texts != nil {
				o.From, o.To = pair[0], pair[1]
				break
			}
		}
		if o.From == "" {
			return g, false, nil
		}
	}
	for _, end := range []struct {
		name string
		to   *int
	}{{o.From, &g.From}, {o.To, &g.To}} {
		if *end.to = p.index(end.name); *end.to < 0 || p.cols[*end.to].Texts == nil {
			return g, false, fmt.Errorf("linked: the graph needs a column of text %q: the page has %q", end.name, p.names())
		}
	}
	if g.Weight, err = p.optional(o.Weight, []string{"bytes", "TotBytes", "orig_bytes", "bytes_sent", "size"}, false); err != nil {
		return g, false, err
	}
	g.Weighed = o.Weight != ""
	g.Color, err = p.optional(o.Color, []string{"proto", "Proto", "protocol", "kind", "type", "service", "process"}, true)
	return g, err == nil, err
}

// optional finds a column that was named, or else one with a usual name; -1 is none.
func (p *plan) optional(name string, usual []string, text bool) (int, error) {
	if name != "" {
		i := p.index(name)
		if i < 0 || (p.cols[i].Texts != nil) != text {
			return -1, fmt.Errorf("linked: no column %q of the kind that the graph needs: the page has %q", name, p.names())
		}
		return i, nil
	}
	for _, name := range usual {
		if i := p.index(name); i >= 0 && (p.cols[i].Texts != nil) == text {
			return i, nil
		}
	}
	return -1, nil
}

// addGraph lays the graph out and packs it.
func (p *plan) addGraph(g graphData) (err error) {
	net := newNet(p.cols[g.From], p.cols[g.To], cmp.Or(p.opt.Graph.Most, 5000))
	g.Left = net.left
	x, y := net.layout(p.opt.Graph.Seed)
	if g.Nodes, err = p.blocks.addJSON(net.names); err != nil {
		return err
	}
	n := len(x)
	if g.Places, err = p.blocks.add(planes(2*n, 2, func(i int) uint64 {
		if i < n {
			return uint64(x[i])
		}
		return uint64(y[i-n])
	})); err != nil {
		return err
	}
	p.data.Graph = &g
	p.net, p.netX, p.netY = net, x, y
	return nil
}

// A hostNet is who is joined to whom, without direction, numbers or loops.
type hostNet struct {
	names []string // by degree, the highest first, then by name
	links [][2]int32
	left  int
}

// newNet makes the network of two columns, of at most so many nodes.
func newNet(from, to *heatmap.Column, most int) *hostNet {
	near := neighbours(from, to)
	net := &hostNet{names: make([]string, 0, len(near))}
	for name := range near {
		net.names = append(net.names, name)
	}
	slices.SortFunc(net.names, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(near[b]), len(near[a])), strings.Compare(a, b))
	})
	if len(net.names) > most {
		net.left = len(net.names) - most
		net.names = net.names[:most]
	}
	index := make(map[string]int32, len(net.names))
	for i, name := range net.names {
		index[name] = int32(i)
	}
	for i, name := range net.names {
		for other := range near[name] {
			if j, ok := index[other]; ok && int32(i) < j {
				net.links = append(net.links, [2]int32{int32(i), j})
			}
		}
	}
	slices.SortFunc(net.links, func(a, b [2]int32) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return net
}

// neighbours are for each name those that some row joins it to.
func neighbours(from, to *heatmap.Column) map[string]map[string]struct{} {
	near := map[string]map[string]struct{}{}
	join := func(a, b string) {
		if near[a] == nil {
			near[a] = map[string]struct{}{}
		}
		if a != b {
			near[a][b] = struct{}{}
		}
	}
	for row := range from.Texts {
		if !from.IsMissing(row) && !to.IsMissing(row) {
			join(from.Texts[row], to.Texts[row])
			join(to.Texts[row], from.Texts[row])
		}
	}
	return near
}
