// Package wire turns Jupyter messages into the frames that travel between a
// kernel and its front-ends, and back.
//
// A message is a list of frames:
//
//	idents…  <IDS|MSG>  signature  header  parent header  metadata  content  buffers…
//
// The idents route it (a ROUTER socket puts the sender's identity first), the
// signature is the HMAC-SHA256, in lower-case hexadecimal, of the four JSON
// frames that follow it; buffers are raw bytes and are not signed. With an
// empty key nothing is signed and the signature frame is empty.
//
// [Split] checks the signature in constant time before it looks at any JSON, so
// a sender who does not hold the key reaches no parser. What it rejects it
// rejects with an error that wraps [ErrMalformed] or [ErrSignature]; it never
// panics. [Message.Join] is its inverse.
//
// The format is that of the Jupyter messaging specification, "The Wire
// Protocol" (https://jupyter-client.readthedocs.io/en/stable/messaging.html).
package wire
