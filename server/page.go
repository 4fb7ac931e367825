package main

import (
	"context"
	"net/http"
	"time"
)

// servePage serves the page and its files. While nodes are upgraded one by one, a browser
// gets the page from one, and then comes to another for its files, which has those of another
// version: they are fetched from where they are.
func (s *server) servePage(w http.ResponseWriter, r *http.Request) {
	if s.elsewhere == nil || isRelayed(r) || !s.page.Lacks(r.URL.Path) || !s.elsewhere.serveFile(w, r) {
		s.page.ServeHTTP(w, r)
	}
}

// untilServed is how long another node may take for a file.
const untilServed = 2 * time.Second

// serveFile answers with a file that another node has, and tells whether one has it.
func (e *elsewhere) serveFile(w http.ResponseWriter, r *http.Request) bool {
	for _, node := range e.node.Members() {
		if ok, _ := e.strangers.take(e.server.now()); !ok {
			return false
		}
		if node == e.node.ID() {
			continue
		}
		ctx, cancel := context.WithTimeout(r.Context(), untilServed)
		answer, err := e.relay(r.WithContext(ctx), node, nil)
		cancel()
		if err == nil && answer.Status == http.StatusOK {
			answer.write(w)
			return true
		}
	}
	return false
}
