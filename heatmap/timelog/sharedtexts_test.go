package timelog

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// Texts come back by their number, from memory and from the file.
func TestSharedTexts(t *testing.T) {
	var s sharedTexts
	long := strings.Repeat("x", 1<<20)
	of := func(i int) string {
		if i%7 == 0 {
			return ""
		}
		return fmt.Sprint(i, long)[:1+i%(1<<20)]
	}
	const n = 90
	for i := range n {
		if err := s.add([]byte(of(i * 11_003))); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.finish(); err != nil || !s.full {
		t.Fatalf("%v; in a file: %v", err, s.full)
	}
	defer s.close()
	for i := n - 1; i >= 0; i-- {
		text, ok, err := s.at(i, []byte("+"))
		if !ok || err != nil || !bytes.Equal(text, []byte("+"+of(i*11_003))) {
			t.Fatalf("%d: %d bytes, %v, %v", i, len(text), ok, err)
		}
	}
	for _, i := range []int{-1, n} {
		if _, ok, err := s.at(i, nil); ok || err != nil {
			t.Errorf("%d: %v %v", i, ok, err)
		}
	}
}

// Without a place for a file all texts stay in memory.
func TestSharedTextsWithoutAFile(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()+"/nowhere")
	var s sharedTexts
	text := bytes.Repeat([]byte("y"), textsInMemory/2+1)
	for range 3 {
		if err := s.add(text); err != nil {
			t.Fatal(err)
		}
	}
	if got, ok, err := s.at(2, nil); !ok || err != nil || !bytes.Equal(got, text) {
		t.Errorf("%d bytes, %v, %v", len(got), ok, err)
	}
}
