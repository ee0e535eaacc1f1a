package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// run is the command: it makes every data set in memory, then writes them below -dir or, with -check, compares.
func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("generate", flag.ContinueOnError)
	dir := flags.String("dir", "example_data", "the `folder` to write to")
	check := flags.Bool("check", false, "write nothing, fail if a file differs from what would be written")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	files, err := makeAll(out)
	if err != nil {
		return err
	}
	if *check {
		return compare(*dir, files)
	}
	return write(*dir, files, out)
}

// makeAll makes every data set, README.md and SHA256SUMS, and says on out what it made.
func makeAll(out io.Writer) ([]file, error) {
	var files []file
	var products []product
	for _, set := range datasets {
		p, err := set.build()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", set.name, err)
		}
		fmt.Fprintf(out, "%s: %s\n", set.name, p.summary)
		files = append(files, p.files...)
		products = append(products, p)
	}
	readme, err := renderReadme(products)
	if err != nil {
		return nil, err
	}
	sums := file{"SHA256SUMS", sumLines(files)}
	return append(files, sums, file{"README.md", readme}), nil
}
