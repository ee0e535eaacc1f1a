package linked

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/internal/browsertest"
)

func TestMain(m *testing.M) {
	far, err := time.LoadLocation("Pacific/Apia") // a use of time.Local would show
	if err != nil {
		panic(err)
	}
	time.Local = far
	code := m.Run()
	browsertest.Close()
	os.Exit(code)
}

// flowsCSV is n invented flows of ten days from 2024-03-27, through the change of
// clocks in Europe, with missing places, missing numbers and one unreadable time.
func flowsCSV(n int, seed uint64) string {
	random := rand.New(rand.NewPCG(seed, 1))
	start := time.Date(2024, 3, 27, 0, 0, 0, 0, time.UTC)
	text := "ts,src,dst,proto,dport,bytes,lat,lon,note\n"
	protos := []string{"tcp", "udp", "icmp", "O'Brien's"}
	ports := []int{53, 80, 443, 22, 25, 8080, 123}
	for i := range n {
		at := start.Add(time.Duration(random.Int64N(int64(240 * time.Hour)))).Truncate(time.Microsecond)
		stamp := at.Format("2006-01-02T15:04:05.000000Z")
		if i == 7 {
			stamp = "soon"
		}
		bytes := fmt.Sprint(1 << random.IntN(24))
		if random.IntN(20) == 0 {
			bytes = ""
		}
		lat, lon := fmt.Sprintf("%.4f", random.Float64()*120-60), fmt.Sprintf("%.4f", random.Float64()*340-170)
		if place := random.IntN(12); place < 6 {
			lat, lon = []string{"52.52", "55.75", "40.71", "-23.55", "35.68", ""}[place], []string{"13.4", "37.62", "-74.01", "-46.63", "139.69", ""}[place]
		}
		note := []string{"", "=1+1", "</script><b>x", "a\u202egpj.exe", "plain"}[random.IntN(5)]
		text += fmt.Sprintf("%s,10.0.0.%d,192.0.2.%d,%s,%d,%s,%s,%s,%s\n", stamp, random.IntN(40), random.IntN(60),
			protos[random.IntN(len(protos))], ports[random.IntN(len(ports))], bytes, lat, lon, note)
	}
	return text
}

// flows reads that table as a frame with times in Berlin.
func flows(t testing.TB, n int, seed uint64) heatmap.DataFrame {
	t.Helper()
	path := t.TempDir() + "/flows.csv"
	if err := os.WriteFile(path, []byte(flowsCSV(n, seed)), 0o600); err != nil {
		t.Fatal(err)
	}
	df, err := heatmap.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if df, err = heatmap.WithTime(df, "ts", "Europe/Berlin"); err != nil {
		t.Fatal(err)
	}
	return df
}

// page makes the page of a frame.
func page(t testing.TB, df heatmap.DataFrame, opt Options) *Linked {
	t.Helper()
	l, err := Page(df, opt)
	if err != nil {
		t.Fatal(err)
	}
	return l
}
