package rhythm

import (
	"fmt"
	"strings"
)

// String is half a page for people who do not know the method.
func (f *Finding) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", f.headline())
	if len(f.Zones) == 0 {
		return b.String()
	}
	f.writeZones(&b)
	fmt.Fprintf(&b, "Working day, on %s time: %s.\n", f.Zones[0].Name, f.Work)
	fmt.Fprintf(&b, "%s\n", f.Operators.Says)
	b.WriteString("\nWhat speaks for it:\n")
	for _, e := range f.Evidence {
		if e.Weight >= -0.1 {
			fmt.Fprintf(&b, "  %+5.1f  %s: %s\n", e.Weight, e.Channel, e.Says)
		}
	}
	b.WriteString("What speaks against it:\n")
	for _, text := range f.Against {
		fmt.Fprintf(&b, "         %s\n", text)
	}
	for _, warning := range f.Warnings {
		if !strings.HasPrefix(warning, "conflict:") {
			fmt.Fprintf(&b, "Note: %s\n", warning)
		}
	}
	b.WriteString("A zone is not a country: whoever keeps these hours shares the clock with everybody in it.\n")
	return b.String()
}

// headline answers in a sentence.
func (f *Finding) headline() string {
	count := fmt.Sprintf("%d events on %d days", f.Events, f.Days)
	switch f.Verdict {
	case Automated:
		return "These are a machine's hours, not a person's: " + count + "."
	case NotEnough:
		return fmt.Sprintf("Not enough to say whose hours these are: %s. %s.", count, capital(f.Needed))
	}
	who := "a person's hours"
	if f.Verdict == Mixed {
		who = fmt.Sprintf("a person's hours with a machine's among them (%.0f %% of the events)", 100*f.Automation.Part)
	}
	return fmt.Sprintf("These look like %s, lived about UTC%s; %.0f of 100 such answers are right to say between UTC%s and UTC%s. Most likely %s (%.0f %%). Judged from %s.",
		who, offsetText(f.Offset.Best), 100*f.Offset.Level, offsetText(f.Offset.Low), offsetText(f.Offset.High), f.Zones[0].Name, 100*f.Zones[0].Probability, count)
}

// writeZones lists the best zones.
func (f *Finding) writeZones(b *strings.Builder) {
	for i, z := range f.Zones {
		if i == 5 || i > 0 && z.Probability < 0.02 {
			break
		}
		others := ""
		if n := len(z.Others); n > 0 {
			others = " and " + strings.Join(z.Others[:min(n, 2)], ", ")
		}
		fmt.Fprintf(b, "  %4.0f %%  UTC%s  %s%s\n", 100*z.Probability, offsetText(float64(z.Usual)/hourSeconds), z.Name, others)
	}
	b.WriteByte('\n')
}

// capital makes a clause a sentence.
func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
