package timelog

// plan is what is to be done with every record of a file, decided before the
// first is read.
type plan struct {
	columns []string // the cells of a record, in this order
	time    int      // the place of the time among them, -1 for none
	by      int      // … of the group, -1 for none
	dedupe  []int    // … of the values that make a duplicate
	read    reading
	zone    wallClock
	limits  limits
	history *history // nil unless rows depend on the rows before
	aside   *aside   // takes what is too much for memory
	share   int      // … which is so many bytes of groups for one goroutine
	hand    int      // the place of Options.OrderBy, if orders is not nil
	orders  map[string]stampRules

	mostMarks int  // how many events are kept one by one
	timeless  bool // the file has no time column: every row is skipped
}

// plan decides which cells are needed and how they are used.
func (r *run) plan(choice timeChoice, timeless bool) plan {
	p := plan{time: -1, by: -1, limits: r.limits, history: r.history, read: choice.read, mostMarks: r.opt.Marks}
	p.zone.loc = r.zone
	p.aside, p.share = &r.aside, groupsInMemory/2/(r.workers()+1)
	p.timeless = timeless && !r.rows
	place := func(name string) int {
		for i, c := range p.columns {
			if c == name {
				return i
			}
		}
		p.columns = append(p.columns, name)
		return len(p.columns) - 1
	}
	p.columns = []string{}
	if !timeless {
		p.time = place(choice.name)
	}
	if r.opt.By != "" {
		p.by = place(r.opt.By)
	}
	if choice.orders != nil {
		p.orders, p.hand = choice.orders, place(choice.orderBy)
	}
	for _, c := range r.opt.Dedupe {
		p.dedupe = append(p.dedupe, place(c))
	}
	return p
}

// lacking lists the columns asked for that the survey has not met.
func (r *run) lacking(sv *survey) []string {
	var lacks []string
	for _, c := range append([]string{r.opt.By, r.opt.OrderBy}, r.opt.Dedupe...) {
		if c != "" && sv.column(c) < 0 {
			lacks = append(lacks, c)
		}
	}
	return lacks
}
