package linked

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/hourprint/hourprint/heatmap"
)

// millionRows is a frame of a million events with six columns beside the time.
func millionRows(b *testing.B) heatmap.DataFrame {
	path := b.TempDir() + "/million.csv"
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	out, random := bufio.NewWriterSize(file, 1<<20), rand.New(rand.NewPCG(1, 1))
	fmt.Fprintln(out, "ts,src,dst,proto,dport,bytes,state")
	at, protos, states := int64(1700000000000), []string{"tcp", "udp", "icmp"}, []string{"CON", "FSPA_FSPA", "S_", "INT"}
	for range 1_000_000 {
		at += random.Int64N(5000)
		fmt.Fprintf(out, "%s,10.0.%d.%d,192.0.2.%d,%s,%d,%d,%s\n", time.UnixMilli(at).UTC().Format("2006-01-02T15:04:05.000Z"), random.IntN(16), random.IntN(250), random.IntN(250),
			protos[random.IntN(3)], random.IntN(1000), random.IntN(1<<random.IntN(24)+1), states[random.IntN(4)])
	}
	if err := out.Flush(); err != nil {
		b.Fatal(err)
	}
	file.Close()
	df, err := heatmap.Read(path)
	if err == nil {
		df, err = heatmap.WithTime(df, "ts", "UTC")
	}
	if err != nil {
		b.Fatal(err)
	}
	return df
}

// BenchmarkMillion makes the page of a million events, opens it and brushes the week, the
// time and the bars: page-MB, open-ms and brush-ms (the median from the selection to the
// end of the drawing it causes) are what it reports.
func BenchmarkMillion(b *testing.B) {
	df := millionRows(b)
	for b.Loop() {
		l, err := Page(df, Options{Views: []string{"time", "week", "axes", "bars", "rows"}})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(l.page))/1e6, "page-MB")
		path := filepath.Join(b.TempDir(), "million.html")
		if err := l.Save(path); err != nil {
			b.Fatal(err)
		}
		tab := benchTab(b)
		tab.Run(chromedp.Navigate("file://"+filepath.ToSlash(path)+"?canvas"), chromedp.WaitReady(chromedp.CSS("html[data-ready]")))
		b.ReportMetric(eval[float64](tab, `performance.timing.domContentLoadedEventEnd - performance.timing.navigationStart`), "parse-ms")
		b.ReportMetric(eval[float64](tab, `window.hourprint.app.opened`), "open-ms")
		times := eval[[]float64](tab, `(() => {
			const { app, views } = window.hourprint, out = [];
			for (let i = 0; i < 40; i++) {
				const began = performance.now();
				if (i % 4 === 0) app.filter("week", { cells: [i, i + 1, i + 2, i + 40, i + 41] });
				if (i % 4 === 1) app.filter("time", { from: app.table.time[i * 20000], to: app.table.time[i * 20000 + 150000] });
				if (i % 4 === 2) app.filter("col:proto", { values: [["tcp", "udp", "icmp"][i % 3]] });
				if (i % 4 === 3) app.filter(["week", "time", "col:proto"][i % 3], null);
				app.draw();
				out.push(performance.now() - began);
			}
			return out;
		})()`)
		slices.Sort(times)
		b.ReportMetric(times[len(times)/2], "brush-ms")
	}
}

// BenchmarkPan opens a graph of 5,000 nodes and 50,000 edges and pans it: frames-s is how
// many frames a second were shown, in software.
func BenchmarkPan(b *testing.B) {
	path := b.TempDir() + "/graph.csv"
	file, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	random := rand.New(rand.NewPCG(2, 2))
	fmt.Fprintln(file, "ts,src,dst,proto")
	for i := range 51_000 {
		from := random.IntN(5000)
		fmt.Fprintf(file, "2024-01-01T%02d:00:00Z,h%d,h%d,%s\n", i%24, from, (from/100*100+random.IntN(100))%5000, []string{"tcp", "udp"}[random.IntN(2)])
	}
	file.Close()
	df, err := heatmap.Read(path)
	if err == nil {
		df, err = heatmap.WithTime(df, "ts", "UTC")
	}
	if err != nil {
		b.Fatal(err)
	}
	l, err := Page(df, Options{Views: []string{"graph"}})
	if err != nil {
		b.Fatal(err)
	}
	page := filepath.Join(b.TempDir(), "graph.html")
	if err := l.Save(page); err != nil {
		b.Fatal(err)
	}
	for _, way := range []string{"", "?canvas"} {
		b.Run("layer"+way, func(b *testing.B) {
			for b.Loop() {
				tab := benchTab(b)
				tab.Run(chromedp.Navigate("file://"+filepath.ToSlash(page)+way), chromedp.WaitReady(chromedp.CSS("html[data-ready]")))
				tab.Exec(`(() => {
					const view = window.hourprint.views.graph, began = performance.now();
					let n = 0;
					const step = () => {
						view.pan(n % 2 ? 5 : -4, 2);
						if (++n < 60) requestAnimationFrame(step);
						else window.frames_ = 60000 / (performance.now() - began);
					};
					requestAnimationFrame(step);
				})()`)
				for range 400 {
					if eval[bool](tab, `window.frames_ !== undefined`) {
						break
					}
					time.Sleep(50 * time.Millisecond)
				}
				b.ReportMetric(eval[float64](tab, `window.frames_`), "frames/s")
				b.Log(eval[string](tab, `window.hourprint.views.graph.layer.kind + " " + window.hourprint.views.graph.edges.length + " edges, drawn in " + window.hourprint.views.graph.cost + " ms"`))
			}
		})
	}
}

// benchTab is newTab for benchmarks.
func benchTab(b *testing.B) *tab {
	b.Helper()
	return newTab(b, 1280, 1600)
}
