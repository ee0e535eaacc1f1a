package report

import (
	"fmt"
	"strings"
)

// markdown writes report.md, in the same order as the page.
func (s *story) markdown() []byte {
	m := &markdownText{}
	if s.Mark != "" {
		m.line("**%s**\n", s.Mark)
	}
	m.line("# %s\n", md(s.Title))
	for _, f := range s.Facts {
		m.line("- %s: %s", f[0], md(f[1]))
	}
	if len(s.Facts) > 0 {
		m.line("")
	}
	m.line("## 1. Bottom line\n")
	for i, text := range s.BottomLine {
		m.line("%d. %s", i+1, md(text))
	}
	s.markdownAccounts(m)
	m.line("\n## 3. Time basis\n")
	m.table([]string{"What", "How"}, factRows(s.Basis))
	m.line("\n## 4. Figures\n")
	for _, p := range s.Pairs {
		m.line("![%s](figures/%s.svg)", md(p.Local.Caption), p.Local.Name)
		if p.Twin != nil {
			m.line("![%s](figures/%s.svg)", md(p.Twin.Caption), p.Twin.Name)
		}
		m.line("")
	}
	m.line("## 5. Shares of the week\n")
	var rows [][]string
	for _, r := range append(append([]shareRow(nil), s.Shares...), s.Even) {
		rows = append(rows, append([]string{r.Zone}, r.Cells...))
	}
	m.table(append([]string{"Zone"}, s.shareHeads()...), rows)
	m.line("\nShare of events, 95 %% Wilson interval in percent, and counts.\n\n## 6. Findings\n")
	for _, f := range s.Findings {
		m.line("### %s\n\nConfidence: %s\n", md(f.Claim), md(f.Confidence))
		m.list("For", f.For)
		m.list("Against", f.Against)
	}
	m.line("## 7. Methods\n\nMade by %s.\n", md(s.Version))
	for _, command := range s.Commands {
		m.line("To make it again:\n\n    %s\n", strings.ReplaceAll(command, "\n", "\n    "))
	}
	m.items(s.Methods)
	m.line("\n## 8. Limits, and what would change the view\n")
	m.items(s.Limits)
	s.markdownAppendix(m)
	return []byte(m.String())
}

// markdownAccounts writes the provenance.
func (s *story) markdownAccounts(m *markdownText) {
	m.line("\n## 2. Provenance\n")
	a := s.Accounts
	if a == nil {
		m.line("No accounting of inputs was given with this write-up.")
	} else {
		closes := "the sum closes"
		if n := a.Total.Missing(); n != 0 {
			closes = fmt.Sprintf("**does not close: %s unaccounted for**", plural(n, "row"))
		}
		m.line("%s, %s. %s rows = %s events + %s skipped + %s duplicates + %s collapsed + %s outside the range: %s. Recovered among the events: %s.\n",
			a.Total.Path, plural(a.Total.Bytes, "byte"), thousands(a.Total.Rows), thousands(a.Total.Events), thousands(a.Total.Skipped),
			thousands(a.Total.Duplicates), thousands(a.Total.Collapsed), thousands(a.Total.OutsideRange), closes, thousands(a.Total.Recovered))
		if s.Aside != "" {
			m.line("%s\n", md(s.Aside))
		}
		var rows [][]string
		for _, sk := range a.Skips {
			rows = append(rows, []string{sk.Reason, thousands(sk.Rows), sk.Where, sk.Example})
		}
		if len(rows) > 0 {
			m.table([]string{"Skipped because", "Rows", "First seen", "Example"}, rows)
			m.line("")
		}
		rows = nil
		for _, f := range a.Files {
			rows = append(rows, []string{f.Path, thousands(f.Bytes), s0(f.SHA256, "not recorded"), f.Format, f.Encoding, thousands(f.Rows), thousands(f.Events), thousands(f.Recovered),
				thousands(f.Skipped), thousands(f.Duplicates), thousands(f.Collapsed), thousands(f.OutsideRange)})
		}
		m.table([]string{"Path", "Bytes", "SHA-256", "Format", "Encoding", "Rows", "Events", "Recovered", "Skipped", "Duplicates", "Collapsed", "Outside"}, rows)
	}
	if len(s.Warnings) > 0 {
		m.line("\nDoubts raised while reading:\n")
		m.items(s.Warnings)
	}
}

// markdownAppendix writes the key events and the indicators.
func (s *story) markdownAppendix(m *markdownText) {
	m.line("\n## 9. Appendix: key events and indicators\n")
	if s.Events == nil {
		m.line("No key events were chosen.")
	} else {
		m.table(s.Events.Columns, s.Events.Rows)
		if s.Events.Left > 0 {
			m.line("\n%s left out.", plural(s.Events.Left, "more row"))
		}
		if s.Events.Note != "" {
			m.line("\n%s", md(s.Events.Note))
		}
	}
	if len(s.Indicators) > 0 {
		var rows [][]string
		for _, in := range s.Indicators {
			rows = append(rows, []string{in.Kind, in.Value, in.Note})
		}
		m.line("")
		m.table([]string{"Kind", "Indicator, defanged", "Note"}, rows)
	}
}

func factRows(facts [][2]string) [][]string {
	var rows [][]string
	for _, f := range facts {
		rows = append(rows, []string{f[0], f[1]})
	}
	return rows
}

// markdownText is Markdown as it grows.
type markdownText struct{ strings.Builder }

func (m *markdownText) line(format string, args ...any) {
	fmt.Fprintf(m, format+"\n", args...)
}

func (m *markdownText) items(texts []string) {
	for _, text := range texts {
		m.line("- %s", md(text))
	}
}

func (m *markdownText) list(head string, texts []string) {
	if len(texts) == 0 {
		texts = []string{"Nothing was put down."}
	}
	m.line("%s:\n", head)
	m.items(texts)
	m.line("")
}

// table writes a table; cells are texts.
func (m *markdownText) table(heads []string, rows [][]string) {
	row := func(cells []string) {
		for i := range heads {
			text := ""
			if i < len(cells) {
				text = md(cells[i])
			}
			m.WriteString("| " + text + " ")
		}
		m.WriteString("|\n")
	}
	row(heads)
	m.WriteString(strings.Repeat("|---", len(heads)) + "|\n")
	for _, cells := range rows {
		row(cells)
	}
}

// md makes a text say in Markdown what it says in plain: no markup, no HTML, no
// links that a reader's program makes by itself, and all on one line.
func md(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case r == '@':
			b.WriteString("&#64;")
		case r == ':' && strings.HasPrefix(text[i:], "://"):
			b.WriteString("&#58;")
		case strings.ContainsRune("\\`*_[]|~#$", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case i == 0 && strings.ContainsRune("-+=", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '.' && (leadingNumber(text, i) || strings.HasSuffix(strings.ToLower(text[:i]), "www")):
			b.WriteString("&#46;")
		case r == ')' && leadingNumber(text, i):
			b.WriteString("\\)")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// leadingNumber tells whether a text begins with a number that ends at i, where a
// dot or a bracket with a blank behind it would begin a list.
func leadingNumber(text string, i int) bool {
	return i > 0 && strings.Trim(text[:i], "0123456789") == "" && (i+1 == len(text) || text[i+1] == ' ')
}
