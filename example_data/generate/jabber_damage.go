package main

import (
	"fmt"
	"strings"
)

// wound is a damaged object, or garbage where an object might be, put into a day's file.
type wound struct {
	clock    string // on the server, 15:04:05.000000: its place in the file
	from, to string // handles
	body     string // written as it is, with nothing escaped
	noTime   bool   // the time is lost: stamp is written instead
	stamp    string
	cut      bool   // the file ends in the middle of the body
	garbage  string // not an object at all; the other fields but clock are empty
}

// damagedDay is a file with wounds, in order of time.
type damagedDay struct {
	date   day
	what   string // for the README
	wounds []wound
}

// damaged lists the two damaged files. The texts are such as translation tools and broken disks leave behind.
var damaged = []damagedDay{
	{
		date: day{2021, 7, 14},
		what: "quotes inside bodies not escaped; raw line breaks and control characters inside bodies; one time unreadable",
		wounds: []wound{
			{clock: "06:41:13.204518", from: "sorrel", to: "tansy", body: `слово "срочно" в теме письма лишнее, пишем "планово"`},
			{clock: "07:20:55.090441", from: "hazelnut", to: "linnet", body: `кнопка называется "Сохранить как", а не "Сохранить"`},
			{clock: "08:02:09.771320", from: "mallow", to: "walnut", body: "список на июль:\nteasel с 19-го\nbobbin с 26-го"},
			{clock: "08:44:30.118027", from: "cobble", to: "marmot", body: "вывод консоли:\x1b[32m готово\x1b[0m, ошибок нет"},
			{clock: "09:31:47.653209", from: "bobbin", to: "pumice", body: `chapter 4 is called "Tea, coffee", not "Coffee, tea"`},
			{clock: "10:15:02.300746", from: "fescue", to: "gneiss", body: `в настройках было {"полка": "вторая", "ряд": 3}, поменял`},
			{clock: "11:08:26.482115", from: "teasel", to: "walnut", noTime: true, stamp: "2021-07-14T1?:0?:??", body: "перенёс встречу, подробности в календаре"},
			{clock: "11:52:38.906631", from: "currant", to: "chestnut", body: "колонки:\tимя\tкомната\tтелефон"},
			{clock: "12:40:19.027754", from: "dunlin", to: "hazelnut", body: `опечатка: "расписание" через "а"`},
			{clock: "13:33:51.560098", from: "larkspur", to: "sorrel", body: "накладная 4711\v\fстраница 2\x01"},
			{clock: "14:27:44.815392", from: "walnut", to: "mallow", body: `"`},
			{clock: "17:06:08.249963", from: "quill", to: "bobbin", body: `the customer calls it "the blue one", we call it "version 2"`},
			{clock: "19:58:21.730187", from: "pebble", to: "quill", body: "nightly run:\r\n  started 22:40\r\n  finished 22:57"},
		},
	},
	{
		date: day{2021, 11, 17},
		what: "two lines of garbage between two objects; one time missing; the last object cut off in its body",
		wounds: []wound{
			{clock: "09:12:36.018845", garbage: "#### block 0x3f copied from backup, checksum differs ####\n\x1a\x1a\x1a ~~~\n"},
			{clock: "12:47:03.381120", from: "trellis", to: "cobble", noTime: true, body: "карта стойки обновлена, версия 12"},
			{clock: "23:58:31.446209", from: "quill", to: "pebble", body: "the agenda for tomorrow has four poi", cut: true},
		},
	},
}

// object says whether there is an object at all.
func (w wound) object() bool { return w.garbage == "" }

// timed says whether there is an object whose time can be read: it counts as an event, recovered.
func (w wound) timed() bool { return w.object() && !w.noTime }

// text is what stands in the file.
func (w wound) text(date day) string {
	if !w.object() {
		return w.garbage
	}
	stamp := w.stamp
	if !w.noTime {
		stamp = fmt.Sprintf("%sT%s", date, w.clock)
	}
	whole := objectText(stamp, address(w.from), address(w.to), w.body)
	if w.cut {
		body := strings.LastIndex(whole, w.body)
		return whole[:body+len(w.body)]
	}
	return whole
}

// woundsOf returns the damaged day of that date, or nil.
func woundsOf(date day) *damagedDay {
	for i := range damaged {
		if damaged[i].date == date {
			return &damaged[i]
		}
	}
	return nil
}
