package wire

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	far, err := time.LoadLocation("Pacific/Apia")
	if err != nil {
		panic(err)
	}
	time.Local = far
	os.Exit(m.Run())
}

func bytesOf(parts ...string) [][]byte {
	out := make([][]byte, len(parts))
	for i, p := range parts {
		out[i] = []byte(p)
	}
	return out
}

// RFC 4231, test case 2: HMAC-SHA-256 of "what do ya want for nothing?" under
// the key "Jefe". The parts are signed as one text.
func TestSignRFC4231(t *testing.T) {
	const want = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
	if got := Sign([]byte("Jefe"), []byte("what do ya want "), []byte("for nothing?")); string(got) != want {
		t.Errorf("Sign = %s, want %s", got, want)
	}
	if got := Sign(nil, []byte("x")); got == nil || len(got) != 0 {
		t.Errorf("Sign without a key = %v, want an empty frame", got)
	}
}

func TestSplitAndJoin(t *testing.T) {
	key := []byte("secret")
	m := &Message{
		Idents:  bytesOf("peer", ""),
		Header:  Header{MsgID: "1", Session: "s", Username: "u", Date: "2026-01-02T03:04:05Z", Type: "execute_request", Version: Version},
		Parent:  json.RawMessage(`{"msg_id":"0"}`),
		Content: json.RawMessage(`{"code":"1+2 // Привет 🙂"}`),
		Buffers: bytesOf("\x00\xff", ""),
	}
	frames, err := m.Join(key)
	if err != nil {
		t.Fatal(err)
	}
	if len(frames) != 2+2+4+2 {
		t.Fatalf("%d frames, want 10: two idents, delimiter, signature, four parts, two buffers", len(frames))
	}
	got, err := Split(frames, key)
	if err != nil {
		t.Fatal(err)
	}
	if got.Header != m.Header {
		t.Errorf("header %+v, want %+v", got.Header, m.Header)
	}
	if string(got.Content) != string(m.Content) || string(got.Parent) != string(m.Parent) || string(got.Metadata) != "{}" {
		t.Errorf("parent %s, metadata %s, content %s", got.Parent, got.Metadata, got.Content)
	}
	if !reflect.DeepEqual(got.Idents, m.Idents) || !reflect.DeepEqual(got.Buffers, m.Buffers) {
		t.Errorf("idents %q, buffers %q", got.Idents, got.Buffers)
	}
	again, err := got.Join(key)
	if err != nil || !reflect.DeepEqual(again, frames) {
		t.Errorf("joined again: %q, %v; want %q", again, err, frames)
	}
}

func TestSplitRejects(t *testing.T) {
	key := []byte("secret")
	good, err := (&Message{Header: Header{Type: "kernel_info_request"}}).Join(key)
	if err != nil {
		t.Fatal(err)
	}
	replaced := func(i int, b string) [][]byte {
		out := append([][]byte(nil), good...)
		out[i] = []byte(b)
		return out
	}
	// signedAs signs parts correctly, so that only what they hold is at fault.
	signedAs := func(parts ...string) [][]byte {
		p := bytesOf(parts...)
		return append([][]byte{[]byte(Delimiter), Sign(key, p...)}, p...)
	}
	const h = `{"msg_type":"x"}`
	for _, c := range []struct {
		name   string
		frames [][]byte
		want   error
	}{
		{"nothing", nil, ErrMalformed},
		{"no delimiter", good[1:], ErrMalformed},
		{"delimiter only", good[:1], ErrMalformed},
		{"content missing", good[:5], ErrMalformed},
		{"no signature", replaced(1, ""), ErrSignature},
		{"signature of something else", replaced(1, string(Sign(key, []byte("x")))), ErrSignature},
		{"signature in capitals", replaced(1, string(bytes.ToUpper(good[1]))), ErrSignature},
		{"content changed", replaced(5, `{"a":1}`), ErrSignature},
		{"header changed", replaced(2, `{"msg_type":"shutdown_request"}`), ErrSignature},
		{"header is no JSON", signedAs("{", "{}", "{}", "{}"), ErrMalformed},
		{"header is a list", signedAs("[]", "{}", "{}", "{}"), ErrMalformed},
		{"header without msg_type", signedAs("{}", "{}", "{}", "{}"), ErrMalformed},
		{"msg_type is a number", signedAs(`{"msg_type":3}`, "{}", "{}", "{}"), ErrMalformed},
		{"parent is null", signedAs(h, "null", "{}", "{}"), ErrMalformed},
		{"metadata is text", signedAs(h, "{}", `"x"`, "{}"), ErrMalformed},
		{"content is cut", signedAs(h, "{}", "{}", `{"code":"1+`), ErrMalformed},
		{"content is two values", signedAs(h, "{}", "{}", `{}{}`), ErrMalformed},
	} {
		if m, err := Split(c.frames, key); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, %v; want %v", c.name, m, err, c.want)
		}
	}
	if _, err := Split(good, key); err != nil {
		t.Errorf("the message all of these were made from: %v", err)
	}
	if _, err := Split(good, []byte("other")); !errors.Is(err, ErrSignature) {
		t.Errorf("another key: %v", err)
	}
	if _, err := Split(replaced(1, "whatever"), nil); err != nil {
		t.Errorf("without a key the signature does not matter: %v", err)
	}
}

func TestJoinRejectsWhatIsNoObject(t *testing.T) {
	for _, bad := range []string{"", "[]", "{", "null"} {
		m := &Message{Header: Header{Type: "x"}, Content: json.RawMessage(bad)}
		if _, err := m.Join(nil); !errors.Is(err, ErrMalformed) {
			t.Errorf("content %q: %v", bad, err)
		}
	}
}

// unpack cuts fuzz data into frames: two bytes of length before each.
func unpack(data []byte) [][]byte {
	var frames [][]byte
	for len(data) >= 2 {
		n := min(int(binary.BigEndian.Uint16(data)), len(data)-2)
		frames = append(frames, data[2:2+n])
		data = data[2+n:]
	}
	return frames
}

func pack(frames [][]byte) []byte {
	var data []byte
	for _, f := range frames {
		data = binary.BigEndian.AppendUint16(data, uint16(len(f)))
		data = append(data, f...)
	}
	return data
}

// FuzzSplit: whatever comes, Split does not panic; what it accepts, Join turns
// back into the very same frames, and the same frames under a key are refused.
func FuzzSplit(f *testing.F) {
	whole, _ := (&Message{Idents: bytesOf("id"), Header: Header{Type: "x"}, Buffers: bytesOf("b")}).Join(nil)
	f.Add(pack(whole))
	f.Add(pack(whole[:4]))
	f.Add(pack(bytesOf(Delimiter, "", `{"msg_type":"x","date":null}`, "{}", "{}", "{ }")))
	f.Add([]byte{0xff, 0xff, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		frames := unpack(data)
		if _, err := Split(frames, []byte("k")); err == nil {
			t.Errorf("%q accepted under a key it was not signed with", frames)
		}
		m, err := Split(frames, nil)
		if err != nil {
			if !errors.Is(err, ErrMalformed) {
				t.Errorf("%q: %v", frames, err)
			}
			return
		}
		at := delimiter(frames)
		frames[at+1] = nil // joined without a key, the signature is empty
		again, err := m.Join(nil)
		if err != nil || !bytes.Equal(pack(again), pack(frames)) {
			t.Errorf("%q came back as %q, %v", frames, again, err)
		}
	})
}
