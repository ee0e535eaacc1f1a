package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hourprint/hourprint/heatmap"
	"github.com/hourprint/hourprint/heatmap/report"
	"github.com/hourprint/hourprint/heatmap/timelog"
)

// reportCommand writes the case write-up.
type reportCommand struct {
	selection
	Output       string   `short:"o" placeholder:"DIR" help:"Folder to write into: report.html, report.md, figures, matrix.csv, provenance.json."`
	Check        bool     `help:"Write nothing. Take each FILE for the folder of a write-up and say whether its inputs and files still have the SHA-256 recorded."`
	Zones        []string `placeholder:"ZONES" help:"Candidate zones to compare with the one counted in, such as Europe/Berlin,Asia/Shanghai. Default: UTC and the one with the largest share in the working week."`
	CompareAt    string   `placeholder:"T" help:"Compare the hours before this time with those from it on, as before and after a containment: a difference map, a test for each cell (difference.csv), a finding. A full quarter hour, on the clock counted in unless it has an offset."`
	Week         string   `placeholder:"H-H" help:"Working hours, Monday to Friday. Default: 9-18."`
	Title        string   `placeholder:"TEXT" help:"Title of the write-up."`
	Case         string   `placeholder:"ID" help:"Number or name of the case."`
	Author       string   `placeholder:"NAME" help:"Who writes it."`
	TLP          string   `name:"tlp" placeholder:"MARK" help:"Handling mark: clear, green, amber, amber+strict or red (TLP 2.0)."`
	Made         string   `placeholder:"T" help:"Time of making, printed as given. Default: SOURCE_DATE_EPOCH if it is set, or none, so that the same inputs give the same bytes."`
	Pseudonymise []string `placeholder:"COLUMNS" help:"Replace the values of these columns everywhere by names made with a keyed hash."`
	KeyFile      string   `placeholder:"FILE" help:"Key of the pseudonyms, at least 16 bytes. Default: DIR.key, made if it is not there; keep it, and keep it apart from the write-up."`
}

// commandLine is what was typed, for the record.
type commandLine []string

// Run writes the write-up, or checks those there are.
func (c *reportCommand) Run(ctx context.Context, term terminal, line commandLine) error {
	if c.Check {
		return c.check(term)
	}
	opt, week, err := c.options()
	if err != nil {
		return err
	}
	made, err := c.made()
	if err != nil {
		return err
	}
	c.remind(term)
	bar := newProgress(term.err)
	opt.Count.Read.Progress = bar.update
	story, failure := report.NewCase(ctx, opt, c.Files...)
	bar.finish()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if story == nil {
		return failure
	}
	story.Title, story.ID, story.Author, story.TLP, story.Made = c.Title, c.Case, c.Author, c.TLP, made
	story.Zones, story.Week, story.Version = c.Zones, week, "hourprint "+version()
	story.Commands = []string{line.forTheRecord()}
	if story.Change, err = compareAt(c.CompareAt, story.Grid, heatmap.Rates); err != nil {
		return errors.Join(failure, err)
	}
	if err := report.WriteCase(c.Output, *story); err != nil {
		return errors.Join(failure, err)
	}
	fmt.Fprint(term.err, (&heatmap.Tally{Sources: story.Sources, Warnings: story.Warnings}).String())
	fmt.Fprintln(term.err, "wrote", c.Output)
	return failure
}

