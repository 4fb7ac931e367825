package retrospective

import (
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// withLaptop is a retrospective in which Xena and Sue sit around Ben's laptop.
func withLaptop(t *testing.T) (r retro, xena, sue rooms.ID) {
	r = inRetro(t, "Ann", "Ben")
	r.Does(ben, "around", roomstest.With("name", "Xena"))
	r.Does(ann, "admit", roomstest.With("role", rooms.Stakeholder, "on", true))
	r.Does(ben, "around", roomstest.With("name", "Sue", "roles", []rooms.Role{rooms.Stakeholder}))
	return r, "p3", "p4"
}

func TestWhoSitsAroundADeviceOwnsActions(t *testing.T) {
	r, xena, sue := withLaptop(t)
	r.Does(ann, "carry", roomstest.With("text", "Pair on reviews"))
	id := r.carried("Pair on reviews")
	r.refusedAt("/for", ann, "carry_own", roomstest.With("action", id, "for", xena)) // not her laptop
	r.Refused("forbidden", ben, "carry_own", roomstest.With("action", id, "for", sue))
	r.Does(ben, "carry_own", roomstest.With("action", id, "for", xena))
	if c, _ := r.shared().Old.Get(id); c.Owner != xena {
		t.Fatalf("%+v", c)
	}
	r.Refused("already_owned", ben, "carry_own", roomstest.With("action", id))
	r.GoTo(old)
	r.Refused("forbidden", ben, "answer", roomstest.With("action", id, "state", "keep"))
	r.Does(ben, "answer", roomstest.With("action", id, "state", "keep", "for", xena))
	r.Refused("forbidden", ben, "uncarry", roomstest.With("action", id))
	r.Does(ben, "uncarry", roomstest.With("action", id, "for", xena))

	r.GoTo(decide)
	r.Does(ann, "task", roomstest.With("text", "Review in pairs"))
	task := r.task("Review in pairs")
	owner := func() rooms.ID { a, _ := r.Base().Room.Actions.Get(task); return a.Owner }
	r.refusedAt("/for", ann, "accept", roomstest.With("task", task, "for", xena))
	r.Refused("forbidden", ben, "accept", roomstest.With("task", task, "for", sue))
	r.Does(ben, "accept", roomstest.With("task", task, "for", xena))
	if owner() != xena {
		t.Fatalf("it is %q's", owner())
	}
	r.Refused("already_owned", ben, "accept", roomstest.With("task", task))
	r.Does(ben, "accept", roomstest.With("task", task, "for", xena, "on", false))
	if owner() != "" {
		t.Fatalf("it is %q's", owner())
	}
}

func TestSomebodyOfTheTeamFacilitatesNext(t *testing.T) {
	r, xena, _ := withLaptop(t)
	dan := r.Enter("Dan")
	olga := r.guest("Olga", rooms.Observer)
	pam := r.guest("Pam", rooms.ProductManager)
	r.Does(ann, "invite", roomstest.With("person", pam, "on", true))
	r.Does(ann, "baton_give", roomstest.With("to", ben))
	r.Does(ben, "start", nil)
	for r.Base().Room.Agenda.Now != rooms.Closing {
		r.Does(ben, "next", nil)
	}
	if next := r.shared().NextLead; next != dan { // after Ben sit Xena and Sue, around his laptop
		t.Fatalf("%s is next", next)
	}
	for _, person := range []rooms.ID{xena, olga, pam} {
		r.refusedAt("/person", ben, "next_lead", roomstest.With("person", person))
	}
	r.Does(ben, "next_lead", roomstest.With("person", ann))
	r.Does(ann, "leave", nil)
	if next := r.shared().NextLead; next != ben && next != dan {
		t.Fatalf("%s is next", next)
	}
}
