package report

import (
	"fmt"

	"github.com/hourprint/hourprint/heatmap/timelog"
)

// fewFiles is how many files are listed openly; more are folded away.
const fewFiles = 12

// accounts is the provenance of a page: what became of every row of every file.
type accounts struct {
	Files []account
	Total account
	// Shared holds what all files have in common, said once: name and text.
	Shared [][2]string
	// Own tells which facts differ between files and so have a column.
	Own   struct{ Format, TimeColumn, Zone, SHA256 bool }
	Skips []skip
	Fold  bool // many files
}

// account is a line of the table, all texts safe to read.
type account struct {
	Path, SHA256, Format, TimeColumn, Zone string
	Encoding                               string // of a case write-up only
	Bytes, Rows, Events, Recovered         int64
	Skipped, Duplicates, Collapsed         int64
	OutsideRange                           int64
}

// Missing is how many rows are unaccounted for; 0 when the line closes, as it should.
func (a account) Missing() int64 {
	return a.Rows - a.Events - a.Skipped - a.Duplicates - a.Collapsed - a.OutsideRange
}

// skip is one reason over all files.
type skip struct {
	Reason, Where, Example string
	Rows, Files            int64
}

// newAccounts prepares the sources for the page; nil when there are none.
func newAccounts(sources []timelog.Source) *accounts {
	if len(sources) == 0 {
		return nil
	}
	a := &accounts{Fold: len(sources) > fewFiles}
	reasons := map[string]int{}
	for _, s := range sources {
		line := newAccount(s)
		for _, sk := range s.Skipped {
			line.Skipped += sk.Rows
			a.addSkip(reasons, line.Path, sk)
		}
		a.Files = append(a.Files, line)
		a.Total.add(line)
	}
	a.Total.Path = plural(int64(len(sources)), "file")
	a.share()
	return a
}

func newAccount(s timelog.Source) account {
	return account{
		Path: shorten(visible(s.Path), 300), SHA256: shorten(visible(s.SHA256), 100),
		Format: shorten(visible(s.Format), 100), TimeColumn: shorten(visible(s.TimeColumn), 100), Zone: shorten(zoneOf(s), 200),
		Bytes: s.Bytes, Rows: s.Rows, Events: s.Events, Recovered: s.Recovered,
		Duplicates: s.Duplicates, Collapsed: s.Collapsed, OutsideRange: s.OutsideRange,
	}
}

// zoneOf says in which zone stamps were read and how that is known.
func zoneOf(s timelog.Source) string {
	zone := visible(s.Zone)
	switch s.ZoneFrom {
	case "":
		return zone
	case "assumed":
		return zone + ", assumed: nothing states it"
	case "stamp":
		return zone + ", each stamp carries it"
	case "stated":
		return zone + ", the format defines it"
	case "header":
		return zone + ", a column name says it"
	case "flag":
		return zone + ", given by the analyst"
	}
	return zone + ", " + visible(s.ZoneFrom)
}

func (a *account) add(b account) {
	a.Bytes += b.Bytes
	a.Rows += b.Rows
	a.Events += b.Events
	a.Recovered += b.Recovered
	a.Skipped += b.Skipped
	a.Duplicates += b.Duplicates
	a.Collapsed += b.Collapsed
	a.OutsideRange += b.OutsideRange
}

// addSkip adds rows skipped in a file to their reason's line; the first example stays.
func (a *accounts) addSkip(reasons map[string]int, path string, s timelog.Skip) {
	i, known := reasons[s.Reason]
	if !known {
		i = len(a.Skips)
		reasons[s.Reason] = i
		a.Skips = append(a.Skips, skip{
			Reason:  shorten(visible(s.Reason), 200),
			Where:   fmt.Sprintf("%s, line %s", path, thousands(s.FirstLine)),
			Example: shorten(visible(s.Example), 200),
		})
	}
	a.Skips[i].Rows += s.Rows
	a.Skips[i].Files++
}

// share finds which facts all files have in common.
func (a *accounts) share() {
	facts := []struct {
		name string
		of   func(account) string
		own  *bool
	}{
		{"Format", func(f account) string { return f.Format }, &a.Own.Format},
		{"Time column", func(f account) string { return f.TimeColumn }, &a.Own.TimeColumn},
		{"Zone of the stamps", func(f account) string { return f.Zone }, &a.Own.Zone},
		{"SHA-256", func(f account) string { return f.SHA256 }, &a.Own.SHA256},
	}
	for _, fact := range facts {
		text := fact.of(a.Files[0])
		for _, f := range a.Files {
			if fact.of(f) != text {
				*fact.own = true
			}
		}
		if !*fact.own && text != "" {
			a.Shared = append(a.Shared, [2]string{fact.name, text})
		}
	}
}
