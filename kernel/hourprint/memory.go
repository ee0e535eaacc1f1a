package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"time"

	"github.com/hourprint/hourprint/kernel/hourprint/start"
)

// How much memory a kernel takes, in bytes. It stands idle for hours beside its
// notebook, and with it those of all the other notebooks.
const (
	spareMemory  = 12 << 20 // what it keeps beyond what is in use, when it is idle
	modestMemory = 78 << 20 // of a small notebook: up to here garbage is collected rather than let lie
	modestLive   = 56 << 20 // what is in use at most in a small notebook
	muchResident = 88 << 20 // from here on a cell gives back what it can before it is answered
	muchCode     = 32 << 20 // and pages of the command's file, if they are so many
)

// When a kernel tidies up.
const (
	startTime  = 200 * time.Millisecond // it has started for certain
	leastCell  = 2 * time.Millisecond   // the shortest cell after which code is dropped
	cellsShare = 4                      // how many times as long as collecting garbage a cell takes before garbage is collected
)

// A steward keeps the memory of a kernel small. The zero value is ready.
type steward struct {
	mu   sync.Mutex
	took time.Duration // the last collection
}

// started forgets the code and the tables that only a start needs.
func (s *steward) started() {
	s.mu.Lock()
	defer s.mu.Unlock()
	dropCode()
}

// rest gives memory that a cell has used and left back to the system, when it is
// worth a collection: a collector that waits for the next allocation would keep
// the peak for hours.
func (s *steward) rest() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if wasteful() {
		s.collect()
		dropCode()
	}
}

// wasteful reports whether much more memory is kept than was in use when garbage
// was collected last.
func wasteful() bool {
	live := liveMemory()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return memory.Sys-memory.HeapReleased > live+live/8+spareMemory
}

// after is called when a cell has run, before it is answered. It gives back what
// can be had at a price that is small beside what the cell took.
func (s *steward) after(cell time.Duration) {
	if cell < leastCell {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if dropMuchCode(); resident().all >= muchResident && cell > cellsShare*s.took && wasteful() {
		s.collect()
	}
}

// collect collects garbage and gives all that is free to the system.
func (s *steward) collect() {
	begin := time.Now()
	debug.FreeOSMemory()
	s.took = time.Since(begin)
}

// dropMuchCode drops code if much is resident, and much of that is code.
func dropMuchCode() {
	if m := resident(); m.all >= muchResident && m.files >= muchCode {
		dropCode()
	}
}

// usage is how much memory of a process is in use, in bytes: all of it, and what is pages of files.
type usage struct{ all, files int }

// liveMemory is how many bytes were in use when garbage was collected last.
func liveMemory() uint64 {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	return live[0].Value.Uint64()
}

// stayModest lets the heap grow by half before garbage is collected, but a small
// one not over modestMemory: there is room for the data of a small notebook and
// not for its garbage. A large one could only spend its time collecting.
func stayModest() {
	debug.SetGCPercent(50)
	limit := int64(modestMemory)
	debug.SetMemoryLimit(limit)
	afterEachCollection(func() {
		want := int64(modestMemory)
		if liveMemory() > modestLive {
			want = math.MaxInt64
		} else {
			dropMuchCode()
		}
		if want != limit {
			limit = want
			debug.SetMemoryLimit(limit)
		}
	})
}

// spareCounting is how much memory a count of files takes before garbage is collected more
// often than usual, in bytes: with the command's own pages it stays under 200 MB more than
// at the start, unless what must be remembered takes that much.
const spareCounting = 180 << 20

var stayBoundedOnce sync.Once

// stayBounded has garbage collected before it makes a count of files take twice the memory
// that is in use, once that is much. A limit or a pace that the user has set stays.
func stayBounded() {
	if os.Getenv("GOMEMLIMIT") != "" || start.GCPercent < 0 {
		return
	}
	stayBoundedOnce.Do(func() {
		debug.SetMemoryLimit(spareCounting)
		afterEachCollection(func() {
			debug.SetMemoryLimit(max(spareCounting, int64(liveMemory())*4/3))
		})
	})
}

// afterEachCollection calls a function after every collection of garbage.
func afterEachCollection(f func()) {
	var again func(struct{})
	again = func(struct{}) {
		f()
		runtime.AddCleanup(new([64]byte), again, struct{}{})
	}
	runtime.AddCleanup(new([64]byte), again, struct{}{})
}
