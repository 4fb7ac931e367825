package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"rondo/rooms"
)

// livez says that the process answers. It depends on nothing else: a store that
// stalls is no reason to kill what holds its unsaved rooms.
func (s *server) livez(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, "application/json", map[string]string{"status": "ok"})
}

// readyz says that new browsers may come, with ?verbose what was looked at.
func (s *server) readyz(w http.ResponseWriter, r *http.Request) {
	checks, refusal := s.ready()
	switch verbose := r.URL.Query().Has("verbose"); {
	case refusal == nil && !verbose:
		writeJSON(w, http.StatusOK, "application/json", map[string]any{"status": "ready"})
	case refusal == nil:
		writeJSON(w, http.StatusOK, "application/json", map[string]any{"status": "ready", "checks": checks})
	case verbose:
		writeJSON(w, statusFor(refusal), "application/json", map[string]any{"status": "not ready", "checks": checks})
	default:
		s.refuse(w, r, refusal)
	}
}

// ready looks at what could keep new browsers away: each check is "ok", or has the
// code of the refusal.
func (s *server) ready() (checks map[string]string, refusal *rooms.Error) {
	checks = map[string]string{"stopping": "ok", "storage": "ok"}
	if s.house.Stats().Full {
		refusal = errStorageFull
		checks["storage"] = refusal.Code
	}
	if s.elsewhere != nil {
		checks["redis"] = "ok"
		if !s.elsewhere.node.Stats().Reachable {
			refusal = errUnavailable
			checks["redis"] = refusal.Code
		}
	}
	if s.leaving.Load() || s.draining.Load() {
		refusal = errDraining
		checks["stopping"] = refusal.Code
	}
	return checks, refusal
}

var (
	errDraining    = rooms.Refuse("draining")
	errStorageFull = rooms.Refuse("storage_full").After(5 * time.Second)
)

// healthcheck asks the server of this machine, for containers that have neither
// shell nor curl.
func healthcheck(ctx context.Context, cfg config) error {
	host, port, err := net.SplitHostPort(cfg.addr)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	url := "http://" + net.JoinHostPort(host, port) + "/livez"
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	transport := &http.Transport{DisableKeepAlives: true} // no proxy from the environment
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return fmt.Errorf("the server does not answer: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the server answers %s", resp.Status)
	}
	return nil
}
