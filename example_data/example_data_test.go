// Package example_data_test holds README.md and SHA256SUMS to the files, with a slow reader of its own: it uses nothing of the
// generator and nothing of the module.
package example_data_test

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

func TestMain(m *testing.M) {
	zone, err := time.LoadLocation("Asia/Kathmandu") // far from UTC, so that code that reads the machine's zone shows
	if err != nil {
		panic(err)
	}
	time.Local = zone
	os.Exit(m.Run())
}

// SHA256SUMS lists the files of every data set, no more and no fewer, and the README has the sum of each data set's lines.
func TestSums(t *testing.T) {
	listed := map[string]string{}
	lines := map[string]string{} // data set → its lines
	scan := bufio.NewScanner(strings.NewReader(readText(t, "SHA256SUMS")))
	for scan.Scan() {
		sum, name, ok := strings.Cut(scan.Text(), "  ")
		if !ok {
			t.Fatalf("SHA256SUMS: %q", scan.Text())
		}
		listed[name] = sum
		set, _, _ := strings.Cut(name, "/")
		lines[set] += scan.Text() + "\n"
	}
	for set, text := range lines {
		if row := fmt.Sprintf("| `%s` | `%x` |", set, sha256.Sum256([]byte(text))); !strings.Contains(readText(t, "README.md"), row) {
			t.Errorf("README.md lacks %s", row)
		}
		paths, err := filepath.Glob(filepath.Join(set, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			name := filepath.ToSlash(path)
			if got := fmt.Sprintf("%x", sha256.Sum256([]byte(readText(t, path)))); got != listed[name] {
				t.Errorf("%s: SHA-256 %s, SHA256SUMS says %q", name, got, listed[name])
			}
			delete(listed, name)
		}
	}
	for name := range listed {
		t.Errorf("SHA256SUMS lists %s, which is not there", name)
	}
}

func readText(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// readmeTable gives the cells of the rows of the README's tables that have this many cells, first cell → the others,
// without code marks; a cell that is a number loses its commas.
func readmeTable(t *testing.T, cells int) map[string][]string {
	t.Helper()
	table := map[string][]string{}
	for line := range strings.SplitSeq(readText(t, "README.md"), "\n") {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "| ") || strings.Count(line, "|") != cells+1 {
			continue
		}
		parts := strings.Split(strings.Trim(line, "| "), " | ")
		for i := range parts {
			parts[i] = strings.Trim(strings.TrimSpace(parts[i]), "`")
			if number.MatchString(parts[i]) {
				parts[i] = strings.ReplaceAll(parts[i], ",", "")
			}
		}
		table[parts[0]] = parts[1:]
	}
	return table
}

var number = regexp.MustCompile(`^[0-9,]+$`)

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
