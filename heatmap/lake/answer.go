package lake

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/hourprint/hourprint/heatmap"
)

// An Answer is a week counted inside an engine. It is a heatmap.Tally, with the
// same Grid, Groups, Sources and Warnings that counting files gives, and what only
// a query has. Its rows close as those of files do: rows are the rows that met the
// filter and lay in the span, and each is an event or skipped with a reason.
type Answer struct {
	*heatmap.Tally
	// Asked says of whom it was asked, what, and at what cost.
	Asked Provenance
	// Check compares the engine's own weekdays and hours with ours; nil where the
	// engine knows no zones.
	Check *ZoneCheck
	// Partial says that shards did not answer and their events are missing.
	Partial bool
}

// MarshalJSON writes what `hourprint count --from DSN --json` prints: the object
// that counting files prints, and "query", "zone_check" and "partial".
func (a *Answer) MarshalJSON() ([]byte, error) {
	tally, err := a.Tally.MarshalJSON()
	if err != nil {
		return nil, err
	}
	more, err := json.Marshal(struct {
		Asked   *Provenance `json:"query"`
		Check   *ZoneCheck  `json:"zone_check,omitempty"`
		Partial bool        `json:"partial"`
	}{&a.Asked, a.Check, a.Partial})
	if err != nil {
		return nil, err
	}
	return append(append(tally[:len(tally)-1:len(tally)-1], ','), more[1:]...), nil
}

// String is the account in words: rows, the query's cost, the warnings.
func (a *Answer) String() string {
	var b strings.Builder
	for _, s := range a.Sources {
		fmt.Fprintf(&b, "%s rows: %s events", grouped(s.Rows), grouped(s.Events))
		for _, skip := range s.Skipped {
			fmt.Fprintf(&b, ", %s skipped (%s)", grouped(skip.Rows), skip.Reason)
		}
		b.WriteString("\n")
	}
	b.WriteString(a.Asked.String())
	for _, warning := range a.Warnings {
		fmt.Fprintf(&b, "warning: %s\n", warning)
	}
	return b.String()
}
