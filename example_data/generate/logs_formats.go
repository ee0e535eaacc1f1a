package main

import (
	"encoding/binary"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"
)

// smallLogTable lists the small logs by family.
func smallLogTable() []smallLog {
	var table []smallLog
	for _, part := range [][]smallLog{
		jsonLogs, tableLogs, textLogs, syslogLogs, sensorLogs, filterLogs, webLogs, cloudLogs, windowsLogs, timelineLogs, chatLogs, writtenLogs, binaryLogs, archiveLogs,
	} {
		table = append(table, part...)
	}
	return table
}

var jsonLogs = []smallLog{
	{"events.jsonl", "JSON", "one object a line, the time nested", "", each(func(h happening) string {
		return fmt.Sprintf(`{"event":{"created":%q,"action":%q},"user":%q,"ingested":"2024-03-18T06:00:00Z"}`, h.universal("2006-01-02T15:04:05.000Z"), h.text, h.who)
	})},
	{"chat_server.json", "JSON", "pretty-printed objects one after another", "UTC", each(func(h happening) string {
		return fmt.Sprintf("{\n  \"ts\": %q,\n  \"from\": %q,\n  \"body\": %q\n}", h.universal("2006-01-02T15:04:05.000000"), h.who, h.text)
	})},
}

var tableLogs = []smallLog{
	{"ausfuhr.csv", "tables", "semicolons and days first, as a German Excel exports", logsZone, after("\ufeffZeitpunkt;Benutzer;Vorgang\r\n", func(h happening) string {
		return fmt.Sprintf("%s;%s;%s\r", h.local("02.01.2006 15:04:05"), h.who, h.text)
	})},
	{"leases.csv", "tables", "date and time in two columns below an introduction, as a DHCP server logs", logsZone,
		after("\t\tDHCP Service Activity Log\r\n\r\nEvent ID  Meaning\r\n10\tA new IP address was leased to a client.\r\n\r\nID,Date,Time,Description,IP Address,Host Name\r\n", func(h happening) string {
			return fmt.Sprintf("10,%s,Assign,%s,ws-%s\r", h.local("01/02/06,15:04:05"), h.address(), h.who)
		})},
}

var textLogs = []smallLog{
	{"application.log", "text lines", "a stack trace now and then", logsZone, each(func(h happening) string {
		line := h.local("2006-01-02 15:04:05,000") + " INFO  [worker-3] plan.Store - " + h.who + " " + h.text
		if h.text == "saved the plan" {
			line += "\njava.io.IOException: no space left\n\tat plan.Store.write(Store.java:2024)"
		}
		return line
	})},
	{"audit.log", "text lines", "seconds since 1970 inside the line", "", each(func(h happening) string {
		return fmt.Sprintf("type=USER_LOGIN msg=audit(%d.250:4711): pid=811 uid=0 acct=%q exe=\"/usr/sbin/sshd\" res=success", h.at.Unix(), h.who)
	})},
	{"turnstile.txt", "text lines", "two times in a line, the first of which is not that of the event", logsZone, each(func(h happening) string {
		return "gate 2 (firmware of 2019-05-01 00:00:00) badge " + h.who + " passed at " + h.local("02.01.2006 15:04:05")
	})},
}

var webLogs = []smallLog{
	{"access.log", "web", "the combined format of Apache and nginx", "", each(func(h happening) string {
		return fmt.Sprintf(`%s - %s [%s] "GET /plan HTTP/1.1" 200 5120 "-" "Mozilla/5.0"`, h.address(), h.who, h.local("02/Jan/2006:15:04:05 -0700"))
	})},
	{"iis.log", "web", "W3C extended, as IIS writes it: UTC by its definition", "UTC",
		after("#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n#Fields: date time c-ip cs-username cs-method cs-uri-stem sc-status\r\n", func(h happening) string {
			return fmt.Sprintf("%s %s %s GET /plan 200\r", h.universal("2006-01-02 15:04:05"), h.address(), h.who)
		})},
	{"nginx_error.log", "web", "the errors of nginx: no zone", logsZone, each(func(h happening) string {
		return h.local("2006/01/02 15:04:05") + ` [error] 811#811: *4711 open() "/srv/plan" failed (2: No such file or directory), client: ` + h.address() + `, server: plan.example, request: "GET /plan HTTP/1.1", host: "plan.example"`
	})},
}

