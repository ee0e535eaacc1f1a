package linked

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
)

// The layout follows ForceAtlas2 (Jacomy, Venturini, Heymann, Bastian 2014,
// doi:10.1371/journal.pone.0098679): nodes push each other away in proportion to
// their degrees, links pull, a weak gravity holds what is not linked, and each node
// moves as fast as it does not swing. The pushes of far nodes are taken together
// (Barnes and Hut 1986, doi:10.1038/324446a0).
//
// Products are rounded by float64(…) before they are added, so that no processor
// fuses the two and the same graph and seed give the same places everywhere.
const (
	layoutRounds = 220
	farEnough    = 1.2  // side of a square over its distance, under which it counts as one
	gravity      = 1.0  // pull to the middle
	push         = 10.0 // strength of repulsion
	jitter       = 1.0  // tolerance of swinging
)

// body is a node on its way.
type body struct {
	x, y, mass       float64
	fx, fy, ofx, ofy float64 // force now and in the round before
}

// layout places the nodes on a square of 0 to 65535.
func (net *hostNet) layout(seed uint64) (x, y []uint16) {
	bodies := net.start(seed)
	speed, nimble := 1.0, 1.0
	for range layoutRounds {
		pushes(bodies)
		net.pulls(bodies)
		speed, nimble = move(bodies, speed, nimble)
	}
	return onSquare(bodies)
}

// start puts the nodes anywhere on a disc; the seed decides where.
func (net *hostNet) start(seed uint64) []body {
	random := rand.New(rand.NewPCG(seed, 7))
	bodies := make([]body, len(net.names))
	size := 30 * math.Sqrt(float64(len(bodies)))
	for i := range bodies {
		for {
			a, b := random.Float64()*2-1, random.Float64()*2-1
			if float64(a*a)+float64(b*b) <= 1 {
				bodies[i] = body{x: a * size, y: b * size, mass: 1}
				break
			}
		}
	}
	for _, l := range net.links {
		bodies[l[0]].mass++
		bodies[l[1]].mass++
	}
	return bodies
}

// pushes computes the repulsion of all nodes and the gravity on each. Each node's
// sum is its own, so that the number of processors does not matter.
func pushes(bodies []body) {
	t := newQuadtree(bodies)
	const parts = 8
	var wait sync.WaitGroup
	for part := range parts {
		wait.Go(func() {
			for i := part * len(bodies) / parts; i < (part+1)*len(bodies)/parts; i++ {
				b := &bodies[i]
				b.ofx, b.ofy = b.fx, b.fy
				b.fx, b.fy = t.pushOn(b, int32(i))
				if d := math.Sqrt(float64(b.x*b.x) + float64(b.y*b.y)); d > 0 {
					g := gravity * b.mass / d
					b.fx -= float64(g * b.x)
					b.fy -= float64(g * b.y)
				}
			}
		})
	}
	wait.Wait()
}

// pulls adds the attraction of links, the weaker the more links a node has to share it.
func (net *hostNet) pulls(bodies []body) {
	for _, l := range net.links {
		a, b := &bodies[l[0]], &bodies[l[1]]
		dx, dy := b.x-a.x, b.y-a.y
		fa, fb := 1/math.Sqrt(a.mass), 1/math.Sqrt(b.mass)
		f := math.Max(fa, fb)
		a.fx += float64(dx * f)
		a.fy += float64(dy * f)
		b.fx -= float64(dx * f)
		b.fy -= float64(dy * f)
	}
}

// move advances every node; the whole slows down when nodes swing to and fro.
func move(bodies []body, speed, nimble float64) (newSpeed, newNimble float64) {
	swinging, going := 0.0, 0.0
	for i := range bodies {
		b := &bodies[i]
		swinging += float64(b.mass * math.Sqrt(square(b.fx-b.ofx)+square(b.fy-b.ofy)))
		going += float64(b.mass * 0.5 * math.Sqrt(square(b.fx+b.ofx)+square(b.fy+b.ofy)))
	}
	if swinging == 0 {
		return speed, nimble
	}
	n := float64(len(bodies))
	estimate := 0.05 * math.Sqrt(n)
	tolerance := jitter * math.Max(math.Sqrt(estimate), math.Min(10, estimate*going/float64(n*n)))
	if swinging/going > 2 {
		nimble = math.Max(0.05, nimble*0.5)
		tolerance = math.Max(tolerance, jitter)
	}
	target := tolerance * nimble * going / swinging
	if swinging > tolerance*going {
		nimble = math.Max(0.05, nimble*0.7)
	} else if speed < 1000 {
		nimble *= 1.3
	}
	speed += math.Min(target-speed, 0.5*speed)
	for i := range bodies {
		b := &bodies[i]
		swing := float64(b.mass * math.Sqrt(square(b.fx-b.ofx)+square(b.fy-b.ofy)))
		step := speed / (1 + math.Sqrt(float64(speed*swing)))
		b.x += float64(b.fx * step)
		b.y += float64(b.fy * step)
	}
	return speed, nimble
}

func square(v float64) float64 { return float64(v * v) }

// onSquare scales the places; a few far ones are held at the edge so that the
// others have room.
func onSquare(bodies []body) (x, y []uint16) {
	far := make([]float64, len(bodies))
	for i, b := range bodies {
		far[i] = math.Sqrt(square(b.x) + square(b.y))
	}
	slices.Sort(far)
	reach := 1.0
	if len(far) > 0 {
		reach = math.Max(1e-9, math.Min(far[len(far)-1], 1.5*far[len(far)*99/100]))
	}
	x, y = make([]uint16, len(bodies)), make([]uint16, len(bodies))
	for i, b := range bodies {
		k := 1.0
		if d := math.Sqrt(square(b.x) + square(b.y)); d > reach {
			k = reach / d
		}
		x[i] = uint16(math.Round(32767.5 + float64(32000*k*b.x/reach)))
		y[i] = uint16(math.Round(32767.5 + float64(32000*k*b.y/reach)))
	}
	return x, y
}
