package main

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"strings"
	"testing"

	"rondo/rooms"
	protocol "rondo/rooms/client"
)

// listens is the same browser beside its line: it reads all files that there are.
func (s *siege) listens(a *attacker) *browser {
	b := s.browser()
	for _, c := range a.browser.Cookies() {
		b.cookie = strings.TrimPrefix(b.cookie+"; "+c.Name+"="+c.Value, "; ")
	}
	return b
}

// asks is everything that somebody could do or read to get at what is hidden, with the ids that
// all know.
func (s *siege) asks(name string, known map[string]any) {
	a := s.all[name]
	a.t.Helper()
	for verb, of := range s.kind.Verbs() {
		if verb == "leave" || verb == "forget" {
			continue
		}
		with, _ := plausible(of, "").(map[string]any)
		for field := range with {
			if id, there := known[field]; there && reflect.TypeOf(with[field]) == reflect.TypeOf(id) {
				with[field] = id
			}
		}
		_ = a.tries(verb, with)
		_ = a.tries(verb, known)
	}
	b := s.listens(a)
	for _, file := range []string{"doc", "me", "mine.json", "minutes.md", "minutes.csv", "minutes.json", "backlog.json", "backlog.csv", fmt.Sprint("items/", known["item"])} {
		a.heardToo(b.get("/api/rooms/" + s.link.Room + "/" + file).body)
	}
}

func (a *attacker) heardToo(file []byte) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.heard.Write(file)
}

// knowsNothing of what only others may know.
func (s *siege) knowsNothing(name string, secrets ...string) {
	a := s.all[name]
	a.t.Helper()
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, secret := range secrets {
		if at := strings.Index(a.heard.String(), secret); at >= 0 {
			a.t.Errorf("%s got %s: %.200s", name, secret, a.heard.String()[max(0, at-100):])
		}
	}
}

func (s *siege) only(t *testing.T, in string) rooms.ID {
	t.Helper()
	view := s.all["ann"].View()
	found, _ := view.Get("room", in).(protocol.Tree)
	for id := range maps.Keys(found) {
		return rooms.ID(id)
	}
	t.Fatalf("there is nothing among the %s", in)
	return ""
}

// onlookers are those of whom nobody asks anything.
var onlookers = []string{"obs", "stan", "pam"}

// A card that nobody has shown, a question without a name, an estimate ahead of the meeting:
// no action and no file brings any of it to somebody else.
func TestWhatIsHiddenInARefinementIsInNoAnswer(t *testing.T) {
	s := besiege(t, "refinement")
	s.does("ann", "item_bring", "text", "Pay again\nLog in")
	s.does("ann", "deck", "deck", "own", "cards", []string{"1", "cnry"})
	item := s.only(t, "items")
	known := map[string]any{"item": string(item), "person": string(s.all["ben"].you), "ballot": rooms.SizeBallot, "card": "cnry", "text": "Why?", "to": "size", "on": true}
	const card, question = `:"cnry"`, "canary in the mine"

	s.does("ann", "ahead", "seconds", 3600, "zone", "Europe/Berlin")
	s.does("ben", "estimate", "item", item, "card", "cnry")
	for _, name := range onlookers {
		s.asks(name, known)
		s.knowsNothing(name, card)
	}
	s.does("ann", "ahead")
	s.does("ann", "start")
	s.does("cem", "ask_unnamed", "text", question)
	for _, name := range onlookers {
		s.asks(name, known)
		s.knowsNothing(name, card, question)
	}
	s.does("ann", "step", "to", "size") // by then the question is shown, or gone
	s.does("ben", "vote", "ballot", rooms.SizeBallot, "card", "cnry")
	for _, name := range onlookers {
		s.asks(name, known)
		s.knowsNothing(name, card, `"votes"`, `"tally"`)
	}
	s.knowsNothing("ann", card, `"votes"`, `"tally"`)
	s.knowsNothing("cem", card, `"votes"`, `"tally"`)
	s.stands(t)
}

// So it is with a veto and a low fist in a planning.
func TestWhatIsHiddenInAPlanningIsInNoAnswer(t *testing.T) {
	s := besiege(t, "planning")
	s.does("ann", "item_add", "title", "Pay again")
	known := map[string]any{"item": string(s.only(t, "items")), "person": string(s.all["ben"].you), "ballot": "veto", "card": "no", "text": "Why?", "on": true}
	told := []string{`"votes"`, `"tally"`, `"mood"`}
	s.does("ann", "start")
	s.does("ann", "goal_draft", "text", "Nobody pays twice")
	s.does("ann", "goal_confirm")
	s.does("ben", "vote", "ballot", "veto", "card", "no")
	for _, name := range onlookers {
		s.asks(name, known)
		s.knowsNothing(name, told...)
	}
	s.knowsNothing("ann", told...)
	s.knowsNothing("cem", told...)
	s.stands(t)
}

// Who was removed has nothing left of the room: no line, no file, no way back in.
func TestWhoWasRemovedGetsNothingMore(t *testing.T) {
	for _, kind := range besieged {
		s := besiege(t, kind)
		s.does("ann", "item_add", "title", "Pay again")
		stan := s.all["stan"]
		s.does("ann", "remove", "person", stan.you)
		<-stan.Done()
		if err := new(protocol.Ended); !errors.As(stan.Err(), &err) {
			t.Errorf("%s: the line ended with %v", kind, stan.Err())
		}
		b := s.listens(stan)
		for _, file := range []string{"doc", "mine.json", "minutes.md", "backlog.json", "live", "items/" + string(s.only(t, "items"))} {
			if got := b.get("/api/rooms/" + s.link.Room + "/" + file); got.StatusCode < 400 || strings.Contains(string(got.body), "Pay again") {
				t.Errorf("%s: of %s there is %d %s", kind, file, got.StatusCode, got.body)
			}
		}
		if _, err := stan.browser.Join(t.Context(), s.link, protocol.Guest{Name: "Stan again"}); err == nil {
			t.Errorf("%s: by the link the removed come in again", kind)
		}
		eve := s.browser()
		for _, file := range []string{"doc", "mine.json", "minutes.md", "backlog.json", "live"} {
			if got := eve.get("/api/rooms/" + s.link.Room + "/" + file); got.StatusCode < 400 {
				t.Errorf("%s: a stranger gets %s: %s", kind, file, got.body)
			}
		}
		s.stands(t)
	}
}

// What lies behind a link that gives roles, and behind somebody's way back, is in nothing that
// the others of the team ever get.
func TestTheSecretsOfAHomesLinksAreInNoAnswer(t *testing.T) {
	s := besiege(t, "team")
	s.does("ann", "item_add", "title", "Pay again")
	known := map[string]any{"item": string(s.only(t, "items")), "person": string(s.all["ben"].you), "text": "Why?", "on": true, "roles": []any{"product_owner"}}
	role := s.listens(s.all["ann"]).link(rooms.ID(s.link.Room), "links", `{"roles":["product_owner"]}`)
	back := s.listens(s.all["ben"]).link(rooms.ID(s.link.Room), "recovery", `{}`)
	for _, name := range append(onlookers, "cem") {
		s.asks(name, known)
		s.knowsNothing(name, strings.TrimPrefix(role, "role."), strings.TrimPrefix(back, "back."))
	}
	s.stands(t)
}
