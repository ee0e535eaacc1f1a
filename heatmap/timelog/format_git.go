package timelog

import "bytes"

// gitParser reads a commit as "git log" shows it. The time is the author's
// ("Date:" or "AuthorDate:"), with the author's offset.
type gitParser struct{}

var gitNames = []string{"time", "commit", "author", "committed", "subject"}

func (gitParser) parse(text []byte, row *lineRow) {
	row.why = "no date in the commit"
	for first := true; len(text) > 0; first = false {
		line, after, _ := bytes.Cut(text, []byte{'\n'})
		text = after
		line = bytes.TrimRight(line, "\r")
		name, value, ok := bytes.Cut(line, []byte{':'})
		value = bytes.TrimSpace(value)
		switch {
		case first:
			hash, _, _ := bytes.Cut(bytes.TrimPrefix(line, []byte("commit ")), []byte{' '})
			row.set(1, hash)
		case ok && string(name) == "Author":
			row.set(2, value)
		case ok && (string(name) == "Date" || string(name) == "AuthorDate"):
			row.why = ""
			if m, ok := mailDate(value); ok {
				row.moment(&m)
			} else {
				row.set(0, value)
			}
		case ok && string(name) == "CommitDate":
			row.set(3, value)
		case bytes.HasPrefix(line, []byte("    ")) && row.cells[4].kind == absent:
			row.set(4, bytes.TrimSpace(line))
		}
	}
}

// isCommit tells the line that begins a commit: "commit" and a hash.
func isCommit(line []byte) bool {
	hash, ok := bytes.CutPrefix(line, []byte("commit "))
	if !ok {
		return false
	}
	hash, _, _ = bytes.Cut(hash, []byte{' '})
	for _, c := range hash {
		if c-'0' > 9 && (c < 'a' || c > 'f') {
			return false
		}
	}
	return len(hash) >= 7
}

func guessGit(sample [][]byte) *lineShape {
	if len(sample) < 3 || !isCommit(sample[0]) {
		return nil
	}
	return makeGit(sample)
}

func makeGit([][]byte) *lineShape {
	return &lineShape{names: gitNames, starts: isCommit, parser: func() lineParser { return gitParser{} }}
}
