package rhythm

import "encoding/json"

type zoneJSON struct {
	Zone        string  `json:"zone"`
	Offset      string  `json:"offset"`
	Probability float64 `json:"probability"`
}

type offsetJSON struct {
	Best  float64 `json:"best"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
	Level float64 `json:"level"`
}

type workJSON struct {
	Days  []string `json:"days"`
	From  string   `json:"from"`
	To    string   `json:"to"`
	Share float64  `json:"share"`
}

type evidenceJSON struct {
	Channel string  `json:"channel"`
	Says    string  `json:"says"`
	Offset  float64 `json:"offset"`
	Weight  float64 `json:"weight"`
}

type findingJSON struct {
	Events   int64          `json:"events"`
	Days     int            `json:"days"`
	Verdict  Verdict        `json:"verdict"`
	Zones    []zoneJSON     `json:"zones"`
	Offset   offsetJSON     `json:"offset"`
	Work     workJSON       `json:"work"`
	Evidence []evidenceJSON `json:"evidence"`
	Warnings []string       `json:"warnings"`
}

// MarshalJSON writes the object that `hourprint whose --json` prints: events,
// days, verdict, zones (best first, summing to 1, each with the offset in force at
// most of the events), offset, work, evidence and warnings.
func (f *Finding) MarshalJSON() ([]byte, error) {
	out := findingJSON{
		Events: f.Events, Days: f.Days, Verdict: f.Verdict, Zones: []zoneJSON{},
		Offset:   offsetJSON(f.Offset),
		Work:     workJSON{f.Work.Days, f.Work.From, f.Work.To, f.Work.Share},
		Evidence: []evidenceJSON{}, Warnings: append([]string{}, f.Warnings...),
	}
	if out.Work.Days == nil {
		out.Work.Days = []string{}
	}
	for _, z := range f.Zones {
		out.Zones = append(out.Zones, zoneJSON{z.Name, offsetText(float64(z.Usual) / hourSeconds), z.Probability})
	}
	for _, e := range f.Evidence {
		if e.Channel == "lunch" { // the contract knows no such channel
			e.Channel, e.Says = "activity", "Lunch: "+e.Says
		}
		out.Evidence = append(out.Evidence, evidenceJSON(e))
	}
	return json.Marshal(out)
}
