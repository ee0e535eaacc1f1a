package linked

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"html"
	"html/template"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// drawing is a picture of all rows for readers without scripts, in colours that
// follow the reader's light or dark page.
type drawing struct {
	strings.Builder
}

const drawingStyle = `<style>text{font:12px sans-serif;fill:#1b1f24}.s{fill:#59626d}.b{fill:#2a5f95}.l{fill:#eceeee}.e{stroke:#2a5f95;stroke-opacity:.25}` +
	`@media(prefers-color-scheme:dark){text{fill:#e8ebef}.s{fill:#a3adb8}.b{fill:#8fc1f0}.l{fill:#252b33}.e{stroke:#8fc1f0}}</style>`

func newDrawing(width, height int) *drawing {
	d := &drawing{}
	fmt.Fprintf(d, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d">%s`, width, height, width, height, drawingStyle)
	return d
}

func (d *drawing) image(heading, caption string) still {
	picture := asImage(d.String() + "</svg>")
	return still{Heading: heading, Caption: caption, Light: picture, Dark: template.Srcset(picture)}
}

// drawings are the pictures of the views beside the week.
func (p *plan) drawings() []still {
	var all []still
	for _, name := range p.views {
		switch name {
		case "time":
			all = append(all, p.drawTime())
		case "map":
			all = append(all, p.drawMap())
		case "graph":
			all = append(all, p.drawGraph())
		case "bars":
			all = append(all, p.drawBars())
		}
	}
	return all
}

// drawTime is the histogram over time.
func (p *plan) drawTime() still {
	const width, height, bins = 960, 140, 240
	d := newDrawing(width, height)
	caption := "No row has a readable time"
	if p.timed > 0 {
		first, span := p.micro[0], p.micro[p.timed-1]-p.micro[0]+1
		var counts [bins]int
		for _, at := range p.micro {
			counts[int(float64(at-first)/float64(span)*bins)]++
		}
		most := slices.Max(counts[:])
		for i, n := range counts {
			if tall := float64(n) / float64(most) * 110; n > 0 {
				fmt.Fprintf(d, `<rect class="b" x="%d" y="%.1f" width="3" height="%.1f"/>`, i*4, 115-tall, tall)
			}
		}
		loc, err := timelog.LoadZone(p.data.Zones[0].Name)
		if err != nil { // the zone was loaded before
			loc = time.UTC
		}
		from, to := time.UnixMicro(first).In(loc).Format("2006-01-02 15:04"), time.UnixMicro(first+span-1).In(loc).Format("2006-01-02 15:04")
		fmt.Fprintf(d, `<text class="s" x="0" y="134">%s</text><text class="s" x="%d" y="134" text-anchor="end">%s</text>`, from, width, to)
		caption = fmt.Sprintf("All rows over time, %s to %s", from, to)
	}
	return d.image("Time", caption)
}

// drawMap is the world with a disc for each of the places that most rows have.
func (p *plan) drawMap() still {
	d := newDrawing(960, 500)
	d.land()
	counts, unplaced := map[[2]float64]int{}, 0
	lats, lons := p.cols[p.data.Map.Lat].Numbers, p.cols[p.data.Map.Lon].Numbers
	for row := range lats {
		if lat, lon := lats[row], lons[row]; math.Abs(lat) <= 90 && math.Abs(lon) <= 180 { // not so for NaN
			counts[[2]float64{lat, lon}]++
		} else {
			unplaced++
		}
	}
	places := make([][2]float64, 0, len(counts))
	for at := range counts {
		places = append(places, at)
	}
	slices.SortFunc(places, func(a, b [2]float64) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	for _, at := range places[:min(len(places), 500)] {
		r := math.Max(1.5, 22*math.Sqrt(float64(counts[at])/float64(counts[places[0]])))
		fmt.Fprintf(d, `<circle class="b" fill-opacity="0.6" cx="%.1f" cy="%.1f" r="%.1f"/>`, (at[1]+180)*960/360, millerY(at[0]), r)
	}
	return d.image("Map", fmt.Sprintf("%s on the map and %s without a place", plural(int64(p.rows-unplaced), "row"), thousands(int64(unplaced))))
}

// millerY is where a latitude lies on the picture of the map; see page/map.js.
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
		command, before := "M", 0.0
		for range next() {
			line := lineOf(lines, next())
			for _, at := range line {
				if command == "L" && math.Abs(at[0]-before) > 180 {
					command = "M" // across the date line
				}
				fmt.Fprintf(d, "%s%.0f %.0f", command, (at[0]+180)*960/360, millerY(at[1]))
				command, before = "L", at[0]
			}
		}
		d.WriteString("Z")
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

// drawGraph is the graph of the nodes that have most neighbours.
func (p *plan) drawGraph() still {
	const most = 1500
	d := newDrawing(620, 620)
	place := func(i int32) (x, y float64) {
		return float64(p.netX[i]) * 620 / 65535, float64(p.netY[i]) * 620 / 65535
	}
	drawn := 0
	for _, l := range p.net.links {
		if drawn == 2*most {
			break
		}
		if l[0] < most && l[1] < most {
			x0, y0 := place(l[0])
			x1, y1 := place(l[1])
			fmt.Fprintf(d, `<path class="e" d="M%.0f %.0fL%.0f %.0f"/>`, x0, y0, x1, y1)
			drawn++
		}
	}
	for i := range p.net.names[:min(most, len(p.net.names))] {
		x, y := place(int32(i))
		fmt.Fprintf(d, `<circle class="b" cx="%.0f" cy="%.0f" r="2"/>`, x, y)
	}
	for i, name := range p.net.names[:min(8, len(p.net.names))] {
		x, y := place(int32(i))
		fmt.Fprintf(d, `<text x="%.0f" y="%.0f">%s</text>`, x+4, y+4, html.EscapeString(shorten(visible(name), 30)))
	}
	caption := plural(int64(len(p.net.names)), "node") + " and the links between them"
	if len(p.net.names) > most || drawn < len(p.net.links) {
		caption += fmt.Sprintf("; the picture shows %s of %s", thousands(int64(drawn)), plural(int64(len(p.net.links)), "link"))
	}
	return d.image("Graph", caption)
}

// drawBars are the values that most rows have, of each column of text that has bars.
func (p *plan) drawBars() still {
	d := newDrawing(960, 210*((len(p.data.Bars)+2)/3))
	for i, place := range p.data.Bars {
		c, counts := p.cols[place], map[string]int{}
		for row := range p.rows {
			switch {
			case c.IsMissing(row):
				counts["(missing)"]++
			case c.Texts != nil:
				counts[visible(c.Texts[row])]++
			default:
				counts[fmt.Sprint(c.Numbers[row])]++
			}
		}
		values := make([]string, 0, len(counts))
		for value := range counts {
			values = append(values, value)
		}
		slices.SortFunc(values, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b)) })
		x, y := i%3*325, i/3*210+16
		fmt.Fprintf(d, `<text x="%d" y="%d" font-weight="bold">%s</text>`, x, y, html.EscapeString(shorten(visible(c.Name), 30)))
		for j, value := range values[:min(9, len(values))] {
			fmt.Fprintf(d, `<text x="%d" y="%d">%s</text><rect class="b" x="%d" y="%d" width="%.1f" height="10"/><text class="s" x="%d" y="%d" text-anchor="end">%s</text>`,
				x, y+20+j*20, html.EscapeString(shorten(value, 18)), x+135, y+11+j*20, 110*float64(counts[value])/float64(counts[values[0]]), x+305, y+20+j*20, thousands(int64(counts[value])))
		}
	}
	return d.image("Bars", "The values that most rows have")
}
