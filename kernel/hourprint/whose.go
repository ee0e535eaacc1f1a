package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/hourprint/hourprint/heatmap/rhythm"
)

// whoseCommand says whose hours they are.
type whoseCommand struct {
	selection
	JSON  bool     `help:"Print one JSON object: verdict, zones, offset, working day, evidence, warnings."`
	Level float64  `default:"0.8" placeholder:"P" help:"How often the interval shall hold the truth, 0.5 to 0.99. Default: 0.8."`
	Top   int      `default:"5" placeholder:"N" help:"With --by: judge the N values that have the most events. Default: 5."`
	Note  []string `sep:"none" placeholder:"TEXT" help:"Evidence from elsewhere, shown beside the rest and not weighed; may be repeated."`
}

// Run judges and prints. When some files fail, the others are judged all the same
// and the failure is the exit status.
func (c *whoseCommand) Run(ctx context.Context, term terminal) error {
	opt, err := c.countOptions()
	if err != nil {
		return err
	}
	if c.Level < 0.5 || c.Level > 0.99 {
		return usageError{fmt.Errorf("--level %v: give a part between 0.5 and 0.99", c.Level)}
	}
	if c.Top < 1 {
		return usageError{fmt.Errorf("--top %d: judge at least one", c.Top)}
	}
	bar := newProgress(term.err)
	opt.Read.Progress = bar.update
	answer, failure := rhythm.WhoseContext(ctx, rhythm.ReadOptions{
		Read: opt.Read, Judge: rhythm.Options{Level: c.Level, Notes: c.Note}, Top: c.Top,
	}, c.Files...)
	bar.finish()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if answer == nil {
		return failure
	}
	if err := c.print(term, answer); err != nil {
		return err
	}
	return failure
}

// print writes the findings in the shape asked for.
func (c *whoseCommand) print(term terminal, answer *rhythm.Answer) error {
	if c.JSON {
		encoder := json.NewEncoder(term.out)
		encoder.SetEscapeHTML(false)
		return encoder.Encode(answer)
	}
	_, err := io.WriteString(term.out, answer.String())
	return err
}
