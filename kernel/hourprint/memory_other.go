//go:build !linux

package main

// dropCode does something on Linux only.
func dropCode() {}
