//go:build !linux

package main

// dropCode does something on Linux only.
func dropCode() {}

// resident is known on Linux only.
func resident() usage { return usage{} }
