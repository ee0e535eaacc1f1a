package lake

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// oldMoscow is Moscow as zone data of 2013 has it: summer time for ever since
// March 2011, nothing known of October 2014. TZif version 1 (RFC 8536, section 3).
func oldMoscow() []byte {
	at := []string{"2008-10-25T23:00:00Z", "2009-03-28T23:00:00Z", "2009-10-24T23:00:00Z", "2010-03-27T23:00:00Z", "2010-10-30T23:00:00Z", "2011-03-26T23:00:00Z"}
	var b bytes.Buffer
	b.WriteString("TZif")
	b.Write(make([]byte, 16))
	for _, n := range []uint32{0, 0, 0, uint32(len(at)), 2, 8} { // of transitions, types, bytes of names
		binary.Write(&b, binary.BigEndian, n)
	}
	for _, text := range at {
		moment, err := time.Parse(time.RFC3339, text)
		if err != nil {
			panic(err)
		}
		binary.Write(&b, binary.BigEndian, int32(moment.Unix()))
	}
	for i := range at {
		b.WriteByte(byte(i % 2)) // to winter, to summer, …
	}
	for i, offset := range []int32{3 * 3600, 4 * 3600} {
		binary.Write(&b, binary.BigEndian, offset)
		b.Write([]byte{0, byte(4 * i)})
	}
	b.WriteString("MSK\x00MSD\x00")
	return b.Bytes()
}

// TestOlderZoneData: an engine with the zone data of 2013 is found out, and our
// cells are right all the same; a zone it has never heard of is named.
func TestOlderZoneData(t *testing.T) {
	peer(t, "clickhouse-server", "/usr/sbin", "/usr/bin")
	zones := t.TempDir()
	for name, data := range map[string][]byte{"Europe/Moscow": oldMoscow(), "UTC": []byte("TZif" + strings.Repeat("\x00", 16) + "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x04" + "\x00\x00\x00\x00\x00\x00" + "UTC\x00")} {
		path := filepath.Join(zones, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c := newCluster(t, "TZDIR="+zones, "TZ=UTC")
	t.Cleanup(func() {
		for _, s := range c.shards {
			s.stop()
		}
	})
	db := c.db(t, 0)
	// An event an hour from 2013 to 2015: 25 h × 365 and so on do not matter, only that
	// those since 2014-10-25 22:00 UTC, when Moscow's clocks went back, are told apart.
	from, back, to := time.Date(2013, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2014, 10, 25, 22, 0, 0, 0, time.UTC), time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)
	do(t, db, "CREATE TABLE hourly (at DateTime) ENGINE = Memory",
		fmt.Sprintf("INSERT INTO hourly SELECT toDateTime(%d + number * 3600) FROM system.numbers LIMIT %d", from.Unix(), int64(to.Sub(from).Hours())))
	answer, err := Count(context.Background(), db, Query{Table: "hourly", Time: "at", Zone: "Europe/Moscow"})
	if err != nil {
		t.Fatal(err)
	}
	wrong := int64(to.Sub(back).Hours())
	if answer.Check.Differ != wrong || !answer.Check.From.Equal(back) {
		t.Errorf("%d events differ from %v, want %d from %v", answer.Check.Differ, answer.Check.From, wrong, back)
	}
	if len(answer.Warnings) != 1 || !strings.Contains(answer.Warnings[0], "other rules for Europe/Moscow") {
		t.Errorf("warnings: %q", answer.Warnings)
	}
	balanced(t, answer)
	answer, err = Count(context.Background(), db, Query{Table: "hourly", Time: "at", Zone: "Asia/Kathmandu"})
	if err != nil || !answer.Check.Unknown || len(answer.Warnings) != 1 || !strings.Contains(answer.Warnings[0], "does not know the zone") {
		t.Errorf("a zone it does not know: %v, %+v", err, answer)
	}
}
