// Package transport carries frames between a Jupyter kernel and its
// front-ends over five channels: shell, control, stdin, iopub, heartbeat. It
// knows nothing of what the frames say.
//
// There are two implementations of [Transport], each with its [Client]:
//
//   - [Listen] opens the five ZeroMQ sockets that a connection file names (tcp
//     or ipc); [Dial] is the front-end's side of it.
//   - [NewMemory] needs no sockets: for tests and for running notebooks with no
//     front-end.
//
// # Why there is a ZeroMQ server here
//
// The sockets speak ZMTP 3.1 (https://rfc.zeromq.org/spec/37/), with the NULL
// mechanism, written out in this package: ROUTER for shell, control and stdin,
// XPUB for iopub, REP for the heartbeat. The available Go library keeps
// subscriptions to itself, so a kernel could not greet a new subscriber
// (iopub_welcome); it has no limit on what is queued for a peer that stopped
// reading; and its publisher stalls all subscribers when one does. What a
// kernel needs of ZMTP is small and is tested here against that library and,
// by the kernel's conformance test, against libzmq.
//
// # What is promised
//
//   - Messages from one peer on one channel arrive in order. So do messages to
//     a peer.
//   - Sending never blocks. Each peer has its own queue, of bounded size; when a
//     peer reads too slowly, what is published for it is dropped, the others
//     lose nothing, and the handler words the notice it gets in place of what
//     was lost. Messages published as essential are dropped last.
//   - A new subscriber gets the handler's greeting before anything else.
//   - A peer that comes back under the identity of an earlier connection takes
//     its place, as with ZMQ_ROUTER_HANDOVER.
//   - A peer that sends what is not ZMTP, or that does not finish its handshake,
//     is disconnected. It harms nobody else.
package transport
