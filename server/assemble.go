package main

import (
	"net/http"
	"time"

	"rondo/rooms"
)

// assemble puts an answer together that takes long in a large room, tens of milliseconds for a
// team's home with thousands of items: one at a time, and what was looked through for it counts
// as several requests before the next begins, however short the answer is. Whoever asks for many
// at once has paid for them with the first. It tells whether there is something to answer with;
// else it has answered.
func (s *server) assemble(w http.ResponseWriter, r *http.Request, put func() (looked int, err error)) bool {
	tooMuch, err := s.assembleInTurn(r, put)
	switch {
	case tooMuch:
		s.turnAway(w, r, err)
	case err != nil:
		s.refuse(w, r, err)
	}
	return err == nil
}

func (s *server) assembleInTurn(r *http.Request, put func() (looked int, err error)) (tooMuch bool, err error) {
	select {
	case s.assembling <- struct{}{}:
		defer func() { <-s.assembling }()
	case <-r.Context().Done():
		return false, r.Context().Err()
	}
	if err := s.requests.overdrawn(requestOf(r), s.now()); err != nil {
		return true, err
	}
	looked, err := put()
	s.charge(r, looked)
	return false, err
}

// overdrawn refuses who has used up more than they may have, see charge.
func (q *requestRates) overdrawn(by *request, now time.Time) error {
	if by.visitor != "" {
		if wait := q.browser.overdrawn(by.visitor, now); wait > 0 {
			return rooms.Refuse("rate_limited").After(wait)
		}
	}
	if wait := q.address.overdrawn(by.share, now); wait > 0 {
		return rooms.Refuse("rate_limited/requests_of_network").After(wait)
	}
	return nil
}
