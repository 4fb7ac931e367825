package main

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/coder/websocket"

	"rondo/rooms"
	"rondo/rooms/wire"
)

// Close codes of RFC 6455 that we use; those of the protocol are in rooms.
const (
	closeGoingAway = 1001
	closeNoStatus  = 1005 // never on the wire: the browser gave none
	closeAbnormal  = 1006 // never on the wire: the connection broke
	closeBadText   = 1007
	closeTooBig    = 1009
	closeBug       = 1011
	closeRestart   = 1012
	closeOverload  = 1013
)

// socket is one connection of one browser. Its goroutine only reads; it is
// written to by the room, through the pipe.
type socket struct {
	*pipe
	server     *server
	ws         *websocket.Conn
	at         place
	browser    string
	trace      string
	ip, room   string // blurred, for the log
	start      time.Time
	turnedAway int // close code for one that may not stay
	spoke      int
	heard      bool // has said hello
	pinged     atomic.Bool
	session    session
	owed       bool // caught up before there was a session to say so to
	hellos     int
	actions    purse // once there is a session
	signals    purse
	pings      limiter
	said       wire.Heard // by the beat
	floods     strikes
	bad        strikes
	last       error // with which reading ended
}

func newSocket(s *server, r *http.Request, at place) *socket {
	req := requestOf(r)
	return &socket{
		server: s, at: at, trace: req.trace, ip: blurred(req.addr), room: req.room, start: req.start,
		pings: s.limits.signals.limiter(),
	}
}

// adopt takes the connection over, from the first byte after the handshake.
func (k *socket) adopt(p *pipe) {
	k.pipe = p
	p.drained = k.caughtUp
	_ = p.SetReadDeadline(time.Now().Add(k.server.limits.hello))
}

// serve reads until the connection ends. It is the connection's one goroutine.
func (k *socket) serve() {
	defer k.end()
	if k.turnedAway != 0 {
		k.shut(k.turnedAway, "")
	}
	for {
		up, err := k.next()
		switch {
		case err != nil:
			k.last = err
			return
		case k.session != nil:
			k.take(up)
		case up.Hello != nil:
			k.enter(*up.Hello)
		default:
			k.shut(wire.CloseBadFrame, "the first frame must be hello")
		}
	}
}

// enter asks the room for a session.
func (k *socket) enter(hello wire.Hello) {
	// No deadline: the room always answers, and a session given to nobody would
	// never be given back.
	if k.hellos++; k.hellos > k.server.limits.hellos {
		k.flooded("too many hellos")
		return
	}
	asked := time.Now()
	c, err := k.server.house.Enter(context.Background(), k.at.room, k.browser, hello, k)
	if err != nil {
		if isCode(err, errNoRoom.Code) {
			pace(context.Background(), time.Since(asked), k.server.limits.refusalPace)
		}
		k.refused(err)
		return
	}
	k.heard = true
	k.server.regulars.note(k.at.who, time.Now())
	k.server.crowd.heard(k.at)
	k.actions, k.signals = k.server.shares.purses(k.at, c.Person())
	k.awake()
	k.sit(c)
}

// refused closes a connection that the room does not take.
func (k *socket) refused(err error) {
	e := rooms.AsError(err)
	if e.Code == "internal" {
		k.server.log.Error("enter failed", "trace", k.trace, "room", k.room, "err", err)
	}
	k.Send([]wire.Frame{wire.ErrorFrame(0, e)})
	if e.Code != "tab_forgotten" { // the page says hello again, as a new tab
		k.shut(closeFor(e), e.Code)
	}
}

// closeFor says what the page should do about a refusal at the door.
func closeFor(e *rooms.Error) int {
	switch e.Code {
	case "no_room", "no_session":
		return wire.CloseNoSession // the page joins once more; the answer to that tells
	case "removed", "forbidden", "room_locked":
		return wire.CloseRemoved
	case "gone":
		return wire.CloseGone
	case "invalid":
		return wire.CloseBadFrame
	case "room_full", "too_many_tabs":
		return wire.CloseTooMany
	case "draining", "moved":
		return closeRestart
	case "busy", "unavailable", "capacity", "storage_full", "storage_failed":
		return closeOverload
	}
	return closeBug
}

// next returns the next frame that is one. Others are answered here.
func (k *socket) next() (wire.Up, error) {
	for {
		// Without a deadline in the context: one that expires would end the connection.
		kind, r, err := k.ws.Reader(context.Background())
		if err != nil {
			return wire.Up{}, err
		}
		buf := messages.Get().(*[]byte)
		raw, err := k.read(r, (*buf)[:0])
		if err != nil {
			return wire.Up{}, err
		}
		up, ok := k.parse(kind, raw)
		if *buf = raw[:0]; cap(raw) <= 8<<10 {
			messages.Put(buf)
		}
		if ok {
			return up, nil
		}
	}
}

func (k *socket) parse(kind websocket.MessageType, raw []byte) (wire.Up, bool) {
	switch {
	case k.ended():
		return wire.Up{}, false // only the answer to our close frame is still of interest
	case kind != websocket.MessageText:
		k.shut(wire.CloseBadFrame, "binary frames are not understood")
		return wire.Up{}, false
	case !utf8.Valid(raw):
		k.shut(closeBadText, "not UTF-8")
		return wire.Up{}, false
	}
	up, err := wire.ParseUp(raw)
	if err != nil {
		k.fault(up, raw, err)
	}
	return up, err == nil
}
