package timelog

import (
	"context"
	"errors"
	"io"
	"math/rand"
	"os"
	"strings"
	"testing"
	"time"
)

// asStdin makes a pipe standard input for one test and returns its other end.
func asStdin(t *testing.T) *os.File {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	saved := os.Stdin
	os.Stdin = r
	t.Cleanup(func() {
		os.Stdin = saved
		w.Close()
		r.Close()
	})
	return w
}

// TestStdinIsReadWhole feeds standard input by pieces of all sizes, slowly and fast.
func TestStdinIsReadWhole(t *testing.T) {
	w := asStdin(t)
	var text strings.Builder
	for i := range 100_000 {
		text.WriteString(`{"ts":"2021-03-01T08:00:00Z","n":"` + strings.Repeat("x", i%50) + "\"}\n")
	}
	go func() {
		rnd := rand.New(rand.NewSource(1))
		for rest := text.String(); rest != ""; {
			n := min(len(rest), 1+rnd.Intn(1<<uint(rnd.Intn(18))))
			io.WriteString(w, rest[:n])
			rest = rest[n:]
			if rnd.Intn(50) == 0 {
				time.Sleep(time.Millisecond)
			}
		}
		w.Close()
	}()
	tally, err := Count(context.Background(), Options{}, "-")
	if err != nil {
		t.Fatal(err)
	}
	if s := tally.Sources[0]; s.Rows != 100_000 || s.Events != 100_000 || s.Bytes != int64(text.Len()) {
		t.Errorf("%d rows, %d events of %d bytes, want 100000 of %d", s.Rows, s.Events, s.Bytes, text.Len())
	}
}

// TestStdinCanBeLeft: an interrupt does not wait for what standard input never brings.
func TestStdinCanBeLeft(t *testing.T) {
	w := asStdin(t)
	if _, err := io.WriteString(w, `{"ts":"2021-03-01T08:00:00Z"}`+"\n"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(20*time.Millisecond, cancel)
	if _, err := Count(ctx, Options{}, "-"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
