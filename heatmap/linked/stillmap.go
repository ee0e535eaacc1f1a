package linked

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
)

// drawMap is the world with a disc for each of the places that most rows have.
func (p *plan) drawMap() still {
	d := newDrawing(960, 500)
	d.land()
	counts, names, unplaced := map[[2]float64]int{}, map[[2]float64]string{}, 0
	lats, lons := p.cols[p.data.Map.Lat].Numbers, p.cols[p.data.Map.Lon].Numbers
	for row := range lats {
		at := [2]float64{lats[row], lons[row]}
		if !(math.Abs(at[0]) <= 90 && math.Abs(at[1]) <= 180) { // not so for NaN
			unplaced++
			continue
		}
		if counts[at]++; counts[at] == 1 && p.data.Map.Place >= 0 {
			names[at] = p.cols[p.data.Map.Place].Texts[row]
		}
	}
	places := make([][2]float64, 0, len(counts))
	for at := range counts {
		places = append(places, at)
	}
	slices.SortFunc(places, func(a, b [2]float64) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	places = places[:min(len(places), 500)]
	size := func(at [2]float64) float64 {
		return math.Max(1.5, 22*math.Sqrt(float64(counts[at])/float64(counts[places[0]])))
	}
	for _, at := range places {
		fmt.Fprintf(d, `<circle class="b" fill-opacity="0.6" cx="%.1f" cy="%.1f" r="%.1f"/>`, millerX(at[1]), millerY(at[0]), size(at))
	}
	for _, at := range places[:min(len(places), 15)] {
		if names[at] != "" {
			d.label(millerX(at[1])+size(at)+3, millerY(at[0])+4, names[at])
		}
	}
	return d.image("Map", fmt.Sprintf("%s on the map and %s without a place", plural(int64(p.rows-unplaced), "row"), thousands(int64(unplaced))))
}

// millerX and millerY are where a place lies on the picture of the map; see page/world.js.
func millerX(lon float64) float64 { return (lon + 180) * 960 / 360 }

func millerY(lat float64) float64 {
	return 250 - 1.25*math.Log(math.Tan(math.Pi/4+0.4*lat*math.Pi/180))*180/math.Pi*960/360*0.75
}

// land draws the outline of page/world.bin; see world/main.go for what is in it.
func (d *drawing) land() {
	data := []byte(asset("world.bin"))
	next := func() int {
		v, n := binary.Varint(data)
		data = data[n:]
		return int(v)
	}
	lines := make([][][2]float64, next())
	for i := range lines {
		x, y := 0, 0
		lines[i] = make([][2]float64, next())
		for j := range lines[i] {
			x, y = x+next(), y+next()
			lines[i][j] = [2]float64{float64(x) / 10, float64(y) / 10}
		}
	}
	d.WriteString(`<path class="l" fill-rule="evenodd" d="`)
	for range next() {
		var ring [][2]float64
		for range next() {
			ring = append(ring, lineOf(lines, next())...)
		}
		for _, part := range unrolled(ring) {
			for i, at := range part {
				fmt.Fprintf(d, "%s%.0f %.0f", map[bool]string{true: "M", false: "L"}[i == 0], millerX(at[0]), millerY(at[1]))
			}
			d.WriteString("Z")
		}
	}
	d.WriteString(`"/>`)
}

// lineOf is a line, walked backwards for a negative number.
func lineOf(lines [][][2]float64, n int) [][2]float64 {
	if n >= 0 {
		return lines[n]
	}
	line := slices.Clone(lines[-1-n])
	slices.Reverse(line)
	return line
}

// unrolled makes a ring that crosses the date line whole: it goes on beyond 180
// degrees, and a copy lies on the other side. One around a pole is closed along the
// edge. The page's world.js does the same.
func unrolled(ring [][2]float64) [][][2]float64 {
	out, turn := make([][2]float64, 0, len(ring)+2), 0.0
	west, east := math.Inf(1), math.Inf(-1)
	for i, at := range ring {
		if i > 0 {
			turn += math.Round((ring[i-1][0]-at[0])/360) * 360
		}
		out = append(out, [2]float64{at[0] + turn, at[1]})
		west, east = math.Min(west, at[0]+turn), math.Max(east, at[0]+turn)
	}
	if last := out[len(out)-1]; math.Abs(out[0][0]-last[0]) > 180 {
		out = append(out, [2]float64{last[0], -88}, [2]float64{out[0][0], -88})
	}
	parts := [][][2]float64{out}
	for _, by := range []float64{-360, 360} {
		if by < 0 && east <= 180.05 || by > 0 && west >= -180.05 {
			continue
		}
		moved := slices.Clone(out)
		for i := range moved {
			moved[i][0] += by
		}
		parts = append(parts, moved)
	}
	return parts
}
