package engine

import (
	"strings"
	"testing"
	"time"
)

// onlooker is a recorder that somebody looks at.
type onlooker struct{ recorder }

func (*onlooker) Live() bool { return true }

// A bar appears while something lasts and is empty when it has ended; where
// nobody looks on, there is none.
func TestWatch(t *testing.T) {
	in := bare(t).(*interpreter)
	for _, test := range []struct {
		out  Output
		want []string
	}{
		{&onlooker{}, []string{"display text/plain=reading [###############---------------]  50% 1 MB of 2 MB, ", " left", "update text/plain= text/html="}},
		{&recorder{}, nil},
	} {
		in.streams.attach(test.out)
		w := &watched{label: "reading", over: make(chan struct{}), ended: make(chan struct{})}
		w.done.Store(1e6)
		w.total.Store(2e6)
		go w.show(in, time.Millisecond, time.Millisecond)
		var got string
		text := func() string {
			if o, ok := test.out.(*onlooker); ok {
				return o.text()
			}
			return test.out.(*recorder).text()
		}
		for i := 0; i < 1000 && !strings.Contains(got, "update"); i++ {
			time.Sleep(time.Millisecond)
			if got = text(); test.want == nil && i > 20 {
				break
			}
		}
		close(w.over)
		<-w.ended
		got = text()
		in.streams.detach()
		if test.want == nil && got != "" {
			t.Errorf("where nobody looks on: %s", got)
		}
		for _, want := range test.want {
			_, rest, found := strings.Cut(got, want)
			if !found {
				t.Errorf("no %q (in this order) in %s", want, got)
			}
			got = rest
		}
	}
}

func TestReadSize(t *testing.T) {
	for n, want := range map[float64]string{0: "0 B", 999: "999 B", 1000: "1 kB", 1234567: "1.23 MB", 28.6e9: "28.6 GB", 5e15: "5000 TB"} {
		if got := readSize(n); got != want {
			t.Errorf("readSize(%v) = %s, want %s", n, got, want)
		}
	}
}