// options checks the flags; what makes no sense is a usage error.
func (c *reportCommand) options() (opt report.CaseOptions, week heatmap.Week, err error) {
	if c.Output == "" {
		return opt, week, usageError{errors.New("-o DIR: name the folder for the write-up")}
	}
	if opt.Count, err = c.countOptions(); err != nil {
		return opt, week, err
	}
	for _, zone := range c.Zones {
		if _, err := timelog.LoadZone(zone); err != nil {
			return opt, week, usageError{fmt.Errorf("--zones: %w", err)}
		}
	}
	if c.Week != "" {
		if n, err := fmt.Sscanf(c.Week, "%d-%d", &week.From, &week.To); n != 2 || err != nil || week.From < 0 || week.From > 23 || week.To < 1 || week.To > 24 {
			return opt, week, usageError{fmt.Errorf("--week %q: write two hours such as 9-18", c.Week)}
		}
	}
	marks := []string{"", "clear", "green", "amber", "amber+strict", "red"}
	if name := strings.TrimPrefix(strings.ToLower(c.TLP), "tlp:"); !slices.Contains(marks, name) {
		return opt, week, usageError{fmt.Errorf("--tlp %q: there are %s", c.TLP, strings.Join(marks[1:], ", "))}
	}
	if len(c.Pseudonymise) > 0 {
		opt.Pseudonymise = c.Pseudonymise
		opt.Key, err = c.key()
	}
	return opt, week, err
}

// key reads the key of the pseudonyms; the default one is made when it is missing.
func (c *reportCommand) key() ([]byte, error) {
	path := c.KeyFile
	if path == "" {
		path = filepath.Clean(c.Output) + ".key"
	}
	key, err := os.ReadFile(path)
	if err == nil || c.KeyFile != "" || !errors.Is(err, os.ErrNotExist) {
		return key, err
	}
	secret := make([]byte, 32)
	rand.Read(secret) // does not fail: see crypto/rand
	key = []byte(hex.EncodeToString(secret) + "\n")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	return key, os.WriteFile(path, key, 0o600)
}

// made is the time of making: the flag, or SOURCE_DATE_EPOCH (Unix seconds, see
// https://reproducible-builds.org/specs/source-date-epoch/), or nothing.
func (c *reportCommand) made() (string, error) {
	epoch := os.Getenv("SOURCE_DATE_EPOCH")
	if c.Made != "" || epoch == "" {
		return c.Made, nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return "", fmt.Errorf("SOURCE_DATE_EPOCH=%q: it holds seconds since 1970", epoch)
	}
	return time.Unix(seconds, 0).UTC().Format(time.RFC3339), nil
}

// remind says what of a write-up that is about to be replaced no longer holds.
func (c *reportCommand) remind(term terminal) {
	stale, err := report.Reopen(c.Output)
	if err != nil {
		return // there is none, or nothing that one could compare with
	}
	for _, text := range stale {
		fmt.Fprintf(term.err, "%s: %s\n", c.Output, text)
	}
}

// errStale is the failure of a check.
var errStale = errors.New("the write-up no longer holds")

// check says of each write-up whether its inputs and files are as recorded.
func (c *reportCommand) check(term terminal) error {
	var failures []error
	for _, dir := range c.Files {
		stale, err := report.Reopen(dir)
		if err != nil {
			failures = append(failures, err)
			continue
		}
		for _, text := range stale {
			fmt.Fprintln(term.out, text)
		}
		if len(stale) > 0 {
			failures = append(failures, fmt.Errorf("%s: %w", dir, errStale))
			continue
		}
		fmt.Fprintf(term.err, "%s: every input and every file has the SHA-256 recorded\n", dir)
	}
	return errors.Join(failures...)
}

// forTheRecord writes the command as a second analyst types it. The folder and the
// key are that analyst's own, so that the same inputs give the same bytes there.
func (line commandLine) forTheRecord() string {
	words := []string{"hourprint"}
	for i, word := range line {
		before := ""
		if i > 0 {
			before = line[i-1]
		}
		switch flag, _, joined := strings.Cut(word, "="); {
		case before == "-o" || before == "--output":
			word = "DIR"
		case before == "--key-file":
			word = "KEY"
		case joined && flag == "--output":
			word = "--output=DIR"
		case joined && flag == "--key-file":
			word = "--key-file=KEY"
		case strings.HasPrefix(word, "-o") && !strings.HasPrefix(word, "--") && len(word) > 2:
			word = "-oDIR"
		}
		words = append(words, quoted(word))
	}
	return strings.Join(words, " ")
}

// quoted writes a word for a POSIX shell.
func quoted(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:=,+@%", r)
	}
	if word != "" && strings.TrimFunc(word, plain) == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
