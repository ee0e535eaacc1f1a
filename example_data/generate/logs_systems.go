package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// nameServer is the one that the house asks.
const nameServer = "203.0.113.53"

var syslogLogs = []smallLog{
	{"auth.log", "syslog", "syslog: neither year nor zone", logsZone, each(func(h happening) string {
		return h.local("Jan _2 15:04:05") + " door sshd[811]: Accepted publickey for " + h.who + " from " + h.address() + " port 50022 ssh2"
	})},
	{"messages.log", "syslog", "RFC 5424: year, offset and microseconds", "", each(func(h happening) string {
		return "<86>1 " + h.local("2006-01-02T15:04:05.000000-07:00") + " door sshd 811 - - Accepted publickey for " + h.who + " from " + h.address() + " port 50022 ssh2"
	})},
	{"journal.json", "syslog", "journalctl -o json: microseconds since 1970 as text", "", each(func(h happening) string {
		return fmt.Sprintf(`{"__REALTIME_TIMESTAMP":"%d","__MONOTONIC_TIMESTAMP":"%d","_HOSTNAME":"door","SYSLOG_IDENTIFIER":"sshd","PRIORITY":"6","MESSAGE":"Accepted publickey for %s from %s port 50022 ssh2"}`,
			h.at.UnixMicro(), h.at.UnixMicro()-1_709_000_000_000_000, h.who, h.address())
	})},
}

var sensorLogs = []smallLog{
	{"conn.log", "network sensors", "Zeek: a heading of its own, seconds since 1970", "",
		after("#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#open\t2024-03-11-00-00-00\n"+
			"#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\n#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\n", func(h happening) string {
			return fmt.Sprintf("%d.000000\tC%08x\t%s\t50022\t%s\t53\tudp\tdns\t0.004711", h.at.Unix(), h.at.Unix(), h.address(), nameServer)
		})},
	{"eve.json", "network sensors", "Suricata: an offset without a colon, two times in an alert", "", each(func(h happening) string {
		return fmt.Sprintf(`{"timestamp":%q,"flow_id":%d,"event_type":"alert","src_ip":%q,"src_port":50022,"dest_ip":%q,"dest_port":53,"proto":"UDP","alert":{"signature":"ET INFO query for .example","severity":3},"flow":{"start":%q}}`,
			h.local("2006-01-02T15:04:05.000000-0700"), h.at.Unix(), h.address(), nameServer, h.at.Add(-3*time.Hour).Format("2006-01-02T15:04:05.000000-0700"))
	})},
}

// question is a question to the name server, and every third time its answer.
func (h happening) question() string {
	port, id := 50000+h.at.Second(), 1000+h.at.Minute()
	if h.at.Second()%3 == 0 {
		return fmt.Sprintf("%s.53 > %s.%d:  %d 1/0/0 A 203.0.113.80 (48)", nameServer, h.address(), port, id)
	}
	return fmt.Sprintf("%s.%d > %s.53:  %d+ A? plan.example. (30)", h.address(), port, nameServer, id)
}

var filterLogs = []smallLog{
	{"filter.log", "packet filters", "pf: neither year nor zone, ports glued to addresses, answers among the questions", logsZone, each(func(h happening) string {
		return h.local("Jan _2 15:04:05.000000") + " rule 57/0(match): pass in on xl1: " + h.question()
	})},
	{"capture.txt", "packet filters", "tcpdump -tttt", logsZone, each(func(h happening) string {
		return h.local("2006-01-02 15:04:05.000000") + " IP " + strings.Replace(h.question(), ":  ", ": ", 1)
	})},
}

var cloudLogs = []smallLog{
	{"cloudtrail.json", "cloud", "records inside an object, as CloudTrail delivers them", "", func(week []happening) string {
		var rows []string
		for _, h := range week {
			rows = append(rows, fmt.Sprintf(`{"eventVersion":"1.08","eventTime":%q,"eventName":%q,"userIdentity":{"userName":%q},"sourceIPAddress":%q}`,
				h.universal(time.RFC3339), h.text, h.who, h.address()))
		}
		return `{"Records":[` + strings.Join(rows, ",") + "]}\n"
	}},
	{"signins.json", "cloud", "sign-ins of Entra, pretty-printed in an array", "", func(week []happening) string {
		var rows []string
		for i, h := range week {
			rows = append(rows, fmt.Sprintf("  {\n    \"id\": \"%08x\",\n    \"createdDateTime\": %q,\n    \"userPrincipalName\": \"%s@example.org\",\n    \"appDisplayName\": \"Planner\",\n    \"ipAddress\": %q,\n    \"status\": { \"errorCode\": 0 }\n  }",
				i, h.universal(time.RFC3339), h.who, h.address()))
		}
		return "[\n" + strings.Join(rows, ",\n") + "\n]\n"
	}},
	{"unified_audit.csv", "cloud", "Microsoft 365: JSON in a column of a table, its time in UTC without saying so", "UTC", after("RecordType,CreationDate,UserIds,Operations,AuditData\r\n", func(h happening) string {
		data, err := json.Marshal(struct{ CreationTime, Operation, UserId, ClientIP string }{h.universal("2006-01-02T15:04:05"), "FileAccessed", h.who + "@example.org", h.address()})
		if err != nil {
			panic(err) // four texts
		}
		return fmt.Sprintf("SharePointFileOperation,%s,%s@example.org,FileAccessed,\"%s\"\r", h.universal("1/2/2006 3:04:05 PM"), h.who, strings.ReplaceAll(string(data), `"`, `""`))
	})},
}

var timelineLogs = []smallLog{
	{"timeline.csv", "timelines", "commas, an offset in every stamp, as Hayabusa writes it", "", after("\"Timestamp\",\"Computer\",\"Details\"\r\n", func(h happening) string {
		return fmt.Sprintf("%q,\"ws-%s\",\"User: %s ¦ %s\"\r", h.local("2006-01-02 15:04:05.000 -07:00"), h.who, h.who, h.text)
	})},
	{"plaso.csv", "timelines", "Plaso's dynamic table, in UTC", "", after("datetime,timestamp_desc,source,source_long,message,parser,display_name,tag\n", func(h happening) string {
		return h.universal("2006-01-02T15:04:05.000000+00:00") + ",Content Modification Time,FILE,File stat,OS:/home/" + h.who + "/plan.txt Type: file,filestat,OS:/home/" + h.who + "/plan.txt,-"
	})},
	{"l2t.csv", "timelines", "Plaso's older table: date, time and zone in three columns, months first", "", after("date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra\n", func(h happening) string {
		return h.universal("01/02/2006,15:04:05") + ",UTC,M...,FILE,File stat,Content Modification Time," + h.who + ",door,plan.txt,OS:/home/plan.txt Type: file,2,OS:/home/plan.txt,4711,-,filestat,-"
	})},
	{"records.csv", "timelines", "EvtxECmd of the EZ tools: seven digits of a second, in UTC without saying so", "UTC", after("RecordNumber,EventRecordId,TimeCreated,EventId,Level,Provider,Channel,Computer,UserName\r\n", func(h happening) string {
		return fmt.Sprintf("%d,%d,%s,4624,LogAlways,Microsoft-Windows-Security-Auditing,Security,door,%s\r", h.at.Unix()-1_710_000_000, h.at.Unix()-1_709_000_000, h.universal("2006-01-02 15:04:05.0000000"), h.who)
	})},
}
