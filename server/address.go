package main

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// addressOf returns the address a request comes from. X-Forwarded-For counts
// only when it was added by a proxy that is trusted, and then only its
// right-most hop that is not itself one: everything left of it is hearsay.
func (c config) addressOf(r *http.Request) netip.Addr {
	addr := peerOf(r)
	if !c.trusts(addr) {
		return addr
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && c.trusts(addr); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		addr = hop.Unmap()
	}
	return addr
}

// peerOf is the other end of the TCP connection.
func peerOf(r *http.Request) netip.Addr {
	peer, _ := netip.ParseAddrPort(r.RemoteAddr)
	return peer.Addr().Unmap().WithZone("")
}

func (c config) trusts(addr netip.Addr) bool {
	for _, prefix := range c.proxies {
		if prefix.Contains(addr) {
			return true
		}
	}
	return false
}

// neighbourhood is what rates are counted by: an IPv4 address, or the /64 that
// one IPv6 subscriber gets whole.
func neighbourhood(addr netip.Addr) string { return masked(addr, 32, 64) }

// blurred is how an address appears in logs: enough to see a pattern, too
// little to name a household.
func blurred(addr netip.Addr) string { return masked(addr, 24, 48) }

func masked(addr netip.Addr, v4, v6 int) string {
	if !addr.IsValid() {
		return "unknown"
	}
	bits := v6
	if addr.Is4() {
		bits = v4
	}
	prefix, _ := addr.Prefix(bits) // both fit their kind of address
	return prefix.String()
}

// plainHost is a host with its port left out when the scheme implies it, in
// lower case, without the dot that may end a name (RFC 3986, 3.2.2): two spellings
// of one origin must compare equal.
func plainHost(scheme, host string) string {
	host = strings.ToLower(host)
	name, port, err := net.SplitHostPort(host)
	if err != nil {
		return strings.TrimSuffix(host, ".")
	}
	if name = strings.TrimSuffix(name, "."); !(scheme == "https" && port == "443" || scheme == "http" && port == "80") {
		return net.JoinHostPort(name, port)
	}
	if strings.Contains(name, ":") {
		return "[" + name + "]"
	}
	return name
}
