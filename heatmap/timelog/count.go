package timelog

import (
	"context"
	"errors"
)

// Count reads every event of the inputs and adds them up, without keeping rows.
// A pattern is a file, a folder (its files in sorted order, hidden ones left
// out), a glob or "-" for standard input. Memory stays bounded whatever the size
// of the input, but for what Options.Dedupe must remember of every row.
//
// When some inputs cannot be read, Count returns both the Tally of the others
// and an error that names each. The Tally is nil when the options are wrong,
// nothing was found, or ctx has ended.
func Count(ctx context.Context, opt Options, patterns ...string) (*Tally, error) {
	r, results, errs, err := read(ctx, opt, false, patterns)
	if err != nil {
		return nil, err
	}
	all := r.sum.all // apart from what the run holds
	t := &Tally{All: &all}
	if opt.By != "" {
		if t.Groups, err = r.sum.groups.groups(ctx, &r.aside); err != nil {
			return nil, err
		}
	}
	t.Sources = make([]Source, 0, len(results))
	var total span
	for _, res := range results {
		if !res.counted {
			continue
		}
		t.Marks = append(t.Marks, res.marks...)
		if res.span.any {
			total.extend(res.span.first, res.span.last)
		}
		t.Sources = append(t.Sources, res.src)
	}
	if total.any {
		t.First, t.Last = total.first.time(), total.last.time()
	}
	t.Marks = sortedMarks(t.Marks)
	t.Warnings = r.warnings(results)
	return t, errors.Join(errs...)
}

// read is what Count and Read have in common: it finds and reads the inputs.
// errs are those of single inputs.
func read(ctx context.Context, opt Options, rows bool, patterns []string) (r *run, results []*fileResult, errs []error, err error) {
	if r, err = newRun(ctx, opt, rows); err != nil {
		return nil, nil, nil, err
	}
	ins, err := expand(ctx, patterns)
	if err != nil {
		if len(ins) == 0 {
			return nil, nil, nil, err
		}
		errs = append(errs, err)
	}
	r.meter = newMeter(opt.Progress, ins)
	results = r.all(ins)
	if err := ctx.Err(); err != nil {
		return nil, nil, nil, err
	}
	r.settleOrders(results)
	r.meter.end()
	if err := r.history.fault(); err != nil {
		return nil, nil, nil, err
	}
	for _, res := range results {
		res.settle(r)
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, nil, err
	}
	errs = append(errs, r.faults(results)...)
	return r, results, errs, nil
}

// faults are the errors of single inputs, and of the whole when no input could
// be used or a column asked for is nowhere.
func (r *run) faults(results []*fileResult) []error {
	var errs []error
	used := false
	for _, res := range results {
		if n := len(errs); res.err != nil && (n == 0 || errs[n-1].Error() != res.err.Error()) { // not that of a member once more
			errs = append(errs, res.err)
		}
		used = used || res.counted && (!res.timeless || r.rows)
	}
	if used {
		return append(errs, r.nowhere(results)...)
	}
	for _, res := range results {
		switch {
		case res.unknown != nil:
			errs = append(errs, pathError(res.in.path, res.unknown))
		case res.counted:
			errs = append(errs, pathError(res.in.path, errNoTime))
		}
	}
	return errs
}
