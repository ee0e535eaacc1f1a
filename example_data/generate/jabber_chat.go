package main

import (
	"fmt"
	"slices"
	"strings"
)

// chat throws the lines of one conversation on one subject in one language.
type chat struct {
	*dice
	words   *language
	subject *subject
	host    string // the same all through the conversation
	project string
	said    []string // templates used
}

func newChat(d *dice, english bool) *chat {
	words := russian
	if english {
		words = englishWords
	}
	return &chat{
		dice: d, words: words, subject: &words.subjects[d.below(len(words.subjects))],
		host: d.pick(hosts), project: d.pick(projects),
	}
}

// line throws message number i; changed says that it answers the other side, last that the conversation ends with it.
func (c *chat) line(i int, changed, last bool) string {
	switch {
	case i == 0 && c.below(250) == 0:
		return c.pick(oddities)
	case i == 0:
		if c.percent(30) {
			return c.pick(c.words.greetings) + c.fill(c.fresh(c.subject.open))
		}
		return c.fill(c.fresh(c.subject.open))
	case last && c.percent(30):
		return c.pick(c.words.closings)
	case changed && c.percent(12):
		return c.pick(c.words.nods)
	case changed:
		return c.fill(c.fresh(c.subject.answer))
	}
	return c.fill(c.fresh(c.subject.more))
}

func (c *chat) announcement() string { return c.fill(c.pick(c.words.announcements)) }

// fresh picks a template, one not yet used in this conversation if a few tries find one.
func (c *chat) fresh(list []string) string {
	template := c.pick(list)
	for range 5 {
		if !slices.Contains(c.said, template) {
			break
		}
		template = c.pick(list)
	}
	c.said = append(c.said, template)
	return template
}

// fill puts something into each {slot} of a template.
func (c *chat) fill(template string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		slot, after, _ := strings.Cut(rest, "}")
		b.WriteString(c.slot(slot))
		template = after
	}
}

func (c *chat) slot(name string) string {
	switch name {
	case "host":
		return c.host
	case "project":
		return c.project
	case "ip":
		return fmt.Sprintf("%s%d", c.pick(networks), c.between(2, 250))
	case "url":
		return fmt.Sprintf("https://wiki.example/%s/%d", c.project, c.between(10, 480))
	case "n":
		return fmt.Sprint(c.many(5))
	case "big":
		return fmt.Sprint(c.many(980))
	case "time":
		return fmt.Sprintf("%d:%02d", c.between(10, 18), 15*c.below(4))
	case "date":
		return fmt.Sprintf("%d %s", c.between(1, 28), c.pick(c.words.months))
	case "day":
		return c.pick(c.words.days)
	case "food":
		return c.pick(c.words.foods)
	case "thing":
		return c.pick(c.words.things)
	case "who":
		return people[c.below(len(people))].handle
	}
	panic("jabber: no such slot: {" + name + "}") // a slip in the phrases; every run of the tests would meet it
}

// many throws a number of 5 … 10·tens+9 after which Russian takes the genitive plural, as the templates do: 5–9, 15–19, 25–29, …
func (c *chat) many(tens int) int { return 10*c.between(0, tens) + c.between(5, 9) }

// networks are those of RFC 5737, kept for documentation.
var networks = []string{"192.0.2.", "198.51.100.", "203.0.113."}

var hosts = []string{
	"build-1.example.com", "build-2.example.com", "files.example.com", "wiki.example", "mail.example.net", "test-3.example.org", "backup.example.com", "print.example",
}

var projects = []string{"lighthouse", "orchard", "handbook", "catalogue", "timetable", "greenhouse"}

// oddities are clean rows that a careless reader trips over: escapes, markup, a pasted record, characters beyond the basic plane.
var oddities = []string{
	"проверка формы: <script>alert(\"обед\")</script> должно остаться текстом",
	"the comment field shows \"><img src=x onerror=alert(1)> as plain text now, as it should",
	"вставляю как есть:\n{\n  \"ts\": \"2021-01-01T00:00:00.000000\",\n  \"from\": \"nobody@chat.example.onion\"\n}\nэто пример из справочника",
	"path is C:\\reports\\2021\\tea.txt, tab here:\tand done",
	"торт в переговорной 🎂 приходите 👩‍💻",
	"кавычки \"ёлочки\" «лапки» и \\обратная\\ черта",
	"a}{b, [c], \"d\": \"e\", just to test the search box",
}
