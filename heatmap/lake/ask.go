package lake

import (
	"context"
	"database/sql"
	"sync"
)

// asking is one query on its way: what the engine reports meanwhile, and what it
// is to do about shards that do not answer.
type asking struct {
	skipLost bool
	tell     func(rows, total int64)

	mu                 sync.Mutex
	rows, bytes, total int64
	retried            bool
}

// progress adds what the engine says it has scanned since it last said so.
func (a *asking) progress(rows, bytes, total int64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.rows, a.bytes, a.total = a.rows+rows, a.bytes+bytes, a.total+total
	if a.tell != nil {
		a.tell(a.rows, max(a.total, a.rows))
	}
}

// scanned is what has been scanned so far.
func (a *asking) scanned() (rows, bytes int64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.rows, a.bytes
}

// ask sends a statement and gives its rows to read. When the connection drops,
// before the answer or amid it, it asks once more: read then starts anew.
func (db *DB) ask(ctx context.Context, a *asking, s Statement, read func(rows *sql.Rows) error) error {
	err := db.askOnce(ctx, a, s, read)
	if dropped(err) && ctx.Err() == nil {
		a.mu.Lock()
		a.rows, a.bytes, a.total, a.retried = 0, 0, 0, true
		a.mu.Unlock()
		err = db.askOnce(ctx, a, s, read)
	}
	return db.fault(ctx, err)
}

func (db *DB) askOnce(ctx context.Context, a *asking, s Statement, read func(rows *sql.Rows) error) error {
	if db.dialect.begin != nil {
		ctx = db.dialect.begin(ctx, a)
	}
	rows, err := db.sql.QueryContext(ctx, s.SQL, s.Args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	if err := read(rows); err != nil {
		return err
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return rows.Close()
}
