package lake

import (
	"database/sql"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
)

// postgres is the server that the tests share.
var postgres struct {
	sync.Mutex
	s *server
}

// postgresServer starts a PostgreSQL that forgets everything when it crashes, which
// is fast, and fine for a test.
func postgresServer(t testing.TB) *server {
	t.Helper()
	postgres.Lock()
	defer postgres.Unlock()
	if postgres.s == nil {
		postgres.s = newPostgres(t)
	}
	return postgres.s
}

// newPostgres starts a server of its own, for a test that breaks it.
func newPostgres(t testing.TB) *server {
	t.Helper()
	const places = "/usr/lib/postgresql/*/bin"
	initdb, program := peer(t, "initdb", places), peer(t, "postgres", places)
	s := &server{dir: place(t, "postgres"), port: freePort(t), as: "postgres"}
	data := filepath.Join(s.dir, "data")
	make := exec.Command(initdb, "-D", data, "-U", "postgres", "--auth=scram-sha-256", "--no-sync", "--pwfile=password", "--encoding=UTF8", "--locale=C")
	make.Dir, make.SysProcAttr = s.dir, attributes(s.as)
	s.write(t, "password", "s3cret/word\n")
	if err := os.Chmod(filepath.Join(s.dir, "password"), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := make.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	s.args = []string{program, "-D", data, "-p", strconv.Itoa(s.port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=" + s.dir,
		"-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "wal_level=minimal", "-c", "max_wal_senders=0", "-c", "max_wal_size=4GB", "-c", "shared_buffers=256MB", "-c", "work_mem=256MB", "-c", "jit=off"}
	s.start(t)
	return s
}

// pgPassword is the password of the tests' server, as a DSN writes it.
const pgPassword = "s3cret%2Fword"

// postgresDB opens the server for reading, as Open does.
func postgresDB(t testing.TB) *DB {
	t.Helper()
	return postgresServer(t).reader(t)
}

func (s *server) reader(t testing.TB) *DB {
	t.Helper()
	return opened(t, "postgres://postgres:"+pgPassword+"@"+s.addr()+"/postgres?sslmode=disable")
}

// postgresWriter opens the server for writing, which Open does not.
func postgresWriter(t testing.TB) *DB { return postgresServer(t).writer(t) }

func (s *server) writer(t testing.TB) *DB {
	t.Helper()
	connection, err := sql.Open("pgx", "postgres://postgres:"+pgPassword+"@"+s.addr()+"/postgres?sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { connection.Close() })
	return Use(connection, PostgreSQL(), "postgres for writing")
}
