package linked

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/hourprint/hourprint/heatmap"
)

// campus is a network of hosts in groups: most links stay inside a group.
func campus(nodes, links int) *hostNet {
	random := rand.New(rand.NewPCG(3, 3))
	from, to := &heatmap.Column{Texts: make([]string, links)}, &heatmap.Column{Texts: make([]string, links)}
	for i := range links {
		a := random.IntN(nodes)
		b := a/100*100 + random.IntN(100)
		if random.IntN(10) == 0 {
			b = random.IntN(nodes)
		}
		from.Texts[i], to.Texts[i] = fmt.Sprint(a), fmt.Sprint(b)
	}
	return newNet(from, to, nodes)
}

func TestSameSeedSamePlaces(t *testing.T) {
	net := campus(500, 3000)
	x, y := net.layout(1)
	for range 2 {
		againX, againY := campus(500, 3000).layout(1)
		if !slices.Equal(x, againX) || !slices.Equal(y, againY) {
			t.Fatal("the same graph and seed gave other places")
		}
	}
	if otherX, _ := net.layout(2); slices.Equal(x, otherX) {
		t.Error("another seed gave the same places")
	}
}

// Linked nodes lie nearer to each other than others do: the layout shows groups.
func TestLayoutShowsGroups(t *testing.T) {
	net := campus(500, 5000)
	x, y := net.layout(1)
	apart := func(a, b int) float64 {
		dx, dy := float64(x[a])-float64(x[b]), float64(y[a])-float64(y[b])
		return dx*dx + dy*dy
	}
	inside, across, ins, acr := 0.0, 0.0, 0, 0
	for a := range net.names {
		for b := range a {
			var i, j int
			fmt.Sscan(net.names[a], &i)
			fmt.Sscan(net.names[b], &j)
			if i/100 == j/100 {
				inside += apart(a, b)
				ins++
			} else {
				across += apart(a, b)
				acr++
			}
		}
	}
	if inside/float64(ins) > 0.5*across/float64(acr) {
		t.Errorf("nodes of a group are %.2g apart (squared), others %.2g", inside/float64(ins), across/float64(acr))
	}
}

func TestNetKeepsTheBestJoined(t *testing.T) {
	col := func(texts ...string) *heatmap.Column { return &heatmap.Column{Texts: texts} }
	net := newNet(col("a", "a", "a", "b", "b", "e", "d"), col("b", "c", "b", "a", "c", "e", "a"), 3)
	// neighbours: a has b, c, d; b has a, c; c has a, b; d has a; e only itself
	if got := fmt.Sprint(net.names, net.links, net.left); got != "[a b c] [[0 1] [0 2] [1 2]] 2" {
		t.Errorf("got %s", got)
	}
	for _, n := range []*hostNet{newNet(col(), col(), 9), newNet(col("x", "y"), col("x", "y"), 9)} {
		if x, _ := n.layout(1); len(x) != len(n.names) {
			t.Error("a graph without links was not laid out")
		}
	}
}

func BenchmarkLayout5000Nodes50000Edges(b *testing.B) {
	net := campus(5000, 51000)
	b.ReportMetric(float64(len(net.links)), "edges")
	for b.Loop() {
		net.layout(1)
	}
}
