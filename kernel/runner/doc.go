// Package runner runs a notebook in this process, without Jupyter.
//
// A [notebook.Notebook] and an [engine.Engine] go in; a copy of the notebook
// comes out whose code cells have fresh outputs and the counts 1, 2, 3 …:
//
//  1. The notebook must be for a Go kernel, whichever it is.
//  2. All outputs are dropped, so that no stale one stays beside a fresh one.
//  3. The code cells run from first to last in one engine. What they print and
//     show becomes outputs as Jupyter would store them.
//  4. The first cell that fails ends the run; its traceback is its output.
//
// Two tags of Jupyter are obeyed: a cell tagged raises-exception may fail, one
// tagged skip-execution is left as it is. Nothing volatile, such as times, is
// stored, so two runs of a deterministic notebook are equal.
//
// Cells see the working directory of the process. A caller that wants theirs to
// be the notebook's folder changes to it before the run.
//
// [Check] runs a notebook and compares the outputs with those it had.
package runner
