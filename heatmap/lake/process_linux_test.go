package lake

import (
	"os/user"
	"strconv"
	"syscall"
)

// attributes make a server end with the test, whatever ends the test, and put it
// into a process group of its own. As root it runs as another user if one is named.
func attributes(name string) *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	if uid, gid, other := runsAs(name); other {
		attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	return attr
}

// runsAs is the user that a server runs as, if it is not the one of the test.
func runsAs(name string) (uid, gid int, other bool) {
	if name == "" || syscall.Getuid() != 0 {
		return 0, 0, false
	}
	u, err := user.Lookup(name)
	if err != nil {
		return 65534, 65534, true
	}
	uid, _ = strconv.Atoi(u.Uid)
	gid, _ = strconv.Atoi(u.Gid)
	return uid, gid, true
}

// kill ends a process group at once.
func kill(pid int) { syscall.Kill(-pid, syscall.SIGKILL) }

// quit asks PostgreSQL to end its sessions and itself at once, without writing anything down.
func quit(pid int) { syscall.Kill(pid, syscall.SIGQUIT) }
