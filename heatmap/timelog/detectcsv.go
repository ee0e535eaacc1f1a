package timelog

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// sampleRows is how many of the first records are looked at to decide on
// columns.
const sampleRows = 200

// guessCSV tries the separators and takes the one that gives the most records
// the same number of fields; nil if none gives a table.
func guessCSV(text []byte) *dialect {
	if end, _ := lineAt(text, 0); bytes.IndexByte(text[:end], 0x1B) >= 0 {
		return nil // lines for a terminal, whose semicolons set colours
	}
	var best *dialect
	var bestShare float64
	bestWidth := 0
	for _, try := range []struct {
		name string
		sep  byte
	}{{"csv", ','}, {"tsv", '\t'}, {"ssv", ';'}, {"psv", '|'}} {
		width, share := tableOf(text, try.sep)
		if width < 2 || share < 0.8 || ofPairs(text, try.sep) {
			continue
		}
		if share > bestShare+0.1 || share > bestShare-0.1 && width > bestWidth {
			best, bestShare, bestWidth = detectCSV(text, try.sep), share, width
			best.name = try.name
			best.why = fmt.Sprintf("%d fields in %.0f %% of the first records", width, 100*share)
		}
	}
	if best == nil {
		if at := preamble(text); at > 0 {
			best = guessCSV(text[at:])
			if best == nil && ragged(text[at:], ',') {
				best = detectCSV(text[at:], ',')
				best.why = "a header with a date and a time"
			}
			if best != nil {
				best.skip += at
				best.why += ", after some lines of introduction"
			}
			return best
		}
	}
	if best == nil && columnOfStamps(text) {
		best = detectCSV(text, ',')
		best.name, best.why = "csv", "one time a line"
	}
	return best
}

// ofPairs reports whether each field of the first record comes with its name, as
// FortiAnalyzer writes them: "date=2021-03-17","time=09:14:02".
func ofPairs(text []byte, sep byte) bool {
	pairs := 0
	n := 0
	eachFields(text, sep, 1, func(fields [][]byte, _ int) {
		n = len(fields)
		for _, f := range fields {
			key, _, ok := bytes.Cut(f, []byte{'='})
			pairs += boolInt(ok && isWord(key))
		}
	})
	return n > 3 && 10*pairs > 8*n
}

// preamble is where the header of a table stands that other lines introduce, as
// in the logs of Windows' DHCP server: a line of three names and more, of which
// the next lines have as many fields. 0 if there is none.
func preamble(text []byte) int {
	at := 0
	for range 60 {
		end, next := lineAt(text, at)
		if next >= len(text) {
			return 0
		}
		for _, sep := range []byte{',', '\t', ';', '|'} {
			n := bytes.Count(text[at:end], []byte{sep})
			if at == 0 || n < 2 || !namesOnly(text[at:end], sep) {
				continue
			}
			if width, share := tableOf(text[at:], sep); width == n+1 && (share >= 0.8 || sep == ',' && ragged(text[at:], sep)) {
				return at
			}
		}
		at = next
	}
	return 0
}

// ragged reports whether a table whose header promises a date and a time of day has rows
// of other widths, as that server writes them: those with few fields are cut off, those
// with one more have a number at their end that the header lacks.
func ragged(text []byte, sep byte) bool {
	var names []string
	rows, near := 0, 0
	eachFields(text, sep, sampleRows, func(fields [][]byte, _ int) {
		if names == nil {
			for _, f := range fields {
				names = append(names, strings.ToLower(strings.TrimSpace(string(f))))
			}
			return
		}
		rows++
		near += boolInt(len(fields) > 4 && len(fields) <= len(names)+1)
	})
	return slices.Contains(names, "date") && slices.Contains(names, "time") && rows > 0 && 10*near >= 9*rows
}

// namesOnly reports whether a line can be a header: short names, no data.
func namesOnly(line []byte, sep byte) bool {
	for _, f := range bytes.Split(bytes.TrimSuffix(line, []byte{sep}), []byte{sep}) {
		if len(f) == 0 || len(f) > 40 || isData(f) {
			return false
		}
	}
	return true
}

