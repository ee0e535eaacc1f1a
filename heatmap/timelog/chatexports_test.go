package timelog

import (
	"context"
	"strings"
	"testing"
	"time"
)

// What the programs and exporters themselves write, in several languages: the mark
// of writing direction in front, the blanks before PM that do not break or are
// narrow, the orders of day and month. All say 12 March 2021 15:17 and 13 March
// 09:01 unless times are given.
var chatExports = []struct {
	name, format, text string
	times              string // as RFC 3339 to the second, blanks between; "" for those above
}{
	{name: "WhatsApp on iOS, 24 hours", format: "whatsapp", times: "2021-03-12T15:17:24Z 2021-03-12T15:18:02Z 2021-03-13T09:01:10Z",
		text: "[12/03/2021, 15:17:24] Anna: hello\n[12/03/2021, 15:18:02] Boris: \u200eimage omitted\n\u200e[13/03/2021, 09:01:10] Anna: \u200e<attached: 00000012-PHOTO.jpg>\nsecond line\n"},
	{name: "WhatsApp on iOS, 12 hours", format: "whatsapp", times: "2021-03-12T15:17:24Z 2021-03-13T09:01:10Z",
		text: "\u200e[3/12/21, 3:17:24\u202fPM] Anna: hello\n[3/13/21, 9:01:10\u202fAM] Anna: bye\n"},
	{name: "WhatsApp on iOS in Spanish", format: "text", times: "2021-03-12T15:17:24Z 2021-03-13T09:01:10Z",
		text: "[12/3/21 15:17:24] Ana: hola\n[13/3/21 9:01:10] Ana: adiós\n"},
	{name: "WhatsApp on iOS in German", format: "whatsapp", times: "2021-03-12T15:17:24Z 2021-03-13T09:01:10Z",
		text: "[12.03.21, 15:17:24] Anna: hallo\n[13.03.21, 09:01:10] Anna: bis dann\n"},
	{name: "WhatsApp on Android", format: "whatsapp", text: "12/03/21, 15:17 - Anna: hello\n13/03/21, 09:01 - Anna: bye\nmore\n"},
	{name: "WhatsApp on Android, 12 hours", format: "whatsapp", text: "3/12/21, 3:17\u202fPM - Anna: hello\n3/13/21, 9:01\u202fAM - Anna: bye\n"},
	{name: "WhatsApp in India", format: "whatsapp", text: "12/03/21, 3:17 pm - Anna: hello\n13/03/21, 9:01 am - Anna: bye\n"},
	{name: "WhatsApp in Mexico", format: "whatsapp", text: "12/3/21, 3:17 p. m. - Ana: hola\n13/3/21, 9:01 a. m. - Ana: adiós\n"},
	{name: "WhatsApp in Mexico, unbroken", format: "whatsapp", text: "12/3/21, 3:17\u00a0p.\u00a0m. - Ana: hola\n13/3/21, 9:01\u00a0a.\u00a0m. - Ana: adiós\n"},
	{name: "WhatsApp in Germany", format: "whatsapp", text: "12.03.21, 15:17 - Anna: hallo\n13.03.21, 09:01 - Anna: bis dann\n"},
	{name: "WhatsApp in Russia", format: "whatsapp", text: "12.03.2021, 15:17 - Анна: привет\n13.03.2021, 09:01 - Анна: пока\n"},
	{name: "WhatsApp in Brazil", format: "whatsapp", text: "12/03/2021 15:17 - Anna: olá\n13/03/2021 09:01 - Anna: tchau\n"},
	{name: "WhatsApp in Spain", format: "whatsapp", text: "12/3/21 15:17 - Ana: hola\n13/3/21 9:01 - Ana: adiós\n"},
	{name: "WhatsApp in France", format: "whatsapp", text: "12/03/2021 à 15:17 - Anna: salut\n13/03/2021 à 09:01 - Anna: adieu\n"},
	{name: "WhatsApp in the Netherlands", format: "whatsapp", text: "12-03-21 15:17 - Anna: hoi\n13-03-21 09:01 - Anna: doei\n"},
	{name: "WhatsApp in Sweden", format: "text", text: "2021-03-12, 15:17 - Anna: hej\n2021-03-13, 09:01 - Anna: hejdå\n"},
	{name: "WhatsApp in South Africa", format: "text", text: "2021/03/12, 15:17 - Anna: hello\n2021/03/13, 09:01 - Anna: bye\n"},
	{name: "DiscordChatExporter, text", format: "text",
		text: "====\nGuild: G\nChannel: text / general\n====\n\n[12/03/2021 15:17] anna#0001\nhi there\n\n{Attachments}\nhttps://cdn.example.org/1/file.png\n\n[13/03/2021 09:01] anna#0001 (pinned)\nbye\n\n====\nExported 2 message(s)\n====\n"},
	{name: "DiscordChatExporter, text in the United States", format: "text",
		text: "====\nGuild: G\n====\n\n[3/12/2021 3:17 PM] anna\nhi\n\n[3/13/2021 9:01 AM] boris\nbye\n"},
	{name: "DiscordChatExporter, CSV", format: "csv", times: "2021-03-12T15:17:24Z 2021-03-13T09:01:10Z",
		text: "AuthorID,Author,Date,Content,Attachments,Reactions\n\"9\",\"anna#0001\",\"2021-03-12T15:17:24.1230000+00:00\",\"hi, you\",\"\",\"\"\n\"8\",\"boris#0002\",\"2021-03-13T09:01:10.0000000+00:00\",\"two\nlines\",\"\",\"thumbsup (2)\"\n"},
	{name: "DiscordChatExporter, CSV of old", format: "csv",
		text: "AuthorID,Author,Date,Content,Attachments,Reactions\n\"9\",\"anna#0001\",\"12-Mar-21 03:17 PM\",\"hi, you\",\"\",\"\"\n\"8\",\"boris#0002\",\"13-Mar-21 09:01 AM\",\"two\",\"\",\"\"\n"},
	{name: "DiscordChatExporter, JSON", format: "json-array", times: "2021-03-12T15:17:24Z 2021-03-13T06:01:10Z",
		text: `{"guild":{"id":"1"},"exportedAt":"2024-02-20T10:00:00+00:00","messages":[` +
			`{"id":"1","timestamp":"2021-03-12T15:17:24.123+00:00","timestampEdited":null,"content":"hi","embeds":[{"timestamp":"2019-01-01T00:00:00+00:00"}]},` +
			`{"id":"2","timestamp":"2021-03-13T09:01:10+03:00","timestampEdited":"2021-03-13T09:05:00+03:00","content":"ho"}],"messageCount":2}`},
	{name: "Slack", format: "json-array", times: "2021-02-23T13:55:59Z 2021-02-23T13:56:01Z",
		text: `[{"type":"message","text":"hi","user":"U1","ts":"1614088559.000200","thread_ts":"1614088559.000200","edited":{"user":"U1","ts":"1614088600.000000"}},` +
			`{"type":"message","subtype":"channel_join","ts":"1614088561.000300","user":"U2","text":"<@U2> has joined"}]`},
	{name: "Telegram, JSON of one chat", format: "json-array", times: "2021-03-12T12:17:00Z 2021-03-12T12:18:02Z",
		text: `{"name":"Anna","type":"personal_chat","id":4711,"messages":[{"id":1,"type":"service","date":"2021-03-12T15:17:00","date_unixtime":"1615551420","text":""},` +
			`{"id":2,"type":"message","date":"2021-03-12T15:18:02","date_unixtime":"1615551482","edited":"2021-03-12T15:19:00","edited_unixtime":"1615551540","from":"Anna","text":["see ",{"type":"link","text":"https://example.org"}]}]}`},
	{name: "Telegram, JSON before date_unixtime", format: "json-array", times: "2021-03-12T15:17:00Z 2021-03-12T15:18:02Z",
		text: `{"name":"Anna","messages":[{"id":1,"date":"2021-03-12T15:17:00","from":"Anna","text":"a"},{"id":2,"date":"2021-03-12T15:18:02","edited":"2021-03-12T15:19:00","from":"Anna","text":"b"}]}`},
	{name: "Telegram, JSON of all chats", format: "telegram", times: "2021-03-12T12:17:00Z 2021-03-12T12:18:00Z 2021-03-13T12:17:00Z 2021-03-14T12:17:00Z",
		text: `{"about":"Here is the data you requested.","personal_information":{"user_id":4711,"first_name":"Anna"},` +
			`"contacts":{"about":"x","list":[{"user_id":12,"first_name":"Boris","date":"2019-05-01T10:00:00","date_unixtime":"1556697600"}]},` +
			`"chats":{"about":"x","list":[{"name":"Boris","type":"personal_chat","id":12,"messages":[` +
			`{"id":1,"type":"message","date":"2021-03-12T15:17:00","date_unixtime":"1615551420","from":"Boris","text":"a\nb"},` +
			`{"id":2,"type":"message","date":"2021-03-12T15:18:00","date_unixtime":"1615551480","from":"Anna","text":"b"}]},` +
			`{"name":null,"id":13,"messages":[{"id":1,"type":"message","date":"2021-03-13T15:17:00","date_unixtime":"1615637820","from":"Carl","text":"a"}]}]},` +
			`"left_chats":{"about":"x","list":[{"name":"Club","messages":[{"id":9,"type":"message","date":"2021-03-14T15:17:00","date_unixtime":"1615724220","text":""}]}]}}`},
	{name: "Telegram, HTML", format: "telegram", times: "2021-03-12T12:17:24Z 2021-03-12T12:18:02Z 2021-04-05T06:01:10Z",
		text: telegramPage(" UTC+03:00")},
	{name: "Telegram, HTML without a zone", format: "telegram", times: "2021-03-12T15:17:24Z 2021-03-12T15:18:02Z 2021-04-05T09:01:10Z",
		text: telegramPage("")},
}

