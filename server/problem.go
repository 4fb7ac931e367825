package main

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"rondo/rooms"
	"rondo/rooms/live"
	"rondo/rooms/wire"
)

// problem is an error of the API (RFC 9457). Pages translate by code, reason and args.
type problem struct {
	Type       string       `json:"type"`
	Title      string       `json:"title"`
	Status     int          `json:"status"`
	Detail     string       `json:"detail"`
	Code       string       `json:"code"`
	Reason     string       `json:"reason,omitempty"`
	Args       rooms.Args   `json:"args,omitempty"`
	RetryAfter int          `json:"retry_after,omitempty"` // seconds
	Errors     []fieldError `json:"errors,omitempty"`
	Trace      string       `json:"trace"` // finds the request in the log
}

// fieldError is what is wrong with one field.
type fieldError struct {
	Pointer string `json:"pointer"` // JSON pointer as a URI fragment: #/name
	Code    string `json:"code"`
	Detail  string `json:"detail"`
}

// statusOf maps codes of refusals to HTTP. A code that is not here is a request
// that was understood and cannot be met as things stand.
var statusOf = map[string]int{
	"malformed": http.StatusBadRequest, "bad_handshake": http.StatusBadRequest, "version": http.StatusUpgradeRequired,
	"no_session": http.StatusUnauthorized,
	"forbidden":  http.StatusForbidden, "bad_origin": http.StatusForbidden, "room_locked": http.StatusForbidden, "by_invitation": http.StatusForbidden, "removed": http.StatusForbidden,
	"not_found": http.StatusNotFound, "no_room": http.StatusNotFound, "no_such_item": http.StatusNotFound, "no_such_schedule": http.StatusNotFound, "method_not_allowed": http.StatusMethodNotAllowed,
	"gone": http.StatusGone, "too_large": http.StatusRequestEntityTooLarge, "wrong_type": http.StatusUnsupportedMediaType,
	"wrong_host": http.StatusMisdirectedRequest, "invalid": http.StatusUnprocessableEntity, "rate_limited": http.StatusTooManyRequests,
	"internal": http.StatusInternalServerError, "not_implemented": http.StatusNotImplemented,
	"room_damaged": http.StatusInternalServerError, "room_newer": http.StatusInternalServerError,
	"capacity": http.StatusServiceUnavailable, "busy": http.StatusServiceUnavailable, "unavailable": http.StatusServiceUnavailable, "draining": http.StatusServiceUnavailable, "moved": http.StatusServiceUnavailable,
	"storage_full": http.StatusServiceUnavailable, "storage_failed": http.StatusServiceUnavailable,
}

func statusFor(e *rooms.Error) int {
	if status, ok := statusOf[e.Code]; ok {
		return status
	}
	if e.Field != "" {
		return http.StatusUnprocessableEntity
	}
	return http.StatusConflict
}

// refuse answers with an error. A fault of ours is logged, and the person is
// told no more than that it was one.
func (s *server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	e, req := rooms.AsError(err), requestOf(r)
	if e.Code == live.ErrAway.Code && req.moved != nil {
		*req.moved = true // another node has the room, and is asked
		return
	}
	if e.Code == "internal" {
		s.log.Error("request failed", "trace", req.trace, "route", req.route, "err", err)
	}
	if e.Code == errNoRoom.Code {
		s.hide(r)
	}
	req.refused = e.Code
	s.metrics.refused.WithLabelValues(e.Code).Inc()
	status, say := statusFor(e), wire.Say(e)
	p := problem{
		Type: "urn:rondo:error:" + e.Code, Title: http.StatusText(status), Status: status,
		Detail: say, Code: e.Code, Reason: e.Reason, Args: e.Args, Trace: req.trace,
	}
	if e.Field != "" {
		p.Errors = []fieldError{{Pointer: "#" + e.Field, Code: e.Code, Detail: say}}
	}
	if retry := retryAfter(e, status); retry > 0 {
		p.RetryAfter = retry
		w.Header().Set("Retry-After", strconv.Itoa(retry))
	}
	if status == http.StatusRequestEntityTooLarge || status == http.StatusMisdirectedRequest {
		w.Header().Set("Connection", "close") // what it still sends is not worth reading
	}
	writeJSON(w, status, "application/problem+json", p)
}

// retryAfter is in whole seconds, at least one where trying again makes sense.
func retryAfter(e *rooms.Error, status int) int {
	if status != http.StatusTooManyRequests && status != http.StatusServiceUnavailable {
		return 0
	}
	return max(1, int((e.Retry+time.Second-1)/time.Second))
}

func writeJSON(w http.ResponseWriter, status int, mediaType string, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err) // our own structs
	}
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // the browser may be gone; nothing is left to tell it
}
