package timelog

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// What looks like a time and is none: a file of such lines is refused with a
// reason, or its rows are skipped; never is one of them an event.
func TestNoTimes(t *testing.T) {
	for name, line := range map[string]string{
		"dmesg":              "[%5d.%06d] usb 1-1: new high-speed USB device number 4 using xhci_hcd",
		"Xorg":               "[  %4d.%03d] (II) Loading /usr/lib/xorg/modules/libglamoregl.so",
		"uptime":             "up %d days, 3:%02d, 2 users, load average: 0.12, 0.08, 0.05",
		"durations":          "step %d took 00:12:%02d.250",
		"versions":           "installed libfoo %d.14.%d and bar-2.3.4",
		"addresses":          "peer 10.1.%d.%d:51413 answered",
		"times of day":       "12:34:%02d step %d of the plan",
		"minecraft":          "[10:1%d:00] [Server thread/INFO]: ada joined, 1%d online",
		"IPv6":               "neighbour fe80::%d:2021:%d:1 is gone",
		"MAC addresses":      "52:54:00:11:%02d:%02d seen",
		"sequence numbers":   "job %d of 1%d done",
		"checksums":          "e3b0c44298fc1c149afbf4c8996fb924%04d  file%d.bin",
		"telephone numbers":  "call from +49 170 12345%02d to 555-01%d",
		"sizes":              "%d,%d 1024 2048 4096",
		"part numbers":       "part 20-10-%d/1%d",
		"seconds since boot": "%d.%06d: systemd[1]: started",
		"ls without years":   "-rw-r--r-- 1 root root %d notes%d.txt",
		"prose":              "In %d of the cases, on page %d, the author disagrees.",
	} {
		var text strings.Builder
		for i := range 40 {
			fmt.Fprintf(&text, line+"\n", i%10, i/10)
		}
		tally, err := Count(context.Background(), Options{}, file(t, "log", text.String()))
		if name == "times of day" && (err == nil || !strings.Contains(err.Error(), "a time of day but no date")) {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil && tally.All.Total() > 0 {
			t.Errorf("%s: %d events, first %v, %+v", name, tally.All.Total(), tally.First, tally.Sources)
		}
	}
}
