package main

import (
	"net/http"

	"rondo/rooms"
)

// newRoom is what a browser says to open a room.
type newRoom struct {
	Kind  string   `json:"kind"`
	Title string   `json:"title"`
	Team  rooms.ID `json:"team,omitempty"`
	Topic rooms.ID `json:"topic,omitempty"`
}

// openedRoom is what it gets. The secret is shown this once; we keep its digest.
type openedRoom struct {
	ID     rooms.ID `json:"id"`
	Link   string   `json:"link"`
	Secret string   `json:"secret"`
}

func (s *server) openRoom(w http.ResponseWriter, r *http.Request) {
	var ask newRoom
	if err := readBody(r, &ask); err != nil {
		s.refuse(w, r, err)
		return
	}
	if err := s.mayOpen(r); err != nil {
		s.refuse(w, r, err)
		return
	}
	if ask.Team != "" && s.elsewhere != nil {
		s.elsewhere.handle(w, withBody(r, ask), ask.Team, func(w http.ResponseWriter, r *http.Request) { s.openAsked(w, r, ask) })
		return
	}
	s.openAsked(w, r, ask)
}

func (s *server) openAsked(w http.ResponseWriter, r *http.Request, ask newRoom) {
	s.openBrief(w, r, rooms.Brief{Kind: ask.Kind, Title: ask.Title, Team: ask.Team, Topic: ask.Topic})
}

// openBrief opens a room for the browser that asks.
func (s *server) openBrief(w http.ResponseWriter, r *http.Request, b rooms.Brief) {
	s.roomTurns.turn(r.Context(), requestOf(r).share, s.now())
	b.Browser, b.Secret = s.greet(w, r), rooms.NewSecret()
	id, err := s.house.Open(r.Context(), b)
	if err != nil {
		w.Header().Del("Set-Cookie")
		s.refuse(w, r, err)
		return
	}
	link := "/r/" + id + "#" + rooms.ID(b.Secret)
	w.Header().Set("Location", string("/r/"+id))
	writeJSON(w, http.StatusCreated, "application/json", openedRoom{id, string(rooms.ID(requestOf(r).site.origin()) + link), b.Secret})
}

// mayOpen counts rooms by a share of an address, and by cookie where there is one: a browser
// without cookies is new each time, and so only its address says anything.
func (s *server) mayOpen(r *http.Request) error {
	if s.memory.share() > s.limits.newRooms {
		return rooms.Refuse("capacity")
	}
	now := s.now()
	if ok, wait := s.roomsPerIP.take(requestOf(r).share, now); !ok {
		return rooms.Refuse("rate_limited/rooms_of_network").After(wait)
	}
	browser := s.browserOf(r)
	if browser == "" {
		return nil
	}
	if ok, wait := s.roomsPerCookie.take(visitor(browser), now); !ok {
		return rooms.Refuse("rate_limited/rooms_of_browser").After(wait)
	}
	return nil
}
