package redistest

import (
	"context"
	"net"
	"path/filepath"
	"sync"
	"testing"
)

// Line is a line of one node to a server, which can be cut as a network is: what is said
// meanwhile does not arrive, and nobody is told.
type Line struct {
	to, at string

	mu    sync.Mutex
	up    chan struct{} // closed while what the node says arrives
	down  chan struct{} // closed while what the server says does
	conns map[net.Conn]bool
}

// Line lays one, and takes it away with the test.
func (s *Server) Line(t testing.TB, name string) *Line {
	t.Helper()
	l := &Line{to: s.Socket, at: filepath.Join(s.dir, name), up: open(), down: open(), conns: map[net.Conn]bool{}}
	listener, err := new(net.ListenConfig).Listen(t.Context(), "unix", l.at)
	if err != nil {
		t.Fatal(err)
	}
	var lines sync.WaitGroup
	lines.Go(func() {
		for {
			node, err := listener.Accept()
			if err != nil {
				return
			}
			lines.Go(func() { l.carry(node) })
		}
	})
	t.Cleanup(func() {
		_ = listener.Close()
		l.Mend(false)
		lines.Wait()
	})
	return l
}

func open() chan struct{} {
	c := make(chan struct{})
	close(c)
	return c
}

// URL is where the node finds the server.
func (l *Line) URL() string { return "unix://" + l.at }

// Cut cuts the line in one direction or in both.
func (l *Line) Cut(up, down bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if up {
		l.up = make(chan struct{})
	}
	if down {
		l.down = make(chan struct{})
	}
}

// Mend mends it. What was said meanwhile arrives late; or it is lost, and every connection is.
func (l *Line) Mend(late bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !late {
		for c := range l.conns {
			_ = c.Close()
		}
	}
	for _, way := range []*chan struct{}{&l.up, &l.down} {
		select {
		case <-*way:
		default:
			close(*way)
		}
	}
}

// carry carries one connection until either side ends it.
func (l *Line) carry(node net.Conn) {
	server, err := new(net.Dialer).DialContext(context.Background(), "unix", l.to)
	if err != nil {
		_ = node.Close()
		return
	}
	l.note(true, node, server)
	var ways sync.WaitGroup
	ways.Go(func() { l.say(server, node, &l.up) })
	ways.Go(func() { l.say(node, server, &l.down) })
	ways.Wait()
	l.note(false, node, server)
}

func (l *Line) note(there bool, conns ...net.Conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, c := range conns {
		if delete(l.conns, c); there {
			l.conns[c] = true
		}
	}
}

// say carries what one side says, as long as the line is not cut.
func (l *Line) say(to, from net.Conn, way *chan struct{}) {
	buf := make([]byte, 64<<10)
	for {
		n, err := from.Read(buf)
		l.mu.Lock()
		passes := *way
		l.mu.Unlock()
		<-passes
		if n > 0 {
			if _, failed := to.Write(buf[:n]); failed != nil {
				err = failed
			}
		}
		if err != nil {
			_ = to.Close()
			_ = from.Close()
			return
		}
	}
}
