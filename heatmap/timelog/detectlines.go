package timelog

import (
	"bytes"
	"errors"
)

// detectLines names the format of a text that is no JSON: a table, one of the
// known formats of lines, or any text whose lines have times. nil if it is none.
func detectLines(text []byte) *dialect {
	sample := sampleOf(text)
	if len(sample) == 0 {
		return nil
	}
	for _, f := range lineFormats {
		if f.guess == nil {
			continue
		}
		if s := f.guess(sample); s != nil {
			return &dialect{name: f.name, why: "its lines have the shape", lines: s}
		}
	}
	table := guessCSV(text)
	if table != nil && table.skip > 0 && headed(table) && plainTable(table, text) {
		table.sure = true
		return table
	}
	lines, l := guessText(text)
	if lines != nil && (!l.lead && l.share < 0.7 || l.lead && l.share < 0.3 && clocksLead(text)) {
		if d := guessDayClock(text); d != nil {
			return d
		}
	}
	if table != nil && (lines == nil || convincing(table, text, l) || table.skip > 0 && headed(table) && l.spots[0].layout.kind == epochNumber) {
		return table // its heading says what its numbers are
	}
	if lines == nil || !l.lead && firstObject(text) >= 0 {
		return nil
	}
	return lines
}

// askedLines learns the format of lines asked for; nil if there is none of that
// name.
func askedLines(text []byte, asked string) (*dialect, bool) {
	if asked == "text" {
		d, _ := guessText(text)
		return d, true
	}
	for _, f := range lineFormats {
		if f.name != asked {
			continue
		}
		sample := sampleOf(text)
		s := f.make(sample)
		if s == nil {
			return nil, true
		}
		return &dialect{name: asked, why: "as asked", lines: s}, true
	}
	return nil, false
}

// lineFormat is a known format of text lines.
type lineFormat struct {
	name  string
	guess func(sample [][]byte) *lineShape // nil result: the lines are not of this format
	make  func(sample [][]byte) *lineShape // as asked by name; nil result: it cannot be
}

// lineFormats in the order in which they are tried.
var lineFormats []lineFormat

func init() {
	lineFormats = []lineFormat{
		{"winxml", guessWinXML, guessWinXML},
		{"mbox", guessMbox, makeMbox},
		{"mail", guessMail, makeMail},
		{"git", guessGit, makeGit},
		{"svn", guessSVN, makeSVN},
		{"shell-history", guessHistory, guessHistory},
		{"irc", guessIRC, makeIRC},
		{"line-chat", guessLineChat, guessLineChat},
		{"kakaotalk", guessKakao, guessKakao},
		{"whatsapp", guessWhatsApp, guessWhatsApp},
		{"l2tcsv", guessL2T, guessL2T},
		{"zeek", guessZeek, guessZeek},
		{"w3c", guessHeaded, guessHeaded},
		{"telegram", guessTelegram, guessTelegram},
		{"transcript", guessTranscript, guessTranscript},
		{"setupapi", guessSetup, guessSetup},
		{"cmtrace", guessCMTrace, guessCMTrace},
		{"msi", guessMSI, guessMSI},
		{"proxmox-tasks", guessTasks, guessTasks},
		{"sysstat", guessSysstat, guessSysstat},
		{"mysql-slow", guessSlow, guessSlow},
		{"errpt", guessErrpt, guessErrpt},
		{"ntp-stats", guessNTP, guessNTP},
		{"slapd", guessSlapd, guessSlapd},
		{"pf", guessPackets, makePackets},
		{"access", guessAccess, makeAccess},
		{"apache-error", guessApacheError, makeError},
		{"nginx-error", guessNginxError, makeError},
		{"syslog", guessSyslog, makeSyslog},
	}
}

// convincing reports whether a table tells the times better than its lines do as
// text: it has a header, or three fields and more in every line, and a column
// that holds nothing but times.
func convincing(table *dialect, text []byte, l *learnt) bool {
	if len(table.csv.names) == 1 {
		return true
	}
	sv := takeSurvey(table, text[table.skip:], true, stampRules{year: 2000, local: true})
	ch, err := sv.choose("", stampRules{order: orderDMY, year: 2000})
	if err != nil || sv.rows == 0 {
		if err == nil || table.skip == 0 || !headed(table) {
			return false
		}
		if ch.col >= 0 && sv.stats[ch.col].foreignZones() {
			return true // its times are not those of lines that say nothing of a zone
		}
		made := learnWithin(table, text[table.skip:])
		return made != nil && !isWithin(made.name)
	}
	if ch.dates && l.share > 0.5 {
		return false // a date and a time of day in two columns
	}
	share := float64(sv.stats[ch.col].valid()) / float64(sv.rows)
	if table.skip > 0 && headed(table) {
		return share > 0.5
	}
	if bytes.Count(text[:min(len(text), 1<<16)], []byte{','}) > 0 && table.csv.comma == ',' && l.lead && ch.col == 0 {
		if w, same := tableOf(text, ','); w < 3 || same < 0.99 {
			return false
		}
	}
	return share >= 0.9 && (len(table.csv.names) > 2 || table.csv.comma == '\t') && share >= l.share-0.05
}

// plainTable reports whether a table with a header has a column of times with
// date and time of day, so that no look at its lines as text is needed.
func plainTable(table *dialect, text []byte) bool {
	sv := takeSurvey(table, text[table.skip:], true, stampRules{year: 2000, local: true})
	ch, err := sv.choose("", stampRules{order: orderDMY, year: 2000})
	open := (*errOpenUnit)(nil) // which unit is for the user to say
	return (err == nil || errors.As(err, &open)) && sv.rows > 0 && !ch.dates && 2*sv.stats[ch.col].valid() > sv.rows
}

// headed reports whether the names of the columns look like names.
func headed(table *dialect) bool {
	for _, n := range table.csv.names {
		if len(n) > 60 {
			return false
		}
	}
	return true
}

// shareOf is the part of the lines of which f is true.
func shareOf(lines [][]byte, f func(line []byte) bool) float64 {
	n := 0
	for _, line := range lines {
		n += boolInt(f(line))
	}
	return float64(n) / float64(max(len(lines), 1))
}

func namesOfLines() string {
	all := ""
	for _, f := range lineFormats {
		all += ", " + f.name
	}
	return all
}
