package timelog

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// safely runs a reader of a foreign format, which may panic on damaged files.
func safely(format string, f func() error) (err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("damaged %s file: %v", format, e)
		}
	}()
	return f()
}

// container reads an input that holds other inputs, or records that are no text.
func (r *run) container(res *fileResult, o *opened, workers int, rules stampRules) error {
	switch o.pack {
	case packTar:
		return r.tar(res, o, workers, rules)
	case packZip:
		return r.zip(res, o, workers, rules)
	case packSQLite:
		return r.database(res, o, workers, rules)
	}
	if err := o.seekable(); err != nil {
		return readError(err)
	}
	var tr translation
	err := safely(string(o.pack), func() (err error) {
		if o.pack == packEVTX {
			tr, err = newEVTX(o.at, o.size)
		} else {
			tr, err = newParquet(r.ctx, o.at, o.size)
		}
		return err
	})
	if err != nil {
		return err
	}
	return r.translated(res, tr, workers, rules)
}

// translated decides what to read of a translation and reads it.
func (r *run) translated(res *fileResult, tr translation, workers int, rules stampRules) error {
	first, all, err := sample(tr)
	if err != nil && len(first) == 0 {
		return err
	}
	d := &dialect{name: tr.format(), json: jsonShape{lines: true}}
	if e, ok := tr.(interface{ why() string }); ok {
		d.why = e.why()
	}
	if len(first) == 0 {
		res.src.Format = d.name
		res.tally = &tally{}
		res.notes = append(res.notes, "empty, nothing to count")
		return nil
	}
	whole := func(choice timeChoice) (timeChoice, error) {
		in := stream(r.ctx, tr, choice.evidence())
		defer in.Close()
		return r.settleByAll(in, d, choice, rules)
	}
	if all || err != nil {
		whole = nil
	}
	p, err := r.decide(res, d, first, all, rules, whole)
	if err != nil {
		return err
	}
	res.stated = res.stated || p.time >= 0 && tr.stated(res.src.TimeColumn)
	var wanted []string
	if !r.rows {
		wanted = p.columns
	}
	if pr, ok := tr.(pruner); ok && p.time >= 0 {
		pr.prune(res.src.TimeColumn, &p)
	}
	done := false
	if c, ok := tr.(counted); ok && !r.rows {
		done, err = c.count(res, p, workers)
	}
	if !done {
		in := stream(r.ctx, tr, wanted)
		err = r.pour(res, &opened{Reader: in, raw: &rawReader{}}, d, p, block{make([]byte, 0, blockSize), false}, workers)
		in.Close()
	}
	if pr, ok := tr.(pruner); ok && res.tally != nil {
		n := pr.pruned()
		res.tally.rows += n
		res.tally.outside += n
	}
	if c, ok := tr.(rescuer); ok && res.tally != nil {
		res.rescue(c)
	}
	return err
}

// pruner is a translation that can leave out rows outside Since and Until
// without reading them.
type pruner interface {
	prune(column string, p *plan)
	pruned() int64
}

// rescuer is a translation that goes on after damage.
type rescuer interface {
	damaged() []skipped // the rows that are lost
	rescuedRows() int64 // those of which the time was read in spite of it
	doubts() []string
}

// rescue accounts for damage. How many of the rows rescued are events is known
// only if no row was set aside.
func (res *fileResult) rescue(c rescuer) {
	t := res.tally
	if t.outside+t.duplicates+t.collapsed == 0 {
		t.recovered = min(c.rescuedRows(), t.events)
	}
	for _, s := range c.damaged() {
		t.rows += s.rows
		t.mergeSkip(s)
	}
	res.notes = append(res.notes, c.doubts()...)
}

// settleByAll reads all values of a time column to settle its order of day and
// month.
func (r *run) settleByAll(in io.Reader, d *dialect, choice timeChoice, rules stampRules) (timeChoice, error) {
	if choice.orderBy != "" {
		return r.settleByHand(in, d, choice, rules)
	}
	t := &statsTaker{sc: d.scanner([]string{choice.name}), rules: rules}
	po := &pourer{r: in, d: d, takers: []taker{t}}
	if err := po.pour(make([]byte, 0, blockSize), false); err != nil {
		return choice, readError(err)
	}
	t.stats.whole = true
	if t.stats.valid() == 0 && t.stats.breaks != nil {
		return choice, t.stats.unreadable(choice.name)
	}
	read, err := t.stats.decide(rules)
	if err != nil {
		return choice, fmt.Errorf("time column %q: %w", choice.name, err)
	}
	choice.read = read
	return choice, nil
}

