package timelog

import "bytes"

// svnParser reads a revision as "svn log" shows it, with -v or without:
//
//	r53127 | ada | 2011-01-10 18:31:58 -0500 (Mon, 10 Jan 2011) | 1 line
//
// The time is that of the commit, in the zone of whoever asked for the log.
type svnParser struct{}

var svnNames = []string{"time", "revision", "author", "subject"}

func (svnParser) parse(text []byte, row *lineRow) {
	head, rest, _ := bytes.Cut(text, []byte{'\n'})
	parts := bytes.SplitN(bytes.TrimRight(head, "\r"), []byte(" | "), 4)
	if len(parts) < 4 {
		row.none = len(bytes.Trim(head, "-\r")) == 0
		row.why = "no date in the revision"
		return
	}
	row.set(1, parts[0])
	row.set(2, parts[1])
	var m moment
	if layouts[0].match(parts[2], 0, &m) > 0 && m.valid() {
		row.moment(&m)
	} else {
		row.why = "no date in the revision"
	}
	for inPaths := false; len(rest) > 0; {
		line, after, _ := bytes.Cut(rest, []byte{'\n'})
		rest = after
		line = bytes.TrimRight(line, "\r")
		switch {
		case bytes.Equal(line, []byte("Changed paths:")):
			inPaths = true
		case isBlank(line):
			inPaths = false
		case !inPaths && len(bytes.Trim(line, "-")) > 0:
			row.set(3, line)
			return
		}
	}
}

// isRevision tells the line that begins a revision.
func isRevision(line []byte) bool {
	if len(line) < 2 || line[0] != 'r' {
		return false
	}
	_, end := digits(line, 1)
	return end > 1 && bytes.HasPrefix(line[end:], []byte(" | ")) && bytes.Count(line, []byte(" | ")) >= 3
}

func guessSVN(sample [][]byte) *lineShape {
	for i, line := range sample[:min(len(sample), 2)] {
		if isRevision(line) && (i == 0 || len(bytes.Trim(sample[0], "-")) == 0) {
			return makeSVN(sample)
		}
	}
	return nil
}

func makeSVN([][]byte) *lineShape {
	return &lineShape{names: svnNames, starts: isRevision, parser: func() lineParser { return svnParser{} }}
}
