package heatmap

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

func ExampleGrid_String() {
	g := &Grid{Zone: "UTC", Events: 12}
	g.Counts[0][9], g.Counts[6][23] = 11, 1
	fmt.Print(strings.Join(strings.Split(g.String(), "\n")[:3], "\n"))
	// Output:
	// Events by weekday and hour in UTC: 12 events
	//     0 1 2 3 4 5 6 7 8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 sum
	// Mon 0 0 0 0 0 0 0 0 0 11  0  0  0  0  0  0  0  0  0  0  0  0  0  0  11
}

func ExampleGrid_CSV() {
	g := &Grid{Events: 2}
	g.Counts[1][3] = 2
	fmt.Print(strings.Join(strings.Split(g.CSV(), "\n")[:3], "\n"))
	// Output:
	// weekday,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23
	// Mon,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
	// Tue,0,0,0,2,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
}

func ExampleGrid_Terminal() {
	g := &Grid{Zone: "UTC", Events: 4}
	g.Counts[0][0], g.Counts[0][2] = 3, 1
	lines := strings.Split(g.Terminal(TerminalOptions{Color: "none", ASCII: true}), "\n")
	fmt.Println(lines[2][:20])
	// Output: Mon  9  .  4  .  .
}

func TestMatrixCSVHoldsEveryCell(t *testing.T) {
	g := office(t, "Asia/Kathmandu")
	g.Counts[2][3], g.Hours[2][3] = 0, 0
	for _, m := range []Measure{Counts, Rates, Shares} {
		rows, err := csv.NewReader(strings.NewReader(g.MatrixCSV(m))).ReadAll()
		if err != nil || len(rows) != 1+Days {
			t.Fatalf("%s: %d rows, %v", m, len(rows), err)
		}
		for d := range Days {
			for h := range Hours {
				cell := rows[d+1][h+1]
				if d == 2 && h == 3 {
					if cell != "" {
						t.Errorf("a cell without data is %q", cell)
					}
					continue
				}
				if v, err := strconv.ParseFloat(cell, 64); err != nil || v != g.Value(m, d, h) {
					t.Errorf("%s of %s %d is %q, want %v", m, DayNames[d], h, cell, g.Value(m, d, h))
				}
			}
		}
	}
}

func TestStringSaysWhatIsMissing(t *testing.T) {
	g := office(t, "UTC")
	g.Counts[2][3], g.Hours[2][3] = 0, 0
	text := g.String()
	if !strings.Contains(text, "UTC (assumed)") || !strings.Contains(text, "10,058 events") || strings.Count(text, " -") != 1 {
		t.Errorf("the table is\n%s", text)
	}
}

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

// goldenTerminals are the terminal pictures held in testdata.
func goldenTerminals(t *testing.T) map[string]string {
	g := office(t, "Europe/Moscow")
	g.Label = "Дмитрий \x1b[2J with a very long handle " + strings.Repeat("x", 80)
	g.Counts[2][3], g.Hours[2][3] = 0, 0
	return map[string]string{
		"terminal_24bit":   g.Terminal(TerminalOptions{}),
		"terminal_256":     g.Terminal(TerminalOptions{Color: "256", Light: true, Scale: Quantile}),
		"terminal_half":    g.Terminal(TerminalOptions{Half: true}),
		"terminal_shades":  g.Terminal(TerminalOptions{Color: "none", Width: 60}),
		"terminal_ascii":   g.Terminal(TerminalOptions{Color: "none", ASCII: true, Scale: Log}),
		"terminal_numbers": g.Terminal(TerminalOptions{Color: "none", Numbers: true}),
		"terminal_narrow":  g.Terminal(TerminalOptions{Color: "none", Width: 40, Measure: Shares}),
		"terminal_table":   g.String(),
	}
}

func TestGoldenTerminals(t *testing.T) {
	if err := os.MkdirAll("testdata", 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range goldenTerminals(t) {
		compareBytes(t, filepath.Join("testdata", name+".txt"), []byte(text))
	}
}

func TestTerminalKeepsToItsWidthAndItsSequences(t *testing.T) {
	g := office(t, "Europe/Moscow")
	g.Label = strings.Repeat("\x1b]0;evil\a", 30)
	for _, width := range []int{0, 30, 52, 76, 80, 200} {
		for _, color := range []string{"", "256", "none"} {
			text := g.Terminal(TerminalOptions{Width: width, Color: color, Half: width == 80, Numbers: width == 200})
			plain := escapes.ReplaceAllString(text, "")
			if strings.Contains(plain, "\x1b") || (color == "none" && plain != text) {
				t.Errorf("width %d, colour %q: stray control sequences in %q", width, color, text)
			}
			lines := strings.Split(plain, "\n")
			for _, line := range lines[:len(lines)-3] { // the key and the notes are as long as they are
				if n := utf8.RuneCountInString(line); width >= 52 && n > width+4 {
					t.Errorf("width %d: %d columns in %q", width, n, line)
				}
			}
			if !strings.Contains(plain, "Europe/Moscow") || !strings.Contains(plain, "Mon ") || !strings.Contains(plain, "10,058") {
				t.Errorf("zone, weekdays or events are missing:\n%s", plain)
			}
		}
	}
}

func TestTerminalOfStrangeGrids(t *testing.T) {
	for name, g := range strangeGrids(t) {
		for _, opt := range []TerminalOptions{{}, {Color: "none"}, {Numbers: true}, {Half: true, Scale: Log}, {Measure: "sum", Palette: "jet", Scale: "none"}} {
			if text := g.Terminal(opt); strings.Count(text, "\n") < 6 {
				t.Errorf("%s %+v:\n%s", name, opt, text)
			}
		}
	}
}

// Zero, no data and the least activity look different without colour too.
func TestPlainTerminalsTellZeroFromNoData(t *testing.T) {
	g := office(t, "UTC")
	g.Counts[0][0], g.Counts[0][1], g.Counts[0][2], g.Hours[0][2] = 0, 1, 0, 0
	for _, ascii := range []bool{false, true} {
		m := g.terminal(TerminalOptions{Color: "none", ASCII: ascii, Width: 40})
		zero, little, none := m.inside(m.values[0][0]), m.inside(m.values[0][1]), m.inside(m.values[0][2])
		if zero == little || zero == none || little == none {
			t.Errorf("ASCII %v: zero %q, one %q, no data %q", ascii, zero, little, none)
		}
	}
}
