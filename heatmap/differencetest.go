package heatmap

import (
	"math"
	"math/rand/v2"
	"sort"
)

// binomialP is the exact two-sided p of k successes in n tries with chance p:
// the probability of all outcomes that are no more likely than k, as R's
// binom.test has it. Without tries it is 1.
func binomialP(k, n int64, p float64) float64 {
	if n == 0 || p <= 0 || p >= 1 {
		return 1
	}
	at := logBinomial(k, n, p)
	// Outcomes as likely as k but for the rounding count too.
	limit := at + 1e-7
	sum := 0.0
	mode := int64(math.Floor(float64(n+1) * p))
	if k >= mode {
		sum = tail(k, n, p, 1) + tail(mirror(mode, n, p, limit, -1), n, p, -1)
	} else {
		sum = tail(k, n, p, -1) + tail(mirror(mode, n, p, limit, 1), n, p, 1)
	}
	if math.Abs(logBinomial(mode, n, p)-at) < 1e-7 {
		return 1
	}
	return math.Min(1, sum)
}

// mirror is the outcome nearest to the mode, on its other side, that is no more
// likely than the limit; -1 or n+1 if there is none. The probabilities fall away
// from the mode, so that it can be searched by halves.
func mirror(mode, n int64, p, limit float64, step int) int64 {
	if step < 0 {
		i := sort.Search(int(mode+1), func(i int) bool { return logBinomial(mode-int64(i), n, p) <= limit })
		return mode - int64(i)
	}
	i := sort.Search(int(n-mode+1), func(i int) bool { return logBinomial(mode+int64(i), n, p) <= limit })
	return mode + int64(i)
}

// tail adds up the probabilities from k on, up or down, until they vanish.
func tail(k, n int64, p float64, step int64) float64 {
	if k < 0 || k > n {
		return 0
	}
	odds := p / (1 - p)
	term := math.Exp(logBinomial(k, n, p))
	sum := 0.0
	for ; k >= 0 && k <= n && term > 0; k += step {
		sum += term
		if term < sum*1e-17 {
			break
		}
		if step > 0 {
			term *= float64(n-k) / float64(k+1) * odds
		} else {
			term *= float64(k) / float64(n-k+1) / odds
		}
	}
	return sum
}

// logBinomial is the logarithm of the probability of k in n.
func logBinomial(k, n int64, p float64) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p)
}

// adjust corrects the p of the cells for their number.
func (d *Difference) adjust() {
	type cell struct{ day, hour int }
	var cells []cell
	for day := range Days {
		for hour := range Hours {
			if !math.IsNaN(d.Change[day][hour]) {
				cells = append(cells, cell{day, hour})
			}
		}
	}
	p := func(i int) float64 { return d.P[cells[i].day][cells[i].hour] }
	sort.SliceStable(cells, func(i, j int) bool {
		return d.P[cells[i].day][cells[i].hour] < d.P[cells[j].day][cells[j].hour]
	})
	m := len(cells)
	adjusted := make([]float64, m)
	switch d.Correction {
	case Holm: // step down: never below the one before
		for i := range cells {
			adjusted[i] = math.Min(1, float64(m-i)*p(i))
			if i > 0 {
				adjusted[i] = math.Max(adjusted[i], adjusted[i-1])
			}
		}
	case BenjaminiHochberg: // step up: never above the one after
		for i := m - 1; i >= 0; i-- {
			adjusted[i] = math.Min(1, float64(m)/float64(i+1)*p(i))
			if i < m-1 {
				adjusted[i] = math.Min(adjusted[i], adjusted[i+1])
			}
		}
	default:
		for i := range cells {
			adjusted[i] = p(i)
		}
	}
	for i, c := range cells {
		d.Adjusted[c.day][c.hour] = adjusted[i]
	}
}

// A dayRow is one date: its weekday, and its events and observed hours by hour.
type dayRow struct {
	weekday int
	counts  [Hours]float64
	hours   [Hours]float64
}

