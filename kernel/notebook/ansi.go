package notebook

import (
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// escapes are the escape sequences of ECMA-48 (control sequences, operating
// system commands, single ones) and control characters that mean nothing in a
// page. The group holds the parameters of SGR, the colours.
var escapes = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\x1b\[([0-9;:]*)m|\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]|[\x00-\x08\x0b-\x1f\x7f]`)
})

// stripANSI returns the text without escape sequences.
func stripANSI(s string) string {
	return escapes().ReplaceAllString(overwrite(s), "")
}

// ansiHTML escapes text for a page and turns its colours into spans: classes
// for the 16 named colours, which follow the page's theme, styles for others.
func ansiHTML(s string) string {
	s = overwrite(s)
	var b strings.Builder
	var p pen
	at := 0
	write := func(text string) {
		if text == "" {
			return
		}
		if open := p.span(); open != "" {
			b.WriteString(open + html.EscapeString(text) + "</span>")
			return
		}
		b.WriteString(html.EscapeString(text))
	}
	for _, m := range escapes().FindAllStringSubmatchIndex(s, -1) {
		write(s[at:m[0]])
		at = m[1]
		if m[2] >= 0 {
			p.set(s[m[2]:m[3]])
		}
	}
	write(s[at:])
	return b.String()
}

// overwrite keeps of each line what stands there after its carriage returns: a
// progress bar leaves its last state.
func overwrite(s string) string {
	if !strings.Contains(s, "\r") {
		return s
	}
	var b strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(s, "\r\n", "\n")) {
		text, ended := strings.CutSuffix(line, "\n")
		text = strings.TrimRight(text, "\r")
		b.WriteString(text[strings.LastIndexByte(text, '\r')+1:])
		if ended {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// pen is the state that SGR sequences change. A colour is "" for none, a
// number 0 to 15 as decimal text for a named one, or #rrggbb.
type pen struct {
	fore, back                           string
	bold, faint, italic, under, inverted bool
}

// span returns the opening tag for text in this state; "" when it is plain.
func (p pen) span() string {
	var classes, styles []string
	fore, back := p.fore, p.back
	if p.inverted {
		fore, back = back, fore
		if fore == "" {
			classes = append(classes, "ansi-inverse")
		}
	}
	for _, c := range []struct{ colour, class, property string }{
		{fore, "ansi-f", "color"}, {back, "ansi-b", "background-color"},
	} {
		switch {
		case strings.HasPrefix(c.colour, "#"):
			styles = append(styles, c.property+":"+c.colour)
		case c.colour != "":
			classes = append(classes, c.class+c.colour)
		}
	}
	if _, err := strconv.Atoi(back); err == nil && fore == "" && !p.inverted {
		classes = append(classes, "ansi-on") // a named background changes with the theme, and text on it
	}
	for _, c := range []struct {
		on   bool
		name string
	}{{p.bold, "ansi-bold"}, {p.faint, "ansi-faint"}, {p.italic, "ansi-italic"}, {p.under, "ansi-under"}} {
		if c.on {
			classes = append(classes, c.name)
		}
	}
	var tag strings.Builder
	if len(classes) > 0 {
		fmt.Fprintf(&tag, ` class="%s"`, strings.Join(classes, " "))
	}
	if len(styles) > 0 {
		fmt.Fprintf(&tag, ` style="%s"`, strings.Join(styles, ";"))
	}
	if tag.Len() == 0 {
		return ""
	}
	return "<span" + tag.String() + ">"
}

// set obeys the parameters of one SGR sequence (ECMA-48, 8.3.117).
func (p *pen) set(parameters string) {
	codes := numbers(parameters)
	for i := 0; i < len(codes); i++ {
		switch n := codes[i]; {
		case n == 0:
			*p = pen{}
		case n == 38 || n == 48:
			colour, used := extended(codes[i+1:])
			if n == 38 {
				p.fore = colour
			} else {
				p.back = colour
			}
			i += used
		case 30 <= n && n <= 37:
			p.fore = strconv.Itoa(n - 30)
		case 40 <= n && n <= 47:
			p.back = strconv.Itoa(n - 40)
		case 90 <= n && n <= 97:
			p.fore = strconv.Itoa(n - 90 + 8)
		case 100 <= n && n <= 107:
			p.back = strconv.Itoa(n - 100 + 8)
		default:
			p.style(n)
		}
	}
}

func (p *pen) style(n int) {
	switch n {
	case 1:
		p.bold = true
	case 2:
		p.faint = true
	case 3:
		p.italic = true
	case 4:
		p.under = true
	case 7:
		p.inverted = true
	case 22:
		p.bold, p.faint = false, false
	case 23:
		p.italic = false
	case 24:
		p.under = false
	case 27:
		p.inverted = false
	case 39:
		p.fore = ""
	case 49:
		p.back = ""
	}
}

// numbers splits SGR parameters; an empty one is 0, one too large is ignored.
func numbers(parameters string) []int {
	var codes []int
	for field := range strings.SplitSeq(strings.ReplaceAll(parameters, ":", ";"), ";") {
		n, err := strconv.Atoi(field)
		if err != nil && field != "" {
			n = -1
		}
		codes = append(codes, n)
	}
	return codes
}

// extended reads the colour after 38 or 48: 5;n out of 256 or 2;r;g;b. It
// returns how many codes it used.
func extended(codes []int) (colour string, used int) {
	switch {
	case len(codes) >= 2 && codes[0] == 5:
		return indexed(codes[1]), 2
	case len(codes) >= 4 && codes[0] == 2:
		return rgb(codes[1], codes[2], codes[3]), 4
	}
	return "", len(codes)
}

// indexed is a colour out of xterm's 256: 16 named ones, a cube of 6×6×6 whose
// steps are 0 and 95 to 255 by 40, and 24 greys from 8 by 10.
func indexed(n int) string {
	switch {
	case n < 0 || n > 255:
		return ""
	case n < 16:
		return strconv.Itoa(n)
	case n < 232:
		step := func(i int) int {
			if i == 0 {
				return 0
			}
			return 55 + 40*i
		}
		n -= 16
		return rgb(step(n/36), step(n/6%6), step(n%6))
	}
	grey := 8 + 10*(n-232)
	return rgb(grey, grey, grey)
}

func rgb(r, g, b int) string {
	for _, c := range []int{r, g, b} {
		if c < 0 || c > 255 {
			return ""
		}
	}
	return fmt.Sprintf("#%02x%02x%02x", r, g, b)
}
