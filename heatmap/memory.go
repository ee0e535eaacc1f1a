package heatmap

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
)

const (
	// frameFactor is how many times its text a DataFrame needs while it is made:
	// the table it is made from takes one and a half to two and a half times the
	// text, gota's columns about as much, and dataframe.New copies them.
	frameFactor = 5
	// packedFactor is how many times its size a compressed log has once unpacked.
	packedFactor = 8
)

// sizeWatch looks at how much is about to be read, and keeps a warning when a
// DataFrame of that would take more than half of the memory there is.
type sizeWatch struct {
	memory  int64 // bytes to be had, 0 if that is not known
	factor  int64
	then    func(done, total int64) // Options.Progress, may be nil
	warning string
}

// newSizeWatch watches what Read is asked to read.
func newSizeWatch(opt *ReadOptions, patterns []string) *sizeWatch {
	w := &sizeWatch{memory: memoryToBeHad(), factor: frameFactor, then: opt.Progress}
	for _, p := range patterns {
		switch strings.ToLower(filepath.Ext(p)) {
		case ".gz", ".zst", ".bz2", ".xz", ".lz4", ".zip", ".tgz", ".parquet", ".xlsx":
			w.factor = frameFactor * packedFactor
		}
	}
	return w
}

// update is told the bytes read and those there are, 0 if that is not known.
func (w *sizeWatch) update(done, total int64) {
	size := max(done, total)
	if w.warning == "" && w.memory > 0 && size > w.memory/2/w.factor {
		w.warning = fmt.Sprintf("a DataFrame of %s takes about %s, more than half of the %s of memory there is; heatmap.Count counts it without one",
			byteSize(size), byteSize(size*w.factor), byteSize(w.memory))
	}
	if w.then != nil {
		w.then(done, total)
	}
}

// byteSize writes a number of bytes in two digits or three.
func byteSize(n int64) string {
	const units = "KMGTPE"
	if n < 1000 {
		return fmt.Sprintf("%d bytes", n)
	}
	value, k := float64(n)/1000, 0
	for ; value >= 999.5; k++ {
		value /= 1000
	}
	return fmt.Sprintf("%.3g %cB", value, units[k])
}

// memoryToBeHad is what this program may still take: what the system has
// available, or less if GOMEMLIMIT says so.
func memoryToBeHad() int64 {
	info, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		info = nil // not Linux: only the limit counts
	}
	return lesserMemory(info, debug.SetMemoryLimit(-1))
}

// lesserMemory is the smaller of what /proc/meminfo calls available (proc(5)) and
// the limit of package runtime/debug; 0 if neither is known.
func lesserMemory(meminfo []byte, limit int64) int64 {
	memory := int64(0)
	for line := range bytes.Lines(meminfo) {
		fields := bytes.Fields(line)
		if len(fields) == 3 && string(fields[0]) == "MemAvailable:" {
			if kib, err := strconv.ParseInt(string(fields[1]), 10, 64); err == nil {
				memory = kib << 10
			}
		}
	}
	if limit < math.MaxInt64 && (memory == 0 || limit < memory) {
		return limit
	}
	return memory
}