// dayRows cuts a grid into dates on its clock, in order of time.
func (g *Grid) dayRows() []dayRow {
	if g.from.IsZero() {
		return nil
	}
	clock := newWallClock(g.location())
	clock.seek(g.from.Unix())
	dateOf := func(unix int64) int64 {
		clock.cell(unix)
		local := unix + clock.offset
		return (local - floorMod(local, daySeconds)) / daySeconds
	}
	first, last := dateOf(g.from.Unix()), dateOf(g.to.Unix())
	rows := make([]dayRow, last-first+1)
	for i := range rows {
		rows[i].weekday = int(floorMod(first+int64(i)+3, Days)) // day 0 was a Thursday
	}
	at := func(unix int64) (*dayRow, int) {
		_, hour := clock.cell(unix)
		i := min(max(dateOf(unix)-first, 0), last-first)
		return &rows[i], hour
	}
	from := g.from.Unix() - floorMod(g.from.Unix(), quarterSeconds)
	for unix := from; unix <= g.to.Unix(); unix += quarterSeconds {
		row, hour := at(unix)
		row.hours[hour] += 0.25
	}
	g.source.Each(func(unix, n int64) {
		row, hour := at(unix)
		row.counts[hour] += float64(n)
	})
	return rows
}

// testWhole shuffles the days between the two sides, weekday by weekday, and
// sees how often chance makes the sides as different as they are.
func (d *Difference) testWhole(opt DifferenceOptions) {
	before, after := d.Before.dayRows(), d.After.dayRows()
	d.Days = [2]int{len(before), len(after)}
	rows := append(append([]dayRow(nil), before...), after...)
	side := make([]bool, len(rows)) // true: after
	byDay := [Days][]int{}
	for i := range rows {
		side[i] = i >= len(before)
		byDay[rows[i].weekday] = append(byDay[rows[i].weekday], i)
	}
	seen := d.distance(rows, side)
	random := rand.New(rand.NewPCG(opt.Seed, 168))
	atLeast := 1 // the arrangement as it is counts as one of them
	for range opt.Permutations {
		for _, members := range byDay {
			random.Shuffle(len(members), func(i, j int) {
				side[members[i]], side[members[j]] = side[members[j]], side[members[i]]
			})
		}
		if d.distance(rows, side) >= seen*(1-1e-12) {
			atLeast++
		}
	}
	d.Whole = float64(atLeast) / float64(opt.Permutations+1)
}

// distance is how far the two sides are apart: the sum over the cells, and over
// the hours of the day of all weekdays together, of (a − e)²/e, where e are the
// events expected of a side if the rates were equal. The hours are in the sum
// because a shift moves all weekdays alike, which single cells are too thin to show.
func (d *Difference) distance(rows []dayRow, side []bool) float64 {
	var count, hours [2][Days][Hours]float64
	var events, watched [2]float64
	for i := range rows {
		s := 0
		if side[i] {
			s = 1
		}
		r := &rows[i]
		for h := range Hours {
			count[s][r.weekday][h] += r.counts[h]
			hours[s][r.weekday][h] += r.hours[h]
			events[s] += r.counts[h]
			watched[s] += r.hours[h]
		}
	}
	scale := [2]float64{1, 1}
	if d.Measure == Shares {
		for s := range scale {
			scale[s] = events[s] / math.Max(watched[s], 1)
		}
	}
	sum := 0.0
	var byHour, hoursBy [2][Hours]float64
	for day := range Days {
		for h := range Hours {
			a, b := count[0][day][h], count[1][day][h]
			s, t := hours[0][day][h]*scale[0], hours[1][day][h]*scale[1]
			sum += misfit(a, b, s, t)
			byHour[0][h], byHour[1][h] = byHour[0][h]+a, byHour[1][h]+b
			hoursBy[0][h], hoursBy[1][h] = hoursBy[0][h]+s, hoursBy[1][h]+t
		}
	}
	for h := range Hours {
		sum += Days * misfit(byHour[0][h], byHour[1][h], hoursBy[0][h], hoursBy[1][h])
	}
	return sum
}

// misfit is Pearson's term of one cell: a and b events in s and t hours.
func misfit(a, b, s, t float64) float64 {
	n := a + b
	if n == 0 || s <= 0 || t <= 0 {
		return 0
	}
	e := n * s / (s + t)
	return (a - e) * (a - e) * n / (e * (n - e))
}
