package timelog

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLateQuotes reads a table in which values over two lines come only after
// megabytes without any quote, so that pieces are cut inside of them.
func TestLateQuotes(t *testing.T) {
	var s strings.Builder
	s.WriteString("id,time,note\n")
	n := 0
	for ; s.Len() < 5<<20; n++ {
		fmt.Fprintf(&s, "%d,2021-01-29T00:%02d:%02d,plain\n", n, n/60%60, n%60)
	}
	quoted := n
	for ; s.Len() < 10<<20; n++ {
		fmt.Fprintf(&s, "%d,2021-01-29T01:%02d:%02d,\"%s\n2021-01-29T02:00:00,no record\"\n", n, n/60%60, n%60, strings.Repeat("long ", 5000))
	}
	path := filepath.Join(t.TempDir(), "late.csv")
	if err := os.WriteFile(path, []byte(s.String()+"x,never,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{1, 2, 4} {
		got, err := Count(context.Background(), Options{Workers: workers, Time: "time"}, path)
		if err != nil {
			t.Fatal(err)
		}
		src := got.Sources[0]
		if src.Events != int64(n) || src.Rows != int64(n)+1 || len(src.Skipped) != 1 {
			t.Errorf("%d workers: %d events of %d rows, %v; written %d", workers, src.Events, src.Rows, src.Skipped, n)
		}
		if want := int64(1 + quoted + 2*(n-quoted) + 1); len(src.Skipped) == 1 && src.Skipped[0].FirstLine != want {
			t.Errorf("%d workers: the damaged row is in line %d, told %d", workers, want, src.Skipped[0].FirstLine)
		}
	}
}
