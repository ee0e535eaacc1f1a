package linked

import (
	"cmp"
	"fmt"
	"html"
	"html/template"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// drawing is a picture of all rows for readers without scripts, in colours that
// follow the reader's light or dark page.
type drawing struct {
	strings.Builder
	taken [][4]float64 // by labels
}

const drawingStyle = `<style>text{font:12px sans-serif;fill:#1b1f24;paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}.s{fill:#59626d}.h{font-weight:bold}` +
	`.b{fill:#2a5f95}.l{fill:#eceeee}.e{stroke:#2a5f95;fill:none}.n{stroke:#1b1f24;fill:none;stroke-linecap:round}` +
	`@media(prefers-color-scheme:dark){text{fill:#e8ebef;stroke:#14171c}.s{fill:#a3adb8}.b{fill:#8fc1f0}.l{fill:#252b33}.e{stroke:#8fc1f0}.n{stroke:#e8ebef}}</style>`

func newDrawing(width, height int) *drawing {
	d := &drawing{}
	fmt.Fprintf(d, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d">%s`, width, height, width, height, drawingStyle)
	return d
}

// label writes a text beside a place, unless it would cover one written before.
func (d *drawing) label(x, y float64, text string) {
	text = shorten(visible(text), 30)
	at := [4]float64{x, y - 10, x + 7*float64(utf8.RuneCountInString(text)), y + 4}
	for _, t := range d.taken {
		if at[0] < t[2] && t[0] < at[2] && at[1] < t[3] && t[1] < at[3] {
			return
		}
	}
	d.taken = append(d.taken, at)
	fmt.Fprintf(d, `<text x="%.0f" y="%.0f">%s</text>`, x, y, html.EscapeString(text))
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
		case "axes":
			all = append(all, p.drawAxes())
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
		caption = fmt.Sprintf("All rows over time, %s to %s on the clock of %s; a bar is %s, the tallest %s", from, to, loc,
			barWidth(time.Duration(span/bins)*time.Microsecond), plural(int64(most), "row"))
	}
	return d.image("Time", caption)
}

// barWidth writes how long a bar of the histogram is.
func barWidth(d time.Duration) string {
	if d < 2*time.Minute {
		return plural(int64(d.Round(time.Second)/time.Second), "second")
	}
	return plural(int64(d.Round(time.Minute)/time.Minute), "minute")
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
		fmt.Fprintf(d, `<text class="h" x="%d" y="%d">%s</text>`, x, y, html.EscapeString(shorten(visible(c.Name), 30)))
		for j, value := range values[:min(9, len(values))] {
			fmt.Fprintf(d, `<text x="%d" y="%d">%s</text><rect class="b" x="%d" y="%d" width="%.1f" height="10"/><text class="s" x="%d" y="%d" text-anchor="end">%s</text>`,
				x, y+20+j*20, html.EscapeString(shorten(value, 18)), x+135, y+11+j*20, 110*float64(counts[value])/float64(counts[values[0]]), x+305, y+20+j*20, thousands(int64(counts[value])))
		}
	}
	return d.image("Bars", "The values that most rows have")
}
