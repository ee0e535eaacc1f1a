package linked

import (
	"math"
	"math/rand/v2"
	"sync"
)

// The layout follows ForceAtlas2 (Jacomy, Venturini, Heymann, Bastian 2014,
// doi:10.1371/journal.pone.0098679): nodes push each other away in proportion to
// their degrees, links pull, a weak gravity holds what is not linked, and each node
// moves as fast as it does not swing. The pushes of far nodes are taken together
// (Barnes and Hut 1986, doi:10.1038/324446a0).
//
// Networks of computers are held together by a few that speak to nearly all; where
// each link pulls alike they end as a ball. Two things take it apart. A pull grows
// with the fourth root of the distance only, close to the logarithm of LinLog (Noack
// 2009, doi:10.1103/PhysRevE.79.026102) but rounded alike by every processor, which
// math.Log is not. And it is divided by the root of the greater of the two degrees:
// a server that everybody asks stands apart, and who shares no more than that server
// need not stand together. Where the degrees are small it is weaker again, so that the
// few around a node of few have room.
//
// Products are rounded by float64(…) before they are added, so that no processor
// fuses the two and the same graph and seed give the same places everywhere.
const (
	layoutRounds = 220
	farEnough    = 1.2  // side of a square over its distance, under which it counts as one
	gravity      = 1.0  // pull to the middle
	push         = 10.0 // strength of repulsion
	pull         = 12.0 // strength of links
	few          = 8.0  // degree up to which links pull more, the more there are
	ground       = 1.5  // mass of a node without links; each link adds one
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
	strengths := net.strengths(bodies)
	speed, nimble := 1.0, 1.0
	for range layoutRounds {
		pushes(bodies)
		net.pulls(bodies, strengths)
		speed, nimble = move(bodies, speed, nimble)
	}
	net.arrange(bodies)
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
				bodies[i] = body{x: a * size, y: b * size, mass: ground}
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

// strengths are how strongly each link pulls at the distance 1.
func (net *hostNet) strengths(bodies []body) []float64 {
	all := make([]float64, len(net.links))
	for i, l := range net.links {
		degree := math.Max(bodies[l[0]].mass, bodies[l[1]].mass) - ground
		all[i] = pull * math.Sqrt(degree) / (few + degree)
	}
	return all
}

// pulls adds the attraction of links.
func (net *hostNet) pulls(bodies []body, strengths []float64) {
	for i, l := range net.links {
		a, b := &bodies[l[0]], &bodies[l[1]]
		dx, dy := b.x-a.x, b.y-a.y
		root := math.Sqrt(math.Sqrt(square(dx) + square(dy))) // of the distance
		f := strengths[i] / math.Max(1e-6, float64(root*math.Sqrt(root)))
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
