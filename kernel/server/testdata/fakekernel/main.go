// Command fakekernel is the smallest kernel there can be around the real
// engine, to try the server before and beside the command.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/hourprint/hourprint/kernel/server"
	"github.com/hourprint/hourprint/kernel/symbols"
	"github.com/hourprint/hourprint/kernel/transport"
)

func main() {
	if err := serve(os.Args[len(os.Args)-1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(path string) error {
	connection, err := transport.ReadConnection(path)
	if err != nil {
		return err
	}
	sockets, err := transport.Listen(connection)
	if err != nil {
		return err
	}
	eng, err := symbols.NewEngine()
	if err != nil {
		return err
	}
	defer eng.Close()
	data, err := server.DataFolder()
	if err != nil {
		return err
	}
	s := server.New(eng, server.Options{
		Key:     []byte(connection.Key),
		Now:     time.Now,
		History: filepath.Join(data, "hourprint", "history.jsonl"),
		Log:     slog.New(slog.NewTextHandler(os.Stderr, nil)),
	})
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	go func() {
		for range signals {
			s.Interrupt()
		}
	}()
	return s.Serve(context.Background(), sockets)
}
