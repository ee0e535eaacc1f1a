// Package gophernotes holds a test: it builds the real gophernotes, the Go kernel
// that came before ours, with our symbol tables, and runs our notebooks through
// it. There is no code here for anybody to import.
//
// The commands that build it, from the root of this repository, are those that a
// user of gophernotes needs; the test runs them as they stand here:
//
//	copy=$(mktemp -d)
//	go mod download github.com/gopherdata/gophernotes
//	cp -r "$(go list -m -f '{{.Dir}}' github.com/gopherdata/gophernotes)/." "$copy"
//	chmod -R u+w "$copy"
//	cp kernel/gophernotes/testdata/hourprint.go "$copy"
//	cp go.mod "$copy.mod" && cp go.sum "$copy.sum"
//	go mod edit -replace "github.com/gopherdata/gophernotes=$copy" "$copy.mod"
//	go build -modfile "$copy.mod" -o "$(go env GOPATH)/bin/gophernotes" github.com/gopherdata/gophernotes
//
// The file that they add makes the tables known to gophernotes, has it show
// plots and data frames, and takes two stumbling blocks of today's Go out of its
// way. Nothing of its source is kept here.
package gophernotes
