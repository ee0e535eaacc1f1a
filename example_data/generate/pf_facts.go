package main

import "time"

// The world of the packet filter's log: a small network of 2004 and its mail. Every address is one for documentation.
const (
	pfZone     = "Europe/Zurich" // of the filter's clock; the log does not say so
	pfYear     = 2004            // the log does not say that either
	pfList     = "192.0.2.45"    // the list server, with the old resolver
	pfListPort = 1030            // … from which it asks everything
	pfMail     = "192.0.2.25"
	pfResolver = "192.0.2.53"
	pfWeb      = "192.0.2.80"
)

// pfDays are Monday 2004-10-11 to Sunday 2004-10-24, before the clocks go back on the 31st.
const pfDays = 14

var pfFirst = time.Date(pfYear, 10, 11, 0, 0, 0, 0, time.UTC)

// pfServers are name servers out in the world, of the two networks set aside for documentation that are not the house's own.
var pfServers = []string{"198.51.100.18", "198.51.100.31", "198.51.100.77", "198.51.100.140", "203.0.113.9", "203.0.113.50", "203.0.113.121", "203.0.113.200"}

var pfDomains = []string{"alder.example", "birch.example", "cedar.example", "rowan.example", "maple.example", "willow.example", "hazel.example", "juniper.example", "aspen.example", "larch.example"}

// pfFacts is what readme/pf.md.tmpl prints.
type pfFacts struct {
	Rows, Bytes                     int
	First, Last                     string
	Hosts                           []pfHost
	Queue, Newsletter, Answers      int // of the list server: questions of the hourly run, of the newsletter; forged answers
	Truncated, EDNS, Reversed, Mail int
	ListPort                        int
}

// pfHost is what one host of the house asks.
type pfHost struct {
	Address, Does string
	Questions     int
	Ports         int
}
