package heatmap

import (
	"math"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A sheet is a whole picture: a head, one heat map or several, the key to the
// colours and a caption. It is a plotter, so that it draws wherever a gonum plot
// does, at any size.
type sheet struct {
	theme    theme
	title    string
	subtitle string
	caption  string
	key      *colorKey // nil for none
	body     body
}

// A body is what stands between head and key.
type body interface {
	// draw fills the room.
	draw(p pen, room vg.Rectangle)
	// keyRoom is where, from left to right, the key may stand.
	keyRoom(p pen, room vg.Rectangle) (left, right vg.Length)
}

// plot wraps the sheet in a gonum plot without axes of its own.
func (s *sheet) plot() *plot.Plot {
	plt := plot.New()
	plt.HideAxes()
	plt.X.Padding, plt.Y.Padding = 0, 0
	plt.BackgroundColor = s.theme.background
	plt.Add(s)
	return plt
}

// Plot draws the sheet; it implements gonum's plot.Plotter.
func (s *sheet) Plot(c draw.Canvas, _ *plot.Plot) {
	p := newPen(c, s.theme)
	room := c.Rectangle
	pad := p.pt(9)
	room = box(room.Min.X+pad, room.Min.Y+pad*0.8, room.Max.X-pad, room.Max.Y-pad)
	full := room.Size().Y
	room.Max.Y = s.drawHead(p, room)
	room.Min.Y = s.drawCaption(p, room, full*0.34)
	if s.key != nil {
		left, right := s.body.keyRoom(p, room)
		y := room.Min.Y + p.keyHeight()
		p.drawKey(*s.key, left, y, right-left)
		room.Min.Y = y + p.pt(9)
	}
	s.body.draw(p, room)
}

// drawHead writes title and subtitle and returns where the body may start.
func (s *sheet) drawHead(p pen, room vg.Rectangle) vg.Length {
	y := room.Max.Y
	width := room.Size().X
	title := p.bold(12)
	for _, smaller := range []float64{11, 10} {
		if textWidth(title, s.title) > width {
			title = p.bold(smaller)
		}
	}
	y = p.paragraph(wrap(title, s.title, width, 2), title, room.Min.X, y, true)
	if s.subtitle != "" {
		face := p.face(9)
		y = p.paragraph(wrap(face, s.subtitle, width, 2), face, room.Min.X, y-p.pt(1), false)
	}
	return y - p.pt(5)
}

// paragraph writes lines from y downwards and returns where they end.
func (p pen) paragraph(lines []string, face font.Face, x, y vg.Length, strong bool) vg.Length {
	c := p.theme.soft
	if strong {
		c = p.theme.text
	}
	for _, line := range lines {
		y -= face.Font.Size
		p.write(line, face, c, x, y+face.Font.Size*0.15, atStart)
		y -= face.Font.Size * 0.25
	}
	return y
}

// drawCaption writes the caption at the foot, no higher than most, and returns
// where it ends. A long caption gets smaller lettering before it is cut.
func (s *sheet) drawCaption(p pen, room vg.Rectangle, most vg.Length) vg.Length {
	if s.caption == "" {
		return room.Min.Y
	}
	face, lines := p.fitCaption(s.caption, room.Size().X, most)
	height := vg.Length(len(lines)) * face.Font.Size * 1.25
	p.paragraph(lines, face, room.Min.X, room.Min.Y+height, false)
	return room.Min.Y + height + p.pt(7)
}

// fitCaption wraps the caption in the largest of three sizes in which it fits.
func (p pen) fitCaption(text string, width, most vg.Length) (font.Face, []string) {
	var face font.Face
	room := 1
	for _, size := range []float64{7.5, 6.5, 5.5} {
		face = p.face(size)
		room = max(1, int(math.Floor(float64(most/(face.Font.Size*1.25)))))
		if lines := wrap(face, text, width, 1000); len(lines) <= room {
			return face, lines
		}
	}
	return face, wrap(face, text, width, room)
}

// sentences joins remarks to one paragraph, each with a full stop.
func sentences(remarks []string) string {
	var out []string
	for _, r := range remarks {
		r = cleanText(r)
		if r == "" {
			continue
		}
		if !strings.ContainsAny(r[len(r)-1:], ".!?") {
			r += "."
		}
		out = append(out, r)
	}
	return strings.Join(out, " ")
}
