package lake

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
)

// dropped tells whether an error says that the connection is gone, so that a
// read may be tried again.
func dropped(err error) bool {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	for _, gone := range []error{driver.ErrBadConn, io.EOF, io.ErrUnexpectedEOF, net.ErrClosed, syscall.ECONNRESET, syscall.EPIPE, syscall.ECONNREFUSED, syscall.ECONNABORTED} {
		if errors.Is(err, gone) {
			return true
		}
	}
	var told *pgconn.PgError
	if errors.As(err, &told) {
		// Class 08 is a connection exception, 57P01 to 57P03 an administrator's shutdown,
		// a crash, and a start still under way (PostgreSQL, appendix A).
		return strings.HasPrefix(told.Code, "08") || told.Code == "57P01" || told.Code == "57P02" || told.Code == "57P03"
	}
	return false
}

// fault is an error as it may be shown: named after the source, without
// credentials. An ended context comes first, whatever the driver made of it.
func (db *DB) fault(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if why := ctx.Err(); why != nil && !errors.Is(err, why) {
		err = errors.Join(why, err)
	}
	return db.clean(err)
}

// clean takes what must not be shown out of an error.
func (db *DB) clean(err error) error {
	if err == nil {
		return nil
	}
	var known *sourceError
	if errors.As(err, &known) {
		return err
	}
	text := err.Error()
	for _, secret := range db.secrets {
		text = strings.ReplaceAll(text, secret, "…")
	}
	return &sourceError{text: db.label + ": " + text, is: marks(err), lost: db.dialect.lost != nil && db.dialect.lost(err)}
}

// sourceError is an error of a source, cleaned. It does not unwrap to the driver's
// own, whose text may hold what was cleaned away.
type sourceError struct {
	text string
	is   []error
	lost bool // part of a cluster did not answer
}

func (e *sourceError) Error() string   { return e.text }
func (e *sourceError) Unwrap() []error { return e.is }

// marks are the errors that callers compare with.
func marks(err error) []error {
	var found []error
	for _, mark := range []error{context.Canceled, context.DeadlineExceeded, io.EOF, io.ErrUnexpectedEOF, syscall.ECONNREFUSED} {
		if errors.Is(err, mark) {
			found = append(found, mark)
		}
	}
	return found
}
