package main

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"rondo/rooms"
	"rondo/rooms/live"
)

// stranger is what a browser says that has no link and asks to be let in.
type stranger struct {
	Name  string       `json:"name"`
	Roles []rooms.Role `json:"roles,omitempty"`
}

// letIn is the answer: whether the browser has a seat now.
type letIn struct {
	In bool `json:"in"`
}

// knock asks who leads a room to let somebody in who has no link. The request is the
// knock: it lasts until somebody opens, the browser gives up or the time is over. Whoever
// is not let in hears the same after the same time, whether they were sent away, nobody
// answered, or there is no such room.
func (s *server) knock(w http.ResponseWriter, r *http.Request) {
	var ask stranger
	if err := readBody(r, &ask); err != nil {
		s.refuse(w, r, err)
		return
	}
	name, err := rooms.CheckCaller(ask.Name, ask.Roles)
	if err == nil {
		err = s.mayKnock(r)
	}
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	share := requestOf(r).share
	if !s.waiting.change(share, 1) {
		s.refuse(w, r, rooms.Refuse("rate_limited/knocks"))
		return
	}
	defer s.waiting.change(share, -1)
	browser := s.greet(w, r)
	ctx, cancel := context.WithDeadline(r.Context(), requestOf(r).start.Add(s.limits.knock))
	defer cancel()
	defer context.AfterFunc(s.life, cancel)()
	opened := make(chan struct{})
	go func() {
		if s.house.Knock(ctx, roomOf(r), live.Knock{Browser: browser, Name: name, Roles: ask.Roles}) == nil {
			close(opened)
		} // else nobody is told why
	}()
	s.waitAtDoor(ctx, w, opened)
}

// waitAtDoor answers whether it was opened. Blanks before that, which JSON ignores, keep
// proxies from taking the line for dead.
func (s *server) waitAtDoor(ctx context.Context, w http.ResponseWriter, opened <-chan struct{}) {
	line := http.NewResponseController(w)
	_ = line.SetReadDeadline(time.Time{}) // else the request ends with the time that its body had
	_ = line.SetWriteDeadline(s.now().Add(s.limits.knock + s.limits.write))
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusOK)
	pulse := time.NewTicker(s.limits.ping)
	defer pulse.Stop()
	for {
		_ = line.Flush() // the browser may be gone; then ctx ends
		var in bool
		select {
		case <-pulse.C:
			_, _ = w.Write([]byte(" "))
			continue
		case <-opened:
			in = true
		case <-ctx.Done():
		}
		if s.life.Err() != nil && !in {
			panic(http.ErrAbortHandler) // the server stops: it is no answer, and the page knocks again
		}
		body, _ := json.Marshal(letIn{in})
		_, _ = w.Write(body)
		return
	}
}

// mayKnock counts knocks by address and room, and by browser where it has a cookie.
func (s *server) mayKnock(r *http.Request) error {
	now := s.now()
	if ok, wait := s.knocks.take(shareAndRoom(r), now); !ok {
		return rooms.Refuse("rate_limited/knocks").After(wait)
	}
	if browser := requestOf(r).visitor; browser != "" {
		if ok, wait := s.knocksPerBrowser.take(browser, now); !ok {
			return rooms.Refuse("rate_limited/knocks").After(wait)
		}
	}
	return nil
}
