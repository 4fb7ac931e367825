package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"rondo/rooms"
	"rondo/rooms/live"
)

// fastestBeat is how long it is between two beats of an anonymous round at least,
// however far limits are raised.
const fastestBeat = 10 * time.Millisecond

// triedRooms is how many rooms the start tries to read.
const triedRooms = 16

// untilClosed is how long rooms have to end when the server failed to stop in good order.
const untilClosed = 3 * time.Second

// serve is the command `rondo serve`: it opens the house and serves it until
// ctx ends or the storage fails.
func serve(ctx context.Context, cfg config, stdout, stderr io.Writer) error {
	collectOften()
	limitMemory(os.DirFS("/sys/fs/cgroup"))
	log, fatal := newLog(stderr), newAlarm()
	var h *live.House
	at, err := openStore(ctx, cfg, log, func(room rooms.ID) { h.Lost(room) })
	if err != nil {
		return err
	}
	h = live.NewHouse(live.Options{
		Journal: at.journal, Keys: at.keys, Log: log, Build: build(), Fatal: fatal.ring, Short: new(memory).short, Now: at.now(), PassOn: at.passOn(),
		Limits: live.Limits{Beat: max(live.Beat/time.Duration(cfg.raiseLimits), fastestBeat)},
	}, kinds()...)
	if err := h.TryRooms(ctx, triedRooms); err != nil {
		return errors.Join(at.unreadable(cfg, err), h.Close(context.Background()), at.journal.Close())
	}
	s := newServer(cfg, limitsOf(cfg, log), realHouse{h}, log)
	if at.node != nil {
		s.join(h, at.node)
	}
	company := newCompany(ctx, h, s.limits, log)
	s.botsAt = company.bring
	defer company.leave()
	if at.sqlite != nil {
		defer s.listenControl(at.sqlite)()
	}
	if err := s.listen(ctx, fatal, stdout); err != nil {
		// A journal that does not answer keeps its rooms for ever, but not the process.
		ctx, cancel := context.WithTimeout(context.Background(), untilClosed)
		defer cancel()
		return errors.Join(err, h.Close(ctx), at.journal.Close())
	}
	return at.journal.Close()
}

func limitsOf(cfg config, log *slog.Logger) limits {
	if cfg.raiseLimits == 1 {
		return defaultLimits()
	}
	log.Warn("limits are raised; this is for benchmarks and tests only", "factor", cfg.raiseLimits)
	return defaultLimits().times(cfg.raiseLimits)
}

// listen serves until ctx ends or something fails, and drains.
func (s *server) listen(ctx context.Context, fatal alarm, stdout io.Writer) error {
	ln, err := net.Listen("tcp", s.cfg.addr)
	if err != nil {
		return fmt.Errorf("-addr: %w", err)
	}
	stopMetrics, err := s.listenMetrics(fatal)
	if err != nil {
		return errors.Join(err, ln.Close())
	}
	defer stopMetrics()
	wheel, stop := context.WithCancel(context.Background())
	defer stop()
	go s.crowd.spin(wheel)
	web := s.httpServer()
	go serveOn(web, ln, fatal)
	s.announce(ln.Addr(), stdout)
	var failure error
	select {
	case <-ctx.Done():
		failure = s.leave(fatal)
	case failure = <-fatal:
	}
	return errors.Join(failure, s.drain(web))
}

func serveOn(web *http.Server, ln net.Listener, fatal alarm) {
	if err := web.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
		fatal.ring(err)
	}
}

// announce says where we are: to the person at the terminal, and to the log.
func (s *server) announce(at net.Addr, stdout io.Writer) {
	url := "http://" + at.String()
	if tcp, ok := at.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		url = fmt.Sprintf("http://localhost:%d", tcp.Port)
	}
	if s.cfg.publicURL != nil {
		url = s.cfg.publicURL.String() + " (here: " + url + ")"
	}
	if s.elsewhere != nil {
		url += ", node " + s.elsewhere.node.ID()
	}
	fmt.Fprintf(stdout, "Rondo is at %s\n", url)
	if !s.page.Built() {
		fmt.Fprintln(stdout, "This build has no pages: run `make build`. The API works.")
	}
	s.log.Info("serving", "addr", at.String(), "build", build())
}

// listenMetrics serves metrics where the operator asked for it, apart from
// everything that browsers reach.
func (s *server) listenMetrics(fatal alarm) (stop func(), err error) {
	if s.cfg.metricsAddr == "" {
		return func() {}, nil
	}
	ln, err := net.Listen("tcp", s.cfg.metricsAddr)
	if err != nil {
		return nil, fmt.Errorf("-metrics-addr: %w", err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", s.metrics.handler())
	web := &http.Server{Handler: mux, ReadHeaderTimeout: s.limits.readHeader, ReadTimeout: s.limits.read, WriteTimeout: s.limits.write}
	go serveOn(web, ln, fatal)
	s.log.Info("metrics", "addr", ln.Addr().String())
	return func() { _ = web.Close() }, nil
}