// telegramPage is a page as Telegram Desktop lays it out.
func telegramPage(zone string) string {
	message := func(class, at, from, text string) string {
		page := "     <div class=\"message default clearfix" + class + "\" id=\"message1\">\n      <div class=\"body\">\n" +
			"       <div class=\"pull_right date details\" title=\"" + at + zone + "\">\n15:17\n       </div>\n"
		if from != "" {
			page += "       <div class=\"from_name\">\n" + from + " \n       </div>\n"
		}
		return page + text + "      </div>\n     </div>\n"
	}
	said := func(text string) string { return "       <div class=\"text\">\n" + text + "\n       </div>\n" }
	forwarded := "       <div class=\"forwarded body\">\n        <div class=\"from_name\">\nNews <span class=\"date details\" title=\"10.03.2021 08:00:00" + zone +
		"\"> 10.03.2021 08:00:00</span>\n        </div>\n" + said("old") + "       </div>\n"
	return "<!DOCTYPE html>\n<html>\n <head>\n  <title>Exported Data</title>\n </head>\n <body>\n    <div class=\"history\">\n" +
		"     <div class=\"message service\" id=\"message-1\">\n      <div class=\"body details\">\n12 March 2021\n      </div>\n     </div>\n" +
		message("", "12.03.2021 15:17:24", "Anna", said("hello")) +
		message(" joined", "12.03.2021 15:18:02", "", said("still there at 10:00?")) +
		message("", "05.04.2021 09:01:10", "Boris", forwarded) +
		"    </div>\n </body>\n</html>\n"
}

