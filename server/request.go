package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"strconv"
	"time"

	"github.com/gorilla/mux"

	"rondo/rooms"
)

// request is what we know of a request besides what is in it.
type request struct {
	site    site
	addr    netip.Addr
	visitor string // the digest of the browser's cookie; "" without one
	share   string // whose part of what an address gets it uses, see shareOf
	trace   string
	route   string // the route's pattern, never the path: paths have ids in them
	room    string // the room's alias
	start   time.Time
	moved   *bool  // set instead of refusing when the room is at another node; nil: it is a refusal
	refused string // code of the refusal, if it was one
	quiet   bool   // refused for its rate: a line for each would be one more thing to flood
}

type requestKey struct{}

func (s *server) newRequest(r *http.Request, at site) (*http.Request, *request) {
	var trace [8]byte
	_, _ = rand.Read(trace[:])
	req := &request{
		site: at, addr: s.cfg.addressOf(r), trace: hex.EncodeToString(trace[:]), route: "none", start: s.now(),
	}
	r = r.WithContext(context.WithValue(r.Context(), requestKey{}, req))
	if browser := s.browserOf(r); browser != "" {
		req.visitor = visitor(browser)
	}
	req.share = s.regulars.shareOf(neighbourhood(req.addr), req.visitor, req.start)
	return r, req
}

func requestOf(r *http.Request) *request { return r.Context().Value(requestKey{}).(*request) }

// on notes which route a request took before it is handled.
func (s *server) on(pattern string, handle http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		req := requestOf(r)
		req.route = pattern
		id := roomOf(r)
		if id != "" {
			req.room = s.house.Alias(id)
		}
		if s.elsewhere != nil && id != "" && !staysHere[pattern] {
			s.elsewhere.handle(w, r, id, handle)
			return
		}
		handle(w, r)
	}
}

// staysHere are the routes whose connection stays at the node that it came to, also when the
// room is at another: they last, and the house finds the room.
var staysHere = map[string]bool{"/api/rooms/{id}/live": true, "/api/rooms/{id}/knock": true}

func roomOf(r *http.Request) rooms.ID { return rooms.ID(mux.Vars(r)["id"]) }

// finish ends every request: a panic becomes a 500, the request is counted and
// gets its one line in the log. A socket gets its line when it ends.
func (s *server) finish(rec *recorder, r *http.Request, req *request) {
	if bug := recover(); isAbort(bug) {
		panic(bug) // cut off on purpose, see turnAway
	} else if bug != nil {
		s.log.Error("panic", "trace", req.trace, "route", req.route, "err", rooms.BugOf(bug))
		if rec.status != 0 {
			defer panic(http.ErrAbortHandler) // half an answer must not look like a whole one
		} else {
			s.refuse(rec, r, fmt.Errorf("panic"))
		}
	}
	if isRelayed(r) {
		return // the node that it came to counts it, and writes its line
	}
	s.metrics.requests.WithLabelValues(req.route, strconv.Itoa(rec.status)).Inc()
	if rec.status == http.StatusSwitchingProtocols || req.quiet {
		return
	}
	s.log.Info("request", "trace", req.trace, "method", method(r.Method), "route", req.route, "status", rec.status,
		"bytes", rec.bytes, "ms", s.now().Sub(req.start).Milliseconds(), "ip", blurred(req.addr), "room", req.room)
}

func isAbort(bug any) bool {
	err, _ := bug.(error)
	return errors.Is(err, http.ErrAbortHandler)
}

// method is the request's method when it is one we know: a stranger's word has
// no place in the log.
func method(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return m
	}
	return "other"
}

// recorder notes what was answered.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// WriteHeader notes the status: the first counts, as with net/http.
func (rec *recorder) WriteHeader(status int) {
	if rec.status == 0 {
		rec.status = status
	}
	rec.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes of the body; without a WriteHeader before it, the status is 200.
func (rec *recorder) Write(b []byte) (int, error) {
	if rec.status == 0 {
		rec.status = http.StatusOK
	}
	n, err := rec.ResponseWriter.Write(b)
	rec.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController and the socket's handshake through.
func (rec *recorder) Unwrap() http.ResponseWriter { return rec.ResponseWriter }
