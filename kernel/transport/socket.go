package transport

import (
	"encoding/binary"
	"errors"
	"net"
	"sync"
	"time"
)

// socket is one listening socket of the kernel and the peers connected to it.
type socket struct {
	channel  Channel
	listener net.Listener
	handler  Handler

	mu    sync.Mutex
	peers map[string]*member // by identity
	conns map[net.Conn]bool  // handshake done or not
	last  uint32             // number given to the latest peer without an identity
	ended bool
	wg    sync.WaitGroup // every goroutine that serves a peer, and the accepting one
}

// member is a peer and what it subscribed to: topic → how often.
type member struct {
	*peer
	topics map[string]int
}

// kinds are the socket types of each channel: ours, and those that may connect.
var kinds = [channels][]string{
	Shell:     {"ROUTER", "DEALER", "REQ", "ROUTER"},
	Control:   {"ROUTER", "DEALER", "REQ", "ROUTER"},
	Stdin:     {"ROUTER", "DEALER", "REQ", "ROUTER"},
	IOPub:     {"XPUB", "SUB", "XSUB"},
	Heartbeat: {"REP", "REQ", "DEALER"},
}

// accept takes peers until the listener is closed.
func (s *socket) accept() {
	defer s.wg.Done()
	for {
		conn, err := s.listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			// A connection that ended before it was taken, or too many files open:
			// wait for better times, but do not spin.
			time.Sleep(10 * time.Millisecond)
			continue
		}
		s.mu.Lock()
		if s.ended {
			conn.Close()
		} else {
			s.conns[conn] = true
			s.wg.Add(1)
			go s.serve(conn)
		}
		s.mu.Unlock()
	}
}

// serve talks to one peer until it leaves.
func (s *socket) serve(conn net.Conn) {
	defer s.wg.Done()
	defer func() {
		conn.Close()
		s.mu.Lock()
		delete(s.conns, conn)
		s.mu.Unlock()
	}()
	k := kinds[s.channel]
	p, err := handshake(conn, k[0], "", k[1:]...)
	if err != nil {
		return
	}
	m := s.join(p)
	if m == nil {
		return
	}
	go p.write()
	s.read(m)
	p.out.close()
	s.leave(m)
	conn.Close()
	<-p.done
}

// join gives the peer an identity and makes it known. A peer that was known
// under the same identity is disconnected: it is an earlier connection of the
// same client. It returns nil when the socket is closing.
func (s *socket) join(p *peer) *member {
	m := &member{peer: p, topics: map[string]int{}}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return nil
	}
	if p.identity == "" || s.channel == IOPub || s.channel == Heartbeat {
		// Identities that start with a zero byte are ours to give (ZMTP 3.1).
		s.last++
		p.identity = string(binary.BigEndian.AppendUint32([]byte{0}, s.last))
	}
	if old := s.peers[p.identity]; old != nil {
		old.conn.Close()
	}
	if s.channel == IOPub {
		p.out.notice = s.handler.Dropped
	}
	s.peers[p.identity] = m
	return m
}

// leave forgets the peer, unless a newer connection has taken its place.
func (s *socket) leave(m *member) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.peers[m.identity] == m {
		delete(s.peers, m.identity)
	}
}

// read handles what the peer sends until the connection ends.
func (s *socket) read(m *member) {
	for {
		message, name, topic, err := m.read()
		if err != nil {
			return
		}
		switch {
		case s.channel == IOPub:
			s.subscription(m, message, name, topic)
		case name != "":
			// a subscription where there is nothing to subscribe to
		case s.channel == Heartbeat:
			_ = m.out.put(item{frames: message}, false) // no echo for a peer that reads none
		default:
			s.handler.Receive(s.channel, append([][]byte{[]byte(m.identity)}, message...))
		}
	}
}

// subscription handles what a subscriber sends: commands in ZMTP 3.1, and
// messages that start with 1 or 0 in ZMTP 3.0.
func (s *socket) subscription(m *member, message [][]byte, name string, topic []byte) {
	if name == "" && len(message) == 1 && len(message[0]) > 0 {
		switch message[0][0] {
		case 0:
			name, topic = "CANCEL", message[0][1:]
		case 1:
			name, topic = "SUBSCRIBE", message[0][1:]
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch name {
	case "SUBSCRIBE":
		// Under the lock, so that nothing is published before the greeting.
		for _, frames := range s.handler.Subscribed(topic) {
			_ = m.out.put(item{frames: frames}, true) // fails only when the peer has left
		}
		m.topics[string(topic)]++
	case "CANCEL":
		if m.topics[string(topic)]--; m.topics[string(topic)] <= 0 {
			delete(m.topics, string(topic))
		}
	}
}

// wants reports whether the member subscribed to the topic or a start of it.
func (m *member) wants(topic []byte) bool {
	for t := range m.topics {
		if len(t) <= len(topic) && t == string(topic[:len(t)]) {
			return true
		}
	}
	return false
}

// publish queues a message for its subscribers.
func (s *socket) publish(frames [][]byte, essential bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.peers {
		if m.wants(frames[0]) {
			_ = m.out.put(item{frames: frames}, essential) // the outbox keeps count of what it drops
		}
	}
}

// send queues a message for the peer that the first frame names.
func (s *socket) send(frames [][]byte) error {
	s.mu.Lock()
	m, ended := s.peers[string(frames[0])], s.ended
	s.mu.Unlock()
	if ended {
		return ErrClosed
	}
	if m == nil {
		return ErrNoPeer
	}
	return m.out.put(item{frames: frames[1:]}, true)
}

// close stops accepting and lets the peers' writers finish.
func (s *socket) close() {
	s.listener.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	for conn := range s.conns {
		if !s.joined(conn) {
			conn.Close()
		}
	}
	for _, m := range s.peers {
		m.out.close()
	}
}

// joined reports whether a connection has become a peer.
func (s *socket) joined(conn net.Conn) bool {
	for _, m := range s.peers {
		if m.conn == conn {
			return true
		}
	}
	return false
}

// abort disconnects everybody.
func (s *socket) abort() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for conn := range s.conns {
		conn.Close()
	}
}
