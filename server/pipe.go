package main

import (
	"bytes"
	"net"
	"sync"
	"syscall"
	"time"
)

// pipe is the TCP connection below a WebSocket. coder/websocket reads from it
// and writes its control frames to it; data frames are ours and ready-made. Both
// go through one lock, and no write ever blocks: one try, and what the kernel
// does not take waits in queue for a flusher that exists only then. A write is
// a system call, and that is nearly all that a frame costs, so a batch is one.
type pipe struct {
	net.Conn
	raw     syscall.RawConn
	early   []byte // what net/http had read before the handshake was done
	stall   time.Duration
	linger  time.Duration
	drained func() // called when a reader who fell behind has caught up

	mu      sync.Mutex
	queue   []piece // waits for the kernel; not empty while a flusher runs, and only then
	done    int     // bytes of queue[0] that are out
	flight  int     // pieces that the flusher is writing: they cannot be dropped
	waiting int     // bytes of queue behind its first piece
	behind  bool    // the queue was dropped; nothing is taken until it is drained
	closing bool    // the close frame is out or in the queue: nothing may follow it
	code    int     // with which it closed
	owed    *ledger
	ip      string // whom it is billed to
	billed  int    // bytes of queue that owed knows of

	try writeTry
}

// writeTry is one attempt to write, kept in the pipe so that it allocates nothing.
type writeTry struct {
	b    []byte
	n    int
	err  error
	once func(fd uintptr) bool
}

func newPipe(conn net.Conn, l limits, owed *ledger, ip string) (*pipe, error) {
	tcp, ok := conn.(*net.TCPConn)
	if !ok {
		return nil, net.UnknownNetworkError("not TCP")
	}
	raw, err := tcp.SyscallConn()
	if err != nil {
		return nil, err
	}
	p := &pipe{Conn: conn, raw: raw, stall: l.stall, linger: l.linger, code: closeAbnormal, owed: owed, ip: ip}
	p.try.once = func(fd uintptr) bool {
		p.try.n, p.try.err = syscall.Write(int(fd), p.try.b)
		return true
	}
	return p, tcp.SetWriteBuffer(l.sendBuffer)
}

// Read hands out first what came before the handshake was done.
func (p *pipe) Read(b []byte) (int, error) {
	if len(p.early) > 0 {
		n := copy(b, p.early)
		if p.early = p.early[n:]; len(p.early) == 0 {
			p.early = nil
		}
		return n, nil
	}
	return p.Conn.Read(b)
}

// Write takes a control frame of coder/websocket, whole: its buffer holds one.
// A close frame is the last that goes out, be it an answer or an alarm.
func (p *pipe) Write(frame []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.closing:
	case frame[0]&0xf == opClose:
		p.lastWords(frame, closeCode(frame))
	case len(p.queue) == 0:
		p.push([]piece{{body: bytes.Clone(frame)}})
	}
	// Else a pong would have to wait behind data. It is left out: a browser that
	// does not read does not miss it, and pings do not fill our memory.
	return len(frame), nil
}

// ping writes a ping, and tells whether it is on its way.
func (p *pipe) ping() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closing || len(p.queue) > 0 {
		return false
	}
	p.push([]piece{{body: pingFrame}})
	return true
}

// shut says goodbye and gives the browser a moment to answer.
func (p *pipe) shut(code int, reason string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.closing {
		p.lastWords(closeFrame(code, reason), code)
	}
}

func (p *pipe) lastWords(frame []byte, code int) {
	p.closing, p.code, p.behind = true, code, false
	last := piece{body: bytes.Clone(frame)}
	if len(p.queue) > 0 {
		p.queue = append(p.queue[:max(p.flight, 1)], last)
	} else {
		p.push([]piece{last})
	}
	_ = p.Conn.SetReadDeadline(time.Now().Add(p.linger))
}

// drop ends the connection without a word, for those who would not read it.
func (p *pipe) drop(code int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.closing {
		p.closing, p.code = true, code
	}
	p.cut()
}

// cut closes the socket, and what the kernel still holds for it goes too.
func (p *pipe) cut() {
	if tcp, ok := p.Conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = p.Conn.Close()
}

// Close is how coder/websocket lets go of the connection.
func (p *pipe) Close() error {
	p.mu.Lock()
	p.closing = true
	p.mu.Unlock()
	return p.Conn.Close()
}

// awake takes the deadline for reading back, unless the end has begun.
func (p *pipe) awake() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.closing {
		_ = p.Conn.SetReadDeadline(time.Time{})
	}
}

func (p *pipe) closedWith() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.code
}
