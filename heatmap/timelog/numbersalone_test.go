package timelog

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNumbersAlone: numbers that are all there is are times, in whatever order.
func TestNumbersAlone(t *testing.T) {
	var bare, unix, member strings.Builder
	for i := range 40 {
		at := 1600000000 + i*17%40*86400
		fmt.Fprintf(&bare, "%d\n", at)
		fmt.Fprintf(&unix, "{\"person\":\"p1\",\"unix\":%d}\n", at)
		fmt.Fprintf(&member, "{\"t\":%d000}\n", at)
	}
	for name, text := range map[string]string{"bare.txt": bare.String(), "unix.jsonl": unix.String(), "member.jsonl": member.String()} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		tally, err := Count(context.Background(), Options{}, path)
		if err != nil || tally.All.Total() != 40 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
