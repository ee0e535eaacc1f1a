package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// write puts the files below dir, each by way of a temporary file and a rename so that no reader ever sees half of one,
// and removes files of an earlier generator that are no longer made. Files that are already right are left alone.
func write(dir string, files []file, out io.Writer) error {
	if _, err := os.Stat(filepath.Join(dir, "generate")); err != nil {
		return fmt.Errorf("run me from the root of the repository, or say -dir: %w", err)
	}
	written := 0
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.name))
		if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, f.data) {
			continue
		}
		if err := writeFile(path, f.data); err != nil {
			return err
		}
		written++
	}
	old, err := stale(dir, files)
	if err != nil {
		return err
	}
	for _, path := range old {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "%d files: %d written, %d already there, %d stale ones removed\n", len(files), written, len(files)-written, len(old))
	return nil
}

func writeFile(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".generate-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // fails, as it should, once the rename has happened
	_, err = tmp.Write(data)
	if err = errors.Join(err, tmp.Chmod(0o644), tmp.Close()); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.Rename(tmp.Name(), path)
}

// compare says how dir differs from the files; nil if it does not.
func compare(dir string, files []file) error {
	var faults []error
	for _, f := range files {
		got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.name)))
		switch {
		case err != nil:
			faults = append(faults, err)
		case !bytes.Equal(got, f.data):
			faults = append(faults, fmt.Errorf("%s differs from what the generator makes", f.name))
		}
	}
	old, err := stale(dir, files)
	for _, path := range old {
		faults = append(faults, fmt.Errorf("%s is not made by the generator", path))
	}
	return errors.Join(append(faults, err)...)
}

// stale lists the files in dir that a data set owns but does not make.
func stale(dir string, files []file) ([]string, error) {
	made := make(map[string]bool, len(files))
	for _, f := range files {
		made[filepath.Join(dir, filepath.FromSlash(f.name))] = true
	}
	var old []string
	for _, set := range datasets {
		paths, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(set.owns)))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", set.owns, err)
		}
		for _, path := range paths {
			if !made[path] {
				old = append(old, path)
			}
		}
	}
	return old, nil
}

// sumLines gives the lines of sha256sum for the files, in their order.
func sumLines(files []file) []byte {
	var b bytes.Buffer
	for _, f := range files {
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(f.data), f.name)
	}
	return b.Bytes()
}
