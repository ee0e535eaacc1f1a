//go:build !linux

package lake

import (
	"os"
	"syscall"
)

func attributes(string) *syscall.SysProcAttr { return nil }

func runsAs(string) (uid, gid int, other bool) { return 0, 0, false }

func kill(pid int) {
	if p, err := os.FindProcess(pid); err == nil {
		p.Kill()
	}
}

// quit does nothing here: kill ends the server.
func quit(pid int) {}
