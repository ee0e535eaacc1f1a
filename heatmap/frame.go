package heatmap

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// The columns that WithTime adds.
const (
	TimeColumn     = "time"      // the instant on the zone's wall clock, RFC 9557 (RFC 3339 and [zone])
	WeekdayColumn  = "weekday"   // 0 (Monday) to 6 (Sunday)
	HourColumn     = "hour"      // 0 to 23
	DateColumn     = "date"      // 2006-01-02
	ZoneFromColumn = "zone_from" // how the stamp's own zone is known: "stamp", "stated", "flag" or "assumed"
)

// timeColumns are the columns that WithTime adds, in order.
var timeColumns = []string{TimeColumn, WeekdayColumn, HourColumn, DateColumn, ZoneFromColumn}

// TimeOptions says how WithTimeOptions reads a column of stamps. Only Column has
// to be set.
type TimeOptions struct {
	// Column is the name of the column that holds the stamps.
	Column string
	// Zone is the IANA zone in which to count; empty means UTC.
	Zone string
	// SourceZone is the IANA zone of stamps that carry none; empty means UTC,
	// and then the stamps are marked "assumed".
	SourceZone string
	// DateOrder is "dmy", "mdy" or "ymd" for dates such as 03/04/2021; empty means
	// that the whole column decides, and that it is an error when it cannot.
	DateOrder string
	// OrderBy names a column that says whose hand a row is, such as an analyst:
	// the order of dates is then decided for each of its values by itself. Empty:
	// one order for the whole column.
	OrderBy string
	// TimeUnit is what numbers count, as in ReadOptions; empty means that the
	// numbers and the column's name decide.
	TimeUnit string
	// Year is the year of stamps that carry none, as in syslog.
	Year int
}

// WithTime parses the stamps of a column and adds five columns in the named IANA
// zone: time, weekday, hour, date and zone_from. It is WithTimeOptions with
// nothing else said.
//
// A stamp that cannot be read leaves the five columns missing (NaN) in its row;
// the row stays. An unknown zone, a missing column and a column in which no stamp
// can be read are errors.
func WithTime(df dataframe.DataFrame, column, zone string) (dataframe.DataFrame, error) {
	return WithTimeOptions(df, TimeOptions{Column: column, Zone: zone})
}

// WithTimeOptions is WithTime with everything that can be said about the stamps.
//
// A column of the frame that already has one of the five names and was not made
// by WithTime is kept under the name with "_read" appended; a column that WithTime
// made before is replaced, so a frame can be moved to another zone.
func WithTimeOptions(df dataframe.DataFrame, opt TimeOptions) (dataframe.DataFrame, error) {
	stamps, err := columnOf(df, opt.Column)
	if err != nil {
		return df, err
	}
	loc, err := timelog.LoadZone(opt.Zone)
	if err != nil {
		return df, fmt.Errorf("heatmap: %w", err)
	}
	parsed, err := parseColumn(df, stamps, opt)
	if err != nil {
		return df, err
	}
	out := setAside(df)
	for _, column := range parsed.columns(loc) {
		out = out.Mutate(column)
		if out.Err != nil {
			return df, fmt.Errorf("heatmap: adding column %q: %w", column.Name, out.Err)
		}
	}
	return out, nil
}

// columnOf returns a column, or an error that names those there are.
func columnOf(df dataframe.DataFrame, name string) (series.Series, error) {
	if df.Err != nil {
		return series.Series{}, fmt.Errorf("heatmap: the DataFrame carries an error: %w", df.Err)
	}
	if !slices.Contains(df.Names(), name) {
		return series.Series{}, fmt.Errorf("heatmap: no column %q: the DataFrame has %q", name, df.Names())
	}
	return df.Col(name), nil
}

// setAside renames the columns that WithTime would overwrite, unless WithTime made them.
func setAside(df dataframe.DataFrame) dataframe.DataFrame {
	if slices.Contains(df.Names(), ZoneFromColumn) {
		return df
	}
	for _, name := range timeColumns {
		if slices.Contains(df.Names(), name) {
			df = df.Rename(name+"_read", name)
		}
	}
	return df
}

