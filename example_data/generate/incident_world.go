package main

import "time"

// The intrusion is seven weeks in the spring of 2023: the victim's clocks change on 12 March, the intruder's on 26 March.
var (
	incidentFirst = day{2023, 3, 6}
	incidentLast  = day{2023, 4, 23}
	// containment is when the victim reset the passwords and cut off the first foothold: Wednesday 5 April, 10:00 in Chicago.
	containment = time.Date(2023, 4, 5, 15, 0, 0, 0, time.UTC)
)

const (
	intruderZone = "Europe/Bucharest"
	victimZone   = "America/Chicago"
)

// intruderDaysOff are the public holidays of the intruder's country inside the seven weeks. The victim's own, Good Friday on 7 April, is a working day there.
var intruderDaysOff = []day{{2023, 4, 14}, {2023, 4, 17}}

// handovers are the nights on which a second person goes on where the first left off: the date on which the night begins.
var handovers = []day{{2023, 3, 22}, {2023, 4, 12}}

// incidentHost is a line of the sheet Hosts.
type incidentHost struct{ name, role, site, owner, system string }

var incidentHosts = []incidentHost{
	{"NGP-VPN01", "VPN gateway", "Chicago", "Network", "appliance"},
	{"NGP-DC01", "domain controller", "Chicago", "Identity", "Windows Server 2019"},
	{"NGP-DC02", "domain controller", "Joliet", "Identity", "Windows Server 2019"},
	{"NGP-FS01", "file server", "Chicago", "Storage", "Windows Server 2016"},
	{"NGP-FS02", "file server", "Joliet", "Storage", "Windows Server 2016"},
	{"NGP-MAIL01", "mail server", "Chicago", "Messaging", "Windows Server 2019"},
	{"NGP-SQL01", "database of orders", "Chicago", "Finance", "Windows Server 2019"},
	{"NGP-ERP01", "order system", "Chicago", "Finance", "Windows Server 2019"},
	{"NGP-BAK01", "backup server", "Joliet", "Storage", "Linux"},
	{"NGP-WEB01", "web shop", "Chicago", "Sales", "Linux"},
	{"NGP-JMP01", "jump host", "Chicago", "Network", "Windows Server 2019"},
	{"NGP-WS114", "workstation", "Chicago", "Purchasing", "Windows 10"},
	{"NGP-WS207", "workstation", "Joliet", "Dispatch", "Windows 10"},
	{"NGP-WS221", "workstation", "Joliet", "Dispatch", "Windows 10"},
}

// strayHost is in the timeline but not in the list of hosts, as happens with machines that nobody remembers.
const strayHost = "NGP-TEST09"

// Accounts that the intruder uses, and the one under which the beacon runs.
var incidentAccounts = []string{"k.larsen", "svc_backup", "adm-tmp", "d.okoye"}

const (
	beaconAccount  = "SYSTEM"
	secondAccount  = "svc_print" // of the second person, on the two nights
	beaconHost     = "NGP-WS114"
	beaconInterval = 97 * 60 // seconds, so that it walks through the hours of the day
	beaconSpread   = 55      // seconds to both sides
)

// phase is a tactic of MITRE ATT&CK: on which days of the seven weeks it happens, and what is done.
type phase struct {
	tactic      string
	from, until int // days since the first, both included
	weight      int
	deeds       []deed
}

// deed is a technique and what the timeline says of it; %s stands for a host.
type deed struct{ id, tool, text string }

var phases = []phase{
	{"Initial Access", 0, 2, 5, []deed{{"T1133", "VPN log", "log-in to the VPN from 198.51.100.84"}, {"T1078", "VPN log", "log-in with a valid account from 198.51.100.84"}}},
	{"Execution", 0, 30, 4, []deed{{"T1059.001", "EDR", "PowerShell with an encoded command"}, {"T1047", "EDR", "process started through WMI"}, {"T1053.005", "EDR", "scheduled task run once"}}},
	{"Persistence", 1, 18, 2, []deed{{"T1136.001", "Windows event log", "local account created"}, {"T1543.003", "Windows event log", "service installed"}, {"T1547.001", "EDR", "run key written"}}},
	{"Discovery", 1, 40, 8, []deed{{"T1087.002", "EDR", "net group \"Domain Admins\" /domain"}, {"T1018", "EDR", "nltest /dclist"}, {"T1083", "EDR", "folders listed on a share"}, {"T1135", "EDR", "shares enumerated"}, {"T1016", "EDR", "ipconfig /all"}}},
	{"Credential Access", 3, 34, 4, []deed{{"T1003.001", "EDR", "memory of LSASS read"}, {"T1558.003", "Windows event log", "service tickets requested in bulk"}, {"T1552.001", "EDR", "search for passwords in files"}}},
	{"Lateral Movement", 7, 46, 6, []deed{{"T1021.001", "Windows event log", "RDP session opened"}, {"T1021.002", "Windows event log", "administrative share mounted"}, {"T1570", "EDR", "tool copied over SMB"}}},
	{"Collection", 14, 44, 5, []deed{{"T1039", "EDR", "files copied from a share"}, {"T1560.001", "EDR", "archive made with a password"}, {"T1114.002", "Mail log", "mailbox exported"}}},
	{"Exfiltration", 21, 46, 4, []deed{{"T1048", "Proxy log", "upload to files.example.net (203.0.113.77)"}, {"T1567.002", "Proxy log", "upload to drive.example.org"}}},
	{"Impact", 45, 46, 12, []deed{{"T1490", "EDR", "shadow copies deleted"}, {"T1489", "Windows event log", "services stopped"}, {"T1486", "EDR", "files being encrypted"}}},
}

// incidentIndicator is a line of the sheet Indicators.
type incidentIndicator struct {
	kind, value, note string
	seen              time.Time
}

var incidentIndicators = []incidentIndicator{
	{"ip", "198.51.100.84", "source of the VPN log-ins", time.Date(2023, 3, 6, 8, 12, 41, 0, time.UTC)},
	{"ip", "203.0.113.77", "takes the uploads", time.Date(2023, 3, 27, 9, 30, 5, 0, time.UTC)},
	{"domain", "files.example.net", "takes the uploads", time.Date(2023, 3, 27, 9, 30, 5, 0, time.UTC)},
	{"domain", "drive.example.org", "takes the uploads", time.Date(2023, 3, 29, 11, 2, 19, 0, time.UTC)},
	{"url", "http://cdn.example.net/u/check?id=114", "asked by the beacon", time.Date(2023, 3, 8, 9, 40, 0, 0, time.UTC)},
	{"file", "updchk.exe", "the beacon on NGP-WS114", time.Date(2023, 3, 8, 9, 38, 52, 0, time.UTC)},
	{"mail", "invoices@example.net", "sender of the first lure", time.Date(2023, 3, 6, 7, 58, 0, 0, time.UTC)},
}

// incidentAnalysts are the three who kept the timeline, and how each writes a date where the sheet did not take it for one.
var incidentAnalysts = []struct{ name, layout, order string }{
	{"M. Brandt", "02/01/2006", "dmy"},
	{"J. Rivera", "01/02/2006", "mdy"},
	{"S. Osei", "", "serials only"},
}
