package timelog

import (
	"bufio"
	"os"
	"runtime"
	"strings"
)

// ZoneData says which version of the IANA zone rules is in use, for the record:
// that of the system, where it tells (tzdata.zi begins with "# version 2025b"), or
// else that Go brings along, which is named by the version of Go.
//
// Go looks for rules in the folders below before it takes its own; see
// time.LoadLocation. The environment variable ZONEINFO comes before them all.
func ZoneData() string {
	if path := os.Getenv("ZONEINFO"); path != "" {
		return "from the environment variable ZONEINFO"
	}
	for _, folder := range []string{"/usr/share/zoneinfo/", "/usr/share/lib/zoneinfo/", "/usr/lib/locale/TZ/", "/etc/zoneinfo/"} {
		if _, err := os.Stat(folder + "Europe/London"); err != nil || runtime.GOOS == "windows" {
			continue
		}
		if version := zoneVersion(folder); version != "" {
			return "version " + version + ", of the system"
		}
		return "of the system, version not stated"
	}
	return "as in " + runtime.Version()
}

// zoneVersion reads the version that a folder of zone rules states.
func zoneVersion(folder string) string {
	for _, name := range []string{"tzdata.zi", "+VERSION"} {
		f, err := os.Open(folder + name)
		if err != nil {
			continue
		}
		line, _ := bufio.NewReader(f).ReadString('\n')
		f.Close()
		line = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "# version "))
		if line != "" && len(line) < 20 {
			return line
		}
	}
	return ""
}
