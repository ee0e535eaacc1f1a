package heatmap

import (
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

func TestCleanText(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                      "plain",
		"  two\n\tlines  ":           "two lines",
		"Дмитрий 用户 🦊":               "Дмитрий 用户 🦊",
		"a\u202eb\u2066c\u200fd":     "a\uFFFDb\uFFFDc\uFFFDd", // marks that turn the direction
		"bell\a esc\x1b[31m nul\x00": "bell\uFFFD esc\uFFFD[31m nul\uFFFD",
		"bad \xff byte":              "bad \uFFFD byte",
		"":                           "",
	} {
		if got := cleanText(in); got != want {
			t.Errorf("cleanText(%q) = %q, want %q", in, got, want)
		}
	}
}

// Wrapped lines fit, and hold the whole text unless the last is marked as cut.
func TestWrapFits(t *testing.T) {
	face := lettering(10, false)
	rapid.Check(t, func(t *rapid.T) {
		text := cleanText(rapid.StringOf(rapid.RuneFrom([]rune("abc WЖi用 .,"))).Draw(t, "text"))
		width := vg.Length(rapid.Float64Range(30, 300).Draw(t, "width"))
		most := rapid.IntRange(1, 8).Draw(t, "lines")
		lines := wrap(face, text, width, most)
		if len(lines) > most {
			t.Fatalf("%d lines of %d", len(lines), most)
		}
		for _, line := range lines {
			if textWidth(face, line) > width+0.01 {
				t.Fatalf("%q is %v wide, more than %v", line, textWidth(face, line), width)
			}
		}
		all := strings.ReplaceAll(strings.Join(lines, ""), " ", "")
		whole := strings.ReplaceAll(text, " ", "")
		if cut, ok := strings.CutSuffix(all, "…"); ok {
			if !strings.HasPrefix(whole, cut) {
				t.Fatalf("%q is not the start of %q", cut, whole)
			}
		} else if all != whole {
			t.Fatalf("%q became %q", whole, all)
		}
	})
}
