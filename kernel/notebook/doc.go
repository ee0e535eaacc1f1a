// Package notebook reads, writes, compares and exports Jupyter notebooks.
//
// A notebook comes in as nbformat 4 (4.0 to 4.5, the files that Jupyter
// writes) and goes out in one of four ways:
//
//  1. [Read] and [ReadFile] give a [Notebook]: cells in order, each with its
//     source and, for code, its outputs. Text that the file holds as a list of
//     lines is joined; fields that this package does not know are kept.
//  2. [Write] and [WriteFile] give the bytes that Jupyter itself would write:
//     sorted keys, an indent of one blank, text as lists of lines. The same
//     notebook always gives the same bytes.
//  3. [Compare] says in which outputs two runs of one notebook differ: text
//     exactly, pictures by their pixels within a stated tolerance.
//  4. [HTML] gives one page that needs no network and runs no script;
//     [Markdown] gives text with its figures as files beside it.
//
// The file format is described at
// https://nbformat.readthedocs.io/en/latest/format_description.html.
package notebook
