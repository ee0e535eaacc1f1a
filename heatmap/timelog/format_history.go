package timelog

import "bytes"

// The histories of shells that keep times, all in seconds since 1970:
//
//	bash  #1614088559 in a line before the command (HISTTIMEFORMAT is set)
//	tcsh  #+1614088559 in a line before the command
//	zsh   : 1614088559:0;command (EXTENDED_HISTORY)
//	fish  - cmd: command, then   when: 1614088559
//
// and Vim's viminfo (viminfo.go), whose times stand below what they are of.
type historyParser struct{ prefix, before []byte }

var historyNames = []string{"time", "command"}

func (p *historyParser) parse(text []byte, row *lineRow) {
	if !bytes.HasPrefix(text, p.prefix) {
		row.why = "command without a time"
		row.set(1, text)
		return
	}
	row.why = "no time with the command"
	command := bytes.TrimSpace(text[len(p.prefix):])
	at := bytes.TrimPrefix(command, []byte{'+'})
	if p.before != nil { // fish
		n := bytes.Index(text, p.before)
		if n < 0 {
			row.set(1, command)
			return
		}
		at = text[n+len(p.before):]
		command = bytes.TrimSpace(text[len(p.prefix):n])
	}
	_, end := digits(at, 0)
	if end < 9 || end > 10 {
		return
	}
	row.why = ""
	row.set(0, at[:end])
	if p.before == nil {
		command = at[end:]
		if p.prefix[0] == ':' {
			_, command, _ = bytes.Cut(command, []byte{';'})
		}
		command = bytes.TrimSpace(command)
	}
	row.set(1, command)
}

func isBashTime(line []byte) bool {
	if len(line) < 10 || len(line) > 12 || line[0] != '#' {
		return false
	}
	_, end := digits(line, 1+boolInt(line[1] == '+'))
	return end == len(line)
}

func isZshTime(line []byte) bool {
	if len(line) < 13 || string(line[:2]) != ": " {
		return false
	}
	_, end := digits(line, 2)
	if end < 11 || end > 12 || end >= len(line) || line[end] != ':' {
		return false
	}
	_, end = digits(line, end+1)
	return end < len(line) && line[end] == ';'
}

func isFishTime(line []byte) bool { return bytes.HasPrefix(line, []byte("- cmd: ")) }

// guessHistory knows the history of a shell by its lines of times.
func guessHistory(sample [][]byte) *lineShape {
	when := func(line []byte) bool { return bytes.HasPrefix(line, []byte("  when: ")) }
	if s := guessViminfo(sample); s != nil {
		return s
	}
	switch {
	case len(sample) > 1 && shareOf(sample, isBashTime) >= 0.2:
		return historyShape(isBashTime, "#", "")
	case shareOf(sample, isZshTime) >= 0.3:
		return historyShape(isZshTime, ": ", "")
	case isFishTime(sample[0]) && shareOf(sample, when) > 0.1:
		return historyShape(isFishTime, "- cmd: ", "\n  when: ")
	}
	return nil
}

func historyShape(starts func([]byte) bool, prefix, before string) *lineShape {
	p := &historyParser{prefix: []byte(prefix)}
	if before != "" {
		p.before = []byte(before)
	}
	return &lineShape{names: historyNames, starts: starts, parser: func() lineParser { return p }}
}