// withFirstOf reads objects of several kinds by the first time that each has, if that times
// more of them.
func (r *run) withFirstOf(res *fileResult, d *dialect, sv *survey, choice timeChoice, first []byte, all bool, rules stampRules) (*survey, timeChoice) {
	made := firstOf(sv, choice, rules)
	if made == nil {
		return sv, choice
	}
	d.made = made
	more := takeSurvey(d, first, all, rules)
	ch, err := more.choose(made.name, rules)
	if err != nil || more.stats[ch.col].valid() <= sv.stats[choice.col].valid() {
		d.made = nil
		return sv, choice
	}
	ch.others = slices.DeleteFunc(choice.others, func(name string) bool { return slices.Contains(made.of, name) })
	res.notes = append(res.notes, made.says)
	return more, ch
}

// unsettled reports whether more of a file may settle what its beginning leaves open.
func unsettled(err error) bool {
	var open *errOpenOrder
	var word errSpoken
	return errors.As(err, &open) || errors.As(err, &word)
}

// madeFor is the column to be made where none holds times with a time of day: of the name
// asked for, if one is.
func madeFor(d *dialect, first []byte, choice timeChoice, asked string) *madeColumn {
	made := findClocks(d, first).made()
	if made == nil && !choice.dates {
		made = learnWithin(d, first)
	}
	if made != nil && asked != "" && asked != made.name {
		return nil
	}
	return made
}

// decide chooses the time column from the first records and plans the reading.
// whole, if not nil, settles the order of day and month when these leave it open.
func (r *run) decide(res *fileResult, d *dialect, first []byte, all bool, rules stampRules, whole func(timeChoice) (timeChoice, error)) (plan, error) {
	sv := takeSurvey(d, first, all, rules)
	if d.isJSON() && d.made == nil && strings.Contains(r.opt.Time, otherwise) {
		made, err := firstAsked(sv, r.opt.Time, rules)
		if err != nil {
			return plan{}, err
		}
		d.made = made
		sv = takeSurvey(d, first, all, rules)
	}
	asked := sv.withoutZone(r.opt.Time)
	choice, err := sv.choose(asked, rules)
	none := errors.Is(err, errNoTime) || err != nil && choice.col >= 0 && sv.stats[choice.col].valid() == 0 && !sv.stats[choice.col].foreignZones()
	if d.made == nil && d.lines == nil && (choice.dates || none) && r.opt.OrderBy == "" {
		if made := madeFor(d, first, choice, asked); made != nil {
			d.made = made
			sv = takeSurvey(d, first, all, rules)
			choice, err = sv.choose(asked, rules)
			if isWithin(made.name) || !choice.dates {
				res.notes = append(res.notes, made.says)
			}
		}
	}
	if year := r.withYear(res, choice, err, whole); year > 0 {
		rules.year = year
		sv = takeSurvey(d, first, all, rules)
		choice, err = sv.choose(asked, rules)
	}
	if err == nil && d.made == nil && d.isJSON() && r.opt.Time == "" && r.opt.OrderBy == "" {
		sv, choice = r.withFirstOf(res, d, sv, choice, first, all, rules)
	}
	if r.opt.OrderBy != "" {
		choice, err = r.chooseByHand(sv, d, first, rules, whole)
	} else if whole != nil && unsettled(err) {
		if choice, err = whole(choice); err == nil {
			rules.order, rules.words = choice.read.rules.order, choice.read.rules.words
		}
	}
	if err == nil && r.opt.OrderBy == "" {
		sv, choice, err = r.withZones(res, d, sv, choice, first, all, rules)
	}
	res.src.Format, res.names = d.name, sv.names
	res.d, res.sv = d, sv
	timeless := errors.Is(err, errNoTime) && (r.rows && r.opt.Time == "" || res.in.walked)
	res.choice = choice
	if err != nil && !timeless {
		return plan{}, err
	}
	p := r.plan(choice, timeless)
	res.lacks = r.lacking(sv)
	if timeless {
		res.notes = append(res.notes, "no time column; columns: "+sv.listed())
		res.src.TimeColumn = ""
		return p, nil
	}
	res.src.TimeColumn = choice.name
	r.headerZone(res, &p)
	res.stated = res.stated || r.zone == nil && auditedInUTC(sv, choice.name)
	return p, nil
}
