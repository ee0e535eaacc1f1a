package linked

import "math"

// quadtree sums up nodes by squares, for the pushes of far ones.
type quadtree struct {
	bodies []body
	cells  []quad
}

// quad is a square: its middle and side, the mass in it and where that is centred,
// the first of its four parts, and the one node of a part that is not split.
type quad struct {
	x, y, side   float64
	mass, cx, cy float64
	child        int32 // 0 when it is not split
	one          int32 // -1 when empty or split
}

// deepest bounds the tree: nodes closer than the side over 2^32 share a leaf.
const deepest = 32

// newQuadtree puts the nodes in, in their order.
func newQuadtree(bodies []body) *quadtree {
	low, high := math.Inf(1), math.Inf(-1)
	for _, b := range bodies {
		low = min(low, b.x, b.y)
		high = max(high, b.x, b.y)
	}
	side := math.Max(1e-6, high-low)
	t := &quadtree{bodies: bodies, cells: make([]quad, 1, 2*len(bodies)+8)}
	t.cells[0] = quad{x: low + side/2, y: low + side/2, side: side, one: -1}
	for i := range bodies {
		t.put(0, int32(i), 0)
	}
	for i := range t.cells {
		if c := &t.cells[i]; c.mass > 0 {
			c.cx /= c.mass
			c.cy /= c.mass
		}
	}
	return t
}

// put adds a node to a square and to the parts of it that hold the node.
func (t *quadtree) put(at, node int32, depth int) {
	for ; ; depth++ {
		b, c := &t.bodies[node], &t.cells[at]
		empty := c.mass == 0
		c.mass += b.mass
		c.cx += float64(b.mass * b.x)
		c.cy += float64(b.mass * b.y)
		if empty {
			c.one = node
			return
		}
		if depth >= deepest {
			return
		}
		if c.child == 0 {
			old := c.one
			t.split(at)
			if old >= 0 {
				t.put(t.part(at, &t.bodies[old]), old, depth+1)
			}
		}
		at = t.part(at, b)
	}
}

// split makes the four parts of a square.
func (t *quadtree) split(at int32) {
	c := t.cells[at]
	t.cells[at].child, t.cells[at].one = int32(len(t.cells)), -1
	h := c.side / 4
	for _, d := range [4][2]float64{{-h, -h}, {h, -h}, {-h, h}, {h, h}} {
		t.cells = append(t.cells, quad{x: c.x + d[0], y: c.y + d[1], side: c.side / 2, one: -1})
	}
}

// part is the part of a split square that holds a place.
func (t *quadtree) part(at int32, b *body) int32 {
	c := &t.cells[at]
	i := c.child
	if b.x >= c.x {
		i++
	}
	if b.y >= c.y {
		i += 2
	}
	return i
}

// pushOn is the push of all others on a node.
func (t *quadtree) pushOn(b *body, node int32) (fx, fy float64) {
	var stack [4 * deepest]int32
	n := 1 // the root is on the stack
	for n > 0 {
		n--
		c := &t.cells[stack[n]]
		if c.mass == 0 || c.one == node {
			continue
		}
		dx, dy := b.x-c.cx, b.y-c.cy
		d2 := square(dx) + square(dy)
		if c.child != 0 && square(c.side) > farEnough*farEnough*d2 {
			for i := range int32(4) {
				stack[n] = c.child + i
				n++
			}
			continue
		}
		if d2 < 1e-9 { // in the same place: apart by their numbers, so that they part the same way every time
			dx, dy, d2 = 1e-3*float64(node%7-3), 1e-3*float64(node%5-2)+1e-4, 1e-6
		}
		f := push * b.mass * c.mass / d2
		fx += float64(f * dx)
		fy += float64(f * dy)
	}
	return fx, fy
}
