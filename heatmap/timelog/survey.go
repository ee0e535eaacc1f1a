package timelog

import (
	"fmt"
	"sort"
	"strings"
)

// survey is what the first records of a file say about its columns.
type survey struct {
	rows  int
	names []string
	stats []columnStats
}

// takeSurvey reads the first records in all their columns: those of the first
// 32 KiB, or of the whole block if these are too few.
func takeSurvey(d *dialect, b []byte, final bool, rules stampRules) *survey {
	limit := min(len(b), 1<<15)
	sv := surveyBlock(d, b[:limit], final && limit == len(b), rules)
	if sv.rows < 50 && limit < len(b) {
		sv = surveyBlock(d, b, final, rules)
	}
	return sv
}

// surveyBlock reads the first records of a block; damaged ones only if no other is there,
// as their members may be those of another object.
func surveyBlock(d *dialect, b []byte, final bool, rules stampRules) *survey {
	sv := surveySound(d, b, final, rules, false)
	if sv.rows == 0 {
		sv = surveySound(d, b, final, rules, true)
	}
	return sv
}

func surveySound(d *dialect, b []byte, final bool, rules stampRules, damaged bool) *survey {
	sv := &survey{}
	sc := d.scanner(nil)
	var buf []byte
	sc.scan(b, final, func(r *record) {
		if sv.rows >= sampleRows || r.damage != "" && !damaged {
			return
		}
		sv.rows++
		if more := len(r.cells) - len(sv.stats); more > 0 {
			sv.stats = append(sv.stats, make([]columnStats, more)...)
		}
		for i, c := range r.cells {
			if c.kind != absent && c.kind != composed {
				sv.stats[i].add(c.text(&buf), rules)
			}
		}
	})
	sv.names = sc.columns()
	for i := range min(len(sv.stats), len(sv.names)) {
		sv.stats[i].name, sv.stats[i].unix = sv.names[i], d.lines != nil
		sv.stats[i].whole = final && sv.rows < sampleRows
	}
	for len(sv.stats) < len(sv.names) {
		sv.stats = append(sv.stats, columnStats{})
	}
	return sv
}

// candidate is a column that may hold the times.
type candidate struct {
	col   int
	score float64
}

// candidates ranks the columns that may hold the times, the best first.
func (sv *survey) candidates() []candidate {
	var cs []candidate
	for i := range sv.stats {
		c := &sv.stats[i]
		valid := c.valid()
		if like := valid + c.broken; like == 0 || 2*like < c.present {
			continue
		}
		name := nameScore(sv.names[i])
		if isWithin(sv.names[i]) {
			name = 2
		}
		order := c.inOrder()
		if c.numbers.n > c.present/2 && name <= 0 && (order < 0.99 || c.numbers.n < 10 || c.numbers.up+c.numbers.down == 0) && !((len(sv.stats) == 1 || i == 0 && c.bestUnit() == unitMillis) && c.recent()) {
			continue // a number without a telling name or order may be anything
		}
		if c.numbers.n > c.present/2 && name <= 0 && c.figuresOnly() {
			continue
		}
		score := 4*float64(valid)/float64(sv.rows) + name + order
		if 2*c.dateOnly > valid || 2*c.noYear > valid {
			score -= 3
		}
		if l := c.lane(); l.n >= 5 && l.min == l.max {
			score -= 3 // of the file, or of what was asked for, not of its events
		}
		cs = append(cs, candidate{i, score})
	}
	sort.SliceStable(cs, func(a, b int) bool { return cs[a].score > cs[b].score })
	k := sv.delivered(cs)
	if k == 0 {
		k = sv.finer(cs)
	}
	if k > 0 {
		own := cs[k]
		copy(cs[1:k+1], cs[:k])
		cs[0] = own
	}
	return cs
}

// delivered tells whether the best candidate has the times at which rows were delivered, many
// at once, and another that of the events before, row by row: which that is, 0 if none.
func (sv *survey) delivered(cs []candidate) int {
	if len(cs) < 2 {
		return 0
	}
	for k, c := range cs[1:] {
		if nameScore(sv.names[c.col]) > 0 && sv.stats[cs[0].col].delivers(&sv.stats[c.col]) {
			return k + 1
		}
	}
	return 0
}

