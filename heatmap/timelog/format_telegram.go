package timelog

import "bytes"

// telegramParser reads the pages that Telegram Desktop exports: each message is an
// element of several lines, with its time in a title, "12.03.2021 15:17:24
// UTC+03:00" (of older versions without the zone). A message that follows another
// of the same sender does not repeat the name.
type telegramParser struct {
	layout *layout
	from   []byte
}

const (
	telegramMessage = `<div class="message `
	telegramTime    = `<div class="pull_right date details" title="`
	telegramFrom    = `<div class="from_name">`
	telegramText    = `<div class="text">`
)

func (p *telegramParser) parse(element []byte, row *lineRow) {
	at := bytes.Index(element, []byte(telegramTime))
	if !bytes.HasPrefix(bytes.TrimLeft(element, " \t"), []byte(telegramMessage)) || at < 0 {
		row.none = true // the page around the messages; a day, a pinned message
		return
	}
	at += len(telegramTime)
	var m moment
	if p.layout.match(element, at, &m) < 0 {
		row.why = continuation
		return
	}
	m.ordered(orderDMY)
	if !m.valid() || m.date != nil {
		row.why = errImpossible.Error()
		return
	}
	row.moment(&m)
	if !row.full {
		return
	}
	if from := textOf(element, telegramFrom); from != nil && !bytes.Contains(element, []byte(`clearfix joined"`)) {
		p.from = append(p.from[:0], from...)
	}
	row.set(1, p.from)
	row.set(2, textOf(element, telegramText))
}

// textOf is the first text behind a tag, up to the next tag.
func textOf(element []byte, tag string) []byte {
	_, text, found := bytes.Cut(element, []byte(tag))
	if !found {
		return nil
	}
	text, _, _ = bytes.Cut(text, []byte{'<'})
	return bytes.TrimSpace(text)
}

// guessTelegram knows the pages by two messages' times at least, or one and the
// page's title.
func guessTelegram(sample [][]byte) *lineShape {
	times := 0
	for _, line := range sample {
		times += boolInt(bytes.Contains(line, []byte(telegramTime)))
	}
	if times == 0 {
		return nil
	}
	l := layoutNamed("%o%T%h:%N:%S%f%P%z")
	return &lineShape{
		names: chatNames, ordered: true,
		starts: func(line []byte) bool { return bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte(telegramMessage)) },
		where:  []string{"times in the titles of the messages' dates, day first"},
		parser: func() lineParser { return &telegramParser{layout: l} },
	}
}
