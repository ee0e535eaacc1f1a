package lake

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/stdlib"
)

// Open opens a source by its DSN:
//
//	clickhouse://user@host:9000/database   ClickHouse, native protocol
//	postgres://user@host:5432/database     PostgreSQL, and what speaks its protocol
//	sqlite:History                         a SQLite file, which stays as it is
//	parquet:lake/logins                    a folder of Parquet files, a glob, or one file
//
// A password may stand in the DSN, but is better left to the environment:
// CLICKHOUSE_USER and CLICKHOUSE_PASSWORD, and PostgreSQL's PGUSER, PGPASSWORD and
// ~/.pgpass. No output, error or report ever holds it. Nothing is asked of the
// server before the first query.
func Open(dsn string) (*DB, error) {
	scheme, rest, found := strings.Cut(dsn, ":")
	if !found {
		return nil, errScheme
	}
	switch strings.ToLower(scheme) {
	case "clickhouse":
		return openClickHouse(dsn)
	case "postgres", "postgresql":
		return openPostgres(dsn)
	case "sqlite":
		return openSQLite(strings.TrimPrefix(rest, "//"))
	case "parquet":
		return openParquet(strings.TrimPrefix(rest, "//"))
	}
	return nil, errScheme
}

// errScheme does not repeat the DSN, which may hold a password.
var errScheme = errors.New("a DSN begins with clickhouse://, postgres://, sqlite: or parquet: (for another engine hand lake.Use a *sql.DB and a Dialect)")

// label is what outputs call a server.
func label(scheme, host, database string) string {
	return strings.TrimSuffix(scheme+"://"+host+"/"+database, "/")
}

// parseDSN reads a URL. The errors of net/url quote it whole, so they are replaced.
func parseDSN(dsn, form string) (*url.URL, error) {
	u, err := url.Parse(dsn)
	if err != nil || u.Host == "" && u.Opaque != "" {
		return nil, fmt.Errorf("the DSN cannot be read: write it as %s, with signs such as @ / : in a password written as %%40 %%2F %%3A", form)
	}
	return u, nil
}

func openClickHouse(dsn string) (*DB, error) {
	u, err := parseDSN(dsn, "clickhouse://user@host:9000/database")
	if err != nil {
		return nil, err
	}
	opt, err := clickhouse.ParseDSN(dsn)
	if err != nil {
		return nil, errors.New("the DSN has an option that clickhouse-go does not know: see its README for those of the native protocol")
	}
	if u.User == nil {
		if user := os.Getenv("CLICKHOUSE_USER"); user != "" {
			opt.Auth.Username = user
		}
	}
	if opt.Auth.Password == "" {
		opt.Auth.Password = os.Getenv("CLICKHOUSE_PASSWORD")
	}
	if u.Port() == "" && len(opt.Addr) == 1 && opt.TLS == nil {
		opt.Addr[0] = u.Hostname() + ":9000"
	}
	opt.ClientInfo.Products = append(opt.ClientInfo.Products, struct{ Name, Version string }{"hourprint", "1"})
	db := &DB{sql: clickhouse.OpenDB(opt), dialect: ClickHouse(), owned: true, label: label("clickhouse", u.Host, opt.Auth.Database)}
	db.hide(opt.Auth.Password, u)
	return db, nil
}

func openPostgres(dsn string) (*DB, error) {
	u, err := parseDSN(dsn, "postgres://user@host:5432/database")
	if err != nil {
		return nil, err
	}
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, errors.New("the DSN has an option that PostgreSQL's libpq does not know, or a value it cannot take")
	}
	config.RuntimeParams["application_name"] = "hourprint"
	config.RuntimeParams["timezone"] = "UTC"
	config.RuntimeParams["default_transaction_read_only"] = "on"
	// A context that ends cancels the query in the server, not only the wait for it.
	config.BuildContextWatcherHandler = func(c *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{Conn: c, DeadlineDelay: cancelGrace}
	}
	db := &DB{sql: stdlib.OpenDB(*config), dialect: PostgreSQL(), owned: true, label: label("postgres", u.Host, config.Database)}
	db.hide(config.Password, u)
	return db, nil
}

// hide notes what must not be shown: a password, as it is and as the DSN wrote it,
// and the values of options whose names say that they are secret.
func (db *DB) hide(password string, u *url.URL) {
	secrets := []string{password}
	if u.User != nil {
		if p, ok := u.User.Password(); ok {
			secrets = append(secrets, p, url.QueryEscape(p), url.PathEscape(p))
		}
		if _, raw, ok := strings.Cut(u.User.String(), ":"); ok {
			secrets = append(secrets, raw)
		}
	}
	for key, values := range u.Query() {
		if k := strings.ToLower(key); strings.Contains(k, "pass") || strings.Contains(k, "secret") || strings.Contains(k, "token") {
			secrets = append(secrets, values...)
		}
	}
	for _, s := range secrets {
		if s != "" {
			db.secrets = append(db.secrets, s)
		}
	}
}