// finer tells whether the best candidate are seconds since 1970, and another the same times
// written out, with their zone and perhaps with fractions: which that is, 0 if none.
func (sv *survey) finer(cs []candidate) int {
	if len(cs) < 2 {
		return 0
	}
	c := &sv.stats[cs[0].col]
	secs := &c.numbers
	if secs.n < 2 || c.bestUnit() != unitSeconds || secs.n < c.present {
		return 0
	}
	for k, other := range cs[1:] {
		o := &sv.stats[other.col]
		if l := &o.stamps; l.n == secs.n && l.min == secs.min && l.max == secs.max && len(o.spoken.offsets) > 0 {
			return k + 1
		}
	}
	return 0
}

// delivers reports whether the times of a column rarely change, and those of another, read
// in the same way, from row to row, in their order, and are all before.
func (c *columnStats) delivers(other *columnStats) bool {
	batches, rows := c.lanes(), other.lanes()
	for i, batch := range batches {
		l := rows[i]
		if 5*l.against() <= l.n && batch.n >= 8 && l.n == batch.n && 5*(batch.up+batch.down) <= batch.n && 4*(l.up+l.down) >= 3*(l.n-1) && l.max <= batch.max && l.min <= batch.min {
			return true
		}
	}
	return false
}

// recent reports whether numbers that are all there is are times from 2000 to 2040, in
// whatever order: what else would they be?
func (c *columnStats) recent() bool {
	unit := c.bestUnit()
	return unit >= unitSeconds && unit <= unitNanos && c.units[unit] == c.present &&
		unit.unix(c.numbers.min) >= 946684800 && unit.unix(c.numbers.max) < 2208988800
}

// figuresOnly reports whether numbers under a name that promises no times are
// rather numbers of things: by the name, because they rise by one a row, or because as
// seconds they would be times before 2000.
func (c *columnStats) figuresOnly() bool {
	leaf := strings.ToLower(c.name[strings.LastIndexByte(c.name, '.')+1:])
	if leaf == "id" || strings.HasSuffix(leaf, "_id") || strings.HasSuffix(c.name, "Id") || strings.HasSuffix(c.name, "ID") {
		return true
	}
	l := &c.numbers
	byOne := l.max-l.min <= int64(l.n) && 10*l.up >= 9*(l.n-1) // and not many in a second
	return byOne || c.bestUnit() == unitSeconds && c.numbers.max < 946684800
}

// inOrder is the share of steps between rows that go the prevailing way.
func (c *columnStats) inOrder() float64 {
	l := c.lane()
	if l.up+l.down == 0 {
		return 0.5
	}
	return 1 - float64(l.against())/float64(l.up+l.down)
}

// lane is what most values were read as.
func (c *columnStats) lane() *lane {
	lanes := c.lanes()
	best := lanes[0]
	for _, l := range lanes[1:] {
		if l.n > best.n {
			best = l
		}
	}
	return best
}

// lanes are the ways in which values were read: as they stand, as numbers, as dates in each
// order of day and month.
func (c *columnStats) lanes() []*lane {
	return []*lane{&c.stamps, &c.numbers, &c.orders[orderDMY], &c.orders[orderMDY], &c.orders[orderYMD]}
}

// nameScore says how much a column's name promises the time of an event: up to
// 3, negative for the times of something else.
func nameScore(path string) float64 {
	for end := strings.LastIndexByte(path, '.'); end > 0 && isTypeName(path[end+1:]); end = strings.LastIndexByte(path, '.') {
		path = path[:end]
	}
	name := path[strings.LastIndexByte(path, '.')+1:]
	var s strings.Builder
	for _, r := range strings.ToLower(name) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			s.WriteRune(r)
		}
	}
	name = s.String()
	for _, zone := range []string{"utc", "gmt"} { // EventTime [UTC], date_created_gmt: rather than the same without
		if bare, ok := strings.CutSuffix(name, zone); ok && bare != "" {
			if score := scoreOf(bare, path); score > 0 {
				return score + 0.1
			}
		}
	}
	return scoreOf(name, path)
}

