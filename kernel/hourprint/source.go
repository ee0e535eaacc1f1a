package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/lake"
)

// countable is a selection that may also be counted inside a database: what count
// and draw take.
type countable struct {
	selection
	From    string        `placeholder:"DSN" group:"lake" help:"Count inside a database instead of files: clickhouse://user@host:9000/db, postgres://user@host/db, sqlite:FILE or parquet:FOLDER. Passwords come from CLICKHOUSE_PASSWORD, PGPASSWORD or ~/.pgpass."`
	Table   string        `placeholder:"NAME" group:"lake" help:"Table to count; of a SQLite file among the FILEs, too."`
	Where   string        `placeholder:"CONDITION" group:"lake" help:"With --from: count the rows that meet a condition: user = 'alice' and bytes > 1000."`
	Weight  string        `placeholder:"COLUMN" group:"lake" help:"With --from: add up this column of whole numbers instead of counting rows, as for a roll-up."`
	Most    int           `placeholder:"N" group:"lake" help:"With --from and --by: count the N most frequent values by themselves. Default: 100."`
	Partial bool          `group:"lake" help:"With --from: accept an answer without the shards that do not answer, marked as partial."`
	Timeout time.Duration `placeholder:"DURATION" group:"lake" help:"With --from: give up, and stop the query in the server, after this long."`

	answer *lake.Answer // with --from
}

// Validate wants files or a database, and only flags that it can honour.
func (s *countable) Validate() error {
	if s.From == "" {
		if s.Where != "" || s.Weight != "" || s.Most != 0 || s.Partial || s.Timeout != 0 {
			return errors.New("--where, --weight, --most, --partial and --timeout go with --from")
		}
		return s.selection.Validate()
	}
	if len(s.Files) > 0 {
		return fmt.Errorf("--from counts inside a database: leave out %s", s.Files[0])
	}
	if s.Time == "" {
		return errors.New("--from needs --time COLUMN")
	}
	if s.Format != "" || len(s.Dedupe) > 0 || s.Burst != 0 || s.Year != 0 || s.DateOrder != "" || s.DateOrderBy != "" || s.Sheet != "" || s.Hash {
		return errors.New("--format, --dedupe, --burst, --year, --date-order, --date-order-by, --sheet and --hash are for files, not for --from")
	}
	return nil
}

// tally counts what is selected, showing progress. There is none if no file could be
// read. The answer of a database is kept in s.answer.
func (s *countable) tally(ctx context.Context, term terminal) (*heatmap.Tally, error) {
	opt, err := s.countOptions()
	if err != nil {
		return nil, err
	}
	bar := newProgress(term.err)
	defer bar.finish()
	if s.From != "" {
		if err := s.ask(ctx, opt, bar); err != nil {
			return nil, err
		}
		return s.answer.Tally, nil
	}
	stayBounded()
	opt.Read.Progress, opt.Read.Table, opt.Read.Databases = bar.update, s.Table, lake.Files{}
	tally, err := heatmap.CountContext(ctx, opt, s.Files...)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if s.Verbose && tally != nil {
		bar.finish()
		explain(term.err, tally.Sources)
	}
	if err != nil && tally != nil && len(tally.Sources) == 0 {
		return nil, err
	}
	return tally, err
}

// ask counts inside a database.
func (s *countable) ask(ctx context.Context, opt heatmap.CountOptions, bar *progress) error {
	db, err := lake.Open(s.From)
	if err != nil {
		return usageError{fmt.Errorf("--from: %w", err)}
	}
	defer db.Close()
	bar.rows = true
	s.answer, err = lake.Count(ctx, db, lake.Query{
		Table: s.Table, Time: s.Time, Unit: s.TimeUnit, Zone: s.Zone, SourceZone: s.SourceZone, Where: s.Where, By: s.By, Top: s.Most,
		Weight: s.Weight, Since: opt.Read.Since, Until: opt.Read.Until, Partial: s.Partial, Timeout: s.Timeout,
		Progress: bar.update, Now: time.Now,
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// account says on standard error what became of every row.
func (s *countable) account(term terminal, tally *heatmap.Tally) {
	if s.answer != nil {
		fmt.Fprint(term.err, s.answer)
		return
	}
	fmt.Fprint(term.err, tally)
}
