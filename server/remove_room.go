package main

import "net/http"

// removeRoom deletes a room for good, for its facilitator.
func (s *server) removeRoom(w http.ResponseWriter, r *http.Request) {
	browser, err := s.seatedBrowser(r)
	if err == nil {
		err = s.house.Remove(r.Context(), roomOf(r), browser)
	}
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
