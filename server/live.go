package main

import (
	"bufio"
	"encoding/base64"
	"net"
	"net/http"
	"strings"

	"github.com/coder/websocket"

	"rondo/rooms"
	"rondo/rooms/wire"
)

// subprotocol is the version of the frames.
const subprotocol = "rondo.v1"

// live is the handshake of a socket. What is wrong with the request is answered
// as HTTP; what the page has to act on (its cookie, its version, its other tabs)
// as a close code, because a page cannot see the status of a failed handshake.
func (s *server) live(w http.ResponseWriter, r *http.Request) {
	if err := s.mayConnect(w, r); err != nil {
		s.refuse(w, r, err)
		return
	}
	browser := s.browserOf(r)
	req := requestOf(r)
	at := place{ip: neighbourhood(req.addr), share: req.share, who: req.visitor, room: roomOf(r)}
	flooding := at.who != "" && s.floods(at.who)
	if flooding {
		at.share = at.ip
	}
	if err := s.mayShake(at); err != nil {
		s.refuse(w, r, err)
		return
	}
	if err := s.crowd.enter(at); err != nil {
		s.refuse(w, r, err)
		return
	}
	k, err := s.accept(w, r, at)
	if err != nil {
		s.crowd.leave(at, false)
		return
	}
	k.browser = browser
	k.turnedAway = s.turnsAway(k, flooding)
	s.crowd.add(k)
	// The handler's goroutine has grown a stack, and net/http holds buffers for
	// as long as it runs. A fresh one costs an idle connection a quarter of that.
	go k.serve()
}

// mayConnect answers what is not a socket of our own page.
func (s *server) mayConnect(w http.ResponseWriter, r *http.Request) error {
	if err := checkHandshake(w, r); err != nil {
		return err
	}
	if err := s.sameOrigin(r, requestOf(r).site, true); err != nil {
		return err
	}
	if s.draining.Load() {
		return errDraining
	}
	if s.memory.share() > s.limits.newSockets {
		return errFull
	}
	return nil
}

// mayShake bounds how often strangers at an address, regulars there, and all may connect.
func (s *server) mayShake(at place) error {
	now := s.now()
	if ok, wait := s.handshakesPerIP.take(at.share, now); !ok {
		return rooms.Refuse("rate_limited/network").After(wait)
	}
	if ok, wait := s.handshakes.take(now); !ok {
		return rooms.Refuse("capacity/handshakes").After(wait)
	}
	return nil
}

// checkHandshake answers before coder/websocket does, which would do it in plain text.
func checkHandshake(w http.ResponseWriter, r *http.Request) error {
	if !hasToken(r.Header, "Connection", "upgrade") || !hasToken(r.Header, "Upgrade", "websocket") || r.Method != http.MethodGet || !r.ProtoAtLeast(1, 1) {
		w.Header().Set("Upgrade", "websocket")
		w.Header().Set("Connection", "Upgrade")
		return rooms.Refuse("version")
	}
	keys := r.Header.Values("Sec-WebSocket-Key")
	if r.Header.Get("Sec-WebSocket-Version") != "13" || len(keys) != 1 {
		w.Header().Set("Sec-WebSocket-Version", "13")
		return rooms.Refuse("bad_handshake")
	}
	if key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(keys[0])); err != nil || len(key) != 16 {
		return rooms.Refuse("bad_handshake/key")
	}
	if offered(r) == "" {
		return rooms.Refuse("bad_handshake/subprotocol", "name", subprotocol)
	}
	return nil
}

func hasToken(h http.Header, name, token string) bool {
	for _, word := range strings.Split(strings.Join(h.Values(name), ","), ",") {
		if strings.EqualFold(strings.TrimSpace(word), token) {
			return true
		}
	}
	return false
}

// offered returns our subprotocol, or another version of it that the page
// speaks: it is accepted only to be told to reload.
func offered(r *http.Request) string {
	other := ""
	for _, word := range strings.Split(strings.Join(r.Header.Values("Sec-WebSocket-Protocol"), ","), ",") {
		word = strings.TrimSpace(word)
		if word == subprotocol {
			return word
		}
		if strings.HasPrefix(word, "rondo.v") {
			other = word
		}
	}
	return other
}

// turnsAway returns the close code for a connection that may not stay, or 0.
func (s *server) turnsAway(k *socket, flooding bool) int {
	switch {
	case k.ws.Subprotocol() != subprotocol:
		return wire.CloseVersion
	case k.browser == "":
		return wire.CloseNoSession
	case s.crowd.tooManyOf(k.at.who):
		return wire.CloseTooMany
	case flooding:
		return wire.CloseFlood
	}
	return 0
}

// floods tells whether a browser was shown out for flooding a moment ago, or connects
// again and again.
func (s *server) floods(who string) bool {
	now := s.now()
	calm := s.flooders.left(who, now)
	ok, _ := s.handshakesPerBrowser.take(who, now)
	return !calm || !ok
}

func (s *server) accept(w http.ResponseWriter, r *http.Request, at place) (*socket, error) {
	k := newSocket(s, r, at)
	g := &grip{ResponseWriter: w, socket: k, limits: s.limits}
	ws, err := websocket.Accept(g, r, &websocket.AcceptOptions{
		Subprotocols:    []string{offered(r)},
		OriginPatterns:  []string{requestOf(r).site.origin()}, // a second look; sameOrigin was exact
		CompressionMode: websocket.CompressionDisabled,        // sizes would tell secrets
		OnPingReceived:  k.pingReceived,
		OnPongReceived:  k.pongReceived,
	})
	if err != nil {
		return nil, err
	}
	ws.SetReadLimit(s.limits.message)
	k.ws = ws
	return k, nil
}

// grip puts our pipe under the WebSocket when coder/websocket takes the
// connection over, with small buffers: a control frame fits, and what is larger
// passes them by.
type grip struct {
	http.ResponseWriter
	socket *socket
	limits limits
}

// Hijack takes the connection over, and what its sender has sent ahead of the answer.
func (g *grip) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, theirs, err := http.NewResponseController(g.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	p, err := newPipe(conn, g.limits, g.socket.server.owed, g.socket.at.ip)
	if err != nil {
		_ = conn.Close()
		return nil, nil, err
	}
	if early, _ := theirs.Reader.Peek(theirs.Reader.Buffered()); len(early) > 0 {
		p.early = append([]byte(nil), early...)
	}
	g.socket.adopt(p)
	return p, bufio.NewReadWriter(bufio.NewReaderSize(p, 256), bufio.NewWriterSize(p, 256)), nil
}
