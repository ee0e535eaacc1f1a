// Generate makes the data of example_data/: invented logs with a known truth.
//
//	go run ./example_data/generate            from the root of the repository: write the files
//	go run ./example_data/generate -check     write nothing; exit 1 if a file differs from what would be written
//
// Every data set is one entry in the table in dataset.go and a few files named after it (jabber.go, jabber_people.go, …).
// A data set turns a seed into files in memory; disk.go writes them; readme.go renders README.md from readme/*.tmpl with the
// numbers each data set counted, and SHA256SUMS. To add a data set: write its make function, add the entry, add
// readme/NAME.md.tmpl.
//
// The same bytes come out on every machine: the only randomness is a seeded PCG read through integer arithmetic (dice.go),
// there is no floating point, no walk over a map, and neither the clock nor the machine's zone is read.
package main
