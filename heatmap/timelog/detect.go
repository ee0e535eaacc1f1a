package timelog

import (
	"bytes"
	"fmt"
	"slices"
)

// dialect is a format with what was learnt of it from one file.
type dialect struct {
	name string // as Options.Format
	why  string // the evidence, a clause
	skip int    // bytes before the first record: byte order mark, header
	json jsonShape
	csv  csvShape
	// lines is set for the formats of text lines.
	lines *lineShape
	made  *madeColumn // one more column, nil if none
	sure  bool        // it is a table with a header, and a column with nothing but times
}

// isJSON tells the two families apart.
func (d *dialect) isJSON() bool {
	return d.csv.comma == 0 && d.lines == nil
}

// scanner makes a scanner for some columns, for all if columns is nil.
func (d *dialect) scanner(columns []string) scanner {
	if d.lines != nil {
		return newLineScanner(d.lines, columns)
	}
	if d.made != nil && (columns == nil || slices.Contains(columns, d.made.name)) {
		plain := *d
		plain.made = nil
		return newMadeScanner(&plain, d.made, columns)
	}
	if d.isJSON() {
		return newJSONScanner(d.json, columns)
	}
	return newCSVScanner(d.csv, columns)
}

// cut is the longest prefix of b, which starts with a record, that surely ends
// with one; 0 if only reading it can tell. Without quotes, as far as is known, the
// records of a table are its lines; a taker notices if that was wrong.
func (d *dialect) cut(b []byte, quotes bool) int {
	switch {
	case d.lines != nil:
		return d.lines.cut(b)
	case d.json.array:
		return 0
	case d.json.lines, d.csv.comma != 0 && !quotes:
		return bytes.LastIndexByte(b, '\n') + 1
	case d.isJSON():
		return cutJSON(b)
	}
	return cutCSV(b)
}

// separators of the formats that have them.
var separators = map[string]byte{"csv": ',', "tsv": '\t', "ssv": ';', "psv": '|'}

// detect names the format of a file from its first block, or learns the dialect
// of the format asked for. It returns nil when the block holds nothing but
// blanks.
func detect(b []byte, asked string) (*dialect, error) {
	text := bytes.TrimPrefix(b, []byte("\ufeff"))
	skip := len(b) - len(text)
	if len(bytes.TrimLeft(text, " \t\r\n")) == 0 {
		return nil, nil
	}
	d, err := detectText(text, asked)
	if err != nil {
		return nil, err
	}
	d.skip += skip
	return d, nil
}

func detectText(text []byte, asked string) (*dialect, error) {
	switch asked {
	case "":
	case "json", "jsonl", "json-array":
		return detectJSON(text, asked), nil
	case "csv", "tsv", "ssv", "psv":
		d := detectCSV(text, separators[asked])
		d.name, d.why = asked, "as asked"
		return d, nil
	default:
		if expression, ok := isRegex(asked); ok {
			return regexDialect(expression, text)
		}
		d, known := askedLines(text, asked)
		if !known {
			return nil, fmt.Errorf("unknown format %q: json, jsonl, json-array, csv, tsv, ssv, psv, text%s or regex:(?P<time>…)", asked, namesOfLines())
		}
		if d == nil {
			return nil, fmt.Errorf("no times found in it, read as %s", asked)
		}
		return d, nil
	}
	if bytes.IndexByte(text[:min(len(text), 4096)], 0) >= 0 {
		return nil, errBinary
	}
	return guess(text)
}

// guessWhole names the format of a text by all its lines.
func guessWhole(text []byte) (*dialect, error) {
	if d := guessMixed(text); d != nil {
		return d, nil
	}
	if startsJSON(text) {
		return detectJSON(text, ""), nil
	}
	if d := detectLines(text); d != nil {
		return d, nil
	}
	if i := firstObject(text); i >= 0 {
		return detectJSON(text, ""), nil
	}
	if d := guessApart(text); d != nil {
		return d, nil
	}
	if d := guessDayClock(text); d != nil {
		return d, nil
	}
	if shareOf(sampleOf(text), clockLeads) >= 0.5 {
		return nil, errNoDate
	}
	return nil, errUnknown
}

// clockLeads reports whether a line begins with a time of day.
func clockLeads(line []byte) bool {
	at := tokenAt(line, 0)
	if at < 0 {
		return false
	}
	_, end := readClock(line, at)
	return end >= at+7
}

var (
	errBinary  = fmt.Errorf("not a log that is known here: it holds NUL bytes")
	errNoDate  = fmt.Errorf("its lines have a time of day but no date, and nothing in it tells the date: put the date in front of the lines")
	errUnknown = fmt.Errorf("not a log that is known here: neither JSON nor a table with separators nor lines with times")
)

// startsJSON reports whether text begins as JSON that can hold records.
func startsJSON(text []byte) bool {
	text = bytes.TrimLeft(text, " \t\r\n\x1e")
	if len(text) == 0 {
		return false
	}
	if text[0] == '[' {
		text = bytes.TrimLeft(text, " \t\r\n[")
		return len(text) == 0 || text[0] == '{' || text[0] == ']'
	}
	return text[0] == '{' && !startsGUID(text)
}

// startsGUID reports whether a text begins with {8A5E21B3-… as Windows writes GUIDs.
func startsGUID(text []byte) bool {
	if len(text) < 10 || text[9] != '-' {
		return false
	}
	for _, c := range text[1:9] {
		if hexDigit(c) < 0 {
			return false
		}
	}
	return true
}

// firstObject is the first line that starts as an object of JSON, -1 if none
// does. A brace alone may as well be a programmer's.
func firstObject(text []byte) int {
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte("\n{"))
		if i < 0 {
			return -1
		}
		at += i + 1
		if rest := bytes.TrimLeft(text[at+1:], " \t\r\n"); len(rest) == 0 || rest[0] == '"' || rest[0] == '}' {
			return at
		}
	}
}
