package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// countCommand prints the table.
type countCommand struct {
	countable
	JSON bool `xor:"shape" help:"Print one JSON object: counts, observed hours, groups, the account of every row."`
	CSV  bool `xor:"shape" help:"Print the matrix as CSV: one line a weekday, one column an hour."`
}

// Run counts and prints. When some files fail, what the others hold is printed
// all the same and the failure is the exit status.
func (c *countCommand) Run(ctx context.Context, term terminal) error {
	tally, failure := c.tally(ctx, term)
	if tally == nil {
		return failure
	}
	term.out = untilInterrupted{ctx, term.out}
	if err := c.print(term, tally); err != nil {
		return err
	}
	return failure
}

// untilInterrupted is a writer that fails once ctx has ended: the JSON of very many groups
// is long.
type untilInterrupted struct {
	ctx context.Context
	io.Writer
}

func (u untilInterrupted) Write(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.Writer.Write(p)
}

// explain says how each file was read.
func explain(w io.Writer, sources []timelog.Source) {
	for _, source := range sources {
		fmt.Fprintf(w, "%s:\n", source.Path)
		for _, decision := range source.Decisions {
			fmt.Fprintf(w, "  - %s\n", decision)
		}
	}
}

// print writes the tally in the shape asked for; the account of rows and the
// warnings go to standard error unless they are part of the JSON.
func (c *countCommand) print(term terminal, tally *heatmap.Tally) error {
	if c.JSON {
		if c.answer != nil {
			encoder := json.NewEncoder(term.out)
			encoder.SetEscapeHTML(false)
			return encoder.Encode(c.answer)
		}
		if err := heatmap.WriteJSON(term.out, tally); err != nil {
			return err
		}
		_, err := io.WriteString(term.out, "\n")
		return err
	}
	c.account(term, tally)
	if c.CSV {
		_, err := io.WriteString(term.out, tally.Grid.CSV())
		return err
	}
	if _, err := io.WriteString(term.out, tally.Grid.String()); err != nil {
		return err
	}
	for _, group := range tally.Groups {
		if _, err := fmt.Fprintf(term.out, "\n%s", group); err != nil {
			return err
		}
	}
	return nil
}
