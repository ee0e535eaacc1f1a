package timelog

import (
	"fmt"
	"strings"
)

// notes gathers warnings. The same doubt about many files makes one sentence.
type notes struct {
	texts []string
	paths map[string][]string
}

// add notes a doubt about a file.
func (n *notes) add(path, text string) {
	if n.paths == nil {
		n.paths = map[string][]string{}
	}
	if n.paths[text] == nil {
		n.texts = append(n.texts, text)
	}
	n.paths[text] = append(n.paths[text], path)
}

// sentences are the warnings, in the order in which they first came up.
func (n *notes) sentences() []string {
	var out []string
	for _, text := range n.texts {
		paths := n.paths[text]
		switch len(paths) {
		case 1:
			out = append(out, paths[0]+": "+text)
		case 2, 3:
			out = append(out, strings.Join(paths, ", ")+": "+text)
		default:
			out = append(out, fmt.Sprintf("%d files (%s, …, %s): %s", len(paths), paths[0], paths[len(paths)-1], text))
		}
	}
	return out
}
