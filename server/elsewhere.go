package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	"rondo/rooms"
	"rondo/rooms/journal"
	"rondo/rooms/live"
	"rondo/rooms/redis"
)

// elsewhere reaches rooms that other nodes have. A request for one goes over as it came and
// is answered there (relay.go); a connection stays at the node that it came to, with a seat
// at the other (remote_session.go, remote_seat.go). So a rule about a room, such as a limit,
// is kept where the room is, whichever node people come to.
type elsewhere struct {
	server    *server
	house     *live.House // of this node
	node      *redis.Node
	strangers limiter // see servePage
}

// untilFound is how long it may take to learn which node has a room: as long as it takes to
// be sure that the last one is gone, and a little more.
const untilFound = 10 * time.Second

var errUnavailable = rooms.Refuse("unavailable").After(time.Second)

// join joins the server to the other nodes.
func (s *server) join(h *live.House, node *redis.Node) {
	s.elsewhere = &elsewhere{s, h, node, s.limits.strangers.limiter()}
	s.house = &withOthers{realHouse{h}, s.elsewhere}
	s.metrics.ofNodes(node.Stats)
	node.Post().Serve(s.elsewhere.take)
	s.log.Info("one of several nodes", "node", node.ID(), "nodes", len(node.Members()))
}

// owner is the node that has a room, "" for this one, or where nobody has it.
func (e *elsewhere) owner(ctx context.Context, room rooms.ID) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, untilFound)
	defer cancel()
	node, err := e.node.Owner(ctx, room)
	switch {
	case errors.Is(err, journal.ErrNoRoom):
		return "", nil // it is refused as always
	case err != nil:
		return "", errUnavailable
	}
	return node, nil
}

// handle lets the node that has a room handle a request. When that one does not have it any
// more, the next one is asked; when it went away meanwhile, only for what changes nothing.
func (e *elsewhere) handle(w http.ResponseWriter, r *http.Request, room rooms.ID, here http.HandlerFunc) {
	if isRelayed(r) {
		here(w, r)
		return
	}
	if isUpload(r) {
		e.handleUpload(w, r, room, here)
		return
	}
	body, err := readFully(r)
	if err != nil {
		e.server.refuse(w, r, err)
		return
	}
	for range mostMoves {
		r.Body = io.NopCloser(bytes.NewReader(body))
		node, err := e.owner(r.Context(), room)
		switch {
		case err != nil:
			e.server.refuse(w, r, err)
			return
		case node == "":
			if e.stays(w, r, here) {
				return
			}
			continue
		}
		answer, err := e.relay(r, node, body)
		switch {
		case err == nil && answer.Code != live.ErrAway.Code:
			answer.write(w)
			return
		case err != nil && (r.Context().Err() != nil || mutates(r.Method)):
			e.server.refuse(w, r, errUnavailable) // nobody knows what became of it
			return
		}
	}
	e.server.refuse(w, r, live.ErrAway)
}

// mostMoves is how often a request follows a room from node to node.
const mostMoves = 4

// stays handles a request here, and tells whether that was the answer: the room may have gone
// to another node a moment ago.
func (e *elsewhere) stays(w http.ResponseWriter, r *http.Request, here http.HandlerFunc) bool {
	req, moved := requestOf(r), false
	req.moved = &moved
	defer func() { req.moved = nil }()
	if here(w, r); moved {
		w.Header().Del("Set-Cookie")
	}
	return !moved
}

// handleUpload is handle for a file. It is read once, by the one who needs it.
func (e *elsewhere) handleUpload(w http.ResponseWriter, r *http.Request, room rooms.ID, here http.HandlerFunc) {
	node, err := e.owner(r.Context(), room)
	if err == nil && node == "" {
		here(w, r)
		return
	}
	var file []byte
	if err == nil {
		var done func()
		file, done, err = e.server.readFile(r)
		defer done()
	}
	var answer *relayedAnswer
	if err == nil {
		answer, err = e.relay(r, node, file)
	}
	if err != nil {
		e.server.refuse(w, r, err)
		return
	}
	answer.write(w)
}

func isUpload(r *http.Request) bool {
	return r.Header.Get("Content-Type") == "application/octet-stream"
}

// withBody gives a request its body back, as it was understood.
func withBody(r *http.Request, body any) *http.Request {
	raw, _ := json.Marshal(body) // it was decoded from JSON
	r.Body = io.NopCloser(bytes.NewReader(raw))
	return r
}

// take takes a talk that another node begins.
func (e *elsewhere) take(talk *redis.Talk, first []byte) {
	var ask struct {
		Request *relayedRequest `json:"request"`
		Enter   *remoteEnter    `json:"enter"`
		Knock   *remoteKnock    `json:"knock"`
	}
	switch err := json.Unmarshal(first, &ask); {
	case err == nil && ask.Request != nil:
		e.answer(talk, ask.Request)
	case err == nil && ask.Enter != nil:
		e.seat(talk, ask.Enter)
	case err == nil && ask.Knock != nil:
		e.letIn(talk, ask.Knock)
	default: // of a newer version
		talk.End()
	}
}
