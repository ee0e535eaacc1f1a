package timelog

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// A few lines of text between objects of JSON do not cost the objects their columns,
// and objects whose time may be any of several are not read as text.
func TestSparselyMixed(t *testing.T) {
	object := func(key string) func(i int) string {
		return func(i int) string {
			return fmt.Sprintf(`{"level":"info","%s":"2021-03-04T05:%02d:00Z","n":%d}`, key, i%60, i)
		}
	}
	for name, test := range map[string]struct {
		every  int
		object func(i int) string
	}{
		"one line in twenty": {20, object("ts")},
		"times without name": {2, object("expires")},
	} {
		var text strings.Builder
		for i := range 100 {
			text.WriteString(test.object(i) + "\n")
			if i%test.every == 0 {
				fmt.Fprintf(&text, "2021-03-04 05:%02d:00 starting\n", i%60)
			}
		}
		tally, err := Count(context.Background(), Options{}, file(t, "log", text.String()))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		balanced(t, tally.Sources)
		if s := tally.Sources[0]; s.Format == "text" || s.Events != 100 {
			t.Errorf("%s: %+v", name, s)
		}
	}
}
