// Package linked puts several views of the same rows on one page, each of which
// answers the others: select cells of the week and the map, the graph, the axes,
// the bars and the table show what was selected of the whole.
//
// What goes in is a DataFrame that has been through heatmap.WithTime. What comes
// out is one HTML file that needs nothing else: no network, no server, no library.
//
//	df, err := heatmap.WithTime(df, "ts", "Europe/Moscow")
//	…
//	page, err := linked.Page(df, linked.Options{Title: "Who talks when"})
//	…
//	err = page.Save("linked.html")
//
// In a notebook the value shows itself: the page in a frame of its own, and beside
// it a PNG for readers that strip scripts.
//
// # How the page is made
//
//  1. The rows are put in order of time (equal times keep the order of the frame;
//     rows without a readable time come last) and each column is packed into a
//     typed array: text as codes of a sorted dictionary, numbers in the narrowest
//     type that holds all of them exactly, times as gaps in microseconds or coarser.
//  2. The arrays are deflated and written into the page in base64.
//  3. What needs time to compute is computed here: the layout of the graph, which
//     depends on the rows and the seed alone, and the places of addresses.
//  4. The scripts of the folder page, in plain JavaScript without any library, unpack
//     the columns and keep one bit a row for each filter: a row whose bits are all
//     clear is selected. When a filter changes, each count is moved by the rows
//     that changed sides.
//
// # What a selection means
//
// Filters of different views must all hold (AND); values added with Ctrl to the
// filter of one view are alternatives (OR). The page writes the selection as a
// sentence and as a predicate in the manner of SQL, in which weekday(time, zone)
// is 0 for Monday, times are half-open spans, texts compare byte by byte, and a
// comparison with a missing value does not hold.
//
// Times are kept to the microsecond; finer digits are cut off. A time more than
// 285 years from 1970 is treated as unreadable.
package linked
