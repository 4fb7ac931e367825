// Package balance is a load balancer for one machine: every request goes to the next node
// in turn, so that nothing can rest on coming to the same one twice. It is for trying
// several nodes, and for tests; deploy/ has real ones.
package balance

import (
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httputil"
	"net/url"
	"sync/atomic"
	"time"
)

// New makes a balancer in front of some nodes. One that cannot be reached, or says that it
// is not ready, is passed over for a moment.
func New(nodes ...*url.URL) http.Handler {
	b := &balancer{}
	for _, n := range nodes {
		b.nodes = append(b.nodes, &node{url: n})
	}
	b.proxy = &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme = "http"
			r.Out.Host = r.In.Host // links are made from it
			r.SetXForwarded()
		},
		Transport: b, FlushInterval: -1, ErrorLog: log.New(io.Discard, "", 0),
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) },
	}
	return b.proxy
}

type balancer struct {
	nodes []*node
	next  atomic.Uint64
	proxy *httputil.ReverseProxy
	dial  http.Transport
}

type node struct {
	url  *url.URL
	down atomic.Int64 // until when, in Unix nanoseconds
}

// pause is how long a node is passed over that was not to be reached.
const pause = 300 * time.Millisecond

var errNobody = errors.New("balance: no node can be reached")

// RoundTrip asks the next node, and the one after it where that one did not get the request.
func (b *balancer) RoundTrip(r *http.Request) (*http.Response, error) {
	last := errNobody
	for _, patient := range []bool{false, true} { // the second time also those that were down a moment ago
		for range b.nodes {
			n := b.nodes[b.next.Add(1)%uint64(len(b.nodes))]
			if !patient && time.Now().UnixNano() < n.down.Load() {
				continue
			}
			out := r.Clone(r.Context())
			out.URL.Host = n.url.Host
			resp, err := b.dial.RoundTrip(out)
			switch {
			case err == nil && resp.StatusCode == http.StatusServiceUnavailable && r.Header.Get("Upgrade") != "" && !patient:
				_ = resp.Body.Close() // it stops: another takes the connection
			case err == nil:
				return resp, nil
			case r.Context().Err() != nil || r.Body != nil && r.Body != http.NoBody && !refused(err):
				return nil, err // nobody knows what it did
			default:
				last = err
			}
			n.down.Store(time.Now().Add(pause).UnixNano())
		}
	}
	return nil, last
}
