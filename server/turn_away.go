package main

import (
	"net/http"
	"strings"
	"time"

	"rondo/rooms"
)

// requestRates bound requests before anything is done for them.
type requestRates struct {
	browser, address, files *rates
	all                     limiter
	turns                   turnstile
	held                    chan struct{} // one for each refused request that waits
}

func newRequestRates(l limits) requestRates {
	return requestRates{
		browser: newRates(l.requestsPerBrowser, l.rememberFor), address: newRates(l.requestsPerIP, l.rememberFor),
		files: newRates(l.filesPerIP, l.rememberFor), all: l.requestsPerNode.limiter(),
		turns: newTurnstile(l.requestTurns, l.rememberFor), held: make(chan struct{}, l.refused),
	}
}

// isFile tells whether a path is of the page's own files, of which one visit takes many.
func isFile(path string) bool { return !strings.HasPrefix(path, "/api/") }

// take takes one request of a browser, "" without a cookie, out of its share of an address.
func (q *requestRates) take(browser, share string, file bool, now time.Time) error {
	if file {
		if ok, wait := q.files.take(share, now); !ok {
			return rooms.Refuse("rate_limited/requests_of_network").After(wait)
		}
		return nil
	}
	if browser != "" {
		if ok, wait := q.browser.take(browser, now); !ok {
			return rooms.Refuse("rate_limited").After(wait)
		}
	}
	if ok, wait := q.address.take(share, now); !ok {
		return rooms.Refuse("rate_limited/requests_of_network").After(wait)
	}
	if ok, wait := q.all.take(now); !ok {
		return rooms.Refuse("rate_limited/requests").After(wait)
	}
	return nil
}

// charge counts an answer of so many bytes as several requests: what a large room makes
// of work is paid for by whoever asks for it.
func (s *server) charge(r *http.Request, bytes int) {
	n, now := bytes/s.limits.answer, s.now()
	if n == 0 {
		return
	}
	if browser := requestOf(r).visitor; browser != "" {
		s.requests.browser.charge(browser, n, now)
	}
	s.requests.address.charge(requestOf(r).share, n, now)
}

// turnAway refuses a request for its rate. It waits with the answer and ends the
// connection then, so that whoever asks on and on pays for each refusal with time and
// a new connection, and we next to nothing. Beyond so many at a time it is cut off
// without an answer.
func (s *server) turnAway(w http.ResponseWriter, r *http.Request, err error) {
	select {
	case s.requests.held <- struct{}{}:
		defer func() { <-s.requests.held }()
	default:
		panic(http.ErrAbortHandler)
	}
	s.metrics.limited.Inc()
	pace(r.Context(), 0, s.limits.refusedFor)
	w.Header().Set("Connection", "close")
	s.refuse(w, r, err)
}
