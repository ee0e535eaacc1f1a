package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// selection is what the commands that read logs have in common: which files,
// which time, which rows.
type selection struct {
	Time        string        `placeholder:"COLUMN" group:"select" help:"Column that holds the time; a dotted path reaches into nested JSON (event.created). Default: found by evidence."`
	Zone        string        `placeholder:"ZONE" group:"select" default:"UTC" help:"Zone to count in, such as Europe/Moscow. Default: UTC."`
	SourceZone  string        `placeholder:"ZONE" group:"select" help:"Zone of stamps that carry none. Default: UTC, and the result says 'assumed'."`
	Format      string        `placeholder:"NAME" group:"select" help:"Format of the input: json, jsonl, json-array, csv, tsv, ssv, psv, l2tcsv, winxml, access, apache-error, nginx-error, w3c, zeek, syslog, pf, git, svn, mbox, mail, shell-history, irc, whatsapp, telegram, transcript, setupapi, cmtrace, msi, errpt, ntp-stats, slapd, mysql-slow, sysstat, proxmox-tasks, line-chat, kakaotalk, text (any line with a time in it), or regex:(?P<time>…). Default: told by content."`
	By          string        `placeholder:"COLUMN" group:"select" help:"Also count each value of this column by itself."`
	Since       string        `placeholder:"T" group:"select" help:"Leave out events before this time: 2021-03-01 or 2021-03-01T09:00, in the zone counted in unless it has an offset."`
	Until       string        `placeholder:"T" group:"select" help:"Leave out events at or after this time."`
	Dedupe      []string      `placeholder:"COLUMNS" group:"select" help:"Count an event once whose values in these columns equal an earlier event's, such as from,to,body."`
	Burst       time.Duration `placeholder:"DURATION" group:"select" help:"Count a burst as one event: those less than this apart, such as 2s."`
	Year        int           `placeholder:"Y" group:"select" help:"Year of stamps that carry none."`
	DateOrder   string        `placeholder:"ORDER" group:"select" enum:",dmy,mdy,ymd" default:"" help:"How to read 03/04/2021: dmy, mdy or ymd. Default: by evidence over the column."`
	TimeUnit    string        `placeholder:"UNIT" group:"select" enum:",s,ms,us,ns,filetime,webkit,ticks,cocoa,cocoa-ns,excel,excel1904" default:"" help:"What numbers in the time column count: s, ms, us, ns (since 1970), filetime, webkit, ticks, cocoa, cocoa-ns, excel or excel1904. Default: by evidence over the column."`
	DateOrderBy string        `placeholder:"COLUMN" group:"select" help:"Decide the order of dates for each value of this column by itself, such as the analyst who wrote the row."`
	Sheet       string        `placeholder:"NAME" group:"select" help:"Read only this sheet of a workbook."`
	Verbose     bool          `short:"v" group:"select" help:"Explain on standard error how each file was read, and on what evidence."`
	Hash        bool          `group:"select" help:"Record the SHA-256 of each file."`
	Files       []string      `arg:"" optional:"" name:"FILE" help:"Files, folders, globs, or - for standard input."`
}

// Validate wants something to read.
func (s *selection) Validate() error {
	if len(s.Files) == 0 {
		return errors.New("expected \"<FILE> ...\"")
	}
	return nil
}

// countOptions turns the flags into what the heatmap package takes. Flags that
// make no sense are usage errors.
func (s *selection) countOptions() (heatmap.CountOptions, error) {
	opt := heatmap.CountOptions{Zone: s.Zone, Read: heatmap.ReadOptions{
		Time: s.Time, SourceZone: s.SourceZone, Format: s.Format, By: s.By,
		Dedupe: s.Dedupe, Burst: s.Burst, Year: s.Year, DateOrder: s.DateOrder, Hash: s.Hash,
		OrderBy: s.DateOrderBy, Sheet: s.Sheet, TimeUnit: s.TimeUnit, Explain: s.Verbose,
	}}
	loc, err := timelog.LoadZone(s.Zone)
	if err != nil {
		return opt, usageError{fmt.Errorf("--zone: %w", err)}
	}
	if _, err := timelog.LoadZone(s.SourceZone); err != nil {
		return opt, usageError{fmt.Errorf("--source-zone: %w", err)}
	}
	if s.Burst < 0 {
		return opt, usageError{fmt.Errorf("--burst %v: give a positive duration such as 2s", s.Burst)}
	}
	for _, bound := range []struct {
		flag, text string
		at         *time.Time
	}{{"--since", s.Since, &opt.Read.Since}, {"--until", s.Until, &opt.Read.Until}} {
		if *bound.at, err = instant(bound.text, loc); err != nil {
			return opt, usageError{fmt.Errorf("%s %q: %w", bound.flag, bound.text, err)}
		}
	}
	if !opt.Read.Until.IsZero() && !opt.Read.Since.Before(opt.Read.Until) {
		return opt, usageError{fmt.Errorf("--since %s is not before --until %s", s.Since, s.Until)}
	}
	return opt, nil
}

// instant reads a time given on the command line; without an offset it is on the
// clock of loc. Empty text is the zero time.
func instant(text string, loc *time.Location) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	parser := timelog.StampParser{SourceZone: loc, DateOrder: "ymd"}
	at, _, err := parser.Parse(text)
	if err != nil {
		return at, fmt.Errorf("write it as 2021-03-01 or 2021-03-01T09:00:00+03:00: %w", err)
	}
	return at, nil
}

// compareAt compares the events of a grid before a time with those from it on;
// empty text compares nothing. What cannot be compared is a usage error.
func compareAt(text string, g *heatmap.Grid, measure heatmap.Measure) (*heatmap.Difference, error) {
	if text == "" {
		return nil, nil
	}
	loc, err := timelog.LoadZone(g.Zone)
	if err != nil {
		return nil, err
	}
	at, err := instant(text, loc)
	if err != nil {
		return nil, usageError{fmt.Errorf("--compare-at %q: %w", text, err)}
	}
	before, after, err := g.Split(at)
	if err != nil {
		return nil, usageError{fmt.Errorf("--compare-at %q: %w", text, err)}
	}
	return heatmap.Compare(before, after, heatmap.DifferenceOptions{Measure: measure})
}
