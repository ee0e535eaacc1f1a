package transport

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const good = `{"shell_port":1001,"iopub_port":1002,"stdin_port":1003,"control_port":1004,"hb_port":1005,"ip":"127.0.0.1","key":"a0436f6c","transport":"tcp",
"signature_scheme":"hmac-sha256","kernel_name":"hourprint"}`

func write(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "kernel-1.json")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadConnection(t *testing.T) {
	c, err := ReadConnection(write(t, good))
	if err != nil {
		t.Fatal(err)
	}
	want := Connection{Transport: "tcp", IP: "127.0.0.1", ShellPort: 1001, IOPubPort: 1002, StdinPort: 1003,
		ControlPort: 1004, HeartbeatPort: 1005, Key: "a0436f6c", SignatureScheme: "hmac-sha256", KernelName: "hourprint"}
	if c != want {
		t.Errorf("%+v, want %+v", c, want)
	}
	for _, bad := range []struct{ old, new, says string }{
		{`"tcp"`, `"udp"`, `transport "udp": want tcp or ipc`},
		{`hmac-sha256`, `hmac-md5`, `signature_scheme "hmac-md5": want hmac-sha256`},
		{`"iopub_port":1002,`, ``, `no port for iopub`},
		{`1003`, `70000`, `port 70000 for stdin: want 1 to 65535`},
		{`1003`, `-1`, `port -1 for stdin`},
		{`1003`, `"x"`, `stdin_port`},
		{`"ip":"127.0.0.1","key":"a0436f6c","transport":"tcp"`, `"transport":"ipc"`, `the start of the sockets' paths`},
		{`{`, ``, `invalid character`},
	} {
		path := write(t, strings.Replace(good, bad.old, bad.new, 1))
		_, err := ReadConnection(path)
		if err == nil || !strings.Contains(err.Error(), bad.says) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s for %s: %v; want the path and %q", bad.new, bad.old, err, bad.says)
		}
	}
	if _, err := ReadConnection(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

func TestAddresses(t *testing.T) {
	for _, c := range []struct {
		connection Connection
		want       string
	}{
		{Connection{ShellPort: 5}, "tcp 127.0.0.1:5"},
		{Connection{IP: "*", ShellPort: 5}, "tcp :5"},
		{Connection{IP: "::1", ShellPort: 5}, "tcp [::1]:5"},
		{Connection{Transport: "ipc", IP: "/tmp/kernel-1.json-ipc", ShellPort: 5}, "unix /tmp/kernel-1.json-ipc-5"},
	} {
		network, address := c.connection.address(Shell)
		if got := fmt.Sprint(network, " ", address); got != c.want {
			t.Errorf("%+v: %s, want %s", c.connection, got, c.want)
		}
	}
}

func TestListenErrors(t *testing.T) {
	z, err := Listen(Connection{})
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	taken := Connection{IOPubPort: z.Connection().IOPubPort}
	if _, err := Listen(taken); err == nil || !strings.Contains(err.Error(), "iopub") {
		t.Errorf("a port in use: %v", err)
	}
	if _, err := Listen(Connection{Transport: "udp"}); err == nil {
		t.Error("transport udp accepted")
	}
	z.Close()
	if err := z.Start(&echo{t: z}); !errors.Is(err, ErrClosed) {
		t.Errorf("Start after Close: %v", err)
	}
}

// A socket left behind is replaced, a file of the user's is not.
func TestSocketInTheWay(t *testing.T) {
	dir, err := os.MkdirTemp("", "hp")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	c := Connection{Transport: "ipc", IP: filepath.Join(dir, "k"), ShellPort: 1, ControlPort: 2, StdinPort: 3, IOPubPort: 4, HeartbeatPort: 5}
	first, err := Listen(c)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := Listen(c)
	if err != nil {
		t.Fatalf("over the sockets of another kernel: %v", err)
	}
	second.Close()
	if err := os.WriteFile(c.IP+"-3", []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Listen(c); err == nil || !strings.Contains(err.Error(), "not a socket") {
		t.Errorf("a file in the way: %v", err)
	}
}
