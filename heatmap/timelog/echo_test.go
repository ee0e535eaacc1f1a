package timelog

import (
	"bytes"
	"math/rand"
	"testing"
	"time"
)

// behindStamps is what may follow a time, zones and what looks like them included.
var behindStamps = []string{
	" host sshd[1]: x", " LabSZ sshd[1]: x", " INFO x", " WARN x", " WAST x", " CEST x", " EST x", " a.m. x", " am x", " PM x", " Pm: x", " p. m. x", "",
	" Z x", "Z x", "Zulu", " +0200 x", "+02:00 x", "-0330", " - x", " -5 x", ",123 x", ",1234567890123 x", ", x", ".5 x", ".x", ":123 x", ":123456 x", ": x", ":x", "]", "] x", ")", "|x", "\tx",
	" Europe/Berlin x", " America/New_York]", " Etc", " E", " UTC+03:00 x", " UTC x", " 2020 x", " x 2020", "7 x", "T", "é", " é", "  EST x",
	" [UTC] x", " (CET) x", " (UTC+3) x", "[UTC]", "(UTC) x", " [Europe/Berlin]", " UTC+3 x", " GMT-05 x", " UTC-5]", ".462-4 x", "-4 x", "+3 ", " AM.123 x", " [INFO] x", " (x) y", " <UTC> x", " {UTC}", ",UTC", ", UTC",
}

// TestEcho reads lines that repeat most of the time before them, once line by line as if
// none had gone before, and wants the same.
func TestEcho(t *testing.T) {
	for _, layout := range []string{
		"2006-01-02 15:04:05", "2006-01-02T15:04:05.000", "2006-01-02 15:04:05,000000", "2006/01/02 15:04:05", "2006.01.02 15:04:05.000", "2006:01:02 15:04:05",
		"Jan _2 15:04:05", "Jan 2 15:04:05.000", "Mon Jan _2 15:04:05", "Mon Jan _2 15:04:05 2006", "Mon Jan _2 15:04:05.000 2006", "02/Jan/2006:15:04:05 -0700",
		"02-Jan-2006 15:04:05.000", "Jan 2, 2006 3:04:05 PM", "15:04:05.000 2006-01-02", "date=2006-01-02 time=15:04:05", "01-02 15:04:05.000", "02/01/2006 15:04:05", "20060102T150405Z", "0102 15:04:05.000000",
	} {
		t.Run(layout, func(t *testing.T) { echoes(t, layout) })
	}
}

func echoes(t *testing.T, format string) {
	random := rand.New(rand.NewSource(3))
	at := time.Date(2021, 2, 27, 3, 50, 0, 0, time.UTC)
	form := longest([]byte(at.Format(format)), 0).layout
	if form == nil {
		t.Fatal("no layout")
	}
	for _, s := range []spot{{kind: atByte, at: 1}, {kind: atToken, at: 1}, {kind: afterKey, key: "at "}, {kind: anywhere}} {
		s.layout, s.order = form, orderDMY
		parser := func() *textParser {
			shape := splitShape(&learnt{spots: []spot{s}}, []string{"time", "line"}, nil)
			if shape.years != nil {
				shape.years.first = 2021
				shape.years.probe = &calendarSeen{}
			}
			return shape.parser().(*textParser)
		}
		quick, plain := parser(), parser()
		before := map[spotKind]string{atByte: "[", atToken: "<34>x (", afterKey: "who at ", anywhere: "x "}[s.kind]
		repeated := 0
		for n := range 6000 {
			at = at.Add(time.Duration(random.Intn(90)) * time.Second).Add(time.Duration(random.Intn(3)) * time.Millisecond)
			line := before + at.Format(format) + behindStamps[random.Intn(1+random.Intn(len(behindStamps)))]
			if random.Intn(20) == 0 {
				b := []byte(line)
				b[random.Intn(len(b))] = "0123456789:. ,-Zx"[random.Intn(17)]
				line = string(b)
			}
			if m := (mark{}); quick.last.of != nil && quick.last.read([]byte(line), quick.last.of.place([]byte(line)), &m) {
				repeated++
			}
			a, b := lineRow{cells: make([]cell, 2), full: true}, lineRow{cells: make([]cell, 2), full: true}
			quick.parse([]byte(line), &a)
			plain.last.of = nil
			plain.parse([]byte(line), &b)
			if !bytes.Equal(a.cells[0].raw, b.cells[0].raw) || !bytes.Equal(a.cells[1].raw, b.cells[1].raw) || a.why != b.why {
				t.Fatalf("line %d, %q: %q, %q, %q; alone %q, %q, %q", n, line, a.cells[0].raw, a.cells[1].raw, a.why, b.cells[0].raw, b.cells[1].raw, b.why)
			}
		}
		if s.kind != anywhere && repeated < 100 && format != "Jan 2, 2006 3:04:05 PM" && format != "20060102T150405Z" {
			t.Errorf("only %d of 6000 lines repeat the time before them", repeated)
		}
		if c := quick.cal; c != nil {
			one, other := c.seen, plain.cal.seen
			if one.rows != other.rows || one.up != other.up || one.down != other.down || one.last != other.last || one.beside != other.beside || one.weekdays != other.weekdays || one.rows == 0 {
				t.Errorf("rows of a calendar: %+v, alone %+v", one, other)
			}
		}
	}
}
