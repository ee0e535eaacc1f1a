// Package report writes what was found into one HTML file that needs nothing
// else: no network, no folder beside it, no server.
//
// What goes in is a Page: a Grid, text, and the accounting of the files it was
// counted from. What comes out are bytes, the same for the same input:
//
//  1. the heat map as a picture (SVG) in the Grid's zone and a table of its 168
//     counts and observed hours, for a reader who allows no scripts;
//
//  2. for one who does, the same map alive: every cell tells its count, rate,
//     share and observed hours; the zone, the measure, the scale, the palette and
//     the group can be switched; the matrix (CSV) and the picture (PNG) can be saved;
//
//  3. small multiples of the groups, sections, a sample of rows, and a table that
//     says what became of every row of every file.
//
//     grid, err := heatmap.Fold(tally.All, "Europe/Moscow", heatmap.Span{})
//     …
//     err = report.Write("report.html", report.Page{Title: "Office hours", Grid: grid, Sources: tally.Sources})
//
// The zone switch is exact. The page carries the events by UTC quarter hour and,
// for each zone offered, its clock changes over that time as Go knows them; it then
// counts as heatmap.Fold does. No time-zone data of the browser is used.
//
// Text that comes from logs is never trusted. It is escaped; control characters
// and bidirectional marks are shown by name; pictures are embedded as images,
// in which nothing runs; and the page's own Content-Security-Policy admits only the
// script and the style that were written with it, and no address at all.
package report
