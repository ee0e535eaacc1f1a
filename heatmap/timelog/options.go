package timelog

import "time"

// Options say what to read and which rows count. The zero value is ready: it
// finds format and time column by evidence and takes every row.
type Options struct {
	// Time names the time column, a dotted path for nested JSON such as
	// "event.created". Empty: the column is chosen by evidence, and the other
	// time columns are named in a warning.
	Time string
	// SourceZone is the zone of stamps that carry none: an IANA name, "UTC" or
	// a fixed offset such as "+03:00" (see LoadZone). Empty: UTC, and
	// Source.ZoneFrom says "assumed".
	SourceZone string
	// Format names the format: "json" (objects one after another), "jsonl",
	// "json-array", "csv", "tsv", "ssv" (semicolons), "psv" (bars), "l2tcsv";
	// of text "winxml" (Windows events as XML), "access", "apache-error", "nginx-error", "w3c", "zeek", "syslog",
	// "pf", "git", "svn", "mbox", "mail", "shell-history", "irc", "whatsapp",
	// "telegram" (its HTML), "transcript", "setupapi", "cmtrace", "msi", "errpt", "ntp-stats",
	// "mysql-slow", "sysstat", "proxmox-tasks", "line-chat", "kakaotalk", "slapd", or "text" for any line with a time in it; or "regex:" and an expression
	// whose named groups are the columns, "time" among them. Empty: told from the content.
	Format string
	// By names a column. Count then also fills one histogram per value of it, which
	// takes about 350 bytes, and 60 for every eight hours in which it has events. What
	// is over 80 MB goes to a temporary file (in $TMPDIR).
	By string
	// Since and Until keep events of the half-open span [Since, Until). The
	// zero time means unbounded.
	Since, Until time.Time
	// Dedupe names columns. An event whose values in all of them equal those of
	// an earlier one (in file order, files in sorted order) is a duplicate. What
	// has been seen takes 11 to 16 bytes a row that is no duplicate, for three million
	// in memory and for the others in temporary files (in $TMPDIR). It is kept as
	// hashes: of ten million rows, one is taken for a duplicate by mistake with a
	// probability of 1e-9.
	Dedupe []string
	// Burst collapses an event that is less than Burst away from the event
	// before it (of the same By value, if By is set) into that burst. Bursts
	// chain: each event is compared with the one just before, collapsed or not.
	// Zero: nothing is collapsed.
	Burst time.Duration
	// Year completes stamps that carry no year; in a log of lines it is the
	// first row's, and goes up where the file order passes New Year. Zero: in such
	// a log the years are told from the file's own time, and a warning says so;
	// elsewhere stamps without a year cannot be read.
	Year int
	// TimeUnit says what the numbers of the time column count: "s", "ms", "us" or
	// "ns" since 1970, "filetime", "webkit", "ticks" (.NET), "cocoa", "cocoa-ns",
	// "excel" or "excel1904". Empty: decided over the column, from the size of the
	// numbers and its name; when two units fit, an error says so.
	TimeUnit string
	// DateOrder settles dates such as 01/02/2021: "dmy", "mdy" or "ymd". Empty:
	// decided over the whole column; when the column leaves it open, an error says so.
	DateOrder string
	// OrderBy names a column that says whose hand a row is, such as an analyst:
	// the order of dates is then decided for each of its values, because people
	// who fill one table do not agree on one. Empty: one order for all rows.
	OrderBy string
	// Sheet names the sheet of a workbook to read; the others are left out. A
	// workbook without it is an error, other files do not care. Empty: all sheets.
	Sheet string
	// Table names the table of a database to count; a database without it is an
	// error, other files do not care. Empty: the table is chosen by evidence, and
	// the others with times are named in a warning.
	Table string
	// Databases opens SQLite files, such as the history of a browser. This package
	// links no database driver: heatmap/lake has it, and lake.Files{} goes in here.
	// Nil: a SQLite file is an error that says so.
	Databases Databases
	// Marks keeps events one by one in Tally.Marks, at most so many of each
	// goroutine that reads. Each takes 40 bytes. Zero: none.
	Marks int
	// Explain fills Source.Decisions.
	Explain bool
	// Hash fills Source.SHA256, at the cost of hashing every byte.
	Hash bool
	// Workers bounds the goroutines that scan. Zero: GOMAXPROCS.
	Workers int
	// Progress, if set, is told the bytes done so far and the total, which is 0
	// when unknown (standard input). It is never called concurrently.
	Progress func(done, total int64)
}
