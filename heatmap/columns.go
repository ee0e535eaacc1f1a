package heatmap

import (
	"fmt"
	"math"
	"time"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
)

// DataFrame is gota's, so that what comes after this package can name what it
// takes without a second door to gota.
type DataFrame = dataframe.DataFrame

// A Column is one column of a DataFrame as plain slices, one entry a row: either
// Texts or Numbers is set.
type Column struct {
	// Name is the column's name.
	Name string
	// Texts are the values of a column of text or of truth values ("true",
	// "false"), "" where one is missing; nil for a column of numbers.
	Texts []string
	// Numbers are the values of a column of numbers, NaN where one is missing;
	// nil for a column of text.
	Numbers []float64
	// Missing tells the rows without a value; nil when there is none.
	Missing []bool
}

// ReadColumn returns a column of a frame. A frame that carries an error and a
// name that it does not have are errors.
func ReadColumn(df DataFrame, name string) (*Column, error) {
	from, err := columnOf(df, name)
	if err != nil {
		return nil, err
	}
	c := &Column{Name: name}
	if kind := from.Type(); kind == series.Int || kind == series.Float {
		c.Numbers = make([]float64, from.Len())
	} else {
		c.Texts = make([]string, from.Len())
	}
	for row := range from.Len() {
		e := from.Elem(row)
		if e.IsNA() {
			c.miss(row, from.Len())
			continue
		}
		if c.Texts != nil {
			c.Texts[row] = e.String()
			continue
		}
		if c.Numbers[row] = e.Float(); math.IsNaN(c.Numbers[row]) {
			c.miss(row, from.Len())
		}
	}
	return c, nil
}

// miss marks a row as one without a value.
func (c *Column) miss(row, rows int) {
	if c.Missing == nil {
		c.Missing = make([]bool, rows)
	}
	c.Missing[row] = true
	if c.Numbers != nil {
		c.Numbers[row] = math.NaN()
	}
}

// IsMissing tells whether a row has no value.
func (c *Column) IsMissing(row int) bool { return c.Missing != nil && c.Missing[row] }

// Instants are the times of a frame's rows, and what is known of their zone.
type Instants struct {
	// At has one entry a row, the zero time where a row has no readable one.
	At []time.Time
	// Zone is the IANA zone that the frame was parsed in; "" when its stamps name none.
	Zone string
	// ZoneFrom says how the zone of the stamps is known; see Grid.ZoneFrom.
	ZoneFrom string
}

// ReadInstants returns the times of a frame that has been through WithTime.
// A frame that has not is an error.
func ReadInstants(df DataFrame) (*Instants, error) {
	var opt GroupOptions
	column, err := timesOf(df, &opt)
	if err != nil {
		return nil, err
	}
	in := &Instants{At: make([]time.Time, column.Len()), Zone: opt.Zone, ZoneFrom: zoneFromOf(df)}
	for row := range in.At {
		e := column.Elem(row)
		if e.IsNA() {
			continue
		}
		if in.At[row], _, err = stampParser.Parse(bareStamp(e.String())); err != nil {
			return nil, fmt.Errorf("heatmap: row %d of the time column: %w; call WithTime first", row, err)
		}
	}
	return in, nil
}
