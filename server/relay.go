package main

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"sync"

	"rondo/rooms/redis"
)

// relayedRequest is a request as it came to another node.
type relayedRequest struct {
	Method string      `json:"method"`
	URI    string      `json:"uri"`
	Host   string      `json:"host"`
	From   string      `json:"from"` // address of who sent it
	Header http.Header `json:"header"`
	Body   []byte      `json:"body,omitempty"`
}

// relayedAnswer is what it is answered.
type relayedAnswer struct {
	Status int         `json:"status"`
	Code   string      `json:"code,omitempty"` // of a refusal
	Header http.Header `json:"header"`
	Body   []byte      `json:"body,omitempty"`
}

func (a *relayedAnswer) write(w http.ResponseWriter) {
	maps.Copy(w.Header(), a.Header)
	w.WriteHeader(a.Status)
	_, _ = w.Write(a.Body)
}

type relayedKey struct{}

func isRelayed(r *http.Request) bool { return r.Context().Value(relayedKey{}) != nil }

// relay has a request answered by another node.
func (e *elsewhere) relay(r *http.Request, node string, body []byte) (*relayedAnswer, error) {
	first, err := json.Marshal(map[string]any{"request": relayedRequest{
		Method: r.Method, URI: r.URL.RequestURI(), Host: r.Host, From: r.RemoteAddr, Header: r.Header, Body: body,
	}})
	if err != nil {
		return nil, err
	}
	answers, over := make(chan *relayedAnswer, 1), make(chan struct{})
	talk := e.node.Post().Begin(node, first, func(parts [][]byte) {
		answer := new(relayedAnswer)
		if json.Unmarshal(parts[0], answer) == nil {
			answers <- answer
		}
	}, sync.OnceFunc(func() { close(over) }))
	defer talk.End()
	select {
	case answer := <-answers:
		return answer, nil
	case <-over:
		select {
		case answer := <-answers: // the last thing that was said
			return answer, nil
		default:
			return nil, errUnavailable
		}
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// answer answers a request that came to another node, as if it had come here; what every
// request passes first it has passed there.
func (e *elsewhere) answer(talk *redis.Talk, ask *relayedRequest) {
	ctx, cancel := context.WithCancel(e.server.life)
	talk.Hear(func([][]byte) {}, cancel)
	go func() {
		defer cancel()
		defer talk.End()
		r, err := http.NewRequestWithContext(context.WithValue(ctx, relayedKey{}, true), ask.Method, ask.URI, bytes.NewReader(ask.Body))
		if err != nil {
			return
		}
		r.Host, r.RemoteAddr, r.Header, r.RequestURI = ask.Host, ask.From, ask.Header, ask.URI
		answer := e.serve(r)
		if raw, err := json.Marshal(answer); err == nil {
			talk.Say(raw)
		}
	}()
}

func (e *elsewhere) serve(r *http.Request) *relayedAnswer {
	at, _ := e.server.cfg.siteOf(r)
	r, req := e.server.newRequest(r, at)
	k := &keptAnswer{header: http.Header{}}
	rec := &recorder{ResponseWriter: k}
	func() {
		defer e.server.finish(rec, r, req)
		e.server.routes.ServeHTTP(rec, r)
	}()
	return &relayedAnswer{Status: max(rec.status, http.StatusOK), Code: req.refused, Header: k.header, Body: k.body.Bytes()}
}

// keptAnswer is an answer that is kept until it is whole.
type keptAnswer struct {
	header http.Header
	body   bytes.Buffer
}

// Header returns the answer's header.
func (k *keptAnswer) Header() http.Header { return k.header }

// WriteHeader does nothing: the recorder in front of it knows the status.
func (k *keptAnswer) WriteHeader(int) {}

// Write keeps a part of the body.
func (k *keptAnswer) Write(b []byte) (int, error) { return k.body.Write(b) }
