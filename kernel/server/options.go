package server

import (
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"runtime"
	"strings"
	"time"
)

// Options are what a Server can be told. The zero value serves an unsigned
// kernel without a clock that forgets its history; a real kernel sets Key and
// Now at least.
type Options struct {
	Key      []byte           // signs messages; empty = they are not signed
	Now      func() time.Time // the clock of message dates, for several goroutines; nil = it stands at the Unix epoch
	NewID    func() string    // makes unique names, for several goroutines; nil = 16 random bytes in hexadecimal
	Username string           // in headers; "" = "kernel"

	Implementation string     // "" = "hourprint"
	Version        string     // of the implementation; "" = "0"
	Banner         string     // what a console shows first; "" = made of the above
	HelpLinks      []HelpLink // what front-ends offer under Help

	History     string        // file that keeps the history across restarts; "" = none
	StreamLimit int64         // bytes a cell may print; 0 = 8 MiB
	Grace       time.Duration // what an interrupted cell may take to stop; 0 = 3 s
	Comms       []CommTarget  // what front-ends may open comms to
	Log         *slog.Logger  // nil = no log

	// After is called when a cell has run, before it is answered, with the time
	// that it took. The reply waits for it. nil = nothing is.
	After func(took time.Duration)

	// Rest is called beside the server once it has had nothing to do for a
	// moment (100 ms) after a cell: the time to tidy up. nil = nothing is.
	Rest func()
}

// HelpLink is an entry of a front-end's Help menu.
type HelpLink struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

const (
	defaultStreamLimit = 8 << 20
	defaultGrace       = 3 * time.Second
	restAfter          = 100 * time.Millisecond
)

// complete returns the options with the defaults filled in.
func (o Options) complete() Options {
	if o.Now == nil {
		o.Now = func() time.Time { return time.Unix(0, 0) }
	}
	if o.NewID == nil {
		o.NewID = randomID
	}
	if o.Username == "" {
		o.Username = "kernel"
	}
	if o.Implementation == "" {
		o.Implementation = "hourprint"
	}
	if o.Version == "" {
		o.Version = "0"
	}
	if o.Banner == "" {
		o.Banner = "Hourprint " + o.Version + ": Go " + goVersion() + " in cells. Name? shows what is known of a name."
	}
	if o.StreamLimit <= 0 {
		o.StreamLimit = defaultStreamLimit
	}
	if o.Grace <= 0 {
		o.Grace = defaultGrace
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// randomID returns 16 random bytes in hexadecimal.
func randomID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails, says its documentation
	return hex.EncodeToString(b[:])
}

// goVersion returns the version of Go without its "go".
func goVersion() string { return strings.TrimPrefix(runtime.Version(), "go") }
