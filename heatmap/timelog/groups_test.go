package timelog

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func groupBins(t *testing.T, g *Groups) map[string][]bin {
	t.Helper()
	out := map[string][]bin{}
	before := ""
	err := g.Each(func(value string, events *Histogram) error {
		if len(out) > 0 && value <= before {
			t.Errorf("%q comes after %q", value, before)
		}
		before = value
		out[value] = bins(events)
		return nil
	})
	if err != nil || len(out) != g.Len() {
		t.Errorf("%d groups, %d said: %v", len(out), g.Len(), err)
	}
	return out
}

// Groups come back as they were written, whatever is in them.
func TestGroupsWritten(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	var file bytes.Buffer
	w := bufio.NewWriter(&file)
	groups := map[string]*Histogram{}
	for i, n := range []int{0, 1, 2, 5000} {
		h := &Histogram{}
		for range n {
			h.Add(r.Int63n(4e9)-2e9, r.Int63n(1000))
		}
		groups[strings.Repeat("€", i)] = h
	}
	if err := errors.Join(each(mapGroups(groups), func(g aGroup) error { return putGroup(w, g) }), w.Flush()); err != nil {
		t.Fatal(err)
	}
	n := 0
	err := each(sectionGroups(bufio.NewReader(&file)), func(g aGroup) error {
		n++
		h := g.histogram()
		if diff := cmp.Diff(bins(groups[g.value]), bins(h)); diff != "" || h.Total() != groups[g.value].Total() {
			t.Errorf("%q: %s", g.value, diff)
		}
		return nil
	})
	if n != 4 || err != nil {
		t.Errorf("%d groups, %v", n, err)
	}
	cut := bufio.NewReader(strings.NewReader("\x03ab"))
	if _, err := sectionGroups(cut)(); err == nil || err == errNoMore {
		t.Errorf("cut off: %v", err)
	}
}

// What groups are said to take is what they take, and that is little: of a hundred with an
// event in each of a thousand pages, large pages of 256 bytes would take 26 MB.
func TestGroupsAreSmall(t *testing.T) {
	for _, c := range []struct {
		what          string
		values, pages int
		events        int64 // a quarter hour
	}{
		{"few people, much time", 100, 1000, 1},
		{"many people, an event each", 100_000, 1, 1},
		{"many people, some days", 20_000, 6, 1},
		{"few people, many events", 30, 600, 300},
	} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		var groups grouped
		for page := range c.pages {
			for value := range c.values {
				h := groups.of([]byte(strconv.Itoa(value)))
				for range c.events {
					groups.add(h, 1.6e9+int64(page)*pageSpan)
				}
			}
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		takes := int(after.HeapAlloc - before.HeapAlloc)
		t.Logf("%s: %d bytes, said to be %d", c.what, takes, groups.takes)
		if c.values == 100 && takes > 10e6 || groups.takes < takes*2/3 || groups.takes > takes*2 {
			t.Errorf("%s: %d bytes, said to be %d", c.what, takes, groups.takes)
		}
		runtime.KeepAlive(groups)
	}
}

// Groups that are put aside again and again are the same as those that stay in memory.
func TestGroupsPutAside(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	file := &aside{}
	whole, total := grouped{}, grouped{aside: file, most: 20_000}
	var parts [3]grouped
	for i := range parts {
		parts[i] = grouped{aside: file, most: 3000}
	}
	for range 60_000 {
		value := []byte(strings.Repeat("x", r.Intn(3)) + fmt.Sprint(r.Intn(900)))
		at := int64(1.6e9) + r.Int63n(3e6)
		if r.Intn(50) == 0 {
			value, at = []byte{}, r.Int63n(1e6)
		}
		whole.add(whole.of(value), at)
		p := &parts[r.Intn(len(parts))]
		p.add(p.of(value), at)
		p.relieve()
	}
	for i := range parts {
		total.absorb(&parts[i])
		total.relieve()
	}
	if n := len(total.sections); n <= sourcesAtOnce {
		t.Fatalf("only %d sections", n)
	}
	want, err := whole.groups(context.Background(), file)
	if err != nil || want.Len() < 2000 {
		t.Fatal(want.Len(), err)
	}
	got, err := total.groups(context.Background(), file)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // it can be read more than once
		if diff := cmp.Diff(groupBins(t, want), groupBins(t, got)); diff != "" {
			t.Fatal(diff)
		}
	}
	if h := got.Of("x7"); h == nil || h.Total() != want.Of("x7").Total() || got.Of("y") != nil {
		t.Errorf("one of them: %v", h)
	}
}

// What cannot be put aside stays in memory, and what has been is still read.
func TestNoRoomForGroups(t *testing.T) {
	for _, after := range []int{0, 2000} {
		file := &aside{}
		g, want := grouped{aside: file, most: 3000}, map[string]int64{}
		for i := range 4000 {
			if i == after {
				file.mu.Lock()
				file.err = errors.New("the disk is full")
				file.mu.Unlock()
			}
			value := fmt.Sprint(i % 700)
			g.add(g.of([]byte(value)), 1.6e9)
			g.relieve()
			want[value]++
		}
		all, err := g.groups(context.Background(), file)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			got := map[string]int64{}
			for value, events := range groupBins(t, all) {
				got[value] = events[0].N
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("full after %d: %s", after, diff)
			}
		}
	}
}

// Nothing is left in the folder for temporary files.
func TestAsideLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	file := &aside{}
	s, err := file.write(func(w *bufio.Writer) error {
		_, err := w.WriteString("kept")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text, err := file.reader(s, 16).ReadString(0)
	if left, _ := os.ReadDir(folder); text != "kept" || len(left) > 0 {
		t.Errorf("%q, %v; left: %v", text, err, left)
	}
	t.Setenv("TMPDIR", folder+"/nowhere")
	if _, err := new(aside).write(func(*bufio.Writer) error { return nil }); err == nil || !strings.Contains(err.Error(), "TMPDIR") {
		t.Errorf("no folder: %v", err)
	}
}
