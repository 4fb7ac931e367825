package live

import (
	"context"
	"rondo/rooms"
	"slices"
	"strings"
	"testing"
)

// nextOf splits the path of a next room.
func nextOf(t *testing.T, link string) (id rooms.ID, secret string) {
	t.Helper()
	path, secret, _ := strings.Cut(link, "#")
	if !rooms.IsRoomLink(link) {
		t.Fatalf("%q leads nowhere", link)
	}
	return rooms.ID(strings.TrimPrefix(path, "/r/")), secret
}

func TestAMeetingThatEndedIsHeldAgain(t *testing.T) {
	onStageWith(t, pollKind, Limits{}, func(s *stage) {
		ctx := context.Background()
		s.join("ann")
		ben := s.join("ben")
		s.sit("ann")
		ask := func(browser string) (string, string) {
			link, err := s.house.Again(ctx, s.room, browser, rooms.NewSecret())
			if err != nil {
				return "", rooms.AsError(err).Code
			}
			return link, ""
		}
		s.change(func(t *rooms.Tx) { t.Room.Team = "home" })
		if _, code := ask("ann"); code != "forbidden" {
			t.Errorf("what the team's home opens: %q", code)
		}
		s.change(func(t *rooms.Tx) { t.Room.Team = "" })
		if _, code := ask("ann"); code != "not_over" {
			t.Errorf("before the end: %q", code)
		}
		s.change(func(t *rooms.Tx) {
			t.Room.Ended = t.Now
			t.Room.People.Edit(ben, func(p *rooms.Person) { p.Roles = rooms.ListOf(rooms.ProductOwner) })
		})
		for browser, want := range map[string]string{"ben": "forbidden", "eve": "no_room"} {
			if _, code := ask(browser); code != want {
				t.Errorf("by %s: %q", browser, code)
			}
		}

		// Whoever asks at the same time, or after a restart, is told the same.
		again, _ := ask("ann")
		s.change(func(tx *rooms.Tx) {
			if link := pollKind().GoOnIn(tx, "/r/another#room"); link != again {
				t.Errorf("who was a moment later is told %q", link)
			}
		})
		s.shutDown()
		s.boot(Limits{})
		if link, _ := ask("ann"); link != again {
			t.Fatalf("told %q and %q", again, link)
		}

		// The old link leads there, and only who has it.
		old, err := s.house.Read(ctx, s.room, toySecret, "eve")
		if err != nil || old.Next != again {
			t.Errorf("at the old door stands %+v, %v", old, err)
		}
		next, secret := nextOf(t, again)
		door := func(browser string) Doorplate {
			t.Helper()
			plate, err := s.house.Read(ctx, next, secret, browser)
			if err != nil {
				t.Fatal(err)
			}
			return plate
		}
		if you := door("ben").You; you == nil || you.Name != "ben" || !slices.Equal(you.Roles, []rooms.Role{rooms.ProductOwner}) {
			t.Errorf("ben is expected as %+v", you)
		}
		if you := door("eve").You; you != nil {
			t.Errorf("eve is expected as %+v", you)
		}
		comes := func(room rooms.ID, secret, browser string) rooms.ID {
			t.Helper()
			id, err := s.house.Join(ctx, room, Knock{Secret: secret, Browser: browser, Name: browser, Roles: []rooms.Role{rooms.ProductOwner}})
			if err != nil {
				t.Fatal(err)
			}
			return id
		}
		if id := comes(next, secret, "ben"); id != ben {
			t.Errorf("ben is %s", id)
		}
		if _, p, _ := s.house.WhoIs(ctx, next, "ben"); !p.Is(rooms.ProductOwner) || p.Asks.Len() != 0 {
			t.Errorf("ben came as %+v", p)
		}
		if you := door("ben").You; you != nil {
			t.Error("ben is there and expected")
		}
		cara := comes(next, secret, "cara")
		if _, p, _ := s.house.WhoIs(ctx, next, "cara"); cara != "p3" || p.Is(rooms.ProductOwner) {
			t.Errorf("cara is %s, %+v", cara, p)
		}
		if ann := comes(next, secret, "ann"); ann != "p1" {
			t.Errorf("ann is %s", ann)
		}

		// And once more: whoever was in any of the rooms is known.
		s.room = next
		s.change(func(t *rooms.Tx) { t.Room.Ended = t.Now; t.Room.Baton.Holder = "p1" })
		link, code := ask("ann")
		if code != "" {
			t.Fatal(code)
		}
		third, secret := nextOf(t, link)
		for browser, want := range map[string]rooms.ID{"ben": ben, "cara": cara} {
			if id := comes(third, secret, browser); id != want {
				t.Errorf("in the third room %s is %s, not %s", browser, id, want)
			}
		}
	})
}
