package main

import (
	"encoding/json"
	"net/http"

	"rondo/rooms"
)

// madeLink is a link into a room. It is shown this once; we keep its digest.
type madeLink struct {
	Link string `json:"link"`
}

// makeLink makes a link that gives roles to whoever comes by it.
func (s *server) makeLink(w http.ResponseWriter, r *http.Request) {
	var ask struct {
		Roles []rooms.Role `json:"roles"`
	}
	if err := readBody(r, &ask); err != nil {
		s.refuse(w, r, err)
		return
	}
	s.mint(w, r, "role", "link_make", func(secret string) any {
		return map[string]any{"roles": ask.Roles, "digest": rooms.DigestOf(rooms.LinkPurpose, secret)}
	})
}

// makeRecovery makes the link with which a person has their seat again.
func (s *server) makeRecovery(w http.ResponseWriter, r *http.Request) {
	if err := readBody(r, &struct{}{}); err != nil {
		s.refuse(w, r, err)
		return
	}
	s.mint(w, r, "back", "recovery", func(secret string) any {
		return map[string]any{"digest": rooms.DigestOf(rooms.RecoveryPurpose, secret)}
	})
}

// mint makes a secret, tells the room its digest by an action of whoever asks, and answers with
// the link. What it is for stands before the secret, behind the #: no server sees it.
func (s *server) mint(w http.ResponseWriter, r *http.Request, what, do string, with func(secret string) any) {
	browser, err := s.seatedBrowser(r)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	secret := rooms.NewSecret()
	args, err := json.Marshal(with(secret))
	if err == nil {
		err = s.house.Act(r.Context(), roomOf(r), browser, do, args)
	}
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	link := requestOf(r).site.origin() + "/r/" + string(roomOf(r)) + "#" + what + "." + secret
	writeJSON(w, http.StatusCreated, "application/json", madeLink{link})
}
