package timelog

import (
	"bytes"
	"strconv"
)

// taskParser reads the lists of tasks of Proxmox VE, /var/log/pve/tasks/index and its kin,
// whose times are seconds since 1970 in hexadecimal:
//
//	UPID:pve1:000C3C0C:0D0E6B3D:60135100:vzdump:101:root@pam: 60135190 OK
//
// They are node, process, its start in ticks, the time, kind, guest and user; behind them
// stand the time of the end and how it ended.
// https://pve.proxmox.com/pve-docs/api-viewer/, nodes/{node}/tasks
type taskParser struct{}

var taskNames = []string{"time", "node", "type", "id", "user", "status"}

func (taskParser) parse(line []byte, row *lineRow) {
	f := taskFields(line)
	if f == nil {
		row.why = "no time in the line (no task)"
		return
	}
	secs, err := strconv.ParseInt(string(f[4]), 16, 64)
	if err != nil || !unitSeconds.plausible(secs) {
		row.why = errImpossible.Error()
		return
	}
	m := momentOf(Stamp{Unix: secs, HasZone: true})
	row.moment(&m)
	if row.full {
		for i, k := range []int{1, 5, 6, 7} {
			row.set(i+1, f[k])
		}
		if end := bytes.Fields(f[8]); len(end) > 1 { // its time, and the rest as it is
			row.set(5, bytes.TrimSpace(f[8][bytes.IndexByte(f[8], end[0][0])+len(end[0]):]))
		}
	}
}

// taskFields are the parts of such a line, nil if it is none.
func taskFields(line []byte) [][]byte {
	f := bytes.SplitN(line, []byte{':'}, 9)
	if len(f) < 9 || string(f[0]) != "UPID" || len(f[4]) != 8 {
		return nil
	}
	return f
}

// guessTasks knows such a list by all its lines.
func guessTasks(sample [][]byte) *lineShape {
	if shareOf(sample, func(line []byte) bool { return taskFields(line) != nil }) < 0.9 {
		return nil
	}
	return &lineShape{
		names:  taskNames,
		where:  []string{"when each task began, in hexadecimal"},
		parser: func() lineParser { return taskParser{} },
	}
}
