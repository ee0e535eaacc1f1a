package lake

import (
	"fmt"
	"runtime"
	"strings"
	"time"
)

// Provenance says of whom an answer was asked, what exactly, and what it cost, so
// that somebody else can ask again and know why the numbers differ if they do.
type Provenance struct {
	// Source names the table, without credentials.
	Source string `json:"source"`
	// Engine and Version are the engine's own words; Version is empty when it tells none.
	Engine  string `json:"engine"`
	Version string `json:"version,omitempty"`
	// Statements are those that gave the numbers, exactly as sent, with the values
	// bound in them. None for a folder of Parquet files.
	Statements []Statement `json:"statements,omitempty"`
	// Filter is Query.Where as given.
	Filter string `json:"filter,omitempty"`
	// RowsScanned and BytesScanned are the engine's own figures; 0 when it has none.
	RowsScanned  int64 `json:"rows_scanned,omitempty"`
	BytesScanned int64 `json:"bytes_scanned,omitempty"`
	// RowsAnswered is how many rows came back.
	RowsAnswered int64 `json:"rows_answered"`
	// AskedAt is the engine's own clock before the query, to the second, in UTC; zero
	// when it has none.
	AskedAt time.Time `json:"asked_at,omitzero"`
	// Seconds is how long the answer took by Query.Now; 0 without it.
	Seconds float64 `json:"seconds,omitempty"`
	// ZoneData is the version of the engine's time zone data; empty when it cannot
	// tell. OurZoneData is what the cells were folded with.
	ZoneData    string `json:"zone_data,omitempty"`
	OurZoneData string `json:"our_zone_data"`
	// Shards is the number of shards of a Distributed table, and ShardsAnswered how
	// many of them answered; both 0 for other tables.
	Shards         int64 `json:"shards,omitempty"`
	ShardsAnswered int64 `json:"shards_answered,omitempty"`
	// Retried says that the connection dropped and the query was sent again.
	Retried bool `json:"retried,omitempty"`
	// Files and RowGroups are those of a folder of Parquet files; FilesSkipped and
	// RowGroupsSkipped of them were ruled out by partition, statistics or Bloom
	// filter and not read, with RowsSkipped rows.
	Files            int   `json:"files,omitempty"`
	FilesSkipped     int   `json:"files_skipped,omitempty"`
	RowGroups        int   `json:"row_groups,omitempty"`
	RowGroupsSkipped int   `json:"row_groups_skipped,omitempty"`
	RowsSkipped      int64 `json:"rows_skipped,omitempty"`
	// Stale lists what would make the answer out of date.
	Stale []string `json:"stale"`
}

// ourZoneData names the rules that cells are folded with: time/tzdata of the Go
// release, which carries no version of its own.
func ourZoneData() string { return "tzdata embedded in " + runtime.Version() }

// stale lists what would make an answer out of date.
func (p *Provenance) stale(a *asked) {
	p.Stale = []string{"rows written to or deleted from " + p.Source + " since"}
	if a.Until.IsZero() {
		p.Stale = append(p.Stale, "no end was set: every new event changes it (Until fixes it)")
	}
	p.Stale = append(p.Stale, "new rules for "+a.zone.String()+" in the time zone data")
	if a.zone == time.UTC {
		p.Stale = p.Stale[:len(p.Stale)-1]
	}
	if p.Shards > p.ShardsAnswered {
		p.Stale = append(p.Stale, "shards that did not answer and come back")
	}
}

// String is the provenance in words, one line a fact.
func (p *Provenance) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s %s", p.Source, p.Engine, p.Version)
	if !p.AskedAt.IsZero() {
		fmt.Fprintf(&b, ", asked at %s", p.AskedAt.UTC().Format(time.RFC3339))
	}
	b.WriteString("\n")
	if p.RowsScanned > 0 {
		fmt.Fprintf(&b, "  scanned %s rows", grouped(p.RowsScanned))
		if p.BytesScanned > 0 {
			fmt.Fprintf(&b, ", %s bytes", grouped(p.BytesScanned))
		}
		b.WriteString("\n")
	}
	if p.RowGroups > 0 {
		fmt.Fprintf(&b, "  skipped %d of %d row groups and %d of %d files, %s rows\n", p.RowGroupsSkipped, p.RowGroups, p.FilesSkipped, p.Files, grouped(p.RowsSkipped))
	}
	fmt.Fprintf(&b, "  %s rows came back", grouped(p.RowsAnswered))
	if p.Seconds > 0 {
		fmt.Fprintf(&b, " in %.2f s", p.Seconds)
	}
	b.WriteString("\n")
	if p.Shards > 0 {
		fmt.Fprintf(&b, "  %d of %d shards answered\n", p.ShardsAnswered, p.Shards)
	}
	return b.String()
}

// grouped writes a number with a comma every three digits.
func grouped(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
