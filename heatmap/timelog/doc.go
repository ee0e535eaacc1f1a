// Package timelog turns log files into events in time.
//
// In go files, folders, globs or standard input ("-"); out comes either a
// [Tally] (how many events fell into each quarter hour, streamed in bounded
// memory) or a [Table] (every row and column, for exploring). The steps are
// always the same, one file of code for each:
//
//  1. expand the patterns into a sorted list of inputs      (inputs.go)
//  2. open one, undo gzip if its first bytes say so         (open.go)
//  3. look at the first block and name the format           (detect*.go)
//  4. split it into records: JSON in its shapes, or CSV     (json*.go, csv.go)
//  5. choose the time column and how its stamps are read    (survey.go, column.go)
//  6. read every stamp: stamp*.go for text, epoch.go for numbers
//  7. drop what the options exclude and account for it      (counter.go, account.go)
//  8. add the rest up                                       (histogram.go)
//
// Times are Unix seconds in UTC once read. A stamp that carries an offset uses
// it; one that carries none is read in Options.SourceZone, or in UTC and then
// marked "assumed" in Source.ZoneFrom.
//
// No row is lost in silence. For every [Source]
//
//	Rows = Events + Duplicates + Collapsed + OutsideRange + Σ Skipped.Rows
//
// A damaged record never stops the reading and never takes its neighbours with
// it: reading resumes at the next record, and what can be read of the damaged
// one (above all its time) still counts, in Source.Recovered.
package timelog
