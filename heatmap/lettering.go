package heatmap

import (
	"strings"
	"unicode"
	"unicode/utf8"

	stdfont "golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// lettering returns Liberation Sans at a size; gonum/plot carries the font, so
// that a picture is the same on every machine. It holds Latin, Greek, Cyrillic
// and Hebrew.
func lettering(size vg.Length, bold bool) font.Face {
	f := font.Font{Typeface: "Liberation", Variant: "Sans"}
	if bold {
		f.Weight = stdfont.WeightBold
	}
	return font.DefaultCache.Lookup(f, size)
}

// textWidth is the width of a line. A character that the font lacks counts as
// one em: where the picture shows it, in an SVG, another font steps in.
func textWidth(face font.Face, text string) vg.Length {
	var buf sfnt.Buffer
	known := strings.Map(func(r rune) rune {
		if i, err := face.Face.GlyphIndex(&buf, r); err != nil || i == 0 {
			return -1
		}
		return r
	}, text)
	missing := utf8.RuneCountInString(text) - utf8.RuneCountInString(known)
	return face.Width(known) + vg.Length(missing)*face.Font.Size
}

// mostText is how many bytes of a text are drawn.
const mostText = 2000

// cleanText makes a label from a log safe to draw: line breaks and tabs become
// blanks, and control characters, invalid bytes and the invisible marks that
// turn the direction of text become "�", so that they show and do nothing. A text
// longer than any picture has room for is cut, and the cut is marked with "…".
func cleanText(text string) string {
	if len(text) > mostText {
		text = strings.ToValidUTF8(text[:mostText], "") + "…"
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Co, unicode.Zl, unicode.Zp), r&0xfffe == 0xfffe:
			return utf8.RuneError
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// wrap breaks text into lines no wider than width, at blanks where it can, at
// any character where a word is too long. What does not fit into the given
// number of lines is cut, and the cut is marked with "…".
func wrap(face font.Face, text string, width vg.Length, lines int) []string {
	var out []string
	for rest := strings.TrimSpace(text); rest != ""; {
		if len(out) == lines-1 {
			return append(out, shorten(face, rest, width))
		}
		head := fitting(face, rest, width)
		if len(head) < len(rest) && rest[len(head)] != ' ' {
			if cut := strings.LastIndexByte(head, ' '); cut > 0 {
				head = head[:cut]
			}
		}
		out = append(out, strings.TrimSpace(head))
		rest = strings.TrimSpace(rest[len(head):])
	}
	return out
}

// fitting returns the longest start of the text that fits the width, one
// character at least. It adds up the characters without their kerning, which
// brings pairs closer and so leaves a little room.
func fitting(face font.Face, text string, width vg.Length) string {
	var used vg.Length
	for i, r := range text {
		used += textWidth(face, string(r))
		if i > 0 && used > width {
			return text[:i]
		}
	}
	return text
}

// shorten cuts text that is wider than width and ends it with "…".
func shorten(face font.Face, text string, width vg.Length) string {
	if textWidth(face, text) <= width {
		return text
	}
	mark := "…"
	return strings.TrimSpace(fitting(face, text, width-textWidth(face, mark))) + mark
}

// widest returns the width of the widest of several lines.
func widest(face font.Face, lines []string) vg.Length {
	var w vg.Length
	for _, line := range lines {
		w = max(w, textWidth(face, line))
	}
	return w
}
