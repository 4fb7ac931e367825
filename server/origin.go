package main

import (
	"net"
	"net/http"
	"net/netip"
	"strings"

	"rondo/rooms"
)

// site is the origin under which a browser reached us: scheme://host.
type site struct {
	scheme, host string
}

func (s site) origin() string { return s.scheme + "://" + s.host }
func (s site) secure() bool   { return s.scheme == "https" }

// siteOf returns the site of a request, or false when its Host is not ours.
// Without this check a page of a foreign name that resolves to this machine
// (DNS rebinding) would have our own origin.
func (c config) siteOf(r *http.Request) (site, bool) {
	if c.publicURL != nil {
		ours := site{c.publicURL.Scheme, c.publicURL.Host}
		return ours, plainHost(ours.scheme, r.Host) == ours.host
	}
	scheme := "http"
	if c.trusts(peerOf(r)) && r.Header.Get("X-Forwarded-Proto") == "https" {
		scheme = "https"
	}
	return site{scheme, plainHost(scheme, r.Host)}, isThisMachine(r)
}

// isThisMachine tells whether Host is localhost, a loopback address, or the
// very address that the connection was made to. No name that a stranger could
// point here is any of these.
func isThisMachine(r *http.Request) bool {
	name := plainHost("", r.Host)
	if host, _, err := net.SplitHostPort(name); err == nil {
		name = host
	}
	if name == "localhost" {
		return true
	}
	addr, err := netip.ParseAddr(strings.Trim(name, "[]"))
	if err != nil {
		return false
	}
	local, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if local == nil {
		return addr.IsLoopback()
	}
	here, err := netip.ParseAddrPort(local.String())
	return addr.IsLoopback() || err == nil && here.Addr().Unmap().WithZone("") == addr.Unmap()
}

var errOrigin = rooms.Refuse("bad_origin")

// sameOrigin refuses what a foreign page may have sent. A request that changes
// something and carries a cookie must say where it comes from; one without a
// cookie has nothing to abuse, but must not claim a foreign origin either.
func (s *server) sameOrigin(r *http.Request, at site, mustSay bool) error {
	if from := r.Header.Get("Sec-Fetch-Site"); from != "" && from != "same-origin" {
		return errOrigin
	}
	origins := r.Header.Values("Origin")
	if len(origins) == 0 {
		if mustSay {
			return errOrigin
		}
		return nil
	}
	scheme, host, _ := strings.Cut(origins[0], "://")
	if len(origins) > 1 || scheme != at.scheme || plainHost(scheme, host) != at.host {
		return errOrigin
	}
	return nil
}

// mutates tells whether the method may change something.
func mutates(method string) bool {
	return method != http.MethodGet && method != http.MethodHead && method != http.MethodOptions
}
