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
// or a one-time secret that makes a phone one more device of somebody.
type knock struct {
	Secret string       `json:"secret,omitempty"`
	Phone  string       `json:"phone,omitempty"`
	Name   string       `json:"name,omitempty"`
	Roles  []rooms.Role `json:"roles,omitempty"`
	Bot    bool         `json:"bot,omitempty"`
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
	if err := s.mayTry(r); err != nil {
		s.refuse(w, r, err)
		return
	}
	browser := s.greet(w, r)
	you, err := s.house.Join(r.Context(), roomOf(r), live.Knock{
		Secret: ask.Secret, Phone: ask.Phone, Browser: browser, Name: ask.Name, Roles: ask.Roles, Bot: ask.Bot,
	})
	if err != nil {
		w.Header().Del("Set-Cookie")
		s.countFailure(r, err)
		s.refuse(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, "application/json", seated{you})
}

// mayTry bounds how fast secrets can be guessed. Only failures count, so that an
// office behind one address gets in; and when a room has seen too many of them,
// it still lets those try who have not failed lately: nobody can lock others out.
func (s *server) mayTry(r *http.Request) error {
	now, who := s.now(), neighbourhood(requestOf(r).addr)
	if ok, wait := s.failuresPerIP.left(who, now); !ok {
		return tooMany("Too many links were tried that do not work.", wait)
	}
	if ok, wait := s.failuresPerRoom.left(string(roomOf(r)), now); !ok && !s.failuresPerIP.clean(who, now) {
		return tooMany("Too many links were tried that do not work.", wait)
	}
	return nil
}

// countFailure notes a wrong secret, and answers it no sooner than an unknown
// room: at a whole multiple of the pace, whatever was looked up on the way.
func (s *server) countFailure(r *http.Request, err error) {
	if !isCode(err, "no_room") {
		return
	}
	now := s.now()
	s.failuresPerIP.take(neighbourhood(requestOf(r).addr), now)
	s.failuresPerRoom.take(string(roomOf(r)), now)
	pace(r.Context(), now.Sub(requestOf(r).start), s.limits.refusalPace)
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