// tableOf is the number of fields of the first record and the share of the
// records that have as many. Where the first is a header, the others may all have
// one or two more or fewer.
func tableOf(text []byte, sep byte) (width int, share float64) {
	total := 0
	names := false
	widths := map[int]int{}
	eachFields(text, sep, sampleRows, func(fields [][]byte, _ int) {
		if total++; total == 1 {
			width, names = len(fields), allNames(fields)
		}
		widths[len(fields)]++
	})
	same := widths[width]
	if names && same == 1 && width > 3 {
		for off := -2; off <= 2; off++ {
			same = max(same, 1+widths[width+off]*boolInt(off != 0))
		}
	}
	return width, float64(same) / float64(max(total, 1))
}

// allNames reports whether fields can only be those of a header: words, all different.
func allNames(fields [][]byte) bool {
	seen := map[string]bool{}
	for _, f := range fields {
		f = bytes.TrimSpace(f)
		if len(f) == 0 || len(f) > 40 || !isWord(f[:1]) || isData(f) || seen[string(f)] {
			return false
		}
		seen[string(f)] = true
	}
	return true
}

// eachFields calls f with the fields of each of the first records and the place
// after it. A last record that the block may have cut off is left out unless it
// is the only one.
func eachFields(text []byte, sep byte, limit int, f func(fields [][]byte, end int)) {
	text = beginning(text, limit)
	s := newCSVScanner(csvShape{comma: sep}, nil)
	s.stops.find(text, sep)
	for n, i := 0, 0; i < len(text) && n < limit; {
		eol, next := s.line(text, i)
		if eol == i {
			i = next
			continue
		}
		var fields [][]byte
		for at := i; ; {
			v, kind, end := s.field(text, at)
			if end < 0 {
				if n > 0 && next == len(text) {
					return
				}
				eol, _ = s.line(text, at) // quoted fields before may have led on to another line
				v, end = text[at:eol], eol
			}
			fields = append(fields, cell{v, kind}.text(new([]byte)))
			if at = end + 1; end >= len(text) || text[end] != sep {
				next = end
				break
			}
		}
		if next >= len(text) && n > 0 && text[len(text)-1] != '\n' {
			return
		}
		for next < len(text) && text[next] != '\n' {
			next++
		}
		i = min(next+1, len(text))
		f(fields, i)
		n++
	}
}

// beginning is as much of a table as holds the first records, or all of it.
func beginning(text []byte, records int) []byte {
	const enough = 1 << 16
	if len(text) <= enough {
		return text
	}
	if n := cutCSV(text[:enough]); countLines(text[:n]) > int64(records) {
		return text[:n]
	}
	return text
}

// detectCSV learns the columns. The first record is a header unless one of its
// fields is a time or a number.
func detectCSV(text []byte, sep byte) *dialect {
	d := &dialect{name: "csv", csv: csvShape{comma: sep}}
	eachFields(text, sep, 1, func(fields [][]byte, end int) {
		if isBody(fields) {
			d.csv.names = bodyNames
			return
		}
		header := true
		for _, f := range fields {
			header = header && !isData(f) && (len(f) < 19 || len(marks(f, nil)) == 0)
		}
		used := map[string]int{}
		for i, f := range fields {
			name := strings.TrimSpace(string(f))
			if !header || name == "" {
				name = fmt.Sprintf("column_%d", i+1)
			}
			if used[name]++; used[name] > 1 {
				name = fmt.Sprintf("%s_%d", name, used[name])
			}
			d.csv.names = append(d.csv.names, name)
		}
		if header {
			d.skip = end
		}
	})
	d.made = findClocks(d, text[d.skip:]).made()
	return d
}

// isData reports whether a field is a value rather than a column's name.
func isData(f []byte) bool {
	f = bytes.TrimSpace(f)
	if _, _, ok := decimal(f); ok {
		return true
	}
	_, err := parseStamp(f, stampRules{})
	return err != errNotStamp && err != errZoneWord
}

// columnOfStamps reports whether every line, but perhaps the first, is a time.
func columnOfStamps(text []byte) bool {
	lines, stamps := 0, 0
	for len(text) > 0 && lines < sampleRows {
		line, rest, ended := bytes.Cut(text, []byte{'\n'})
		text = rest
		if line = bytes.TrimSpace(line); len(line) == 0 || !ended && lines > 1 {
			continue
		}
		lines++
		if isData(line) {
			stamps++
		}
	}
	return stamps > 0 && stamps >= lines-1
}
