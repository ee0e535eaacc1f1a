package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// spareMemory is how much memory a kernel keeps beyond what is in use.
const spareMemory = 24 << 20

// returnMemory gives memory that a cell has used and left back to the system,
// when it is worth a collection: a kernel stands idle for hours beside its
// notebook, where a collector that waits for the next allocation would keep the
// peak for as long.
func returnMemory() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	kept, used := memory.Sys-memory.HeapReleased, live[0].Value.Uint64()
	if kept > used+used/8+spareMemory {
		debug.FreeOSMemory()
		dropCode()
	}
}
