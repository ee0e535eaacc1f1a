package rhythm

import (
	"math"
	"math/rand/v2"
	"slices"
)

// kin are the known actors to whom an unknown one is put.
type kin []*relative

// relative is one known actor.
type relative struct {
	seen
	logs  counts    // how likely each hour is, as a logarithm
	level int       // how often the unknown's days are halved to be compared
	own   []float64 // scores of samples of this actor against the rest of the same
	rates []float64 // the same by hour of presence, sorted
}

// seen is somebody's presence by week.
type seen struct {
	weeks []weekTally
	days  int
	whole counts
}

// weekTally is a week's profile and its number of days.
type weekTally struct {
	counts counts
	days   int
}

const (
	// kinTemper is the part of an hour's presence that counts: hours follow from each other.
	kinTemper = 0.3
	// kinPrior is how many hours spread evenly stand beside an actor's own.
	kinPrior = 10.0
)

func follow(days []day) seen {
	f := seen{days: len(days), whole: *profile(days)}
	for _, w := range weeksOf(days) {
		f.weeks = append(f.weeks, weekTally{*profile(w), len(w)})
	}
	return f
}

// weeksOf parts days by calendar week.
func weeksOf(days []day) [][]day {
	var weeks [][]day
	for i := 0; i < len(days); {
		week, from := floorDiv(days[i].date+3, 7), i
		for i < len(days) && floorDiv(days[i].date+3, 7) == week {
			i++
		}
		weeks = append(weeks, days[from:i])
	}
	return weeks
}

// sample draws whole weeks of so many days. Weeks, because the days of one resemble
// each other more than those of a year.
func (f *seen) sample(size int, r *rand.Rand) seen {
	r.Shuffle(len(f.weeks), func(i, j int) { f.weeks[i], f.weeks[j] = f.weeks[j], f.weeks[i] })
	var drawn seen
	for _, w := range f.weeks {
		if drawn.days >= size {
			break
		}
		if part := float64(size) / float64(w.days); w.days == f.days && part < 1 { // a single week
			whole := w.counts
			w = weekTally{days: size}
			w.counts.add(&whole, part)
		}
		drawn.weeks = append(drawn.weeks, w)
		drawn.days += w.days
		drawn.whole.add(&w.counts, 1)
	}
	return drawn
}

// newKin prepares the known for an unknown of so many days.
func newKin(known [][]day, size int, opt CompareOptions) kin {
	k := make(kin, len(known))
	for i, days := range known {
		one := &relative{seen: follow(days)}
		one.logs = foretelling(&one.whole)
		part := size
		for part > 1 && part > one.days/2 {
			one.level++
			part /= 2
		}
		r := rand.New(rand.NewPCG(opt.Seed, uint64(i)+2))
		for range opt.Permutations {
			sample := one.sample(part, r)
			rest := one.whole
			rest.add(&sample.whole, -1)
			logs := foretelling(&rest)
			score := sample.whole.foretold(&logs) - peopleInGeneral().evidence(&sample.whole)
			one.own = append(one.own, score)
			one.rates = append(one.rates, score/sample.whole.hours())
		}
		slices.Sort(one.rates)
		k[i] = one
	}
	return k
}

// add adds the counts of others so many times.
func (c *counts) add(o *counts, times float64) {
	for i, v := range o {
		c[i] += times * v
	}
}

func (c *counts) hours() float64 { return max(1, c.sum(0)+c.sum(1)) }

// foretelling is the logarithm of how likely each hour is of somebody who was seen so.
func foretelling(c *counts) (logs counts) {
	total := c.sum(0) + c.sum(1) + kinPrior
	for i := range c {
		kind, hour := i/kindHours*kindHours, i%kindHours
		near := (2*c[i] + c[kind+(hour+1)%kindHours] + c[kind+(hour+kindHours-1)%kindHours]) / 4
		logs[i] = math.Log((max(0, near) + kinPrior/bins) / total)
	}
	return logs
}

// foretold is the log likelihood of counts, each counting in part.
func (c *counts) foretold(logs *counts) float64 {
	sum := 0.0
	for i, n := range c {
		sum += n * logs[i]
	}
	return kinTemper * sum
}

// asked is somebody put to the known: all of the days, and a sample of half of them,
// of a quarter and so on, for those of whom no more is known.
type asked []putting

// putting is presence, and how likely people in general make it.
type putting struct {
	counts counts
	people float64
}

func newAsked(f *seen, levels int, r *rand.Rand) asked {
	var a asked
	for level := range levels + 1 {
		c := f.whole
		if level > 0 {
			c = f.sample(max(1, f.days>>level), r).whole
		}
		a = append(a, putting{c, peopleInGeneral().evidence(&c)})
	}
	return a
}

// levels is how often somebody's days must be halved at most.
func (k kin) levels() int {
	most := 0
	for _, one := range k {
		most = max(most, one.level)
	}
	return most
}

// likeness is how much better the known actor foretells somebody's hours than people
// in general do, in nats, and how often samples of the actor's own score as low.
func (o *relative) likeness(a asked) (score, fit float64) {
	scored := func(p *putting) float64 { return p.counts.foretold(&o.logs) - p.people }
	part := &a[o.level]
	rate := scored(part) / part.counts.hours()
	below, _ := slices.BinarySearch(o.rates, math.Nextafter(rate, math.Inf(1)))
	return scored(&a[0]), float64(below+1) / float64(len(o.rates)+1)
}

// standing is how well somebody is explained by one of the known, each as likely, and
// whether none of them fits. The one of index without is not asked.
func (k kin) standing(a asked, without int) (high float64, none bool) {
	var scores []float64
	none = true
	for i, one := range k {
		if i == without {
			continue
		}
		score, fit := one.likeness(a)
		scores = append(scores, score)
		none = none && fit <= noneBelow
	}
	return logMean(scores), none
}

// power is the part of samples of the known, put to all of them, that would be told
// from strangers.
func (k kin) power(others *strangers) float64 {
	told, all := 0, 0
	for _, one := range k {
		for _, own := range one.own[:min(len(one.own), strangerSamples)] {
			// Of the others' scores only the own one counts, which is the highest.
			if others.chance(own-math.Log(float64(len(k)))) <= strangerBelow {
				told++
			}
			all++
		}
	}
	return float64(told) / float64(all)
}
