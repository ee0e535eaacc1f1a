package heatmap

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// ReadOptions says which inputs to read, how, and which rows to keep. The zero
// value finds out everything by evidence and keeps every row.
type ReadOptions = timelog.Options

// A Reading is a DataFrame with the account of where its rows came from.
type Reading struct {
	// Frame has one row a record and one column a field, as they were written:
	// numbers are Int or Float columns, everything else is text. A field that a
	// record lacks is missing (NaN). gota cannot tell the text "NaN" from that.
	Frame dataframe.DataFrame
	// Sources has one entry a file: rows, events, and what was recovered or
	// skipped, with place and reason.
	Sources []timelog.Source
	// Warnings are doubts about the result, one sentence each.
	Warnings []string
}

// Read reads files, folders and globs into a DataFrame, one row a record, as the
// files have it and in their order; files are read in the order of their names.
// Formats are told by content. When some files fail, it returns the rows of the
// others and an error that names each; ReadLog also accounts for every row.
func Read(patterns ...string) (dataframe.DataFrame, error) {
	reading, err := ReadLog(ReadOptions{}, patterns...)
	if reading == nil {
		return dataframe.DataFrame{}, err
	}
	return reading.Frame, err
}

// ReadLog is Read with options, and with the account of every row. It warns when the
// DataFrame would take more than half of the memory there is: Count needs none.
func ReadLog(opt ReadOptions, patterns ...string) (*Reading, error) {
	return ReadLogContext(context.Background(), opt, patterns...)
}

// ReadLogContext is ReadLog that can be interrupted.
func ReadLogContext(ctx context.Context, opt ReadOptions, patterns ...string) (*Reading, error) {
	watch := newSizeWatch(&opt, patterns)
	opt.Progress = watch.update
	table, err := timelog.Read(ctx, opt, patterns...)
	if table == nil {
		return nil, fmt.Errorf("heatmap: %w", err)
	}
	if watch.warning != "" {
		table.Warnings = append([]string{watch.warning}, table.Warnings...)
	}
	reading := &Reading{Frame: frameOf(table), Sources: table.Sources, Warnings: table.Warnings}
	if err != nil {
		return reading, fmt.Errorf("heatmap: %w", err)
	}
	if reading.Frame.Err != nil {
		return reading, fmt.Errorf("heatmap: making the DataFrame: %w", reading.Frame.Err)
	}
	return reading, nil
}

// frameOf builds the DataFrame of a table.
func frameOf(table *timelog.Table) dataframe.DataFrame {
	columns := make([]series.Series, 0, len(table.Columns))
	for _, column := range table.Columns {
		columns = append(columns, seriesOf(column))
	}
	if len(columns) == 0 {
		return dataframe.DataFrame{}
	}
	return dataframe.New(columns...)
}

// seriesOf builds the gota series of a column: Int when every value is a whole
// number that gota can hold, Float when every value is a number, else String.
func seriesOf(column timelog.Column) series.Series {
	kind := series.String
	if column.Number {
		kind = numberKind(column)
	}
	values := make([]any, len(column.Values))
	for i, text := range column.Values {
		if column.Missing == nil || !column.Missing[i] {
			values[i] = text
		}
	}
	return series.New(values, kind, column.Name)
}

// numberKind tells whether a numeric column is of whole numbers.
func numberKind(column timelog.Column) series.Type {
	for i, text := range column.Values {
		if column.Missing != nil && column.Missing[i] {
			continue
		}
		if _, err := strconv.Atoi(text); err != nil {
			return series.Float
		}
	}
	return series.Int
}

// String is the account in words, one line a total and one a file in which
// something was recovered or skipped.
func (r *Reading) String() string {
	var out strings.Builder
	account(&out, r.Sources)
	for _, warning := range r.Warnings {
		fmt.Fprintf(&out, "warning: %s\n", warning)
	}
	return out.String()
}
