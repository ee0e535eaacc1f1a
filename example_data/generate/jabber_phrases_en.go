package main

// language is what people can say in one language; {slots} are filled by chat.slot.
type language struct {
	greetings, nods, closings, announcements []string
	days, months, foods, things              []string
	subjects                                 []subject
}

// subject of a conversation: how one begins it, answers, and goes on.
type subject struct{ open, answer, more []string }

var englishWords = &language{
	greetings: []string{"hi, ", "hello! ", "morning, ", "hey, ", "quick question: "},
	nods:      []string{"ok", "sure", "+1", "thanks!", "got it", "will do", "sounds good", "ok, looking", "agreed"},
	closings:  []string{"great, thank you", "ok, talk later", "done then", "perfect", "thanks, bye", "noted", "see you tomorrow", "back to it then"},
	announcements: []string{
		"all hands at {time}, ten minutes, bring your tea", "{host} restarts at {time}, please save your work", "new version of the handbook: {url}",
	},
	days:   []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"},
	months: []string{"January", "March", "April", "June", "September", "October", "November"},
	foods:  []string{"soup", "dumplings", "salad", "pasta", "pancakes", "a sandwich", "fish pie"},
	things: []string{"the monitor", "two keyboards", "the label printer", "a kettle", "cables", "the desk lamp"},
	subjects: []subject{
		{
			open: []string{"can we move the {project} call to {time} on {day}?", "who is on the rota for {day}, {date}?", "is the meeting on {day} at {time} still on?"},
			answer: []string{"{time} works for me", "I have {who} until {time}, after that yes", "not on {day}, how about {time} the day after", "let me ask {who} and come back to you",
				"it is in the calendar: {url}"},
			more: []string{"I will send the invitation to {n} people", "room {n} is free", "the agenda has {n} points, we will be quick", "{who} cannot make it before {time}"},
		},
		{
			open:   []string{"invoice {big} has the wrong date, can you look?", "the customer asks for invoice {big} again", "have we paid number {big} for {thing}?"},
			answer: []string{"it was sent on {date}", "I see {big} and {big}, which one?", "yes, paid on {day}", "sent a corrected copy, total {big}.{n}", "{who} keeps those, I will ask"},
			more:   []string{"the sum should be {big}", "they need it before {date}", "page {n}, second line", "the order number is {big}-{n}"},
		},
		{
			open:   []string{"{host} answers slowly since {time}", "disk on {host} is at {n} percent", "can you restart the queue on {host}?", "is {ip} the new address of {host}?"},
			answer: []string{"restarted, load is down to {n}", "seeing the same from {ip}", "backup was running, done at {time}", "looking, give me {n} minutes", "moved {big} files to the archive"},
			more:   []string{"{n} users waiting", "last entry in the log is from {time}", "ping to {ip} takes {n} ms", "ticket {big}, by the way"},
		},
		{
			open:   []string{"{n} tests of {project} fail after the merge", "build {big} is red", "could you try build {big} on {host}?"},
			answer: []string{"green again in {big}", "only {n} left, all about dates", "it is the time zone test, as always", "passes here, {big} of {big} ran", "{who} has a fix, see {url}"},
			more:   []string{"the first one is number {big}", "takes {n} minutes per run", "log is at {url}", "it was fine on {day}"},
		},
		{
			open:   []string{"how was your holiday?", "I am off from {date} for {n} days, {who} stands in", "any plans for the long weekend?"},
			answer: []string{"lovely, {n} km on skis", "rain for {n} days, read a book", "family visit, back on {day}", "planting tomatoes, {n} of them"},
			more:   []string{"photos are at {url}", "the train took {n} hours", "we had {food} every day", "back at my desk on {date}"},
		},
		{
			open:   []string{"the customer in the {project} project wants the handbook by {date}", "page {n} of the handbook is out of date", "can you proofread {url}?"},
			answer: []string{"{n} corrections, all small", "will read it by {day}", "chapter {n} is good, the next one needs a picture", "done up to page {n}"},
			more:   []string{"the screenshots are from build {big}", "they print {big} copies", "{who} wrote the first draft", "please keep the table on page {n}"},
		},
	},
}
