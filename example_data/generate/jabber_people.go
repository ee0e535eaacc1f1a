package main

// person is somebody (or, for the script, something) with an account on the chat server.
type person struct {
	handle   string
	does     string
	habit    *habit
	shift    int // quarter hours by which this person comes and goes later than the habit says
	lunch    int // quarter hours by which lunch is later
	team     int // colleagues of one team talk to each other most
	tempo    int // conversations begun per 100 working days
	english  int // percent of conversations begun in English
	saturday int // percent of Saturdays with some work
	joined   day // zero = before the first day
	left     day // zero = after the last day
}

// scriptHandle is the account of the script; it has no habit.
const scriptHandle = "watchdog"

// people are all invented: garden and kitchen words, no nickname of anybody.
var people = []person{
	{handle: "teasel", does: "co-ordinator", habit: office, shift: -1, team: 0, tempo: 98, english: 10, saturday: 30},
	{handle: "walnut", does: "co-ordinator", habit: office, shift: 2, team: 0, tempo: 82, english: 10, saturday: 20},
	{handle: "mallow", does: "people and holidays", habit: office, shift: -2, team: 0, tempo: 36, english: 5, saturday: 5},
	{handle: "cobble", does: "servers", habit: office, shift: 0, team: 1, tempo: 46, english: 15, saturday: 20},
	{handle: "marmot", does: "servers", habit: office, shift: 3, team: 1, tempo: 37, english: 15, saturday: 20},
	{handle: "trellis", does: "servers", habit: office, shift: 1, lunch: 1, team: 1, tempo: 28, english: 15, saturday: 12, joined: day{2021, 4, 12}},
	{handle: "sorrel", does: "accounts", habit: office, shift: -3, team: 2, tempo: 40, english: 5, saturday: 4},
	{handle: "tansy", does: "accounts", habit: office, shift: -2, lunch: -1, team: 2, tempo: 26, english: 5, saturday: 4},
	{handle: "larkspur", does: "purchasing", habit: office, shift: 0, team: 2, tempo: 23, english: 10, saturday: 6},
	{handle: "linnet", does: "developer", habit: office, shift: 4, team: 3, tempo: 34, english: 20, saturday: 15},
	{handle: "dunlin", does: "developer", habit: office, shift: 3, team: 3, tempo: 31, english: 20, saturday: 15},
	{handle: "fescue", does: "developer", habit: office, shift: 5, lunch: 2, team: 3, tempo: 28, english: 20, saturday: 18},
	{handle: "gneiss", does: "developer", habit: office, shift: 2, team: 3, tempo: 26, english: 20, saturday: 10},
	{handle: "gherkin", does: "developer", habit: office, shift: 1, team: 3, tempo: 26, english: 20, saturday: 10, joined: day{2021, 5, 17}},
	{handle: "sycamore", does: "developer", habit: office, shift: 2, team: 3, tempo: 26, english: 25, saturday: 10, joined: day{2021, 9, 1}},
	{handle: "hazelnut", does: "tester", habit: office, shift: 0, team: 4, tempo: 34, english: 15, saturday: 10},
	{handle: "buckwheat", does: "tester", habit: office, shift: 1, lunch: 1, team: 4, tempo: 26, english: 15, saturday: 10},
	{handle: "birchbark", does: "tester", habit: office, shift: -1, team: 4, tempo: 23, english: 10, saturday: 8},
	{handle: "plover", does: "tester", habit: office, shift: 0, team: 4, tempo: 23, english: 10, saturday: 8, joined: day{2021, 6, 21}},
	{handle: "currant", does: "support desk", habit: office, shift: -3, team: 5, tempo: 31, english: 20, saturday: 25},
	{handle: "chestnut", does: "support desk", habit: office, shift: 2, lunch: 2, team: 5, tempo: 26, english: 20, saturday: 25},
	{handle: "thimble", does: "support desk", habit: office, shift: 0, team: 5, tempo: 26, english: 15, saturday: 20, left: day{2021, 10, 29}},
	{handle: "oatcake", does: "support desk", habit: office, shift: 0, team: 5, tempo: 26, english: 15, saturday: 20, joined: day{2021, 10, 25}},
	{handle: "bobbin", does: "handbook writer", habit: office, shift: -1, team: 6, tempo: 23, english: 25, saturday: 6},
	{handle: "pumice", does: "pictures and pages", habit: office, shift: 4, team: 6, tempo: 23, english: 15, saturday: 10},
	{handle: "pebble", does: "night builds", habit: nights, team: 1, tempo: 105, english: 25, saturday: 20},
	{handle: "quill", does: "customers overseas", habit: overseas, team: 6, tempo: 75, english: 85, saturday: 8},
}
