//go:build gophernotes

package gophernotes

// The real kernel stays a requirement of this module, so that its version is
// pinned and checked like any other; nothing here links it.
import _ "github.com/gopherdata/gophernotes"
