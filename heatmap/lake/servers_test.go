package lake

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// A server is an engine that the tests have started on loopback, in a folder of
// its own.
type server struct {
	dir  string
	port int
	args []string // of the command that starts it
	env  []string
	as   string // user, when the test runs as root
	run  *exec.Cmd
	gone chan struct{}
	log  *os.File
}

// started are the servers to stop at the end.
var started struct {
	sync.Mutex
	all  []*server
	dirs []string
}

func stopServers() {
	for _, s := range started.all {
		s.stop()
	}
	for _, dir := range started.dirs {
		os.RemoveAll(dir)
	}
}

// peer finds a program that a test needs, or skips the test by name.
func peer(t testing.TB, name string, places ...string) string {
	t.Helper()
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	for _, pattern := range places {
		if found, _ := filepath.Glob(filepath.Join(pattern, name)); len(found) > 0 {
			return found[len(found)-1]
		}
	}
	if os.Getenv("HOURPRINT_REQUIRE") == "all" {
		t.Fatalf("%s is missing, and HOURPRINT_REQUIRE=all", name)
	}
	t.Skipf("needs %s", name)
	return ""
}

// place makes a folder for a server. Not t.TempDir: servers outlive the test that
// starts them, and PostgreSQL wants a short path for its socket.
func place(t testing.TB, as string) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "hp-lake-")
	if err != nil {
		t.Fatal(err)
	}
	started.Lock()
	started.dirs = append(started.dirs, dir)
	started.Unlock()
	if uid, gid, other := runsAs(as); other {
		if err := os.Chown(dir, uid, gid); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// freePort is a port of loopback that nobody listens on.
func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// start runs the server and waits until it takes connections.
func (s *server) start(t testing.TB) {
	t.Helper()
	s.run = exec.Command(s.args[0], s.args[1:]...)
	s.run.Dir, s.run.Env, s.run.SysProcAttr = s.dir, append(os.Environ(), s.env...), attributes(s.as)
	var err error
	if s.log, err = os.OpenFile(filepath.Join(s.dir, "output.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o666); err != nil {
		t.Fatal(err)
	}
	s.run.Stdout, s.run.Stderr = s.log, s.log
	if err := s.run.Start(); err != nil {
		t.Fatal(err)
	}
	started.Lock()
	started.all = append(started.all, s)
	started.Unlock()
	s.gone = make(chan struct{})
	go func() {
		s.run.Wait()
		close(s.gone)
	}()
	for range 300 {
		c, err := net.DialTimeout("tcp", s.addr(), time.Second)
		if err == nil {
			c.Close()
			return
		}
		select {
		case <-s.gone:
			t.Fatalf("%s ended at once:\n%s", s.args[0], s.output())
		case <-time.After(100 * time.Millisecond):
		}
	}
	t.Fatalf("%s takes no connections:\n%s", s.args[0], s.output())
}

// stop ends the server at once, as a lost machine would.
func (s *server) stop() {
	if s.run == nil {
		return
	}
	if s.as == "postgres" { // its sessions are groups of their own, which outlive it for a moment
		quit(s.run.Process.Pid)
		select {
		case <-s.gone:
		case <-time.After(10 * time.Second):
		}
	}
	kill(s.run.Process.Pid)
	<-s.gone
	s.log.Close()
	s.run = nil
}

func (s *server) addr() string { return fmt.Sprintf("127.0.0.1:%d", s.port) }

func (s *server) output() string {
	text, _ := os.ReadFile(filepath.Join(s.dir, "output.log"))
	return string(text[max(0, len(text)-4000):])
}

// opened opens a source for one test, and waits until it answers.
func opened(t testing.TB, dsn string) *DB {
	t.Helper()
	db, err := Open(dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for range 100 {
		if err = db.Ping(context.Background()); err == nil {
			return db
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal(err)
	return nil
}

// do runs statements that change things, which the package itself never does.
func do(t testing.TB, db *DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := db.sql.ExecContext(context.Background(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}
