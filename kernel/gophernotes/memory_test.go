package gophernotes

import (
	"context"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/hourprint/hourprint/kernel/notebook"
	"github.com/hourprint/hourprint/kernel/server/kerneltest"
)

// mostResident is the memory, in MB of 10⁶ bytes, that our kernel may have when it
// stands idle after the notebook of the walk-through.
const mostResident = 126 // 120 MiB

// TestResident runs the notebook of the walk-through in our kernel, as a process
// over TCP, and looks at the memory that is left to it.
func TestResident(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the memory of a process is known on Linux only")
	}
	nb, err := notebook.ReadFile(filepath.Join(root, "notebooks", "01_contileaks.ipynb"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	k, err := launch(ctx, workspace(t), hourprint(t)...)
	if err != nil {
		t.Fatal(err)
	}
	defer k.stop()
	if err := k.heard(ctx); err != nil {
		t.Fatal(err)
	}
	started, _ := resident(k.command.Process.Pid)
	most := started
	for _, cell := range nb.Cells {
		if cell.Type != "code" {
			continue
		}
		a, err := k.run(ctx, cell.Source)
		if err != nil || kerneltest.Field(a.Reply, "status") != "ok" {
			t.Fatalf("%s: %v", cell.FirstLine(), err)
		}
		now, _ := resident(k.command.Process.Pid)
		most = max(most, now)
	}
	ended, _ := resident(k.command.Process.Pid)
	idle := ended
	for tries := 0; tries < 100 && idle > mostResident; tries++ {
		time.Sleep(100 * time.Millisecond)
		idle, _ = resident(k.command.Process.Pid)
	}
	t.Logf("resident: %.0f MB at the start, %.0f at the end, %.0f at most between cells, %.0f idle", started, ended, most, idle)
	if idle > mostResident || idle == 0 {
		t.Errorf("the idle kernel keeps %.0f MB, of %d at most", idle, mostResident)
	}
}
