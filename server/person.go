package main

import (
	"net/http"

	"rondo/rooms"
)

// whoami is who a browser is in a room; nobody when it has no seat there.
type whoami struct {
	You  rooms.ID `json:"you"`
	Name string   `json:"name"`
}

// me tells a page whether its browser has a seat here, so that it need not ask
// for a name again. It also keeps the cookie alive. No seat is an answer and no
// error: every page that opens a link asks.
func (s *server) me(w http.ResponseWriter, r *http.Request) {
	me, err := s.whoIs(r)
	if err != nil && rooms.AsError(err).Code != errNoRoom.Code {
		s.refuse(w, r, err)
		return
	}
	if err != nil {
		s.hide(r)
	} else {
		s.regulars.note(requestOf(r).visitor, s.now())
	}
	s.greet(w, r)
	writeJSON(w, http.StatusOK, "application/json", me)
}

func (s *server) whoIs(r *http.Request) (whoami, error) {
	browser, err := s.seatedBrowser(r)
	if err != nil {
		return whoami{}, err
	}
	you, person, err := s.house.WhoIs(r.Context(), roomOf(r), browser)
	return whoami{you, person.Name}, err
}

var errNoRoom = rooms.Refuse("no_room")

// seatedBrowser returns the cookie that may have a seat. Without one the answer
// is that of an unknown room: who has no seat is not told what rooms there are.
func (s *server) seatedBrowser(r *http.Request) (string, error) {
	browser := s.browserOf(r)
	if browser == "" {
		return "", errNoRoom
	}
	return browser, nil
}
