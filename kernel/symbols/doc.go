// Package symbols holds what compiled code the cells of a notebook may import:
// the standard library, gota, gonum, and the packages of this module.
//
// For each package there is a generated file with a table of its functions,
// variables, constants and types, and with a proxy for each interface, through
// which types declared in a cell implement it. A table is made when a cell
// first imports its package; until then it costs nothing.
//
// NewEngine returns an engine that knows them all, and shows plots and data
// frames.
package symbols

//go:generate go run ./generate
