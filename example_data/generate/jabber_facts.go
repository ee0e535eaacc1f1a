package main

import (
	"fmt"
	"strings"
	"time"
)

// jabberFacts is what the README says about the chat log. Rows = Events + Skipped; Events include Recovered.
type jabberFacts struct {
	Files, Bytes, Days, EmptyDays, EmptySundays int
	Rows, Events, Recovered, Skipped            int
	Duplicates, Again, AlikeByNature            int
	First, Last                                 string
	Sample                                      string // the first object, indented as Markdown code
	ScriptFrom, ScriptUntil                     string
	Outages                                     []string
	People                                      []handleFacts
	Damaged                                     []damageFacts
	Holidays, HolidaysOverseas                  []day
}

// handleFacts is one line of the truth table. Rows = own + again; a damaged row with a readable time counts.
type handleFacts struct {
	Handle, Does, Zone, Hours, Stays string
	Rows, Again, Distinct            int
}

// damageFacts is one line of the table of damaged files.
type damageFacts struct {
	File, What               string
	Rows, Recovered, Skipped int
}

// countJabber counts what went into the files.
func countJabber(log []message, files []file) jabberFacts {
	f := jabberFacts{
		Files: len(files), Rows: len(log), Events: len(log), Days: lastDay.since(firstDay) + 1,
		First: log[0].at.Format(stampLayout), Last: lastStamp(log), ScriptFrom: scriptFrom.String(), ScriptUntil: scriptUntil.plus(-1).String(),
		Sample:   sample(log[0]),
		Holidays: moscowDaysOff, HolidaysOverseas: torontoDaysOff,
	}
	for _, file := range files {
		f.Bytes += len(file.data)
	}
	for _, d := range damaged {
		f.addDamage(d, log)
	}
	f.EmptyDays = f.Days - f.Files
	f.EmptySundays = emptySundays(log)
	f.countRepeats(log)
	for _, o := range outages {
		f.Outages = append(f.Outages, o.from.Format("2006-01-02 15:04")+" to "+o.until.Format("01-02 15:04"))
	}
	for _, p := range people {
		h := handleFacts{Handle: p.handle, Does: p.does, Zone: p.habit.zone, Hours: p.hours(), Stays: p.stays()}
		f.People = append(f.People, h.count(log))
	}
	h := handleFacts{Handle: scriptHandle, Does: "a script", Zone: "none: a clock", Hours: "every 15 minutes, day and night", Stays: f.ScriptFrom + " to " + f.ScriptUntil}
	f.People = append(f.People, h.count(log))
	return f
}

func (f *jabberFacts) addDamage(d damagedDay, log []message) {
	line := damageFacts{File: "198.51.100.17-" + d.date.at(0, time.UTC).Format("20060102") + ".json", What: d.what}
	for _, m := range log {
		if dayOf(m.at) == d.date {
			line.Rows++
		}
	}
	for _, w := range d.wounds {
		switch {
		case w.timed():
			line.Recovered++
		case w.object():
			line.Skipped++
		}
	}
	line.Rows += line.Recovered + line.Skipped
	f.Damaged = append(f.Damaged, line)
	f.Recovered += line.Recovered
	f.Skipped += line.Skipped
	f.Rows += line.Recovered + line.Skipped
	f.Events += line.Recovered
}

// countRepeats counts rows whose from, to and body were seen before. The wounds are all different and repeat nothing.
func (f *jabberFacts) countRepeats(log []message) {
	seen := map[[3]string]bool{}
	for _, m := range log {
		key := [3]string{m.from, m.to, m.body}
		if seen[key] {
			f.Duplicates++
		}
		seen[key] = true
		if m.again {
			f.Again++
		}
	}
	f.AlikeByNature = f.Duplicates - f.Again
}

// count counts what the handle sent.
func (h handleFacts) count(log []message) handleFacts {
	seen := map[[2]string]bool{}
	from := address(h.Handle)
	for _, m := range log {
		if m.from != from {
			continue
		}
		h.Rows++
		seen[[2]string{m.to, m.body}] = true
		if m.again {
			h.Again++
		}
	}
	h.Distinct = len(seen)
	for _, d := range damaged {
		for _, w := range d.wounds {
			if w.timed() && w.from == h.Handle {
				h.Rows++
				h.Distinct++
			}
		}
	}
	return h
}

// hours says when the person works, in words, on the person's own clock.
func (p person) hours() string {
	shift := ""
	switch {
	case p.shift > 0:
		shift = fmt.Sprintf(", %d minutes later", 15*p.shift)
	case p.shift < 0:
		shift = fmt.Sprintf(", %d minutes earlier", -15*p.shift)
	}
	return p.habit.words + shift
}

func (p person) stays() string {
	switch {
	case !p.joined.zero():
		return "from " + p.joined.String()
	case !p.left.zero():
		return "until " + p.left.String()
	}
	return "all the time"
}

func emptySundays(log []message) int {
	written := map[day]bool{}
	for _, m := range log {
		written[dayOf(m.at)] = true
	}
	n := 0
	for d := firstDay; d.since(lastDay) <= 0; d = d.plus(1) {
		if d.weekday() == time.Sunday && !written[d] {
			n++
		}
	}
	return n
}

// lastStamp is that of the last message; no wound comes after it.
func lastStamp(log []message) string { return log[len(log)-1].at.Format(stampLayout) }

// sample is a message's object, to be put into indented Markdown.
func sample(m message) string {
	text := objectText(m.at.Format(stampLayout), m.from, m.to, escape(m.body))
	return strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n    ")
}
