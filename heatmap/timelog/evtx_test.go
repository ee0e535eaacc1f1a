package timelog

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// securityLog is the event log that comes with the parser's tests: 739 records
// of a Security channel in ten chunks, of February 2019.
func securityLog(t testing.TB) []byte {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "www.velocidex.com/golang/evtx").Output()
	if err != nil {
		noEventLog(t, err)
	}
	path := filepath.Join(strings.TrimSpace(string(dir)), "testdata", "Security.evtx")
	data, err := os.ReadFile(path)
	if err != nil {
		noEventLog(t, err)
	}
	return data
}

// noEventLog skips a test whose event log is not to be had, or fails it when
// everything is required.
func noEventLog(t testing.TB, err error) {
	t.Helper()
	if os.Getenv("HOURPRINT_REQUIRE") == "all" {
		t.Fatal("Security.evtx of www.velocidex.com/golang/evtx is required (HOURPRINT_REQUIRE=all):", err)
	}
	t.Skip("Security.evtx of www.velocidex.com/golang/evtx is not there:", err)
}

func TestEVTX(t *testing.T) {
	path := file(t, "Security.evtx", string(securityLog(t)))
	tally, err := Count(context.Background(), Options{By: "EventID"}, path)
	if err != nil {
		t.Fatal(err)
	}
	balanced(t, tally.Sources)
	s := tally.Sources[0]
	if s.Format != "evtx" || s.TimeColumn != "TimeCreated" || s.ZoneFrom != "stated" || s.Zone != "UTC" || s.Events != 739 || s.Recovered != 0 {
		t.Errorf("%+v", s)
	}
	// The FILETIME in the header of the first record is 131939362733172597.
	first := time.Date(2019, 2, 6, 14, 17, 53, 317_259_700, time.UTC)
	if !tally.First.Equal(first) || tally.Groups.Of("1102").Total() != 1 {
		t.Errorf("first %v, want %v; groups %v", tally.First, first, tally.Groups)
	}
	table, err := Read(context.Background(), Options{}, path)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"TimeCreated": "2019-02-06T14:18:35.9461328Z", "EventRecordID": "31880", "EventID": "4624", "Provider": "Microsoft-Windows-Security-Auditing",
		"Channel": "Security", "Computer": "TestComputer", "EventData.TargetUserName": "user", "EventData.LogonType": "2"}
	for _, c := range table.Columns {
		if w, ok := want[c.Name]; ok && c.Values[2] != w {
			t.Errorf("%s is %q, want %q", c.Name, c.Values[2], w)
		}
		delete(want, c.Name)
	}
	if len(want) > 0 {
		t.Errorf("columns missing: %v", want)
	}
}

func TestEVTXDamaged(t *testing.T) {
	whole := securityLog(t)
	count := func(data []byte) *Tally {
		tally, err := Count(context.Background(), Options{}, file(t, "Security.evtx", string(data)))
		if err != nil {
			t.Fatal(err)
		}
		balanced(t, tally.Sources)
		return tally
	}
	// A byte changed inside a record: the checksum of the chunk fails, the times stay.
	data := bytes.Clone(whole)
	data[4096+evtxHeader+100] ^= 0x55
	if s := count(data).Sources[0]; s.Events != 739 || s.Recovered == 0 || s.Recovered > 200 {
		t.Errorf("a byte changed: %+v", s)
	}
	// A hole in a chunk: the records behind it are lost, and said to be.
	data = bytes.Clone(whole)
	clear(data[4096+evtxChunk+evtxChunk/2 : 4096+2*evtxChunk])
	tally := count(data)
	if s := tally.Sources[0]; s.Rows != 739 || s.Events >= 739 || len(s.Skipped) != 1 || len(tally.Warnings) == 0 {
		t.Errorf("a hole: %+v, %q", s, tally.Warnings)
	}
	// Cut off in the middle of a chunk.
	if s := count(whole[:4096+evtxChunk+20000]).Sources[0]; s.Events == 0 || s.Events > 200 {
		t.Errorf("cut off: %+v", s)
	}
	if _, err := Count(context.Background(), Options{}, file(t, "head.evtx", string(whole[:100]))); err == nil {
		t.Error("a file of 100 bytes was read")
	}
}

func BenchmarkEVTX(b *testing.B) {
	data := securityLog(b)
	var big bytes.Buffer
	big.Write(data[:4096])
	for big.Len() < 10<<20 {
		big.Write(data[4096:])
	}
	path := file(b, "big.evtx", big.String())
	b.SetBytes(int64(big.Len()))
	for b.Loop() {
		if _, err := Count(context.Background(), Options{}, path); err != nil {
			b.Fatal(err)
		}
	}
}
