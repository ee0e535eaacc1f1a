package start

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// TestNothingIsCollected fails if the package no longer holds off the collector, or
// does so for good.
func TestNothingIsCollected(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 64 {
		garbage = make([]byte, 1<<20)
	}
	runtime.ReadMemStats(&after)
	if after.NumGC != before.NumGC {
		t.Errorf("collected %d times before GCPercent was set again", after.NumGC-before.NumGC)
	}
	debug.SetGCPercent(GCPercent)
	for range 64 {
		garbage = make([]byte, 1<<20)
	}
	runtime.ReadMemStats(&after)
	if GCPercent > 0 && after.NumGC == before.NumGC {
		t.Error("nothing is collected after GCPercent was set again")
	}
}

var garbage []byte
