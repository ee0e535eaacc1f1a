package transport

import (
	"encoding/binary"
	"fmt"
	"strings"
)

// property is one name and value of a READY command.
type property struct{ name, value string }

// command returns the body of a command frame.
func command(name string, data []byte) []byte {
	return append(append([]byte{byte(len(name))}, name...), data...)
}

// splitCommand returns the name and the data of a command frame's body.
func splitCommand(body []byte) (name string, data []byte, err error) {
	if len(body) == 0 || len(body) < 1+int(body[0]) {
		return "", nil, fmt.Errorf("%w: cut command", errZMTP)
	}
	n := 1 + int(body[0])
	return string(body[1:n]), body[n:], nil
}

// ready returns the body of a READY command.
func ready(properties ...property) []byte {
	var data []byte
	for _, p := range properties {
		data = append(append(data, byte(len(p.name))), p.name...)
		data = binary.BigEndian.AppendUint32(data, uint32(len(p.value)))
		data = append(data, p.value...)
	}
	return command("READY", data)
}

// readReady returns the properties of a READY command's data, with their names
// in lower case: they are compared without regard to it.
func readReady(data []byte) (map[string]string, error) {
	cut := fmt.Errorf("%w: cut READY", errZMTP)
	properties := map[string]string{}
	for len(data) > 0 {
		n := 1 + int(data[0])
		if len(data) < n+4 {
			return nil, cut
		}
		name := strings.ToLower(string(data[1:n]))
		size := uint64(binary.BigEndian.Uint32(data[n:]))
		data = data[n+4:]
		if uint64(len(data)) < size {
			return nil, cut
		}
		properties[name] = string(data[:size])
		data = data[size:]
	}
	return properties, nil
}

// pong returns the body of the answer to the data of a PING: its context,
// which follows two bytes of time to live, comes back. At most 16 bytes of it
// are to be echoed (ZMTP 3.1, "Ping and pong").
func pong(ping []byte) []byte {
	context := ping[min(2, len(ping)):]
	return command("PONG", context[:min(16, len(context))])
}
