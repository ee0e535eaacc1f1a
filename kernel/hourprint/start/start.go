// Package start makes the command start faster: it is imported for what its
// initialisation does, which comes before that of most other packages.
//
// The tables that those fill are there to stay, so that to collect garbage among them
// is for nothing. From its initialisation on nothing is collected; whoever imports the
// package sets GCPercent again when the tables are filled. Package pages, which it
// imports, sees to the memory that they take.
package start

import (
	"runtime/debug"

	_ "github.com/hourprint/hourprint/kernel/hourprint/start/pages"
)

// GCPercent is the percentage that applies, as debug.SetGCPercent takes it: 100, or what the
// user's GOGC says; negative for never.
var GCPercent = debug.SetGCPercent(-1)
