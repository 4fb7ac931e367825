package main

import (
	"net/http"

	"github.com/gorilla/mux"

	"rondo/rooms"
	"rondo/rooms/document"
)

// item returns what is known of an item of a team's backlog beside its line, for whoever has opened it.
func (s *server) item(w http.ResponseWriter, r *http.Request) {
	browser, err := s.seatedBrowser(r)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	beside, err := s.house.Item(r.Context(), roomOf(r), rooms.ID(mux.Vars(r)["item"]), browser)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	file := document.Whole(&beside)
	s.charge(r, len(file))
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(file)
}
