package gophernotes

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/hourprint/hourprint/kernel/notebook"
	"github.com/hourprint/hourprint/kernel/server/kerneltest"
	"github.com/hourprint/hourprint/kernel/transport"
)

// mostResident is the memory, in MB of 10⁶ bytes, that our kernel may have when it
// has answered the last cell of the walk-through's notebook, and afterwards.
const mostResident = 120

// TestResident runs the notebook of the walk-through in our kernel, as a process
// over TCP, and looks at the memory that it has at the last reply, when nothing
// can have been tidied up since, and when it stands idle.
func TestResident(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the memory of a process is known on Linux only")
	}
	t.Run("default", func(t *testing.T) { staysSmall(t, hourprint(t)) })
	t.Run("without cgo", func(t *testing.T) {
		program := executable("hourprint0")
		build := exec.Command("go", "build", "-o", program, "./kernel/hourprint")
		build.Dir, build.Env = root, append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		staysSmall(t, []string{program, "kernel", "--no-history", "{connection}"})
	})
}

func staysSmall(t *testing.T, command []string) {
	nb, err := notebook.ReadFile(filepath.Join(root, "notebooks", "01_contileaks.ipynb"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	k, err := launch(ctx, workspace(t), command...)
	if err != nil {
		t.Fatal(err)
	}
	defer k.stop()
	if err := k.heard(ctx); err != nil {
		t.Fatal(err)
	}
	now := func() float64 { mb, _ := resident(k.command.Process.Pid); return mb }
	started := now()
	var ended, most float64
	for _, cell := range nb.Cells {
		if cell.Type != "code" {
			continue
		}
		id, err := k.Send(transport.Shell, "execute_request", execution(cell.Source))
		if err != nil {
			t.Fatal(err)
		}
		reply, err := k.Reply(ctx, transport.Shell, id)
		ended = now()
		most = max(most, ended)
		if err != nil || kerneltest.Field(reply, "status") != "ok" {
			t.Fatalf("%s: %v", cell.FirstLine(), err)
		}
		if err := k.Idle(ctx, id, &kerneltest.Answer{}); err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(time.Second)
	idle := now()
	t.Logf("resident: %.0f MB at the start, %.0f at the last reply, %.0f at most at a reply, %.0f idle", started, ended, most, idle)
	for when, mb := range map[string]float64{"at the last reply": ended, "a second later": idle} {
		if mb > mostResident || mb == 0 {
			t.Errorf("%s the kernel has %.0f MB, of %d at most", when, mb, mostResident)
		}
	}
}
