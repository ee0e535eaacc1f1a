// Package timelog turns log files into events in time.
//
// In go files, folders, globs or standard input ("-"); out comes either a
// [Tally] (how many events fell into each quarter hour, streamed in bounded
// memory) or a [Table] (every row and column, for exploring). The steps are
// always the same, one file of code for each:
//
//  1. expand the patterns into a sorted list of inputs      (inputs.go)
//  2. open one and undo what its first bytes say was done:
//     gzip, zstd, bzip2, xz, lz4; UTF-16; stray NUL bytes   (open.go, magic.go, unpack.go, encoding.go)
//     zip and tar, of which each member is an input         (archive.go)
//  3. look at the first block and name the format           (detect*.go)
//  4. split it into records: JSON in its shapes, CSV, or
//     lines, of a known format or of any that hold a time   (json*.go, csv.go,
//     lines.go, format_*.go; learn.go finds the place of the time)
//     what is no text is first translated into lines of
//     JSON: workbooks, Parquet, Windows event logs          (translate.go, xlsx*.go, parquet*.go, evtx*.go)
//  5. choose the time column and how its stamps are read    (survey.go, column.go)
//  6. read every stamp: stamp*.go for text, epoch.go for numbers
//  7. drop what the options exclude and account for it      (counter.go, account.go)
//  8. add the rest up                                       (histogram.go)
//
// Times are Unix seconds in UTC once read. A stamp that carries an offset uses
// it; one that carries none is read in Options.SourceZone, in the zone that the file
// states (headerzone.go, zonebeside.go), or in UTC and then marked "assumed" in
// Source.ZoneFrom.
//
// # Several processors
//
// Small files are read side by side. A large file on disk is divided into pieces of
// half a megabyte that goroutines read and count by themselves (pieces.go), wherever
// the place between two records is plain from what stands there; pieces of logs whose
// lines are read as lines before them say (carry.go, yearpieces.go) are read as at the
// head of the file, and the file once more from the front if that was wrong. Everything
// else is read from the front (pour.go): archives, compressed files, streams, files to
// be hashed, and whatever compares rows with those before, as Options.Dedupe does.
// Where only the time of a record matters, there are short ways to it (pulse.go, jsonhint.go,
// jsonsame.go, csvquoted.go), held against the long one by fuzzing.
//
// # Memory
//
// What Count holds at a time does not grow with its input: some pieces of a file, records
// of at most 32 MiB, and about a kilobyte for the account of each file. Options.Dedupe
// and Options.By make it remember more; they say how much.
//
// # Archives and their limits
//
// A member of an archive has the path "archive.zip!member", a sheet of a workbook
// with several "book.xlsx!Sheet". Members of a zip come in sorted order, those of a
// tar as they stand in it; hidden ones are left out. Archives may be two deep and
// compressions three. Against files made to unpack without end, one input may
// give at most 64 GiB, at most a thousand times its size once that is more than
// 64 MiB, and at most 100,000 members. Beyond that, or where the data is cut off,
// an error names the file; what was read before counts.
//
// In workbooks, Parquet files and event logs a line number is the number of the
// row or record. Serial dates of workbooks become text such as
// "2021-03-31T17:54:05.760"; a date and a time of day in two columns are joined
// in one more column, "Date + Time". A zone in the name of a time column, as in
// "Date (UTC+3)", is its zone unless Options.SourceZone names one.
//
// No row is lost in silence. For every [Source]
//
//	Rows = Events + Duplicates + Collapsed + OutsideRange + Σ Skipped.Rows
//
// A damaged record never stops the reading and never takes its neighbours with
// it: reading resumes at the next record, and what can be read of the damaged
// one (above all its time) still counts, in Source.Recovered.
package timelog
