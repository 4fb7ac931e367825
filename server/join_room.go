package main

import (
	"context"
	"errors"
	"net/http"
	"time"

	"rondo/rooms"
	"rondo/rooms/live"
)

// knock is what a browser says at the door: the link's secret and who is there,
// or a one-time secret that makes a phone one more device of somebody, or that of a way
// back to one's seat.
type knock struct {
	Secret   string       `json:"secret,omitempty"`
	Phone    string       `json:"phone,omitempty"`
	Recovery string       `json:"recovery,omitempty"`
	Name     string       `json:"name,omitempty"`
	Roles    []rooms.Role `json:"roles,omitempty"`
	Bot      bool         `json:"bot,omitempty"`
}

type seated struct {
	You rooms.ID `json:"you"`
}

func (s *server) joinRoom(w http.ResponseWriter, r *http.Request) {
	var ask knock
	if err := readBody(r, &ask); err != nil {
		s.refuse(w, r, err)
		return
	}
	if !s.joins.left(shareAndRoom(r), s.now()) {
		s.refuse(w, r, rooms.Refuse("rate_limited/network"))
		return
	}
	browser := s.greet(w, r)
	you, err := s.house.Join(r.Context(), roomOf(r), live.Knock{
		Secret: ask.Secret, Phone: ask.Phone, Recovery: ask.Recovery, Browser: browser, Name: ask.Name, Roles: ask.Roles, Bot: ask.Bot,
	})
	if err = s.count(r, s.joins, err); err != nil {
		w.Header().Del("Set-Cookie")
		s.refuse(w, r, err)
		return
	}
	s.regulars.note(visitor(browser), s.now())
	writeJSON(w, http.StatusOK, "application/json", seated{you})
}

// atDoor is what a browser says that asks where a link leads.
type atDoor struct {
	Secret string `json:"secret"`
}

// readDoor tells who has the link where they would join. Nobody in the room sees it.
func (s *server) readDoor(w http.ResponseWriter, r *http.Request) {
	var ask atDoor
	if err := readBody(r, &ask); err != nil {
		s.refuse(w, r, err)
		return
	}
	if !s.doors.left(shareAndRoom(r), s.now()) {
		s.refuse(w, r, rooms.Refuse("rate_limited/network"))
		return
	}
	plate, err := s.house.Read(r.Context(), roomOf(r), ask.Secret, s.browserOf(r))
	if err = s.count(r, s.doors, err); err != nil {
		s.refuse(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, "application/json", plate)
}

func shareAndRoom(r *http.Request) string {
	return requestOf(r).share + " " + string(roomOf(r))
}

// count notes what came of a secret. They are counted by address and room, and only after
// the secret was looked at: what right links have used up are uses of theirs, and who tries too
// many wrong ones is told so. Whatever somebody tries, a right link always opens for the others
// in an office.
func (s *server) count(r *http.Request, uses *rates, err error) error {
	at, now := shareAndRoom(r), s.now()
	if !isCode(err, "no_room") {
		uses.charge(at, 1, now)
		return err
	}
	if ok, wait := s.failures.take(at, now); !ok {
		s.hide(r)
		return rooms.Refuse("rate_limited/links").After(wait)
	}
	return err
}

// hide delays an answer that must not tell whether there is such a room: it comes at
// a whole multiple of the pace, whatever was looked up on the way.
func (s *server) hide(r *http.Request) {
	pace(r.Context(), s.now().Sub(requestOf(r).start), s.limits.refusalPace)
}

func pace(ctx context.Context, taken, step time.Duration) {
	wait := time.NewTimer(step - taken%step)
	defer wait.Stop()
	select {
	case <-wait.C:
	case <-ctx.Done():
	}
}

func isCode(err error, code string) bool {
	var e *rooms.Error
	return errors.As(err, &e) && e.Code == code
}
