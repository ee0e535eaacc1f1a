package heatmap

import (
	"fmt"
	"image/color"
	"strings"
)

// legend shows what the colours or shades mean.
func (t *terminal) legend() string {
	var b strings.Builder
	b.WriteString("    ")
	if !t.scale.empty {
		if t.color != "none" || !t.opt.Numbers {
			b.WriteString(t.swatches(t.keyTicks()))
		}
		b.WriteString(t.measure.Unit())
	}
	if t.gaps() {
		mark := "·"
		if t.opt.ASCII {
			mark = "?"
		}
		b.WriteString("  " + mark + " no data")
	}
	return strings.TrimRight(b.String(), " ")
}

// keyTicks are the values that the legend explains: fewer in a narrow terminal,
// and without colour the largest of each mark.
func (t *terminal) keyTicks() []tick {
	n := 5
	if t.cell < 3 {
		n = 3
	}
	all := t.scale.ticks(t.measure, n)
	if t.scale.zero {
		all = append([]tick{{label: cellText(t.measure, 0)}}, all...)
	}
	if t.color != "none" {
		return all
	}
	var out []tick
	for i, k := range all {
		if i == len(all)-1 || t.mark(k.value) != t.mark(all[i+1].value) {
			out = append(out, k)
		}
	}
	return out
}

// mark is what stands for a value without colour.
func (t *terminal) mark(v float64) string {
	if t.opt.ASCII {
		return digitOf(t.scale.at(v))
	}
	return shadeOf(t.scale.at(v))
}

// swatches shows the colour of each tick before its value.
func (t *terminal) swatches(ticks []tick) string {
	var b strings.Builder
	for _, k := range ticks {
		switch {
		case t.color != "none":
			b.WriteString(t.paint(48, t.colors.at(t.scale.at(k.value))) + "  " + t.reset())
		case t.opt.ASCII:
			b.WriteString(t.mark(k.value) + " =")
		default:
			b.WriteString("[" + t.mark(k.value) + "]")
		}
		label := k.label
		if t.opt.ASCII {
			label = strings.NewReplacer("≥", ">=", "≤", "<=").Replace(label)
		}
		b.WriteString(" " + label + "  ")
	}
	return b.String()
}

// paint is the control sequence for a foreground (38) or background (48) colour.
func (t *terminal) paint(layer int, c color.RGBA) string {
	if t.color == "256" {
		return fmt.Sprintf("\x1b[%d;5;%dm", layer, xterm256(c))
	}
	return fmt.Sprintf("\x1b[%d;2;%d;%d;%dm", layer, c.R, c.G, c.B)
}

func (t *terminal) reset() string {
	if t.color == "none" {
		return ""
	}
	return "\x1b[0m"
}

// xterm256 is the nearest colour of xterm's 6 by 6 by 6 cube, whose levels are
// 0, 95, 135, 175, 215 and 255.
func xterm256(c color.RGBA) int {
	level := func(v uint8) int {
		if v < 48 {
			return 0
		}
		if v < 115 {
			return 1
		}
		return (int(v) - 35) / 40
	}
	return 16 + 36*level(c.R) + 6*level(c.G) + level(c.B)
}
