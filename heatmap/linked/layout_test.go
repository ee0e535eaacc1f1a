package linked

import (
	"fmt"
	"math"
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

// Parts that no link joins lie side by side: no two discs cover each other, however many
// nodes they have, and two nodes that have only each other lie apart.
func TestIslandsLieApart(t *testing.T) {
	from, to := &heatmap.Column{}, &heatmap.Column{}
	join := func(a, b string) { from.Texts, to.Texts = append(from.Texts, a), append(to.Texts, b) }
	for i := range 40 {
		join("hub", fmt.Sprintf("leaf %d", i))
	}
	for i := range 12 {
		join(fmt.Sprintf("left %d", i), fmt.Sprintf("right %d", i))
	}
	join("alone", "alone")
	net := newNet(from, to, 1000)
	x, y := net.layout(1)
	all := net.islands()
	if len(all) != 14 || len(all[0].nodes) != 41 || len(all[13].nodes) != 1 {
		t.Fatalf("%d islands, the first of %d nodes", len(all), len(all[0].nodes))
	}
	discs := make([][3]float64, len(all)) // as they were drawn: their middle and reach
	for i, land := range all {
		for _, n := range land.nodes {
			discs[i][0] += float64(x[n]) / float64(len(land.nodes))
			discs[i][1] += float64(y[n]) / float64(len(land.nodes))
		}
		for _, n := range land.nodes {
			discs[i][2] = max(discs[i][2], math.Hypot(float64(x[n])-discs[i][0], float64(y[n])-discs[i][1]))
		}
		if len(land.nodes) == 2 && discs[i][2] < 1000 { // of 65,536
			t.Errorf("a pair of nodes lies %.0f apart", 2*discs[i][2])
		}
		for j, other := range discs[:i] {
			if d := math.Hypot(discs[i][0]-other[0], discs[i][1]-other[1]); d < discs[i][2]+other[2] {
				t.Errorf("islands %d and %d cover each other", j, i)
			}
		}
	}
}

// What everybody asks does not lie in the crowd: hubs are pulled apart from it and from
// each other.
func TestHubsStandApart(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 9))
	from, to := &heatmap.Column{}, &heatmap.Column{}
	for i := range 2000 {
		for range 3 {
			from.Texts, to.Texts = append(from.Texts, fmt.Sprint("host ", i)), append(to.Texts, fmt.Sprint("web ", random.IntN(300)))
		}
		for hub := range 3 {
			if random.IntN(2) == 0 {
				from.Texts, to.Texts = append(from.Texts, fmt.Sprint("host ", i)), append(to.Texts, fmt.Sprint("hub ", hub))
			}
		}
	}
	net := newNet(from, to, 5000)
	x, y := net.layout(1)
	var midX, midY float64
	for i := range x {
		midX, midY = midX+float64(x[i])/float64(len(x)), midY+float64(y[i])/float64(len(y))
	}
	var far []float64
	for i := range x {
		far = append(far, math.Hypot(float64(x[i])-midX, float64(y[i])-midY))
	}
	middle := slices.Sorted(slices.Values(far))[len(far)/2]
	for i := range 3 { // the first by degree
		if far[i] < middle {
			t.Errorf("%s lies %.0f from the middle, half of all nodes lie within %.0f", net.names[i], far[i], middle)
		}
		for j := range i {
			if d := math.Hypot(float64(x[i])-float64(x[j]), float64(y[i])-float64(y[j])); d < middle {
				t.Errorf("%s and %s lie only %.0f apart", net.names[i], net.names[j], d)
			}
		}
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
