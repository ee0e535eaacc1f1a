package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Value is a value of a column and the events that have it.
type Value struct {
	Value  string `json:"value"`
	Events int64  `json:"events"`
}

// Top returns the values of a column with the most events among those of the
// query, the most frequent first, at most n of them; equal numbers in the order of
// the values. Rows that lack the column are left out. Zero n means Query.Top.
func Top(ctx context.Context, db *DB, q Query, column string, n int) ([]Value, error) {
	a, err := q.check(db.folder != nil)
	if err == nil && column == "" {
		err = errors.New("no column is named whose values are wanted")
	}
	if err != nil {
		return nil, fmt.Errorf("lake: %w", err)
	}
	if n <= 0 {
		n = a.Top
	}
	if db.folder != nil {
		values, err := db.topOfFolder(ctx, a, column, n)
		if err != nil {
			err = fmt.Errorf("lake: %w", err)
		}
		return values, err
	}
	asking := &asking{tell: q.Progress}
	found, err := db.timeColumn(ctx, a, false)
	if err != nil {
		return nil, fmt.Errorf("lake: %w", err)
	}
	values, err := db.topValues(ctx, asking, &builder{d: &db.dialect, a: a, column: found}, column, n)
	if err != nil {
		return nil, fmt.Errorf("lake: %w", err)
	}
	return values, nil
}

func (db *DB) topValues(ctx context.Context, a *asking, b *builder, column string, n int) ([]Value, error) {
	var values []Value
	err := db.ask(ctx, a, b.top(column, n), func(rows *sql.Rows) error {
		values = nil
		for rows.Next() {
			var v Value
			if err := rows.Scan(&v.Value, &v.Events); err != nil {
				return err
			}
			values = append(values, v)
		}
		return nil
	})
	sortValues(values)
	return values, err
}

// sortValues puts the most frequent first; engines order texts in ways of their own.
func sortValues(values []Value) {
	slices.SortFunc(values, func(a, b Value) int {
		if a.Events != b.Events {
			return int(min(max(b.Events-a.Events, -1), 1))
		}
		return strings.Compare(a.Value, b.Value)
	})
}