// scoreOf is nameScore for the letters and digits of a name without its path.
func scoreOf(name, path string) float64 {
	switch name {
	case "timestamp", "ts", "eventtime", "time", "datetime", "dateunixtime",
		"eventfirstseen", "firstactivitydatetime", "firstactivitytime", "activitydatetime": // of what a finding is about
		return 3
	case "rt": // the time of an event in CEF
		return 1
	case "lastrun", "lastruntime", "runtime", "deletedon", "lastinteracted": // of programs, of files, of folders, as forensic tools name what somebody did
		return 3
	case "filekeylastwritetimestamp":
		return 2.5
	case "linkdate", "compiletime", "compilationtime", "compiledate": // of the program that a row is about
		return -1
	case "contexttimestamp": // of CrowdStrike's sensor, beside the time of its cloud
		return 6
	case "mtime": // of the four times of a body file
		return 2
	case "generatetime", "generatedtime", "generated":
		return 2.7
	case "endtime":
		return 0.5
	case "openedat": // of tickets
		return 2.5
	case "date", "created", "started", "createdat", "creationtime", "createddatetime", "when", "logtime",
		"timegenerated", "timecreated", "systemtime", "utctime", "starttime", "start", "eventdate", "epoch", "unix":
		return 2.5
	}
	if strings.Contains(name, "occur") {
		return 2.5
	}
	for _, other := range []string{"ingest", "index", "receiv", "receipt", "expir", "dropoff", "updat", "modif", "process", "end",
		"deliver", "edit", "stor", "upload", "import", "birth", "until", "accessed", "install", "seen"} {
		if strings.Contains(strings.ReplaceAll(name, "pickup", ""), other) { // no "updat" in pickup_datetime
			return -1
		}
	}
	for _, hint := range []string{"time", "date", "stamp", "created", "epoch"} {
		if strings.Contains(name, hint) {
			return 1.5
		}
	}
	if strings.HasSuffix(name, "at") && strings.Contains(path, "_at") || strings.HasSuffix(path, "At") || strings.HasSuffix(path, "Ts") || strings.HasSuffix(path, "_ts") {
		return 1
	}
	return 0
}

// isTypeName reports whether a key says of what type the value below it is, as in MongoDB's
// extended JSON ("$date", "$numberLong") and DynamoDB's ("S", "N").
func isTypeName(key string) bool {
	return strings.HasPrefix(key, "$") || key == "S" || key == "N"
}

// column is the place of a name, -1 if the survey has not met it.
func (sv *survey) column(name string) int {
	for i, n := range sv.names {
		if n == name {
			return i
		}
	}
	return -1
}

// listed names the columns for an error message.
func (sv *survey) listed() string {
	const most = 30
	names := sv.names
	more := ""
	if len(names) > most {
		more = fmt.Sprintf(" and %d more", len(names)-most)
		names = names[:most]
	}
	if len(names) == 0 {
		return "none"
	}
	return clipTo(strings.Join(names, ", "), 600) + more
}

// clipTo shortens s to n bytes at a rune boundary.
func clipTo(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n] + "…"
}

// timeChoice is the time column chosen.
type timeChoice struct {
	name   string
	col    int
	read   reading
	others []string // other columns that hold times
	dates  bool     // the column has no time of day

	orderBy string                // Options.OrderBy, if the file has it
	orders  map[string]stampRules // by its values; nil for one order
}

// choose decides on the time column, the one asked for or the best candidate.
func (sv *survey) choose(asked string, rules stampRules) (timeChoice, error) {
	cs := sv.candidates()
	ch := timeChoice{name: asked, col: -1}
	if asked != "" {
		ch.col = sv.column(asked)
	} else if len(cs) > 0 {
		ch.col = cs[0].col
		ch.name = sv.names[ch.col]
	}
	if ch.col < 0 {
		return ch, sv.noColumn(asked)
	}
	for _, c := range cs {
		if c.col != ch.col {
			ch.others = append(ch.others, sv.names[c.col])
		}
	}
	stats := &sv.stats[ch.col]
	if stats.valid() == 0 && stats.broken > 0 {
		return ch, stats.unreadable(ch.name)
	}
	if stats.valid() == 0 && stats.present > 0 && (rules.unit == unitNone || stats.numbers.n == 0) {
		return ch, fmt.Errorf("column %q holds no readable times; columns: %s; --time COLUMN chooses another", ch.name, sv.listed())
	}
	read, err := stats.decide(rules)
	if err != nil {
		return ch, fmt.Errorf("time column %q: %w", ch.name, err)
	}
	ch.read = read
	ch.dates = 2*stats.dateOnly > stats.valid()
	return ch, nil
}

// unreadable is the error of a column of which no value is a time, for what is wrong with them.
func (c *columnStats) unreadable(name string) error {
	return fmt.Errorf("time column %q holds no readable times: %w", name, c.breaks)
}

// errNoTime is wrapped by errors that say a file has no time column.
var errNoTime = fmt.Errorf("no time column")

func (sv *survey) noColumn(asked string) error {
	if asked != "" {
		return fmt.Errorf("%w %q; columns: %s; --time COLUMN names one", errNoTime, asked, sv.listed())
	}
	return fmt.Errorf("%w found; columns: %s; --time COLUMN names one", errNoTime, sv.listed())
}
