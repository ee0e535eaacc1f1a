package notebook

import (
	"fmt"
	"strings"
	"unicode"
)

const (
	diffContext = 2       // equal lines shown around a change
	diffLines   = 40      // lines of a difference that are shown
	diffWidth   = 160     // characters of a line that are shown
	diffCells   = 4 << 20 // entries of the table of middle

	// noLineEnd marks a last line that does not end in a line end.
	noLineEnd = " ⟨no line end⟩"
)

// change is one line of a comparison: ' ' in both, '-' only in the old text,
// '+' only in the new one.
type change struct {
	op   byte
	line string
}

// diffText compares two texts by lines and returns the changed ones with a
// little context, in the manner of diff -u. Control characters show as escapes.
func diffText(old, fresh string) string {
	a, b := lines(old), lines(fresh)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var changes []change
	changes = appendOp(changes, ' ', a[:head])
	changes = append(changes, middle(a[head:len(a)-tail], b[head:len(b)-tail])...)
	changes = appendOp(changes, ' ', a[len(a)-tail:])
	return render(changes)
}

// lines splits a text; a last line without a line end is marked, so that it
// differs from one that has it.
func lines(s string) []string {
	var list []string
	for line := range strings.Lines(s) {
		text, ended := strings.CutSuffix(line, "\n")
		if !ended {
			text += noLineEnd
		}
		list = append(list, text)
	}
	return list
}

func appendOp(changes []change, op byte, lines []string) []change {
	for _, line := range lines {
		changes = append(changes, change{op, line})
	}
	return changes
}

// middle compares by the longest common subsequence. Texts too long for its
// table are shown as wholly replaced.
func middle(a, b []string) []change {
	if len(a)*len(b) > diffCells {
		return appendOp(appendOp(nil, '-', a), '+', b)
	}
	table := make([][]int32, len(a)+1) // table[i][j] = length of the LCS of a[i:] and b[j:]
	for i := range table {
		table[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				table[i][j] = table[i+1][j+1] + 1
			} else {
				table[i][j] = max(table[i+1][j], table[i][j+1])
			}
		}
	}
	var changes []change
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			changes = append(changes, change{' ', a[i]})
			i, j = i+1, j+1
		case table[i+1][j] >= table[i][j+1]:
			changes = append(changes, change{'-', a[i]})
			i++
		default:
			changes = append(changes, change{'+', b[j]})
			j++
		}
	}
	return appendOp(appendOp(changes, '-', a[i:]), '+', b[j:])
}

// render shows the changed lines and those near them.
func render(changes []change) string {
	near := make([]bool, len(changes))
	for i, c := range changes {
		if c.op == ' ' {
			continue
		}
		for j := max(0, i-diffContext); j <= min(len(changes)-1, i+diffContext); j++ {
			near[j] = true
		}
	}
	var b strings.Builder
	shown := 0
	for i, c := range changes {
		if !near[i] {
			if i == 0 || near[i-1] {
				b.WriteString("  …\n")
			}
			continue
		}
		if shown++; shown > diffLines {
			fmt.Fprintf(&b, "  … and more, %d lines compared\n", len(changes))
			break
		}
		fmt.Fprintf(&b, "%c %s\n", c.op, visible(c.line))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// excerpt is the beginning of a text that has nothing to be compared with.
func excerpt(s string) string {
	list := lines(s)
	cut := len(list) > 5
	if cut {
		list = list[:5]
	}
	for i, line := range list {
		list[i] = "  " + visible(strings.TrimSuffix(line, noLineEnd))
	}
	if cut {
		list = append(list, "  …")
	}
	return strings.Join(list, "\n")
}

// visible cuts a line to diffWidth and escapes what a terminal would obey.
func visible(s string) string {
	var b strings.Builder
	for _, r := range shorten(s, diffWidth) {
		if unicode.IsControl(r) && r != '\t' {
			fmt.Fprintf(&b, "\\x%02x", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
