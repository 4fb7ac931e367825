package ceremonies

import (
	"testing"

	"rondo/rooms"
)

// withLaptop is a retrospective in which Xena and Sue sit around Ben's laptop.
func withLaptop(t *testing.T) (r retro, xena, sue rooms.ID) {
	r = inRetro(t, "Ann", "Ben")
	r.do(ben, "around", with("name", "Xena"))
	r.do(ann, "admit", with("role", rooms.Stakeholder, "on", true))
	r.do(ben, "around", with("name", "Sue", "roles", []rooms.Role{rooms.Stakeholder}))
	return r, "p3", "p4"
}

func TestWhoSitsAroundADeviceOwnsActions(t *testing.T) {
	r, xena, sue := withLaptop(t)
	r.do(ann, "carry", with("text", "Pair on reviews"))
	id := r.carried("Pair on reviews")
	r.refusedAt("/for", ann, "carry_own", with("action", id, "for", xena)) // not her laptop
	r.refused("forbidden", ben, "carry_own", with("action", id, "for", sue))
	r.do(ben, "carry_own", with("action", id, "for", xena))
	if c, _ := r.shared().Old.Get(id); c.Owner != xena {
		t.Fatalf("%+v", c)
	}
	r.refused("already_owned", ben, "carry_own", with("action", id))
	r.to(old)
	r.refused("forbidden", ben, "answer", with("action", id, "state", "keep"))
	r.do(ben, "answer", with("action", id, "state", "keep", "for", xena))
	r.refused("forbidden", ben, "uncarry", with("action", id))
	r.do(ben, "uncarry", with("action", id, "for", xena))

	r.to(decide)
	r.do(ann, "task", with("text", "Review in pairs"))
	task := r.task("Review in pairs")
	owner := func() rooms.ID { a, _ := r.Base().Room.Actions.Get(task); return a.Owner }
	r.refusedAt("/for", ann, "accept", with("task", task, "for", xena))
	r.refused("forbidden", ben, "accept", with("task", task, "for", sue))
	r.do(ben, "accept", with("task", task, "for", xena))
	if owner() != xena {
		t.Fatalf("it is %q's", owner())
	}
	r.refused("already_owned", ben, "accept", with("task", task))
	r.do(ben, "accept", with("task", task, "for", xena, "on", false))
	if owner() != "" {
		t.Fatalf("it is %q's", owner())
	}
}

func TestSomebodyOfTheTeamFacilitatesNext(t *testing.T) {
	r, xena, _ := withLaptop(t)
	dan := r.join("Dan")
	olga := r.guest("Olga", rooms.Observer)
	pam := r.guest("Pam", rooms.ProductManager)
	r.do(ann, "invite", with("person", pam, "on", true))
	r.do(ann, "baton_give", with("to", ben))
	r.do(ben, "start", nil)
	for r.Base().Room.Agenda.Now != closing {
		r.do(ben, "next", nil)
	}
	if next := r.shared().NextLead; next != dan { // after Ben sit Xena and Sue, around his laptop
		t.Fatalf("%s is next", next)
	}
	for _, person := range []rooms.ID{xena, olga, pam} {
		r.refusedAt("/person", ben, "next_lead", with("person", person))
	}
	r.do(ben, "next_lead", with("person", ann))
	r.do(ann, "leave", nil)
	if next := r.shared().NextLead; next != ben && next != dan {
		t.Fatalf("%s is next", next)
	}
}
