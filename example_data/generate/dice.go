package main

import (
	"hash/fnv"
	"math/bits"
	"math/rand/v2"
)

// edition is half of every seed: raise it to get another world with the same truth.
const edition = 2021

// dice is a stream of random choices. It takes raw words from the PCG and does its own integer arithmetic, so that its choices
// hang on nothing but the PCG, whose output is fixed by its definition.
type dice struct{ pcg *rand.PCG }

// newDice gives the stream of that name. Each use has a stream of its own, so that a change to one does not stir the others.
func newDice(stream string) *dice {
	h := fnv.New64a()
	h.Write([]byte(stream))
	return &dice{rand.NewPCG(edition, h.Sum64())}
}

// below returns 0 … n−1. The bias, n/2⁶⁴, is of no matter here.
func (d *dice) below(n int) int {
	hi, _ := bits.Mul64(d.pcg.Uint64(), uint64(n))
	return int(hi)
}

// between returns lo … hi, both included.
func (d *dice) between(lo, hi int) int { return lo + d.below(hi-lo+1) }

// percent is true p times in a hundred.
func (d *dice) percent(p int) bool { return d.below(100) < p }

func (d *dice) pick(list []string) string { return list[d.below(len(list))] }

// weighted returns an index with a chance in proportion to its weight, or -1 if all weights are zero.
func (d *dice) weighted(weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	if sum == 0 {
		return -1
	}
	left := d.below(sum)
	for i, w := range weights {
		if left -= w; left < 0 {
			return i
		}
	}
	return -1 // not reached: left < sum
}
