package timelog

import "bytes"

// The chats that LINE and KakaoTalk export as text have the day in a line of its own, in
// the language of the telephone, and a time of day to the minute in each message:
//
//	2021.01.29 Friday
//	9:30 PM	Tanaka	the report is not done?
//
//	--------------- 2021년 1월 29일 금요일 ---------------
//	[Kim] [오후 9:30] …
type chatDaysParser struct {
	clock func(line []byte, m *moment) (from, message []byte, ok bool)
	day   moment
	known bool
}

func (p *chatDaysParser) parse(line []byte, row *lineRow) {
	if m, ok := chatDay(line); ok {
		p.day, p.known = m, true
		row.none = true
		return
	}
	m := p.day
	from, message, ok := p.clock(line, &m)
	switch {
	case !ok:
		row.why = continuation
		row.set(2, line)
		return
	case !p.known:
		row.why = "time of day before any line that says the day"
	case !m.valid():
		row.why = errImpossible.Error()
	default:
		row.moment(&m)
	}
	row.set(1, from)
	row.set(2, message)
}

// chatDayLayouts are the ways in which such a line states the day.
var chatDayLayouts = []layout{
	{"%Y년 %m월 %d일", wholeDate}, {"%Y年%m月%d日", wholeDate}, {"%Y.%M.%D", wholeDate}, {"%Y/%M/%D", wholeDate},
	{"%A %B %d, %Y", wholeDate}, {"%A %d %B %Y", wholeDate},
}

// chatDay reads a line that has a day and its weekday, perhaps between dashes, and
// nothing else.
func chatDay(line []byte) (moment, bool) {
	text := bytes.Trim(line, "- ")
	if len(text) > 40 {
		return moment{}, false
	}
	for k := range chatDayLayouts {
		var m moment
		l := &chatDayLayouts[k]
		end := l.match(text, 0, &m)
		if end < 0 || !m.valid() {
			continue
		}
		if rest := text[end:]; m.weekday > 0 && len(rest) == 0 || m.weekday == 0 && len(rest) > 2 && !hasDigit(rest) && bytes.IndexByte(rest, '\t') < 0 {
			return m, true
		}
	}
	return moment{}, false
}

// halves are the words for the halves of the day that stand before the clock.
var halves = []struct {
	word string
	half byte
}{{"오전 ", 'a'}, {"오후 ", 'p'}, {"午前", 'a'}, {"午後", 'p'}, {"上午", 'a'}, {"下午", 'p'}}

// matchHalf reads such a word.
func matchHalf(b []byte, i int, m *moment) int {
	for _, h := range halves {
		if bytes.HasPrefix(b[i:], []byte(h.word)) {
			m.half = h.half
			return i + len(h.word)
		}
	}
	return -1
}

// chatClock reads a time of day to the minute with its half, before or behind it.
func chatClock(b []byte, m *moment) (rest []byte, ok bool) {
	m.half = 0
	if end := matchHalf(b, 0, m); end > 0 {
		b = bytes.TrimLeft(b[end:], " ")
	}
	t, end := readClock(b, 0)
	if end < 0 {
		return b, false
	}
	m.h, m.mi, m.s, m.nanos = t.h, t.m, t.s, 0
	if half, behind := halfAt(b, end); half != 0 && m.half == 0 {
		m.half, end = half, behind
	}
	return b[end:], true
}

// lineMessage reads "9:30 PM", a tab, who, a tab, what.
func lineMessage(line []byte, m *moment) (from, message []byte, ok bool) {
	rest, ok := chatClock(line, m)
	if !ok || len(rest) == 0 || rest[0] != '\t' {
		return nil, nil, false
	}
	from, message, _ = bytes.Cut(rest[1:], []byte{'\t'})
	return from, message, true
}

// kakaoMessage reads "[who] [오후 9:30] what".
func kakaoMessage(line []byte, m *moment) (from, message []byte, ok bool) {
	who, rest, found := bytes.Cut(line, []byte("] ["))
	if !found || len(who) < 2 || who[0] != '[' {
		return nil, nil, false
	}
	if rest, ok = chatClock(rest, m); !ok || len(rest) == 0 || rest[0] != ']' {
		return nil, nil, false
	}
	return who[1:], bytes.TrimLeft(rest[1:], " "), true
}

func guessLineChat(sample [][]byte) *lineShape { return chatDaysShape(sample, lineMessage) }
func guessKakao(sample [][]byte) *lineShape    { return chatDaysShape(sample, kakaoMessage) }

// chatDaysShape knows such a chat by a line with a day that comes before any message, and
// by messages in half of the lines.
func chatDaysShape(sample [][]byte, clock func([]byte, *moment) (from, message []byte, ok bool)) *lineShape {
	days, messages := 0, 0
	for _, line := range sample {
		if _, ok := chatDay(line); ok {
			days++
			continue
		}
		var m moment
		if _, _, ok := clock(line, &m); ok {
			if days == 0 {
				return nil
			}
			messages++
		}
	}
	if days == 0 || messages == 0 || 2*(days+messages) < len(sample) {
		return nil
	}
	return &lineShape{
		names: ircNames, ordered: true,
		where:  []string{"times of day in the messages, of the day that a line before them says"},
		parser: func() lineParser { return &chatDaysParser{clock: clock} },
	}
}
