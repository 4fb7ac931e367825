package live

import (
	"context"
	"fmt"
	"rondo/rooms"
	"rondo/rooms/document"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// porchKind is the toy with the rights of people, in a room that ann leads.
func porchKind() *rooms.Kind {
	c := toyCeremony()
	c.Services = append(c.Services, rooms.PeopleService())
	c.Rights = append(c.Rights, rooms.PeopleRights()...)
	return rooms.Register(c)
}

func aDoorOfAnns(t *testing.T, play func(s *stage, ann *screen)) {
	onStageWith(t, porchKind, Limits{}, func(s *stage) {
		s.join("ann")
		s.giveBaton()
		play(s, s.sit("ann"))
	})
}

// knocks lets somebody without the link ask to be let in, for three minutes.
func (s *stage) knocks(name string) *stranger {
	ctx, giveUp := context.WithTimeout(context.Background(), 3*time.Minute)
	k := &stranger{giveUp: giveUp, answer: make(chan error, 1)}
	go func() {
		k.answer <- s.house.Knock(ctx, s.room, Knock{Browser: name, Name: name, Roles: []rooms.Role{rooms.Developer}})
		giveUp()
	}()
	synctest.Wait()
	return k
}

type stranger struct {
	giveUp func()
	answer chan error
}

// isIn tells whether the stranger has been answered with a seat; an end without one fails.
func (k *stranger) isIn(t *testing.T) bool {
	t.Helper()
	synctest.Wait()
	select {
	case err := <-k.answer:
		if err != nil {
			t.Errorf("who knocked was answered with %v", err)
		}
		return true
	default:
		return false
	}
}

// atDoor are the names and ids that a screen shows at the door, as it was told last.
func (c *screen) atDoor() (names string, ids []rooms.ID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, f := range c.frames {
		list, ok := f["callers"].([]any)
		if !ok {
			continue
		}
		names, ids = "", nil
		for _, one := range list {
			caller := one.(document.Tree)
			names, ids = names+" "+caller["name"].(string), append(ids, rooms.ID(caller["id"].(string)))
		}
	}
	return strings.TrimSpace(names), ids
}

func (c *screen) seesAtDoor(want string) (ids []rooms.ID) {
	c.t.Helper()
	synctest.Wait()
	got, ids := c.atDoor()
	if got != want {
		c.t.Errorf("%s sees %q at the door, not %q", c.name, got, want)
	}
	return ids
}

func letsIn(id rooms.ID, yes bool) map[string]any { return map[string]any{"caller": id, "yes": yes} }

func TestWhoLeadsLetsInWhoKnocks(t *testing.T) {
	aDoorOfAnns(t, func(s *stage, ann *screen) {
		s.join("bob")
		bob := s.sit("bob")
		tom := s.knocks("tom")
		id := ann.seesAtDoor("tom")[0]
		bob.seesAtDoor("")
		if got := strings.Join(bob.wire(), ""); strings.Contains(got, "tom") || strings.Contains(got, "callers") {
			t.Errorf("who does not lead was sent something of it: %s", got)
		}
		if code := bob.try("let_in", letsIn(id, true)); code != "forbidden" {
			t.Errorf("bob lets somebody in: %q", code)
		}
		if tom.isIn(t) {
			t.Error("nobody has opened yet")
		}
		ann.must("let_in", letsIn(id, true))
		if !tom.isIn(t) {
			t.Fatal("tom still waits")
		}
		ann.seesAtDoor("")
		if you, p, err := s.house.WhoIs(context.Background(), s.room, "tom"); err != nil || p.Name != "tom" || you != "p3" {
			t.Errorf("tom's browser is %q, %+v, %v", you, p, err)
		}
		if code := ann.try("let_in", letsIn(id, true)); code != "caller_gone" {
			t.Errorf("to let in once more: %q", code)
		}
	})
}

// Who is let in has a seat that is stored: what is not durable yet promises nothing.
func TestWhoIsLetInWaitsUntilItIsStored(t *testing.T) {
	aDoorOfAnns(t, func(s *stage, ann *screen) {
		tom := s.knocks("tom")
		id := ann.seesAtDoor("tom")[0]
		release := s.journal.Hold()
		ann.do("let_in", letsIn(id, true))
		ann.do("let_in", letsIn(id, true))
		if tom.isIn(t) {
			t.Error("tom came in before his seat was stored")
		}
		release()
		if !tom.isIn(t) {
			t.Error("tom still waits")
		}
		s.inRoom(func(r *room) {
			if n := r.durable.doc.Common().Room.People.Len(); n != 2 {
				t.Errorf("two taps made %d people of ann and tom", n)
			}
		})
	})
}

// Who is sent away learns no more than where nobody is, and is not heard for a while.
func TestWhoIsSentAwayHearsNothing(t *testing.T) {
	aDoorOfAnns(t, func(s *stage, ann *screen) {
		tom := s.knocks("tom")
		ann.must("let_in", letsIn(ann.seesAtDoor("tom")[0], false))
		ann.seesAtDoor("")
		if tom.isIn(t) {
			t.Error("tom was let in")
		}
		time.Sleep(3 * time.Minute)
		if err := <-tom.answer; err == nil {
			t.Error("tom was let in at the end")
		}
		again := s.knocks("tom")
		ann.seesAtDoor("")
		again.giveUp()
		time.Sleep(rooms.DeafFor)
		s.knocks("tom")
		ann.seesAtDoor("tom")
	})
}

func TestAKnockEndsWithItsRequest(t *testing.T) {
	aDoorOfAnns(t, func(s *stage, ann *screen) {
		tom := s.knocks("tom")
		ann.seesAtDoor("tom")
		tom.giveUp()
		ann.seesAtDoor("")
		s.knocks("tom")
		ann.seesAtDoor("tom")
		time.Sleep(3 * time.Minute)
		ann.seesAtDoor("")
	})
}

// Whoever leads later is told of those who still stand there, and whoever leads no more of nobody.
func TestCallersAreToldToWhoeverLeads(t *testing.T) {
	aDoorOfAnns(t, func(s *stage, ann *screen) {
		s.join("bob")
		bob := s.sit("bob")
		s.knocks("tom")
		s.change(func(tx *rooms.Tx) { tx.Room.Baton.Holder = "p2" })
		ann.seesAtDoor("")
		bob.seesAtDoor("tom")
		bob.chair.Leave()
		bob.connect()
		bob.seesAtDoor("tom")
		s.change(func(tx *rooms.Tx) { tx.Room.Baton.Co = rooms.ListOf[rooms.ID]("p1") })
		ann.seesAtDoor("tom")
	})
}

// A locked room hears nobody, and nobody who was removed is heard.
func TestWhoIsNotHeard(t *testing.T) {
	aDoorOfAnns(t, func(s *stage, ann *screen) {
		s.join("bob")
		ann.must("remove", map[string]any{"person": "p2"})
		s.knocks("bob")
		ann.seesAtDoor("")
		ann.must("lock", map[string]any{"on": true})
		s.knocks("tom")
		ann.seesAtDoor("")
		ann.must("lock", map[string]any{"on": false})
		ann.seesAtDoor("tom")
	})
}

// Whoever leads sees so many at a time, one of a browser; whose name is taken is told apart.
func TestManyKnock(t *testing.T) {
	aDoorOfAnns(t, func(s *stage, ann *screen) {
		s.knocks("Ann")
		s.knocks("Ann")
		ann.seesAtDoor("Ann · 2")
		for i := range mostCallers + 5 {
			s.knocks(fmt.Sprint("x", i))
		}
		ids := ann.seesAtDoor("Ann · 2 x0 x1 x2 x3 x4 x5 x6 x7 x8")
		ann.must("let_in", letsIn(ids[1], false))
		ann.seesAtDoor("Ann · 2 x1 x2 x3 x4 x5 x6 x7 x8 x9")
		s.inRoom(func(r *room) {
			if n := len(r.porch.callers); n > mostCallers {
				t.Errorf("%d stand on the porch", n)
			}
		})
	})
}

// A restart of the room ends no knock: who stands there knocks again.
func TestAKnockOutlivesItsRoom(t *testing.T) {
	onStageWith(t, porchKind, Limits{}, func(s *stage) {
		s.join("ann")
		s.giveBaton()
		s.knocks("tom")
		time.Sleep(2 * parkAfter) // nobody is there, so the room leaves memory
		ann := s.sit("ann")
		ann.seesAtDoor("tom")
	})
}

// What is stored of a knock before it is opened: nothing.
func TestAKnockIsNotStored(t *testing.T) {
	aDoorOfAnns(t, func(s *stage, ann *screen) {
		before := s.entries()
		s.knocks("tom")
		ann.seesAtDoor("tom")
		if after := s.entries(); after != before {
			t.Errorf("a knock left %d entries in the journal", after-before)
		}
	})
}

// A page that fell behind is told again with its snapshot.
func TestAPageThatFellBehindSeesWhoIsAtTheDoor(t *testing.T) {
	aDoorOfAnns(t, func(s *stage, ann *screen) {
		ann.deaf = true
		s.knocks("tom")
		ann.deaf = false
		ann.chair.Ready()
		ann.seesAtDoor("tom")
	})
}
