package rhythm

import (
	"fmt"
	"math"
	"strings"
)

// String is half a page for people who do not know the method.
func (f *Finding) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", f.headline())
	judged := f.Verdict == Human || f.Verdict == Mixed
	if judged {
		f.writeAnswer(&b)
	}
	for _, warning := range f.Warnings {
		if judged && strings.HasPrefix(warning, "conflict:") || warning == f.Needed {
			continue // told above
		}
		fmt.Fprintf(&b, "Note: %s\n", warning)
	}
	if judged {
		b.WriteString("A zone is not a country: whoever keeps these hours shares the clock with everybody in it.\n")
	}
	return b.String()
}

// writeAnswer tells of the zones, the working day and the evidence for and against.
func (f *Finding) writeAnswer(b *strings.Builder) {
	f.writeZones(b)
	fmt.Fprintf(b, "Working day, on %s time: %s.\n", f.Zones[0].Name, f.Work)
	fmt.Fprintf(b, "%s\n", f.Operators.Says)
	b.WriteString("\nWhat speaks for it (1 makes it 2.7 times as likely, 2 seven times):\n")
	for _, e := range f.Evidence {
		if e.Weight >= -0.1 {
			fmt.Fprintf(b, "  %5s  %s: %s\n", weightText(e.Weight), e.title(), e.Says)
		}
	}
	b.WriteString("What speaks against it:\n")
	for _, e := range f.Evidence {
		if e.Weight < -0.1 {
			fmt.Fprintf(b, "  %5s  %s: %s\n", weightText(e.Weight), e.title(), e.Says)
		}
	}
	for _, text := range f.Against[f.contrary():] {
		fmt.Fprintf(b, "         %s\n", text)
	}
}

// contrary is the number of channels that speak against the answer.
func (f *Finding) contrary() int {
	n := 0
	for _, e := range f.Evidence {
		if e.Weight < -0.1 {
			n++
		}
	}
	return n
}

// weightText writes nats with a sign, and silence without one.
func weightText(nats float64) string {
	if math.Abs(nats) < 0.05 {
		return "0.0"
	}
	return fmt.Sprintf("%+.1f", nats)
}

// headline answers in a sentence.
func (f *Finding) headline() string {
	count := many(f.Events, "event") + " on " + many(int64(f.Days), "day")
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
	return fmt.Sprintf("These look like %s, lived about UTC%s, most likely on %s time (%.0f %%). The clock lies between UTC%s and UTC%s: of 100 such intervals, %.0f hold the truth. Judged from %s.",
		who, offsetText(f.Offset.Best), f.Zones[0].Name, 100*f.Zones[0].Probability, offsetText(f.Offset.Low), offsetText(f.Offset.High), 100*f.Offset.Level, count)
}

// many counts things in words.
func many(n int64, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
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
