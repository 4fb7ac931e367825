package main

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"rondo/rooms"
	"rondo/static"
)

// server answers HTTP and sockets for one house.
type server struct {
	cfg      config
	limits   limits
	house    house
	log      *slog.Logger
	now      func() time.Time
	routes   http.Handler
	page     static.Page
	crowd    *crowd
	owed     *ledger // to slow readers
	halves   *ledger // of frames and files that are on their way to us
	metrics  *metrics
	memory   memory
	leaving  atomic.Bool // nobody more should come, but who does is served
	draining atomic.Bool
	life     context.Context // ends when the server begins to stop
	quit     context.CancelFunc

	shares               shares
	handshakes           limiter
	regulars             *regulars
	handshakesPerBrowser *rates
	handshakesPerIP      *rates
	flooders             *rates
	requests             requestRates
	roomsPerCookie       *rates
	roomsPerIP           *rates
	roomTurns            turnstile
	joins                *rates
	doors                *rates
	knocks               *rates
	knocksPerBrowser     *rates
	files                sync.Mutex // that are brought are read one at a time
	brought              *rates
	assembling           chan struct{} // one for whoever assembles
	waiting              *ledger       // at doors: each holds a connection
	failures             *rates
	botsPerBrowser       *rates
	elsewhere            *elsewhere                                       // rooms at other nodes; nil where there are none
	botsAt               func(room rooms.ID, address string, n int) error // nil without a house of our own
}

func newServer(cfg config, l limits, h house, log *slog.Logger) *server {
	s := &server{
		cfg: cfg, limits: l, house: h, log: log, now: time.Now, page: static.Embedded(),
		crowd:                newCrowd(l),
		owed:                 newLedger(l.backPerIP, l.backAll),
		halves:               newLedger(l.halfPerIP, l.halfAll),
		shares:               newShares(l),
		handshakes:           l.handshakes.limiter(),
		regulars:             newRegulars(l.rememberFor),
		handshakesPerBrowser: newRates(l.handshakesPerBrowser, l.rememberFor),
		handshakesPerIP:      newRates(l.handshakesPerIP, l.rememberFor),
		flooders:             newRates(l.floodPause, l.rememberFor),
		requests:             newRequestRates(l),
		roomsPerCookie:       newRates(l.roomsPerCookie, l.rememberFor),
		roomsPerIP:           newRates(l.roomsPerIP, l.rememberFor),
		roomTurns:            newTurnstile(l.roomTurns, l.rememberFor),
		joins:                newRates(l.joins, l.rememberFor),
		doors:                newRates(l.doors, l.rememberFor),
		knocks:               newRates(l.knocks, l.rememberFor),
		knocksPerBrowser:     newRates(l.knocksPerBrowser, l.rememberFor),
		waiting:              newLedger(l.knockersPerIP, l.knockersPerNode),
		brought:              newRates(l.brought, l.rememberFor),
		assembling:           make(chan struct{}, 1),
		failures:             newRates(l.failures, l.rememberFor),
		botsPerBrowser:       newRates(l.botsPerRoomMaker, l.rememberFor),
	}
	s.life, s.quit = context.WithCancel(context.Background())
	s.metrics = newMetrics(h.Stats, s.crowd, func() time.Time { return s.now() })
	s.routes = s.newRoutes()
	return s
}

// ServeHTTP is what every request passes, in this order: our headers, our Host,
// our origin, a bound on its body, its route.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	at, ours := s.cfg.siteOf(r)
	r, req := s.newRequest(r, at)
	rec := &recorder{ResponseWriter: w}
	defer s.finish(rec, r, req)
	setHeaders(w.Header(), at, ours, s.cfg.hsts)
	if err := s.requests.take(req.visitor, req.share, isFile(r.URL.Path), req.start); err != nil {
		req.quiet = true
		s.turnAway(rec, r, err)
		return
	}
	if !isFile(r.URL.Path) {
		s.requests.turns.turn(r.Context(), req.share, req.start)
	}
	if err := s.admit(r, at, ours); err != nil {
		s.refuse(rec, r, err)
		return
	}
	r.Body = &measured{ReadCloser: r.Body, most: s.limits.body, left: s.limits.body}
	s.routes.ServeHTTP(rec, r)
}

var errHost = rooms.Refuse("wrong_host")

// admit refuses what did not come to us or not from us. The probes pass under
// any name: an orchestrator asks them by an address that we cannot know, and
// there is nothing in the answer.
func (s *server) admit(r *http.Request, at site, ours bool) error {
	if !ours && r.URL.Path != "/livez" && r.URL.Path != "/readyz" {
		return errHost
	}
	if mutates(r.Method) {
		return s.sameOrigin(r, at, len(r.CookiesNamed(cookieName(at))) > 0)
	}
	return nil
}

// httpServer wraps the server with the timeouts that end a slowloris.
func (s *server) httpServer() *http.Server {
	return &http.Server{
		Handler:           s,
		ReadHeaderTimeout: s.limits.readHeader, ReadTimeout: s.limits.read, WriteTimeout: s.limits.write,
		IdleTimeout: s.limits.idle, MaxHeaderBytes: s.limits.headers,
		ErrorLog: slog.NewLogLogger(quiet{s.log.Handler()}, slog.LevelDebug),
	}
}
