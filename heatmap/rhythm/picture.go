package rhythm

import (
	"fmt"
	"html"
	"math"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
)

// The picture's measures, in points.
const (
	pictureWidth = 840
	weekWidth    = 504 // as heatmap draws it
	weekHeight   = 324
	sideLeft     = weekWidth + 28
	sideWidth    = pictureWidth - sideLeft - 16
	barRow       = 34
)

// The picture's colours: dark ink and blue on white, the interval in pale blue,
// evidence against in orange, which colour-blind people tell from blue.
const (
	paper, ink, faint, rule = "#ffffff", "#1b1f24", "#59636e", "#d1d9e0"
	blue, pale, orangeFill  = "#0b63b0", "#d8e8f6", "#c2540a"
)

// onDark gives what is drawn in these colours others on a dark page; the week is
// there twice, one of them hidden.
const onDark = `<style>@media(prefers-color-scheme:dark){` +
	`[fill="` + paper + `"].hpw{fill:#14171c}[fill="` + ink + `"].hpw{fill:#e8ebef}[fill="` + faint + `"].hpw{fill:#a3adb8}` +
	`[fill="` + blue + `"].hpw{fill:#6cb2f5}[fill="` + pale + `"].hpw{fill:#23394f}[fill="` + orangeFill + `"].hpw{fill:#ff9d5c}` +
	`[stroke="` + rule + `"].hpw{stroke:#4a535e}.hpw-light{display:none}.hpw-dark{display:inline}}</style>` + "\n"

// sketch gathers an SVG.
type sketch struct{ strings.Builder }

