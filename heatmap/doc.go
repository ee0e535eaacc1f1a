// Package heatmap turns timestamps into weekday-by-hour heat maps: it answers
// when somebody works.
//
// What goes in are logs, files or a DataFrame, and what comes out is a picture
// and its numbers. The pipeline, in the order in which a reader meets it:
//
//  1. Read turns files into a gota DataFrame, one row a record, every column as
//     it was written. ReadLog also says what was recovered or skipped, and where.
//  2. WithTime parses a column of timestamps and adds five columns in a zone:
//     time, weekday (0 is Monday), hour (0 to 23), date, and zone_from, which says
//     how the zone of each stamp is known.
//  3. Group counts the rows by weekday and hour into a Grid of 7 × 24 cells; GroupBy
//     makes one Grid a value of a column. A Grid knows the hours that were really
//     observed in each cell, so it also gives rates and shares.
//  4. Plot draws a Grid with gonum/plot; Facet draws several on one scale.
//
// Count goes the whole way from files to a Grid without a DataFrame, at the speed
// of the disk.
//
// # Time
//
// Every Grid is counted on the wall clock of one IANA zone, with that zone's own
// history of clock changes. Hours are half-open: 10:59:59.999 belongs to hour 10.
// A stamp with an offset uses it. A stamp without one is read in the source zone
// the analyst names; when nobody names one it is read as UTC and everything made
// from it says "assumed".
//
// # Units
//
// Counts are events. Rates are events per observed hour of a cell. Shares are
// parts of all events, from 0 to 1. A cell that was never observed is NaN, which is
// not the same as an observed and quiet one, which is 0.
package heatmap
