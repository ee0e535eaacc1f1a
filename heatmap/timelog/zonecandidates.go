package timelog

import (
	"fmt"
	"strings"
)

// zonesOfWord are the zones that a doubtful zone word stands for, the most used
// first, each with the offset that the word then means. They are those of the IANA
// time zone database and of Wikipedia's list of time zone abbreviations.
func zonesOfWord(word string) string {
	return map[string]string{
		"EST":  "America/New_York (-05:00) or, in old logs, Australia/Sydney (+10:00)",
		"CST":  "America/Chicago (-06:00), Asia/Shanghai (+08:00) or America/Havana (-05:00)",
		"MST":  "America/Denver or America/Phoenix (-07:00), or Asia/Kuala_Lumpur (+08:00)",
		"PST":  "America/Los_Angeles (-08:00) or Asia/Manila (+08:00)",
		"CDT":  "America/Chicago (-05:00) or America/Havana (-04:00)",
		"IST":  "Asia/Kolkata (+05:30), Europe/Dublin (+01:00) or Asia/Jerusalem (+02:00)",
		"BST":  "Europe/London (+01:00), Asia/Dhaka (+06:00) or Pacific/Bougainville (+11:00)",
		"AST":  "America/Halifax (-04:00) or Asia/Riyadh (+03:00)",
		"ADT":  "America/Halifax (-03:00) or, in old logs, Asia/Baghdad (+04:00)",
		"SST":  "Pacific/Pago_Pago (-11:00) or Asia/Singapore (+08:00)",
		"GST":  "Asia/Dubai (+04:00) or Atlantic/South_Georgia (-02:00)",
		"ECT":  "America/Guayaquil (-05:00) or America/Port_of_Spain (-04:00)",
		"AMT":  "America/Manaus (-04:00) or Asia/Yerevan (+04:00)",
		"ART":  "America/Argentina/Buenos_Aires (-03:00) or Africa/Cairo (+02:00)",
		"WST":  "Australia/Perth (+08:00) or Pacific/Apia (+13:00)",
		"WAST": "Africa/Windhoek (+02:00) or Australia/Perth (+08:00)",
		"IDT":  "Asia/Jerusalem (+03:00) or Asia/Tehran (+04:30)",
	}[strings.ToUpper(word)]
}

// abbreviated is the error for a zone word where the name of a zone is wanted; nil
// if it is no zone word. The word is never taken for one of its meanings.
func abbreviated(name string) error {
	if zones := zonesOfWord(name); zones != "" {
		return fmt.Errorf("unknown time zone %q: it is short for several, %s; give one of these IANA names, or an offset such as +03:00", name, zones)
	}
	if secs, ok := zoneWords[strings.ToUpper(name)]; ok {
		return fmt.Errorf("unknown time zone %q: it is an abbreviation, and clocks may change; give an IANA name such as Europe/Moscow, or the offset %s", name, offsetName(secs))
	}
	return nil
}

// doubted adds to the error about a stamp's zone word what the word may mean.
func doubted(err error, stamp []byte) error {
	from, to := wordOfZone(stamp)
	if from < 0 {
		return fmt.Errorf("%w in %q", err, clip(string(stamp)))
	}
	zones := zonesOfWord(string(stamp[from:to]))
	if zones == "" {
		return fmt.Errorf("%w in %q", err, clip(string(stamp)))
	}
	return spoken(fmt.Errorf("the zone word in %q may mean %s: --source-zone ZONE settles it (%w)", clip(string(stamp)), zones, err), stamp)
}
