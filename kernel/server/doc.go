// Package server makes an [engine.Engine] a Jupyter kernel: it answers the
// messages of front-ends as the messaging protocol 5.5 says
// (https://jupyter-client.readthedocs.io/en/stable/messaging.html).
//
// In go messages from a [transport.Transport], out go replies and outputs. Three
// goroutines of the server do the work:
//
//  1. the transport's readers check and parse each message; what is forged,
//     malformed or broken is dropped with a line in the log;
//  2. the shell goroutine takes requests in the order they came: execute,
//     complete, inspect, is_complete, history, comms, kernel_info;
//  3. the control goroutine does the same beside it, so that interrupt,
//     shutdown and kernel_info are served while a cell runs.
//
// Every request is wrapped in the status messages busy and idle, with the
// request as their parent; its reply goes out on the channel and to the client
// it came from. Outputs go to everyone on iopub.
//
// # Limits
//
//   - Text printed by one cell is cut at Options.StreamLimit bytes (8 MiB if 0),
//     with a notice that says so.
//   - Text is held back for 5 ms at most, so that many small prints become few
//     messages; the order of outputs never changes.
//   - When an interrupted cell does not stop within Options.Grace (3 s if 0),
//     because it waits inside compiled code, its request is answered with an
//     error and the engine is told to abandon it, if it can (see [Abandoner]).
//   - When a cell fails and its request asked for stop_on_error, the execute
//     requests of the same client that are queued are answered "aborted". The
//     reply waits 10 ms for those that are still on their way, 100 ms at most.
//   - The history file is set aside, once, when it is larger than 8 MiB; a line
//     of more than 4 MiB is not read back.
//
// A kernel in a few lines:
//
//	connection, err := transport.ReadConnection(path)
//	…
//	sockets, err := transport.Listen(connection)
//	…
//	s := server.New(eng, server.Options{Key: []byte(connection.Key), Now: time.Now})
//	err = s.Serve(ctx, sockets)
//
// On SIGINT a command calls [Server.Interrupt].
//
// [Install] writes the kernelspec that makes Jupyter start it.
package server