// instants are the parsed stamps of a column, one a row.
type instants struct {
	at      []time.Time // zero where the stamp could not be read
	hasZone []bool
	none    string // what a stamp without a zone is marked as: "assumed" or "flag"
}

// parseColumn reads every stamp of a column.
func parseColumn(df dataframe.DataFrame, stamps series.Series, opt TimeOptions) (*instants, error) {
	parser := timelog.StampParser{DateOrder: opt.DateOrder, Year: opt.Year, Column: opt.Column, TimeUnit: opt.TimeUnit}
	in := &instants{at: make([]time.Time, stamps.Len()), hasZone: make([]bool, stamps.Len()), none: "assumed"}
	if opt.SourceZone != "" {
		source, err := timelog.LoadZone(opt.SourceZone)
		if err != nil {
			return nil, fmt.Errorf("heatmap: source zone: %w", err)
		}
		parser.SourceZone, in.none = source, "flag"
	}
	texts := stampTexts(stamps)
	parserOf, err := parsersByHand(df, parser, texts, opt)
	if err != nil {
		return nil, err
	}
	read, failure := 0, error(nil)
	for i, text := range texts {
		if text == "" {
			continue
		}
		t, hasZone, err := parserOf(i).Parse(text)
		if err != nil {
			if failure == nil {
				failure = fmt.Errorf("row %d: %w", i, err)
			}
			continue
		}
		in.at[i], in.hasZone[i] = t, hasZone
		read++
	}
	if read == 0 && failure != nil {
		return nil, fmt.Errorf("heatmap: no stamp of column %q can be read; %w", opt.Column, failure)
	}
	return in, nil
}

// stampTexts are the stamps of a column, "" where one is missing.
func stampTexts(column series.Series) []string {
	texts := make([]string, column.Len())
	for i := range texts {
		if e := column.Elem(i); !e.IsNA() {
			texts[i] = bareStamp(e.String())
		}
	}
	return texts
}

// present are the texts that are there.
func present(texts []string) []string {
	return slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return text == "" })
}

// columns returns the five columns in a zone.
func (in *instants) columns(loc *time.Location) []series.Series {
	n := len(in.at)
	stamp, weekday, hour := make([]any, n), make([]any, n), make([]any, n)
	date, from := make([]any, n), make([]any, n)
	for i, at := range in.at {
		if at.IsZero() {
			continue // nil is gota's missing value
		}
		local := at.In(loc)
		d, h := CellOf(local)
		stamp[i], date[i] = zonedStamp(local), local.Format(time.DateOnly)
		weekday[i], hour[i] = d, h
		from[i] = in.none
		if in.hasZone[i] {
			from[i] = "stamp"
		}
	}
	return []series.Series{
		series.New(stamp, series.String, TimeColumn),
		series.New(weekday, series.Int, WeekdayColumn),
		series.New(hour, series.Int, HourColumn),
		series.New(date, series.String, DateColumn),
		series.New(from, series.String, ZoneFromColumn),
	}
}

// Dedupe removes the rows whose values in the named columns equal those of an
// earlier row, and returns how many it removed. Chat servers replay queued
// messages when a client comes back: such rows repeat a sender, a recipient and a
// body with a new time. A missing column is an error.
func Dedupe(df dataframe.DataFrame, columns ...string) (dataframe.DataFrame, int, error) {
	values := make([]series.Series, len(columns))
	for i, name := range columns {
		column, err := columnOf(df, name)
		if err != nil {
			return df, 0, err
		}
		values[i] = column
	}
	if len(columns) == 0 || df.Nrow() == 0 {
		return df, 0, nil
	}
	seen := make(map[string]bool, df.Nrow())
	var keep []int
	for row := range df.Nrow() {
		var key []byte
		for _, column := range values {
			text := column.Elem(row).String()
			key = append(strconv.AppendInt(key, int64(len(text)), 10), ':')
			key = append(key, text...)
		}
		if !seen[string(key)] {
			seen[string(key)] = true
			keep = append(keep, row)
		}
	}
	out := df.Subset(keep)
	if out.Err != nil {
		return df, 0, fmt.Errorf("heatmap: removing duplicates: %w", out.Err)
	}
	return out, df.Nrow() - len(keep), nil
}
