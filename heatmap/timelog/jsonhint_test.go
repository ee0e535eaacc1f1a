package timelog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand"
	"testing"
)

// TestJSONLinesMutated changes lines that are all alike in a byte or two, and holds
// what becomes of each, sound or damaged and at what time, against encoding/json.
func TestJSONLinesMutated(t *testing.T) {
	rnd := rand.New(rand.NewSource(2))
	spice := []byte("\"\\\\{}[],:0123456789eE+-. \tunrtx/\x00\x1f\x7f\x80\xff\r")
	for round := range 60 {
		var text bytes.Buffer
		var lines [][]byte
		for i := range 400 {
			line := []byte(fmt.Sprintf(`{"id":%d,"ts":"2021-01-29T00:%02d:07.123456","n":{"ts":"x%d"},"ok":true,"body":"say \"%d\" with \u00e9 and some more text","list":[1,"a"],"f":-1.5e%d}`, i*i, i%60, i, i, i%9))
			if rnd.Intn(3) > 0 {
				line = mutated(rnd, line, spice)
			}
			lines = append(lines, line)
			text.Write(line)
			text.WriteByte('\n')
		}
		sound := map[int]bool{} // by the start of the record
		s := newJSONScanner(jsonShape{lines: true, keys: []string{"id", "ts"}, common: 2}, []string{"ts"})
		var buf []byte
		s.scan(text.Bytes(), true, func(r *record) {
			if r.damage == "" {
				sound[r.start] = true
				checkSound(t, text.Bytes()[r.start:r.end], r.cells[0].text(&buf))
			}
		})
		start := 0
		for _, line := range lines {
			if line[0] == '{' && json.Valid(line) && !sound[start] {
				t.Fatalf("round %d: damaged, but valid: %q", round, line)
			}
			start += len(line) + 1
		}
	}
}

// checkSound compares a record taken for valid.
func checkSound(t *testing.T, object, ts []byte) {
	t.Helper()
	var all map[string]json.RawMessage
	if err := json.Unmarshal(object, &all); err != nil {
		t.Fatalf("%v: %q", err, object)
	}
	raw := all["ts"]
	var want string
	switch {
	case len(raw) == 0 || raw[0] == '{' || string(raw) == "null":
		return
	case raw[0] != '"':
		want = string(raw)
	default:
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatal(err)
		}
	}
	if got := string(bytes.ToValidUTF8(ts, []byte("?"))); got != string(bytes.ReplaceAll([]byte(want), []byte("\ufffd"), []byte("?"))) {
		t.Fatalf("%q, want %q: %q", got, want, object)
	}
}

// mutated is a copy of line with a byte or two replaced, left out or put in.
func mutated(rnd *rand.Rand, line, spice []byte) []byte {
	line = bytes.Clone(line)
	for range 1 + rnd.Intn(2) {
		i := 1 + rnd.Intn(len(line)-1)
		switch c := spice[rnd.Intn(len(spice))]; rnd.Intn(3) {
		case 0:
			line[i] = c
		case 1:
			line = append(line[:i], line[i+1:]...)
		default:
			line = append(line[:i], append([]byte{c}, line[i:]...)...)
		}
	}
	return line
}
