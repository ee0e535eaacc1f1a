package transport

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"

	"github.com/hourprint/hourprint/kernel/wire"
)

// Connection is the content of a connection file: where the five sockets are
// and how messages are signed.
type Connection struct {
	Transport       string `json:"transport"` // "tcp" or "ipc"; "" = "tcp"
	IP              string `json:"ip"`        // "" = "127.0.0.1", "*" = all interfaces; for ipc the start of a path
	ShellPort       int    `json:"shell_port"`
	ControlPort     int    `json:"control_port"`
	StdinPort       int    `json:"stdin_port"`
	IOPubPort       int    `json:"iopub_port"`
	HeartbeatPort   int    `json:"hb_port"`
	Key             string `json:"key"`              // "" = messages are not signed
	SignatureScheme string `json:"signature_scheme"` // "" = "hmac-sha256", the only one
	KernelName      string `json:"kernel_name,omitempty"`
}

// ReadConnection reads a connection file and checks it. Port 0, which means
// any free port, is for tests: a file that names no port is refused.
func ReadConnection(path string) (Connection, error) {
	var c Connection
	b, err := os.ReadFile(path)
	if err != nil {
		return c, fmt.Errorf("connection file: %w", err)
	}
	if err := json.Unmarshal(b, &c); err != nil {
		return c, fmt.Errorf("connection file %s: %w", path, err)
	}
	for ch := Shell; ch < channels; ch++ {
		if *c.port(ch) == 0 {
			return c, fmt.Errorf("connection file %s: no port for %s", path, ch)
		}
	}
	if err := c.check(); err != nil {
		return c, fmt.Errorf("connection file %s: %w", path, err)
	}
	return c, nil
}

// port returns the field that holds the port of a channel.
func (c *Connection) port(ch Channel) *int {
	return [channels]*int{&c.ShellPort, &c.ControlPort, &c.StdinPort, &c.IOPubPort, &c.HeartbeatPort}[ch]
}

// check reports what is wrong with a connection.
func (c *Connection) check() error {
	switch c.Transport {
	case "", "tcp", "ipc":
	default:
		return fmt.Errorf("transport %q: want tcp or ipc", c.Transport)
	}
	if s := c.SignatureScheme; s != "" && s != wire.Scheme {
		return fmt.Errorf("signature_scheme %q: want %s", s, wire.Scheme)
	}
	for ch := Shell; ch < channels; ch++ {
		if p := *c.port(ch); p < 0 || p > 65535 {
			return fmt.Errorf("port %d for %s: want 1 to 65535", p, ch)
		}
	}
	if c.Transport == "ipc" && c.IP == "" {
		return errors.New("transport ipc needs ip, the start of the sockets' paths")
	}
	return nil
}

// address returns what net.Listen and net.Dial take.
func (c *Connection) address(ch Channel) (network, address string) {
	port := strconv.Itoa(*c.port(ch))
	if c.Transport == "ipc" {
		return "unix", c.IP + "-" + port
	}
	ip := c.IP
	switch ip {
	case "":
		ip = "127.0.0.1"
	case "*":
		ip = ""
	}
	return "tcp", net.JoinHostPort(ip, port)
}

// listen opens the socket of a channel and, where the port is 0, sets it.
func (c *Connection) listen(ch Channel) (net.Listener, error) {
	network, address := c.address(ch)
	if network == "unix" {
		if err := removeSocket(address); err != nil {
			return nil, err
		}
	}
	l, err := net.Listen(network, address)
	if err != nil {
		return nil, fmt.Errorf("%s channel: %w", ch, err)
	}
	if a, ok := l.Addr().(*net.TCPAddr); ok {
		*c.port(ch) = a.Port
	}
	return l, nil
}

// removeSocket removes a socket that an earlier kernel left behind, and
// nothing that is not a socket.
func removeSocket(path string) error {
	info, err := os.Lstat(path)
	if err != nil {
		return nil // nothing there, or Listen will say what is wrong
	}
	if info.Mode()&os.ModeSocket == 0 {
		return fmt.Errorf("%s: there is something that is not a socket", path)
	}
	if err := os.Remove(path); err != nil {
		return fmt.Errorf("an old socket is in the way: %w", err)
	}
	return nil
}
