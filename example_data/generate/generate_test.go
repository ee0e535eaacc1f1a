package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	zone, err := time.LoadLocation("Pacific/Apia") // far from UTC, so that code that reads the machine's zone shows
	if err != nil {
		panic(err)
	}
	time.Local = zone
	os.Exit(m.Run())
}

// The committed files are those that the generator makes.
func TestCommitted(t *testing.T) {
	files, err := makeAll(io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if err := compare("..", files); err != nil {
		t.Errorf("run go run ./example_data/generate and commit what it made:\n%v", err)
	}
}

// write heals what -check finds wrong: a changed file, a missing one, one too many.
func TestWriteAndCheck(t *testing.T) {
	dir := t.TempDir()
	if err := run([]string{"-dir", dir}, io.Discard); err == nil {
		t.Error("wrote into a folder that is not example_data")
	}
	if err := os.Mkdir(filepath.Join(dir, "generate"), 0o755); err != nil {
		t.Fatal(err)
	}
	mustRun(t, "-dir", dir)
	mustRun(t, "-dir", dir, "-check")

	changed := filepath.Join(dir, "jabber_logs", "198.51.100.17-20210129.json")
	missing := filepath.Join(dir, "README.md")
	surplus := filepath.Join(dir, "jabber_logs", "198.51.100.17-19991231.json")
	if err := os.WriteFile(changed, []byte("{}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(missing); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(surplus, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	err := run([]string{"-dir", dir, "-check"}, io.Discard)
	if err == nil {
		t.Fatal("-check found nothing wrong")
	}
	for _, path := range []string{changed, missing, surplus} {
		if !strings.Contains(err.Error(), filepath.Base(path)) {
			t.Errorf("-check does not name %s:\n%v", filepath.Base(path), err)
		}
	}

	out := mustRun(t, "-dir", dir)
	if want := "2 written"; !strings.Contains(out, want) { // the changed and the missing one
		t.Errorf("output %q does not say %q", out, want)
	}
	mustRun(t, "-dir", dir, "-check")
	if left, _ := filepath.Glob(filepath.Join(dir, "*", ".generate-*")); len(left) > 0 {
		t.Errorf("temporary files left: %v", left)
	}
}

func mustRun(t *testing.T, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	if err := run(args, &out); err != nil {
		t.Fatalf("generate %v: %v", args, err)
	}
	return out.String()
}

// A re-delivery repeats an earlier row in all but the time, and comes when its reader logs in.
func TestReplay(t *testing.T) {
	a, err := newAttendance()
	if err != nil {
		t.Fatal(err)
	}
	log := inOrder(script())
	again := replay(a, log)
	if len(again) == 0 {
		t.Fatal("nothing sent again")
	}
	first := map[string]time.Time{}
	for _, m := range log {
		if _, ok := first[m.to+m.body]; !ok {
			first[m.to+m.body] = m.at
		}
	}
	for _, m := range again {
		if at, ok := first[m.to+m.body]; !ok || !at.Before(m.at) || !m.again {
			t.Fatalf("%v: no earlier row like it", m)
		}
		if !justLoggedIn(a, m) {
			t.Fatalf("%v: sent again, but nobody had just logged in", m)
		}
	}
}

func justLoggedIn(a *attendance, m message) bool {
	for who, p := range people {
		for _, login := range a.login[who] {
			if wait := m.at.Sub(login); address(p.handle) == m.to && wait > 0 && wait < 5*time.Second { // 2.5 s and 12 rows of at most 0.19 s
				return true
			}
		}
	}
	return false
}

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 20013: "20,013", 1234567: "1,234,567"} {
		if got := thousands(n); got != want {
			t.Errorf("thousands(%d) = %q, want %q", n, got, want)
		}
	}
}

// The dice are the definition of the data: PCG-DXSM seeded with (2021, FNV-1a of the name), and the high half of a product.
func TestDice(t *testing.T) {
	d := newDice("test")
	counts := make([]int, 3)
	for range 3000 {
		counts[d.weighted([]int{1, 0, 2})]++
	}
	if counts[1] != 0 || counts[0] < 850 || counts[0] > 1150 { // 1000 ± 6 standard deviations of 26
		t.Errorf("weights 1, 0, 2 gave %v", counts)
	}
	if got := d.weighted([]int{0, 0}); got != -1 {
		t.Errorf("no weights gave %d, want -1", got)
	}
	for range 1000 {
		if n := d.between(-2, 2); n < -2 || n > 2 {
			t.Fatalf("between(-2, 2) = %d", n)
		}
	}
}
