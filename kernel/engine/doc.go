// Package engine runs the Go cells of a notebook, without a Go toolchain.
//
// A cell goes in as text; its streams and displays come out through an Output
// while it runs, and its value, if it has one, as a Bundle when it ends:
//
//  1. the cell is split into imports, types, methods, functions and statements;
//  2. Go that the interpreter does not know is rewritten into Go that it does;
//  3. the declarations are compiled first, functions before their bodies, so
//     that they may call one another, and the statements in source order;
//  4. every step runs in one goroutine that lives as long as the engine, so
//     that an interrupt reaches it and leaves the variables as they are;
//  5. the value of the last expression becomes a Bundle: text, and every
//     richer face the value knows of itself.
//
// The interpreter is gomacro; no other package of this module but symbols,
// which brings the tables of the packages that cells may import, knows that.
package engine
