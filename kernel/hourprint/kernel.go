package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"github.com/hourprint/hourprint/kernel/server"
	"github.com/hourprint/hourprint/kernel/symbols"
	"github.com/hourprint/hourprint/kernel/transport"
)

// kernelCommand is what Jupyter starts.
type kernelCommand struct {
	History    bool   `default:"true" negatable:"" help:"Keep the history of cells across restarts, in Jupyter's data folder. Default: yes."`
	Connection string `arg:"" name:"CONNECTION_FILE" help:"The file in which Jupyter says where to listen."`
}

// Run serves until Jupyter says shutdown, the process is told to end, or the
// front-end that started it is gone. SIGINT only interrupts the running cell.
func (c *kernelCommand) Run(ctx context.Context, term terminal) error {
	connection, err := transport.ReadConnection(c.Connection)
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
	var memory steward
	kernel := server.New(eng, server.Options{
		Key: []byte(connection.Key), Now: time.Now, Version: version(), History: c.historyFile(),
		Log: slog.New(slog.NewTextHandler(term.err, nil)), After: memory.after, Rest: memory.rest,
	})
	ctx, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	go obey(ctx, end, kernel)
	go watchParent(ctx, end)
	stayModest()
	time.AfterFunc(startTime, memory.started)
	err = kernel.Serve(ctx, sockets)
	if errors.Is(err, context.Canceled) {
		return nil // told to end, which is how kernels end
	}
	return err
}

// historyFile is where cells are remembered; "" for nowhere.
func (c *kernelCommand) historyFile() string {
	folder, err := server.DataFolder()
	if err != nil || !c.History {
		return "" // without a home there is no history, and that is no failure
	}
	return filepath.Join(folder, "hourprint", "history.jsonl")
}

// obey turns signals into what they mean to a kernel.
func obey(ctx context.Context, end context.CancelFunc, kernel *server.Server) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	for {
		select {
		case <-ctx.Done():
			return
		case s := <-signals:
			if s == os.Interrupt {
				kernel.Interrupt()
				continue
			}
			end()
			return
		}
	}
}

// watchParent ends a kernel that its front-end left behind: on Unix, an orphan
// becomes a child of another process. Jupyter sets JPY_PARENT_PID.
func watchParent(ctx context.Context, end context.CancelFunc) {
	if runtime.GOOS == "windows" || os.Getenv("JPY_PARENT_PID") == "" {
		return
	}
	parent := os.Getppid()
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
		}
		if os.Getppid() != parent {
			end()
			return
		}
	}
}
