package engine

import (
	"runtime"
	"runtime/debug"
)

// alone keeps the goroutines of earlier cells from running while a cell is
// compiled, until the function that it returns is called. gomacro looks into its
// table of types at every variable that is made, and adds to it while it
// compiles; nothing guards the table, and package runtime ends a process whose
// goroutines do both at a time. There is no way to stop a goroutine; but with
// one processor, and nothing that waits, another one comes into its own only
// once the ten milliseconds of this one are over.
func (in *interpreter) alone() (done func()) {
	if in.strays.Load() == 0 {
		return func() {}
	}
	collect := debug.SetGCPercent(-1) // collecting would let others run in between
	processors := runtime.GOMAXPROCS(1)
	runtime.Gosched() // begins with the full time
	return func() {
		runtime.GOMAXPROCS(processors)
		debug.SetGCPercent(collect)
	}
}
