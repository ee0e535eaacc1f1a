package gophernotes

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/hourprint/hourprint/kernel/server/kerneltest"
	"github.com/hourprint/hourprint/kernel/transport"
)

// A kernel is a process that speaks the protocol, and a front-end to it.
type kernel struct {
	*kerneltest.Client
	command *exec.Cmd
	said    bytes.Buffer // on stdout and stderr
	ended   chan struct{}
}

// launch starts a kernel in a folder and connects to it. "{connection}" in the
// arguments is replaced by the path of the connection file. The caller stops it.
func launch(ctx context.Context, dir string, args ...string) (*kernel, error) {
	connection, err := freeConnection()
	if err != nil {
		return nil, err
	}
	file, err := os.CreateTemp(scratch, "kernel-*.json")
	if err != nil {
		return nil, err
	}
	if err := errors.Join(json.NewEncoder(file).Encode(connection), file.Close()); err != nil {
		return nil, err
	}
	args = append([]string(nil), args...)
	for i := range args {
		if args[i] == "{connection}" {
			args[i] = file.Name()
		}
	}
	k := &kernel{command: exec.Command(args[0], args[1:]...), ended: make(chan struct{})}
	k.command.Dir = dir
	k.command.Env = append(os.Environ(), "HOURPRINT_DATA=", "IPYTHONDIR="+filepath.Join(scratch, "ipython"))
	k.command.Stdout, k.command.Stderr = &k.said, &k.said
	if err := k.command.Start(); err != nil {
		return nil, err
	}
	return k, k.connect(ctx, connection)
}

// heartbeat answers in the place of a kernel's, since our front-end asks a REP
// socket and ipykernel's is a ROUTER. It returns the port.
var heartbeat = sync.OnceValues(func() (int, error) {
	sockets, err := transport.Listen(transport.Connection{})
	if err != nil {
		return 0, err
	}
	return sockets.Connection().HeartbeatPort, sockets.Start(nil) // until the tests end
})

// connect dials a kernel that is starting, for as long as it lives.
func (k *kernel) connect(ctx context.Context, c transport.Connection) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		_ = k.command.Wait() // killed, or its own fault, which shows as a lost connection
		close(k.ended)
		cancel()
	}()
	beat, err := heartbeat()
	if err != nil {
		k.stop()
		return err
	}
	c.HeartbeatPort = beat
	raw, err := transport.Dial(ctx, c, "test")
	if err != nil {
		k.stop()
		return fmt.Errorf("%w\n%s", err, &k.said)
	}
	k.Client = kerneltest.New(raw, []byte(c.Key), "test")
	return nil
}

// stop ends the process and disconnects.
func (k *kernel) stop() {
	_ = k.command.Process.Kill() // it may have ended by itself
	<-k.ended
	if k.Client != nil {
		k.Close()
	}
}

// heard asks a kernel for its information until what it publishes arrives here:
// a kernel may answer before the subscription has reached it.
func (k *kernel) heard(ctx context.Context) error {
	for {
		id, err := k.Send(transport.Shell, "kernel_info_request", struct{}{})
		if err != nil {
			return err
		}
		if _, err := k.Reply(ctx, transport.Shell, id); err != nil {
			return err
		}
		soon, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
		err = k.Idle(soon, id, &kerneltest.Answer{})
		cancel()
		if err == nil || ctx.Err() != nil {
			return err
		}
	}
}

// run executes code as a notebook does, until the reply and idle.
func (k *kernel) run(ctx context.Context, code string) (*kerneltest.Answer, error) {
	return k.Do(ctx, transport.Shell, "execute_request", execution(code))
}

// execution is the content of an execute_request.
func execution(code string) map[string]any {
	return map[string]any{
		"code": code, "silent": false, "store_history": true, "allow_stdin": false, "stop_on_error": true,
		"user_expressions": map[string]any{},
	}
}

// freeConnection names five ports that nobody listens on.
func freeConnection() (transport.Connection, error) {
	c := transport.Connection{Transport: "tcp", IP: "127.0.0.1", Key: "key of the test", SignatureScheme: "hmac-sha256"}
	for _, port := range []*int{&c.ShellPort, &c.ControlPort, &c.StdinPort, &c.IOPubPort, &c.HeartbeatPort} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return c, err
		}
		defer l.Close() // after all five are known, so that they differ
		*port = l.Addr().(*net.TCPAddr).Port
	}
	return c, nil
}

// started launches gophernotes in a folder for the length of a test.
func started(t *testing.T, ctx context.Context, dir string) *kernel {
	t.Helper()
	k, err := launch(ctx, dir, gophernotes(t), "{connection}")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(k.stop)
	if err := k.heard(ctx); err != nil {
		t.Fatalf("%v\n%s", err, &k.said)
	}
	return k
}
