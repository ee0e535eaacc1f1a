package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "modernc.org/sqlite" // registers the driver "sqlite"
)

// cancelGrace is how long a server may take to cancel a query before its
// connection is closed.
const cancelGrace = 5 * time.Second

// openSQLite opens a SQLite file so that it stays as it is, byte for byte: it is
// opened read-only and as immutable, so that no lock is taken, no other program's
// lock matters, and no file appears beside it. What a log beside it holds
// (History-wal, History-journal) belongs to the data, and only a writer can merge
// it: then a temporary copy of both is read.
func openSQLite(path string) (*DB, error) {
	path, _, _ = strings.Cut(path, "?")
	if err := looksLikeSQLite(path); err != nil {
		return nil, err
	}
	db := &DB{dialect: SQLite(), owned: true, label: "sqlite:" + filepath.ToSlash(path)}
	target, options := path, "?mode=ro&immutable=1&_pragma=query_only(1)"
	if pending(path) {
		folder, copied, err := copyWithLog(path)
		if err != nil {
			return nil, fmt.Errorf("%s: copying it with its log: %w", path, err)
		}
		db.done = func() { os.RemoveAll(folder) }
		target, options = copied, "?mode=rw"
	}
	var err error
	if db.sql, err = sql.Open("sqlite", "file:"+(&url.URL{Path: filepath.ToSlash(target)}).EscapedPath()+options); err == nil {
		var n int64
		err = db.sql.QueryRowContext(context.Background(), "SELECT count(*) FROM sqlite_master").Scan(&n)
	}
	if err != nil {
		db.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return db, nil
}

// sqliteMagic begins every SQLite 3 file (SQLite, "Database File Format", 1.3).
const sqliteMagic = "SQLite format 3\x00"

func looksLikeSQLite(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, len(sqliteMagic))
	n, err := io.ReadFull(f, head)
	switch {
	case n == 0 && errors.Is(err, io.EOF):
		return fmt.Errorf("%s: the file is empty", path)
	case string(head[:n]) != sqliteMagic:
		return fmt.Errorf("%s: not a SQLite 3 database (or an encrypted one)", path)
	}
	return nil
}

// logs are the files beside a database that hold changes not yet merged.
var logs = []string{"-wal", "-journal"}

func pending(path string) bool {
	for _, suffix := range logs {
		if info, err := os.Stat(path + suffix); err == nil && info.Size() > 0 {
			return true
		}
	}
	return false
}

// copyWithLog copies a database and its logs to a temporary folder.
func copyWithLog(path string) (folder, copied string, err error) {
	if folder, err = os.MkdirTemp("", "hourprint-*"); err != nil {
		return "", "", err
	}
	copied = filepath.Join(folder, "copy.db")
	err = copyFile(path, copied)
	for _, suffix := range logs {
		if err == nil {
			if err = copyFile(path+suffix, copied+suffix); errors.Is(err, os.ErrNotExist) {
				err = nil
			}
		}
	}
	if err != nil {
		os.RemoveAll(folder)
	}
	return folder, copied, err
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	if _, err = io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
