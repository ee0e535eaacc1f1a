// Package gophernotes holds a test: it builds the real gophernotes, the Go kernel
// that came before ours, with our symbol tables, and runs our notebooks through
// it. There is no code here for anybody to import.
package gophernotes
