package wire_test

import (
	"encoding/json"
	"fmt"

	"github.com/hourprint/hourprint/kernel/wire"
)

func ExampleSplit() {
	key := []byte("a key from the connection file")
	frames, _ := (&wire.Message{
		Idents:  [][]byte{[]byte("client")},
		Header:  wire.Header{MsgID: "1", Type: "execute_request", Version: wire.Version},
		Content: json.RawMessage(`{"code":"1+2"}`),
	}).Join(key)

	m, err := wire.Split(frames, key)
	fmt.Println(m.Header.Type, string(m.Content), err)

	frames[len(frames)-1] = []byte(`{"code":"os.RemoveAll(\"/\")"}`)
	_, err = wire.Split(frames, key)
	fmt.Println(err)
	// Output:
	// execute_request {"code":"1+2"} <nil>
	// wrong signature
}
