package main

import (
	"compress/gzip"
	"net/http"
	"strings"

	"rondo/rooms/live"
)

// worthGzip is the size from which a document is compressed. The socket never
// compresses; a long-lived team's document comes this way instead.
const worthGzip = 4 << 10

// doc returns the snapshot that the socket would begin with.
func (s *server) doc(w http.ResponseWriter, r *http.Request) {
	browser, err := s.seatedBrowser(r)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	doc, padded, err := s.house.Doc(r.Context(), roomOf(r), browser)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	s.charge(r, len(doc))
	show(w, r, doc, padded)
}

// mine returns all that the room has of whoever asks.
func (s *server) mine(w http.ResponseWriter, r *http.Request) {
	browser, err := s.seatedBrowser(r)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	var own live.Owned
	if s.assemble(w, r, func() (looked int, err error) {
		own, err = s.house.Owned(r.Context(), roomOf(r), browser)
		return own.Looked, err
	}) {
		show(w, r, own.File, own.Padded)
	}
}

// show answers with what a browser may see. What is padded is never compressed.
func show(w http.ResponseWriter, r *http.Request, doc []byte, padded bool) {
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
