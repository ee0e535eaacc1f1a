package rhythm

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// stampsFile writes n stamps of somebody in Berlin.
func stampsFile(b *testing.B, n int) string {
	b.Helper()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		b.Fatal(err)
	}
	var text []byte
	for _, at := range groupsOfWorkers()["office"].atWork(berlin, n, 0.02, rand.New(rand.NewPCG(1, 1))) {
		text = append(time.Unix(at, 0).UTC().AppendFormat(text, time.RFC3339), '\n')
	}
	path := filepath.Join(b.TempDir(), "stamps.txt")
	if err := os.WriteFile(path, text, 0o644); err != nil {
		b.Fatal(err)
	}
	return path
}

func benchmarkWhose(b *testing.B, n int) {
	path := stampsFile(b, n)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Whose(ReadOptions{}, path); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWhose50(b *testing.B)      { benchmarkWhose(b, 50) }
func BenchmarkWhoseMillion(b *testing.B) { benchmarkWhose(b, 1_000_000) }