func TestChatExports(t *testing.T) {
	for _, c := range chatExports {
		t.Run(c.name, func(t *testing.T) {
			want := c.times
			if want == "" {
				want = "2021-03-12T15:17:00Z 2021-03-13T09:01:00Z"
			}
			path := file(t, "export", c.text)
			tally, err := Count(context.Background(), Options{Marks: 10}, path)
			if err != nil {
				t.Fatal(err)
			}
			balanced(t, tally.Sources)
			var times []string
			for _, m := range tally.Marks {
				times = append(times, time.Unix(m.Unix, 0).UTC().Format(time.RFC3339))
			}
			if got := strings.Join(times, " "); got != want || tally.Sources[0].Format != c.format {
				t.Errorf("%s: %s\nwant %s: %s\n%+v", tally.Sources[0].Format, got, c.format, want, tally.Sources[0])
			}
		})
	}
}

// The sender of a message that follows another of the same one, and the chat of a
// message in the export of an account.
func TestTelegramSenders(t *testing.T) {
	for _, c := range chatExports {
		column, want := "from", "Anna,Anna,Boris"
		if c.format != "telegram" {
			continue
		}
		if strings.HasPrefix(c.text, "{") {
			column, want = "chat", "Boris,Boris,,Club"
		}
		table, err := Read(context.Background(), Options{}, file(t, "export", c.text))
		if err != nil {
			t.Fatal(err)
		}
		for _, col := range table.Columns {
			if got := strings.Join(col.Values, ","); col.Name == column && got != want {
				t.Errorf("%s: %s %q, want %q", c.name, column, got, want)
			}
		}
	}
}

// Of several lists in an object the longest with times is read; the others are
// named.
func TestListsNotRead(t *testing.T) {
	text := `{"log":{"pages":[{"startedDateTime":"2024-03-01T10:00:00Z","id":"p"}],"entries":[{"startedDateTime":"2024-03-01T10:00:01Z","url":"/a"},` +
		`{"startedDateTime":"2024-03-01T10:00:02Z","url":"/b"}],"tags":[{"a":1},{"b":"` + strings.Repeat("x", 500) + `"}]}}`
	tally, err := Count(context.Background(), Options{}, file(t, "page.har", text))
	if err != nil {
		t.Fatal(err)
	}
	if all := strings.Join(tally.Warnings, "\n"); tally.All.Total() != 2 || !strings.Contains(all, `elements of "log.entries"; the lists in "log.pages", "log.tags" are not read`) {
		t.Errorf("%d events, %q", tally.All.Total(), all)
	}
}
