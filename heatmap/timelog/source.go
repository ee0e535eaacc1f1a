package timelog

import "time"

// Tally is what Count found.
type Tally struct {
	// All counts every event.
	All *Histogram
	// Groups holds one histogram per value of Options.By; events that lack the
	// column are under "". Nil without By.
	Groups *Groups
	// First and Last are the earliest and the latest event, exact to the
	// nanosecond, in UTC; zero when there are no events.
	First, Last time.Time
	// Marks are events one by one, in the order of time, if Options.Marks asked
	// for them.
	Marks []Mark
	// Sources has one entry per file, in the order read.
	Sources []Source
	// Warnings are doubts about the result, one plain sentence each.
	Warnings []string
}

// Source tells what became of one file. Always
// Rows = Events + Duplicates + Collapsed + OutsideRange + Σ Skipped.Rows.
type Source struct {
	// Path as found; "-" for standard input; "archive.zip!member" inside an
	// archive, "book.xlsx!Sheet" in a workbook with several sheets.
	Path string `json:"path"`
	// SHA256 of the bytes as stored (before decompression), in hexadecimal;
	// empty unless Options.Hash. Of a member of an archive: as it comes out of the
	// archive. Of a sheet: of its workbook.
	SHA256 string `json:"sha256,omitempty"`
	// Bytes as stored; of a member of an archive as it comes out of the archive, of
	// a sheet the compressed size of its part.
	Bytes int64 `json:"bytes"`
	// Format is the name Options.Format takes; empty for an empty file.
	Format string `json:"format"`
	// TimeColumn is the column the times came from; empty when Read found none.
	TimeColumn string `json:"time_column"`
	// Zone the stamps were read in: an IANA name, "UTC", the offset all stamps
	// share ("+03:00"), or "mixed" when they carry different ones.
	Zone string `json:"zone"`
	// ZoneFrom says how Zone is known: "stamp" (the stamps carry offsets),
	// "flag" (Options.SourceZone), "stated" (the format says so, as numeric
	// epochs do), "header" or "assumed" (nothing told; read as UTC).
	ZoneFrom string `json:"zone_from"`
	// Decisions say how the file was read and on what evidence, one clause each,
	// in the order in which it was decided; nil unless Options.Explain.
	Decisions []string `json:"decisions,omitempty"`
	// Rows is the number of records found, damaged ones included.
	Rows int64 `json:"rows"`
	// Events is the number of rows that count.
	Events int64 `json:"events"`
	// Recovered is how many of Events came out of damaged records.
	Recovered int64 `json:"recovered"`
	// Skipped are the rows without a readable time, by reason.
	Skipped []Skip `json:"skipped"`
	// Duplicates, Collapsed and OutsideRange are the rows set aside by
	// Options.Dedupe, Options.Burst, and Options.Since and Until.
	Duplicates   int64 `json:"duplicates"`
	Collapsed    int64 `json:"collapsed"`
	OutsideRange int64 `json:"outside_range"`
}

// Skip is a reason for which rows could not be used.
type Skip struct {
	// Reason is a short clause: "no time in the record".
	Reason string `json:"reason"`
	// Rows it befell.
	Rows int64 `json:"rows"`
	// FirstLine is the line, counted from 1, on which the first of them starts.
	FirstLine int64 `json:"first_line"`
	// Example is an extract of that first one, at most 120 characters of valid UTF-8.
	Example string `json:"example"`
}

// Table is every row of the files, column by column.
type Table struct {
	// Columns in the order in which they first appear.
	Columns []Column
	// Rows is the length of every column.
	Rows int
	// File holds for each row the index of its Source.
	File []int32
	// Line holds for each row the line, counted from 1, on which it starts.
	Line []int64
	// Sources has one entry per file, in the order read.
	Sources []Source
	// Warnings are doubts about the result, one plain sentence each.
	Warnings []string
}

// Column is one column of a Table.
type Column struct {
	// Name is the key or the header; nested JSON keys are joined by dots.
	Name string
	// Values has one text per row, "" where missing.
	Values []string
	// Missing marks the rows that lack the column (or hold JSON null); nil when
	// none does.
	Missing []bool
	// Number is true when every value present is a number.
	Number bool
}
