package main

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// verb is one command of the command line.
type verb struct {
	name, help string
	command    any // a pointer to a struct with the command's flags and its Run
}

// verbs are the commands in the order in which the help lists them.
func verbs() []verb {
	return []verb{
		{"run", "Run notebooks, without Jupyter.", &runCommand{}},
		{"count", "Count events by weekday and hour: the 7 × 24 table.", &countCommand{}},
		{"draw", "Draw the heat map, as a file or in the terminal.", &drawCommand{}},
		{"link", "Make one page of linked views: week, time, map, graph, axes, bars and rows.", &linkCommand{}},
		{"report", "Write the case up: a folder with page, text, figures, matrix and provenance.", &reportCommand{}},
		{"whose", "Say whose hours these are: zone, working day, person or machine.", &whoseCommand{}},
		{"install", "Register the kernel with Jupyter.", &installCommand{}},
		{"kernel", "Serve a Jupyter front-end: what Jupyter starts.", &kernelCommand{}},
	}
}

// notAsked stands for a command that the command line does not name.
type notAsked struct{}

// grammar describes the command line. Only the flags of the command that args
// name are looked at: to look at those of all of them takes as long as
// everything else that happens before a command runs.
func grammar(args []string) []kong.Option {
	asked := slices.IndexFunc(args, func(arg string) bool { return !strings.HasPrefix(arg, "-") })
	var options []kong.Option
	for _, v := range verbs() {
		command := v.command
		if asked < 0 || args[asked] != v.name {
			command = &notAsked{}
		}
		options = append(options, kong.DynamicCommand(v.name, v.help, "", command))
	}
	return options
}
