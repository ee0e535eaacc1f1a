package timelog

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Databases opens database files. heatmap/lake implements it for SQLite.
type Databases interface {
	// OpenDatabase opens a file for reading and leaves it as it is.
	OpenDatabase(ctx context.Context, path string) (Database, error)
}

// A Database is an open file of tables.
type Database interface {
	// Tables lists the tables in the order of their names.
	Tables() ([]DatabaseTable, error)
	// Rows gives every row of a table to each, the columns in the order named: nil,
	// int64, float64, string or []byte. It stops at the first error of each, and
	// returns it.
	Rows(ctx context.Context, table string, columns []string, each func(values []any) error) error
	// Close gives back what the database takes.
	Close() error
}

// A DatabaseTable is a table and its columns in their order.
type DatabaseTable struct {
	Name    string
	Columns []string
	Rows    int64
}

// errNoDriver is what becomes of a SQLite file when Options.Databases is nil.
var errNoDriver = errors.New("a SQLite database, which needs a driver: use lake.Files{} of heatmap/lake as Options.Databases, or lake.CountFiles and lake.ReadFiles, which do")

// tableFile translates one table of a database.
type tableFile struct {
	ctx   context.Context
	db    Database
	table DatabaseTable
}

func (t *tableFile) format() string { return "sqlite" }

func (t *tableFile) stated(string) bool { return false }

func (t *tableFile) write(out *jsonLines, wanted []string) error {
	columns := t.table.Columns
	if wanted != nil {
		columns = nil
		for _, c := range t.table.Columns {
			if slices.Contains(wanted, c) {
				columns = append(columns, c)
			}
		}
	}
	return t.db.Rows(t.ctx, t.table.Name, columns, func(values []any) error {
		out.begin()
		for i, v := range values {
			out.key(columns[i])
			out.b = appendValue(out.b, v)
		}
		return out.end()
	})
}

// appendValue writes a value of a database as JSON. Bytes that are no text are
// written in hexadecimal.
func appendValue(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case float64:
		return appendFloat(b, v, 64)
	case string:
		return appendText(b, v)
	case []byte:
		if !utf8.Valid(v) {
			return appendText(b, hex.EncodeToString(v))
		}
		return appendText(b, v)
	}
	return appendText(b, fmt.Sprint(v))
}

// database reads one table of a database: the one asked for, or the one that looks
// most like a log. Counting several would count the same visit twice.
func (r *run) database(res *fileResult, o *opened, workers int, rules stampRules) error {
	if r.opt.Databases == nil {
		return r.leaveOut(res, errNoDriver)
	}
	path, free, err := o.onDisk(res.in)
	if err != nil {
		return err
	}
	defer free()
	db, err := r.opt.Databases.OpenDatabase(r.ctx, path)
	if err != nil {
		return err
	}
	defer db.Close()
	tables, err := db.Tables()
	if err != nil {
		return err
	}
	best, others, err := r.chooseTable(db, tables, rules)
	if err != nil {
		if errors.Is(err, errNoTime) {
			return r.leaveOut(res, err)
		}
		return err
	}
	if isSafari(tables) && rules.unit == unitNone {
		rules.unit = unitCocoa // as Apple's databases count
	}
	m := newResult(member(res.in, best.Name, nil))
	m.src.Bytes = o.size
	if m.err = r.translated(m, &tableFile{r.ctx, db, best}, workers, rules); m.err != nil {
		m.err = pathError(m.in.path, m.err)
	}
	if len(others) > 0 {
		m.notes = append(m.notes, "the table "+best.Name+" was chosen; times are also in "+strings.Join(others, ", ")+": --table NAME reads another")
	}
	res.inner = append(res.inner, m)
	return nil
}

// onDisk is the path of a file with the content, which a driver needs: the file
// itself if it is one, else a copy.
func (o *opened) onDisk(in input) (path string, free func(), err error) {
	if err := o.seekable(); err != nil {
		return "", nil, readError(err)
	}
	if f, ok := o.raw.f.(*os.File); ok && !o.changed {
		return f.Name(), func() {}, nil
	}
	f, err := os.CreateTemp("", "hourprint-*.db")
	if err != nil {
		return "", nil, fmt.Errorf("a place to unpack: %w", err)
	}
	free = func() { os.Remove(f.Name()) }
	_, err = io.Copy(f, io.NewSectionReader(o.at, 0, o.size))
	if err = errors.Join(err, f.Close()); err != nil {
		free()
		return "", nil, err
	}
	return f.Name(), free, nil
}

// chooseTable finds the table to count, and names the others that hold times.
func (r *run) chooseTable(db Database, tables []DatabaseTable, rules stampRules) (best DatabaseTable, others []string, err error) {
	var names []string
	for _, t := range tables {
		names = append(names, t.Name)
		if strings.EqualFold(t.Name, r.opt.Table) {
			return t, nil, nil
		}
	}
	if r.opt.Table != "" {
		return best, nil, fmt.Errorf("there is no table %q; tables: %s", r.opt.Table, strings.Join(names, ", "))
	}
	score := -1
	for _, t := range tables {
		column := r.timesOf(db, t, rules)
		if column == "" {
			continue
		}
		s := logLike(t, column)
		others = append(others, t.Name+" ("+column+")")
		if s > score || s == score && t.Rows > best.Rows {
			best, score = t, s
		}
	}
	if score < 0 {
		return best, nil, fmt.Errorf("%w in any table; tables: %s; --table NAME and --time COLUMN name them", errNoTime, strings.Join(names, ", "))
	}
	others = slices.DeleteFunc(others, func(o string) bool { return strings.HasPrefix(o, best.Name+" (") })
	return best, others, nil
}

// timesOf is the time column that the first rows of a table show; "" if none.
func (r *run) timesOf(db Database, t DatabaseTable, rules stampRules) string {
	if t.Rows == 0 {
		return ""
	}
	first, all, err := sample(&tableFile{r.ctx, db, t})
	if err != nil || len(first) == 0 {
		return ""
	}
	sv := takeSurvey(&dialect{name: "sqlite", json: jsonShape{lines: true}}, first, all, rules)
	choice, err := sv.choose(r.opt.Time, rules)
	if errors.Is(err, errNoTime) || choice.col < 0 || err != nil && !cocoaLike(err) {
		return ""
	}
	return choice.name
}

// cocoaLike tells that a column holds times whose unit alone is open.
func cocoaLike(err error) bool { return strings.Contains(err.Error(), "--time-unit") }

// logLike says how much a table looks like a log: one row an event, rather than a
// list of things with the time each was last seen or changed.
func logLike(t DatabaseTable, column string) int {
	score := 2
	lower := strings.ToLower(column)
	for _, state := range []string{"last", "creat", "modif", "updat", "added", "expir", "install", "end", "slot", "remov", "access"} {
		if strings.Contains(lower, state) {
			score = 0
		}
	}
	for _, event := range []string{"visit", "event", "log", "history", "message"} {
		if strings.Contains(strings.ToLower(t.Name), event) {
			score++
			break
		}
	}
	return score
}

// isSafari knows Safari's History.db by its tables; other of Apple's databases
// are told by the numbers.
func isSafari(tables []DatabaseTable) bool {
	found := 0
	for _, t := range tables {
		if t.Name == "history_items" || t.Name == "history_visits" && slices.Contains(t.Columns, "visit_time") {
			found++
		}
	}
	return found == 2
}
