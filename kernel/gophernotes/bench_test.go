package gophernotes

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hourprint/hourprint/kernel/server/kerneltest"
	"github.com/hourprint/hourprint/kernel/transport"
)

// requests is how often each request is measured on one kernel.
const requests = 200

// BenchmarkKernels sets our kernel beside gophernotes and ipykernel, in one
// run, as processes over TCP:
//
//   - start-ms: from starting the process to its first kernel_info_reply
//   - execute-ms: execute_request of 1+2 to its reply; the median
//   - complete-ms: complete_request to its reply; the median
//   - resident-MB: memory of the process after that (Linux only)
//
// A kernel that cannot be had is skipped by name.
func BenchmarkKernels(b *testing.B) {
	for _, k := range []struct {
		name             string
		command          func(testing.TB) []string
		prepare, partial string // code to run first; code to complete
	}{
		{"hourprint", hourprint, "import \"strings\"", "strings.ToU"},
		{"gophernotes", func(t testing.TB) []string { return []string{gophernotes(t), "{connection}"} }, "import \"strings\"", "strings.ToU"},
		{"ipykernel", ipykernel, "import string", "string.cap"},
	} {
		b.Run(k.name, func(b *testing.B) {
			command := k.command(b)
			all := map[string][]float64{}
			for b.Loop() {
				figures, err := measure(b, command, k.prepare, k.partial)
				if err != nil {
					b.Fatal(err)
				}
				for name, v := range figures {
					all[name] = append(all[name], v)
				}
			}
			b.ReportMetric(0, "ns/op") // the time of a round says nothing
			for name, values := range all {
				b.ReportMetric(median(values), name)
			}
		})
	}
}

// measure starts a kernel, and measures it once.
func measure(b *testing.B, command []string, prepare, partial string) (map[string]float64, error) {
	ctx, cancel := context.WithTimeout(b.Context(), time.Minute)
	defer cancel()
	begin := time.Now()
	k, err := launch(ctx, b.TempDir(), command...)
	if err != nil {
		return nil, err
	}
	defer k.stop()
	id, err := k.Send(transport.Shell, "kernel_info_request", struct{}{})
	if err != nil {
		return nil, err
	}
	if _, err := k.Reply(ctx, transport.Shell, id); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, &k.said)
	}
	figures := map[string]float64{"start-ms": milliseconds(time.Since(begin))}
	if err := k.heard(ctx); err != nil {
		return nil, err
	}

	if _, err := k.repeat(ctx, 1, "execute_request", execution(prepare)); err != nil {
		return nil, err
	}
	if figures["execute-ms"], err = k.repeat(ctx, requests, "execute_request", execution("1+2")); err != nil {
		return nil, err
	}
	completion := map[string]any{"code": partial, "cursor_pos": len(partial)}
	if figures["complete-ms"], err = k.repeat(ctx, requests, "complete_request", completion); err != nil {
		return nil, err
	}
	if mb, ok := resident(k.command.Process.Pid); ok {
		figures["resident-MB"] = mb
	}
	return figures, nil
}

// repeat sends a request again and again, each when the one before was
// answered with ok, and returns the median of the times to the reply.
func (k *kernel) repeat(ctx context.Context, times int, kind string, content any) (float64, error) {
	var took []float64
	for range times {
		begin := time.Now()
		id, err := k.Send(transport.Shell, kind, content)
		if err != nil {
			return 0, err
		}
		reply, err := k.Reply(ctx, transport.Shell, id)
		if err != nil {
			return 0, err
		}
		took = append(took, milliseconds(time.Since(begin)))
		if !strings.Contains(string(reply.Content), `"ok"`) {
			return 0, fmt.Errorf("%s: %s", kind, reply.Content)
		}
		if err := k.Idle(ctx, id, &kerneltest.Answer{}); err != nil {
			return 0, err
		}
	}
	return median(took), nil
}

// resident is the memory of a process in use, in MB of 10⁶ bytes.
func resident(pid int) (float64, bool) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, false
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kib, err := strconv.Atoi(strings.Fields(rest)[0])
			return float64(kib) * 1024 / 1e6, err == nil
		}
	}
	return 0, false
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// median of at least one value.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

// hourprint builds our command.
func hourprint(t testing.TB) []string {
	program := executable("hourprint")
	if _, err := command("go", "build", "-o", program, "./kernel/hourprint"); err != nil {
		t.Fatal(err)
	}
	return []string{program, "kernel", "--no-history", "{connection}"}
}

// ipykernel is Python's own kernel.
func ipykernel(t testing.TB) []string {
	for _, python := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(python, "-c", "import ipykernel").Run() == nil {
			return []string{python, "-m", "ipykernel_launcher", "-f", "{connection}"}
		}
	}
	t.Skip("ipykernel is missing")
	return nil
}
