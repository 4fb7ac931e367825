package main

import (
	"net/http"

	"rondo/rooms"
)

// nextRoom is where a meeting is held again: the path and secret of a room.
type nextRoom struct {
	Next string `json:"next"`
}

// again opens the next room of a meeting that has ended, for whoever leads it.
func (s *server) again(w http.ResponseWriter, r *http.Request) {
	next, err := s.holdAgain(r)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, "application/json", nextRoom{next})
}

func (s *server) holdAgain(r *http.Request) (string, error) {
	if err := readBody(r, &struct{}{}); err != nil {
		return "", err
	}
	browser, err := s.seatedBrowser(r)
	if err != nil {
		return "", err
	}
	if err := s.mayOpen(r); err != nil {
		return "", err
	}
	s.roomTurns.turn(r.Context(), requestOf(r).share, s.now())
	return s.house.Again(r.Context(), roomOf(r), browser, rooms.NewSecret())
}
