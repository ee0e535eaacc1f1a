// Hourprint answers when somebody works: it counts timestamps of any log by
// weekday and hour, draws them as heat maps, and runs the Go notebooks that do
// the same step by step.
//
//	hourprint run      run notebooks, without Jupyter
//	hourprint count    print the week as a table, JSON or CSV
//	hourprint draw     draw the week as PNG, SVG, PDF, an HTML page or in the terminal
//	hourprint link     make one offline page whose views answer each other
//	hourprint report   write a case up: page, text, figures, matrix, provenance
//	hourprint whose    say whose hours these are: zone, working day, person or machine
//	hourprint install  register the Jupyter kernel
//	hourprint kernel   serve a Jupyter front-end: what Jupyter starts
//
// Each has a --help that says what it takes. A FILE is a file, a folder, a glob
// or - for standard input. Results go to standard output, notices and progress to
// standard error. The exit status is 0, 1 for a failure and 2 for wrong usage.
package main
