package main

import (
	"fmt"
	"strings"
	"time"
)

// smallLogTable lists the small logs by family.
func smallLogTable() []smallLog {
	var table []smallLog
	for _, part := range [][]smallLog{jsonLogs, tableLogs, textLogs, webLogs, windowsLogs, chatLogs, writtenLogs} {
		table = append(table, part...)
	}
	return append(table, smallLog{"door.tar.gz", "archives", "two text files in a tar, compressed by gzip", "", packed})
}

var jsonLogs = []smallLog{
	{"events.jsonl", "JSON", "one object a line, the time nested", "", each(func(h happening) string {
		return fmt.Sprintf(`{"event":{"created":%q,"action":%q},"user":%q,"ingested":"2024-03-18T06:00:00Z"}`, h.universal("2006-01-02T15:04:05.000Z"), h.text, h.who)
	})},
	{"cloudtrail.json", "JSON", "records inside an object, as CloudTrail delivers them", "", func(week []happening) string {
		var rows []string
		for _, h := range week {
			rows = append(rows, fmt.Sprintf(`{"eventVersion":"1.08","eventTime":%q,"eventName":%q,"userIdentity":{"userName":%q},"sourceIPAddress":%q}`,
				h.universal(time.RFC3339), h.text, h.who, h.address()))
		}
		return `{"Records":[` + strings.Join(rows, ",") + "]}\n"
	}},
	{"chat_server.json", "JSON", "pretty-printed objects one after another", "UTC", each(func(h happening) string {
		return fmt.Sprintf("{\n  \"ts\": %q,\n  \"from\": %q,\n  \"body\": %q\n}", h.universal("2006-01-02T15:04:05.000000"), h.who, h.text)
	})},
}

var tableLogs = []smallLog{
	{"timeline.csv", "tables", "commas, an offset in every stamp, as Hayabusa writes it", "", after("\"Timestamp\",\"Computer\",\"Details\"\r\n", func(h happening) string {
		return fmt.Sprintf("%q,\"ws-%s\",\"User: %s ¦ %s\"\r", h.local("2006-01-02 15:04:05.000 -07:00"), h.who, h.who, h.text)
	})},
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
	{"auth.log", "text lines", "syslog: neither year nor zone", logsZone, each(func(h happening) string {
		return h.local("Jan _2 15:04:05") + " door sshd[811]: Accepted publickey for " + h.who + " from " + h.address() + " port 50022 ssh2"
	})},
	{"audit.log", "text lines", "seconds since 1970 inside the line", "", each(func(h happening) string {
		return fmt.Sprintf("type=USER_LOGIN msg=audit(%d.250:4711): pid=811 uid=0 acct=%q exe=\"/usr/sbin/sshd\" res=success", h.at.Unix(), h.who)
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
}

var windowsLogs = []smallLog{
	{"event_viewer.csv", "Windows", "an export of the Event Viewer: months first, AM and PM", logsZone, after("Level,Date and Time,Source,Event ID,Task Category\r\n", func(h happening) string {
		return "Information," + h.local("1/2/2006 3:04:05 PM") + ",Microsoft-Windows-Security-Auditing,4624,Logon\r"
	})},
	{"filetimes.csv", "Windows", "intervals of 100 nanoseconds since 1601", "", after("filetime,user\r\n", func(h happening) string {
		return fmt.Sprintf("%d,%s\r", (h.at.Unix()+11644473600)*10_000_000, h.who)
	})},
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