var windowsLogs = []smallLog{
	{"event_viewer.csv", "Windows", "an export of the Event Viewer: months first, AM and PM", logsZone, after("Level,Date and Time,Source,Event ID,Task Category\r\n", func(h happening) string {
		return "Information," + h.local("1/2/2006 3:04:05 PM") + ",Microsoft-Windows-Security-Auditing,4624,Logon\r"
	})},
	{"filetimes.csv", "Windows", "intervals of 100 nanoseconds since 1601", "", after("filetime,user\r\n", func(h happening) string {
		return fmt.Sprintf("%d,%s\r", (h.at.Unix()+11644473600)*10_000_000, h.who)
	})},
	{"winevent.csv", "Windows", "PowerShell's Export-Csv on a German machine: UTF-16, days first", logsZone, func(week []happening) string {
		return wide(after("#TYPE System.Diagnostics.Eventing.Reader.EventLogRecord\r\n\"TimeCreated\",\"Id\",\"ProviderName\",\"MachineName\"\r\n", func(h happening) string {
			return fmt.Sprintf("%q,\"4624\",\"Microsoft-Windows-Security-Auditing\",\"ws-%s\"\r", h.local("02.01.2006 15:04:05"), h.who)
		})(week))
	}},
}

// wide is a text in UTF-16, little-endian, with a byte order mark.
func wide(text string) string {
	b := []byte{0xFF, 0xFE}
	for _, unit := range utf16.Encode([]rune(text)) {
		b = binary.LittleEndian.AppendUint16(b, unit)
	}
	return string(b)
}

var chatLogs = []smallLog{
	{"channel.log", "chat", "IRC: the day in lines of its own", logsZone, func(week []happening) string {
		var b strings.Builder
		day := ""
		for _, h := range week {
			if today := h.local("Mon Jan 02 2006"); today != day {
				day = today
				fmt.Fprintf(&b, "--- Day changed %s\n", day)
			}
			fmt.Fprintf(&b, "%s <%s> %s\n", h.local("15:04"), h.who, h.text)
		}
		return b.String()
	}},
	{"whatsapp.txt", "chat", "an export of WhatsApp: days first, no seconds", logsZone, each(func(h happening) string {
		return h.local("02/01/06, 15:04") + " - " + h.who + ": " + h.text
	})},
	{"slack.json", "chat", "an array, seconds as text", "", func(week []happening) string {
		var rows []string
		for i, h := range week {
			rows = append(rows, fmt.Sprintf("    {\n        \"type\": \"message\",\n        \"user\": %q,\n        \"text\": %q,\n        \"ts\": \"%d.%06d\"\n    }", h.who, h.text, h.at.Unix(), 100*i+9))
		}
		return "[\n" + strings.Join(rows, ",\n") + "\n]\n"
	}},
	{"telegram.json", "chat", "an export of Telegram: two times a message, one of them without a zone", "", func(week []happening) string {
		var rows []string
		for i, h := range week {
			rows = append(rows, fmt.Sprintf("  {\n   \"id\": %d,\n   \"type\": \"message\",\n   \"date\": %q,\n   \"date_unixtime\": \"%d\",\n   \"from\": %q,\n   \"from_id\": \"user%d\",\n   \"text\": %q\n  }",
				i+1, h.local("2006-01-02T15:04:05"), h.at.Unix(), h.who, 100+int(h.who[0]), h.text))
		}
		return "{\n \"name\": \"plan\",\n \"type\": \"private_group\",\n \"id\": 4711,\n \"messages\": [\n" + strings.Join(rows, ",\n") + "\n ]\n}\n"
	}},
	{"discord.json", "chat", "an export of Discord: messages inside an object, with offsets", "", func(week []happening) string {
		var rows []string
		for i, h := range week {
			rows = append(rows, fmt.Sprintf(`{"id":"%d","type":"Default","timestamp":%q,"timestampEdited":null,"content":%q,"author":{"id":"%d","name":%q}}`,
				1_216_000_000_000_000_000+i, h.local("2006-01-02T15:04:05.000-07:00"), h.text, 100+int(h.who[0]), h.who))
		}
		return `{"guild":{"id":"1","name":"plan"},"channel":{"id":"2","name":"general"},"exportedAt":"2024-03-18T07:00:00+01:00","messages":[` + strings.Join(rows, ",") + "]}\n"
	}},
}

var writtenLogs = []smallLog{
	{"inbox.mbox", "mail, git, shell", "messages with their headers", "", each(func(h happening) string {
		return fmt.Sprintf("From %s@example.org %s\nFrom: %s@example.org\nDate: %s\nSubject: %s\n\nI %s.\n", h.who, h.universal(time.ANSIC), h.who, h.local(time.RFC1123Z), h.text, h.text)
	})},
	{"commits.txt", "mail, git, shell", "git log", "", each(func(h happening) string {
		return fmt.Sprintf("commit %040x\nAuthor: %s <%s@example.org>\nDate:   %s\n\n    %s\n", h.at.Unix(), h.who, h.who, h.local("Mon Jan 2 15:04:05 2006 -0700"), h.text)
	})},
	{"bash_history", "mail, git, shell", "commands, each below its time", "", each(func(h happening) string {
		return fmt.Sprintf("#%d\nless plan-%s.txt", h.at.Unix(), h.who)
	})},
}