func (s *sketch) rect(x, y, w, h float64, fill string) {
	fmt.Fprintf(s, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s" class="hpw"/>`+"\n", x, y, w, h, fill)
}

func (s *sketch) line(x1, y1, x2, y2 float64) {
	fmt.Fprintf(s, `<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%s" class="hpw"/>`+"\n", x1, y1, x2, y2, rule)
}

// lettering says how text stands.
type lettering struct {
	size   float64
	fill   string
	anchor string // start, middle or end
	weight string
}

func (s *sketch) text(x, y float64, text string, as lettering) {
	fmt.Fprintf(s, `<text x="%.1f" y="%.1f" font-size="%.0f" class="hpw" fill="%s" text-anchor="%s" font-weight="%s">%s</text>`+"\n",
		x, y, as.size, as.fill, as.anchor, as.weight, html.EscapeString(text))
}

var (
	plain = lettering{11, ink, "start", "normal"}
	small = lettering{10, faint, "middle", "normal"}
	title = lettering{13, ink, "start", "bold"}
)

// SVG draws the finding: the week on the best zone's clock, the posterior over
// offsets with the interval, and the evidence as bars.
func (f *Finding) SVG() string {
	var s sketch
	evidence := len(f.Evidence)
	height := 40 + weekHeight + 44 + evidence*barRow + 12
	fmt.Fprintf(&s, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" style="max-width:100%%;height:auto" font-family="Liberation Sans,Arimo,Helvetica,Arial,sans-serif" role="img" aria-label="%s">`+"\n",
		pictureWidth, height, pictureWidth, height, html.EscapeString(f.caption()))
	s.WriteString(onDark)
	s.rect(0, 0, pictureWidth, float64(height), paper)
	s.text(12, 24, f.caption(), title)
	f.drawWeek(&s)
	f.drawOffsets(&s)
	f.drawEvidence(&s, 40+weekHeight+30)
	s.WriteString("</svg>\n")
	return s.String()
}

// drawWeek draws the week for light pages and for dark ones.
func (f *Finding) drawWeek(s *sketch) {
	if f.grid == nil {
		return
	}
	for _, face := range []struct {
		group string
		dark  bool
	}{{`<g class="hpw-light">`, false}, {`<g class="hpw-dark" display="none">`, true}} {
		figure, err := heatmap.Draw(f.grid, heatmap.PlotOptions{Dark: face.dark})
		if err != nil {
			panic("rhythm: the default picture cannot be drawn: " + err.Error())
		}
		week := strings.Replace(figure.SVG(), "<svg ", `<svg x="0" y="36" `, 1)
		week = strings.Replace(week, `width="672" height="432"`, fmt.Sprintf(`width="%d" height="%d"`, weekWidth, weekHeight), 1)
		s.WriteString(face.group + week + "</g>\n")
	}
}

// caption is the answer in a line.
func (f *Finding) caption() string {
	switch f.Verdict {
	case Automated:
		return fmt.Sprintf("A machine's hours: %d events; no zone can be told", f.Events)
	case NotEnough:
		return fmt.Sprintf("Not enough to say: %s in %s on %s", many(f.Events, "event"), many(int64(f.Hours), "hour"), many(int64(f.Days), "day"))
	}
	return fmt.Sprintf("%s: most likely UTC%s, %.0f %% interval %s to %s – %s (%.0f %%)", capital(string(f.Verdict)), offsetText(f.Offset.Best),
		100*f.Offset.Level, offsetText(f.Offset.Low), offsetText(f.Offset.High), nameOf(f.Zones), probabilityOf(f.Zones))
}

func nameOf(zones []*Zone) string {
	if len(zones) == 0 {
		return "no zone"
	}
	return zones[0].Name
}

func probabilityOf(zones []*Zone) float64 {
	if len(zones) == 0 {
		return 0
	}
	return 100 * zones[0].Probability
}

// drawOffsets draws the posterior by half hours of offset.
func (f *Finding) drawOffsets(s *sketch) {
	const top, bottom = 84.0, 40 + weekHeight - 40.0
	s.text(sideLeft, 62, "How likely is which offset?", title)
	x := func(offset float64) float64 {
		return sideLeft + (offset-leastOffset)/(mostOffset-leastOffset)*sideWidth
	}
	if len(f.Zones) > 0 {
		s.rect(x(f.Offset.Low), top, math.Max(1, x(f.Offset.High)-x(f.Offset.Low)), bottom-top, pale)
	}
	bars := map[int]float64{}
	most := 0.01
	for _, z := range f.Zones {
		bar := int(math.Round(2 * z.Offset))
		bars[bar] += z.Probability
		most = max(most, bars[bar])
	}
	for bar := int(2 * leastOffset); bar <= int(2*mostOffset); bar++ {
		if h := bars[bar] / most * (bottom - top - 18); h > 0.3 {
			s.rect(x(float64(bar)/2)-2.6, bottom-h, 5.2, h, blue)
		}
	}
	s.line(sideLeft, bottom, sideLeft+sideWidth, bottom)
	for hour := -12; hour <= 14; hour += 4 {
		tick := "0"
		if hour != 0 {
			tick = fmt.Sprintf("%+d", hour)
		}
		s.text(x(float64(hour)), bottom+14, tick, small)
	}
	s.text(sideLeft+sideWidth/2, bottom+30, fmt.Sprintf("hours ahead of UTC (tallest bar %.0f %%; shaded: %.0f %% interval)", 100*most, 100*f.Offset.Level), small)
}

// drawEvidence draws a bar for each channel, to the right for and to the left
// against, with its sentence.
func (f *Finding) drawEvidence(s *sketch, top float64) {
	const zero, reach = 186.0, 66.0
	s.text(12, top, "Evidence: bars to the right speak for it, to the left against", title)
	most := 1.0
	for _, e := range f.Evidence {
		most = max(most, math.Abs(e.Weight))
	}
	for i, e := range f.Evidence {
		y := top + 12 + float64(i*barRow)
		s.text(12, y+16, e.title(), plain)
		w := e.Weight / most * reach
		if w >= 0 {
			s.rect(zero, y+5, math.Max(w, 1), 15, blue)
		} else {
			s.rect(zero+w, y+5, -w, 15, orangeFill)
		}
		s.text(zero+reach+34, y+16, weightText(e.Weight), lettering{11, ink, "end", "normal"})
		for j, line := range wrapped(e.Says, 92, 2) {
			s.text(zero+reach+44, y+10+float64(13*j), line, plain)
		}
	}
	s.line(zero, top+12, zero, top+12+float64(len(f.Evidence)*barRow))
}

// wrapped breaks text into at most so many lines, the last of which ends with an
// ellipsis if there is more.
func wrapped(text string, width, lines int) []string {
	var out []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > width {
			if len(out) == lines-1 {
				return append(out, line+" …")
			}
			out = append(out, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(out, line)
}
