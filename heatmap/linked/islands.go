package linked

import (
	"cmp"
	"math"
	"slices"
)

// An island is a part of the graph that no link joins to the rest, on its disc.
type island struct {
	nodes        []int32 // ascending
	x, y, radius float64
}

// arrange gives every island a disc as large as it has nodes, and puts the discs side
// by side, the greatest in the middle: forces alone would leave the small ones as dots
// between great distances.
func (net *hostNet) arrange(bodies []body) {
	islands := net.islands()
	for i := range islands {
		islands[i].shrink(bodies)
	}
	place(islands)
	for _, land := range islands {
		for _, n := range land.nodes {
			bodies[n].x += land.x
			bodies[n].y += land.y
		}
	}
}

// islands are the connected parts, the greatest first.
func (net *hostNet) islands() []island {
	root := make([]int32, len(net.names))
	for i := range root {
		root[i] = int32(i)
	}
	find := func(i int32) int32 {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, l := range net.links {
		if a, b := find(l[0]), find(l[1]); a != b {
			root[max(a, b)] = min(a, b)
		}
	}
	at := map[int32]int{}
	var all []island
	for i := range root {
		r := find(int32(i))
		if _, ok := at[r]; !ok {
			at[r] = len(all)
			all = append(all, island{})
		}
		all[at[r]].nodes = append(all[at[r]].nodes, int32(i))
	}
	slices.SortStableFunc(all, func(a, b island) int { return cmp.Compare(len(b.nodes), len(a.nodes)) })
	return all
}

// shrink moves an island's nodes onto a disc around the origin whose area is a unit a
// node. A few far ones are held at its edge so that the others have room.
func (land *island) shrink(bodies []body) {
	midX, midY := land.middle(func(n int32) float64 { return bodies[n].x }), land.middle(func(n int32) float64 { return bodies[n].y })
	far := make([]float64, len(land.nodes))
	for i, n := range land.nodes {
		far[i] = math.Sqrt(square(bodies[n].x-midX) + square(bodies[n].y-midY))
	}
	sorted := slices.Sorted(slices.Values(far))
	reach := math.Max(1e-9, math.Min(sorted[len(far)-1], 1.15*sorted[len(far)*99/100]))
	land.radius = math.Sqrt(float64(len(land.nodes)))
	for i, n := range land.nodes {
		k := land.radius / math.Max(reach, far[i])
		bodies[n].x, bodies[n].y = float64(k*(bodies[n].x-midX)), float64(k*(bodies[n].y-midY))
	}
}

// middle is half way between the lowest and the highest hundredth of one coordinate.
func (land *island) middle(of func(n int32) float64) float64 {
	all := make([]float64, len(land.nodes))
	for i, n := range land.nodes {
		all[i] = of(n)
	}
	slices.Sort(all)
	return (all[len(all)/100] + all[len(all)-1-len(all)/100]) / 2
}

// place puts each disc at the first free place of a spiral. Each place lies the golden
// angle further round than the one before; its cosine and sine stand here as numbers,
// because those that are computed differ in the last digit between processors.
func place(islands []island) {
	const cos, sin, gap = -0.7373688780783197, 0.6754902942615238, 1.0
	dx, dy, far := 1.0, 0.0, 0.0
	for i := 1; i < len(islands); i++ {
		land := &islands[i]
		for step := far; ; step += math.Max(0.05, land.radius*land.radius/8) {
			r := math.Sqrt(step)
			dx, dy = float64(dx*cos)-float64(dy*sin), float64(dx*sin)+float64(dy*cos)
			land.x, land.y = r*dx, r*dy
			if land.free(islands[:i], gap) {
				far = step
				break
			}
		}
	}
}

// free tells whether a disc lies apart from all others.
func (land *island) free(others []island, gap float64) bool {
	for i := range others {
		o := &others[i]
		if square(land.x-o.x)+square(land.y-o.y) < square(land.radius+o.radius+gap) {
			return false
		}
	}
	return true
}

// onSquare scales the places so that they fill a square of 0 to 65535.
func onSquare(bodies []body) (x, y []uint16) {
	x, y = make([]uint16, len(bodies)), make([]uint16, len(bodies))
	if len(bodies) == 0 {
		return x, y
	}
	left, right, low, high := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, b := range bodies {
		left, right, low, high = math.Min(left, b.x), math.Max(right, b.x), math.Min(low, b.y), math.Max(high, b.y)
	}
	k := 64000 / math.Max(1e-9, math.Max(right-left, high-low))
	for i, b := range bodies {
		x[i] = uint16(math.Round(32767.5 + float64(k*(b.x-(left+right)/2))))
		y[i] = uint16(math.Round(32767.5 + float64(k*(b.y-(low+high)/2))))
	}
	return x, y
}
