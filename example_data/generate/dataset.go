package main

// dataset is one entry of example_data/: a name, the files it owns, and how they are made.
type dataset struct {
	name  string // its folder or file, and its section readme/NAME.md.tmpl
	what  string // one line for the table at the head of the README
	owns  string // glob below example_data/: a file that matches and is no longer made is removed
	build func() (product, error)
}

// product is what a data set makes.
type product struct {
	files   []file // in the order of their names
	rows    int    // for the table at the head of the README
	zone    string // of the stamps, for the same table
	facts   any    // what readme/NAME.md.tmpl prints
	summary string // one line for the terminal
}

// file is one file in memory; name is a slash path below example_data/.
type file struct {
	name string
	data []byte
}

// datasets lists all there is to make, in the order of the README.
var datasets = []dataset{
	{
		name:  "jabber_logs",
		what:  "13 months of an office's chat server, one file a day",
		owns:  "jabber_logs/*.json",
		build: jabberLogs,
	},
	{
		name:  "incident",
		what:  "an analyst's Excel timeline of an intrusion of seven weeks",
		owns:  "incident/*.xlsx",
		build: incidentBook,
	},
	{
		name:  "pf",
		what:  "a packet filter's log before a mail server, two weeks of 2004",
		owns:  "pf/*.log",
		build: pfLog,
	},
	{
		name:  "logs",
		what:  "the same small week in forty formats",
		owns:  "logs/*",
		build: smallLogs,
	},
	{
		name:  "flows",
		what:  "two weeks of flows of a campus of 5,000 hosts with a botnet inside",
		owns:  "flows/*",
		build: flowLog,
	},
	{
		name:  "dns",
		what:  "three days of name queries with a tunnel and a beacon, as Zeek logs them",
		owns:  "dns/*",
		build: dnsLog,
	},
	{
		name:  "laptop",
		what:  "a day of one machine's connections by process",
		owns:  "laptop/*",
		build: laptopLog,
	},
}
