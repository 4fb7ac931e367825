package main

import (
	"compress/gzip"
	"context"
	"net/http"
	"strings"

	"rondo/rooms"
)

// worthGzip is the size from which a document is compressed. The socket never
// compresses; a long-lived team's document comes this way instead.
const worthGzip = 4 << 10

// doc returns the snapshot that the socket would begin with.
func (s *server) doc(w http.ResponseWriter, r *http.Request) { s.show(w, r, s.house.Doc) }

// mine returns all that the room has of whoever asks.
func (s *server) mine(w http.ResponseWriter, r *http.Request) { s.show(w, r, s.house.Owned) }

// show answers with what a browser may see. What is padded is never compressed.
func (s *server) show(w http.ResponseWriter, r *http.Request, of func(context.Context, rooms.ID, string) ([]byte, bool, error)) {
	browser, err := s.seatedBrowser(r)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	doc, padded, err := of(r.Context(), roomOf(r), browser)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	s.charge(r, len(doc))
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Vary", "Accept-Encoding")
	if padded || len(doc) < worthGzip || !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		_, _ = w.Write(doc)
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	zip := gzip.NewWriter(w)
	_, _ = zip.Write(doc)
	_ = zip.Close()
}
