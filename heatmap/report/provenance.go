package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// Provenance is what provenance.json holds: what went in, what came out, and how.
type Provenance struct {
	Title   string      `json:"title"`
	Case    string      `json:"case,omitempty"`
	Author  string      `json:"author,omitempty"`
	Made    string      `json:"made,omitempty"`
	TLP     string      `json:"tlp,omitempty"`
	Version string      `json:"version"`
	Zone    string      `json:"zone"`
	Zones   []string    `json:"zones"`
	Basis   [][2]string `json:"time_basis"`
	// Commands make the write-up again.
	Commands []string `json:"commands"`
	Methods  []string `json:"methods"`
	Events   int64    `json:"events"`
	Inputs   []Input  `json:"inputs"`
	// Renamed tells that handles were replaced by pseudonyms.
	Renamed  bool       `json:"pseudonyms"`
	Warnings []string   `json:"warnings"`
	Files    []MadeFile `json:"files"`
}

// Input is one input: the accounting of its rows, and the encoding of its text.
type Input struct {
	timelog.Source
	Encoding string `json:"encoding"`
}

// MadeFile is a file of the write-up.
type MadeFile struct {
	Name   string `json:"name"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// longPath is the longest path that is kept as it is, for Reopen to find it: more
// than any system takes.
const longPath = 4096

// provenance writes provenance.json. Characters that act on others are escaped.
func (s *story) provenance(files []File) ([]byte, error) {
	p := Provenance{
		Title: s.Title, Case: s.say(s.c.ID), Author: s.say(s.c.Author), Made: s.say(s.c.Made), TLP: s.Mark, Version: s.Version,
		Zone: zoneOfGrid(s.zones[0]), Basis: s.Basis, Commands: append([]string{}, s.Commands...), Methods: s.Methods, Events: s.zones[0].Events,
		Inputs: []Input{}, Renamed: s.c.Pseudonyms != nil, Warnings: append([]string{}, s.Warnings...),
	}
	for _, g := range s.zones {
		p.Zones = append(p.Zones, zoneOfGrid(g))
	}
	for i, src := range s.c.Sources {
		skipped := append([]timelog.Skip{}, src.Skipped...)
		for j := range skipped {
			skipped[j].Reason, skipped[j].Example = s.say(skipped[j].Reason), s.say(skipped[j].Example)
		}
		src.Skipped = skipped
		src.Path, src.SHA256 = shorten(src.Path, longPath), shorten(src.SHA256, 100)
		src.Format, src.TimeColumn = s.say(src.Format), s.say(src.TimeColumn)
		src.Zone, src.ZoneFrom = s.say(src.Zone), s.say(src.ZoneFrom)
		p.Inputs = append(p.Inputs, Input{src, s.encodings[i]})
	}
	for _, f := range files {
		p.Files = append(p.Files, MadeFile{f.Name, len(f.Data), fmt.Sprintf("%x", sha256.Sum256(f.Data))})
	}
	data, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return append(escapeHidden(data), '\n'), nil
}

// escapeHidden writes the characters that act on others as JSON's \u escapes;
// they can stand in strings only.
func escapeHidden(data []byte) []byte {
	var b bytes.Buffer
	for _, r := range string(data) {
		switch {
		case !hidden(r):
			b.WriteRune(r)
		case r > 0xffff:
			r -= 0x10000
			fmt.Fprintf(&b, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.Bytes()
}

// readProvenance reads provenance.json of a folder.
func readProvenance(dir string) (*Provenance, error) {
	path := filepath.Join(dir, caseProvenance)
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	var p Provenance
	if err := json.Unmarshal(data, &p); err != nil {
		return nil, fmt.Errorf("report: %s: %w", path, err)
	}
	return &p, nil
}

// Reopen looks whether a write-up still stands: whether its inputs and its own
// files have the SHA-256 that provenance.json holds. It returns a sentence for each
// that does not, such as
//
//	stale: SHA-256 differs: timeline.xlsx is no longer what was read
//
// and none if all holds. Paths of inputs are taken from the working directory, as
// they were when the write-up was made. A folder without provenance.json is an error.
func Reopen(dir string) ([]string, error) {
	p, err := readProvenance(dir)
	if err != nil {
		return nil, err
	}
	var stale []string
	seen := map[string]bool{}
	for _, in := range p.Inputs {
		path := storedPath(in.Path)
		if seen[path] {
			continue
		}
		seen[path] = true
		switch {
		case in.SHA256 == "":
			stale = append(stale, "unknown: no SHA-256 was recorded of "+visible(path))
		case path != in.Path && in.Format != "xlsx":
			stale = append(stale, "unknown: "+visible(in.Path)+" lies in an archive; unpack it to compare its SHA-256")
		case path == "-":
			stale = append(stale, "unknown: standard input cannot be read again")
		default:
			if text := Fresh(path, in.SHA256); text != fresh {
				stale = append(stale, text)
			}
		}
	}
	for _, f := range p.Files {
		if !filepath.IsLocal(filepath.FromSlash(f.Name)) {
			stale = append(stale, "stale: provenance.json names a file outside its folder: "+visible(f.Name))
			continue
		}
		if text := Fresh(filepath.Join(dir, filepath.FromSlash(f.Name)), f.SHA256); text != fresh {
			stale = append(stale, text)
		}
	}
	return stale, nil
}

// storedPath is the file in which a member of an archive or a sheet is stored,
// if that is what the path names.
func storedPath(path string) string {
	for rest := path; ; {
		if _, err := os.Stat(rest); err == nil {
			return rest
		}
		i := strings.LastIndexByte(rest, '!')
		if i < 0 {
			return path
		}
		rest = rest[:i]
	}
}

const fresh = "holds: SHA-256 as recorded"

// Fresh compares a file with a SHA-256 recorded earlier, in hexadecimal. It returns
// "holds: SHA-256 as recorded", or a sentence that begins with "stale: SHA-256
// differs", or one that begins with "stale:" when the file cannot be read. In a
// notebook its output is part of what `hourprint run --check` holds.
func Fresh(path, sum string) string {
	f, err := os.Open(path)
	if err != nil {
		return "stale: " + visible(err.Error())
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "stale: " + visible(err.Error())
	}
	if got := fmt.Sprintf("%x", h.Sum(nil)); !strings.EqualFold(got, sum) {
		return fmt.Sprintf("stale: SHA-256 differs: %s is no longer what was read (%.12s…, recorded %.12s…)", visible(path), got, visible(sum))
	}
	return fresh
}

// matrix writes matrix.csv: a line a weekday, for all events in each zone compared
// and for each group.
func (s *story) matrix() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	head := []string{"of", "zone", "weekday"}
	for h := range heatmap.Hours {
		head = append(head, strconv.Itoa(h))
	}
	_ = w.Write(head) // a buffer does not fail
	for _, g := range s.zones {
		writeMatrix(w, "all events", g)
	}
	for _, g := range s.groups {
		writeMatrix(w, s0(g.Label, "(no name)"), g)
	}
	w.Flush()
	return b.Bytes()
}

// writeMatrix writes seven lines; a cell that was never observed is empty.
func writeMatrix(w *csv.Writer, of string, g *heatmap.Grid) {
	for d := range heatmap.Days {
		row := []string{plainCell(of), plainCell(zoneOfGrid(g)), heatmap.DayNames[d]}
		for h := range heatmap.Hours {
			text := ""
			if v := g.Value(heatmap.Counts, d, h); !math.IsNaN(v) {
				text = strconv.FormatInt(g.Counts[d][h], 10)
			}
			row = append(row, text)
		}
		_ = w.Write(row)
	}
}

// plainCell keeps a spreadsheet from taking a text for a formula: what begins
// with = + - @, a tab or a line break gets an apostrophe before it (OWASP, CSV
// injection), and line breaks become blanks.
func plainCell(text string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }), " ")
	if trimmed := strings.TrimLeft(text, " \u00a0\u3000"); trimmed != "" && strings.ContainsRune("=+-@|%＝＋－＠", []rune(trimmed)[0]) {
		return "'" + text
	}
	return text
}
