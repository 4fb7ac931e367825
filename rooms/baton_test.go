package rooms

import (
	"testing"
	"time"
)

func (h session) baton() Baton { return h.Base().Room.Baton }

func (h session) leads(person ID) {
	h.t.Helper()
	if b := h.baton(); b.Holder != person {
		h.t.Fatalf("%q facilitates, want %q", b.Holder, person)
	}
}

func (h session) offered(person ID, gone bool) {
	h.t.Helper()
	if b := h.baton(); b.Offer != person || b.Gone != gone {
		h.t.Fatalf("offered to %q (gone: %v), want %q (%v)", b.Offer, b.Gone, person, gone)
	}
}

func TestTheBatonIsALease(t *testing.T) {
	h := inSession(t, "Ann", "Ben", "Cara")
	h.drop(ann)
	h.wait(BatonGrace - time.Millisecond)
	h.offered("", false)
	h.wait(time.Millisecond)
	h.offered(ben, true) // here the longest
	h.leads(ann)         // it never moves unasked
	h.do(ben, "baton_take", nil)
	h.leads(ben)
	h.connect(ann)
	h.leads(ann)
	if h.baton().Owner != "" {
		t.Fatal("the lease is not over")
	}
}

func TestAnOfferEndsWhenTheHolderIsBack(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	h.drop(ann)
	h.wait(BatonGrace)
	h.offered(ben, true)
	h.connect(ann)
	h.offered("", false)
}

func TestWhoDoesNotAnswerIsPassedOver(t *testing.T) {
	h := inSession(t, "Ann", "Ben", "Cara", "Dan")
	h.plan(func(t *talkTurn) { t.Room.Floor.Speaker = ben })
	h.drop(ann)
	h.wait(BatonGrace)
	h.offered(cara, true) // Ben is here the longest, and speaks
	h.left("offer", OfferFor)
	h.do(dan, "pause", nil) // by right of this session: it holds nothing up that only who leads can end
	h.wait(OfferFor - time.Millisecond)
	h.offered(cara, true)
	h.wait(time.Millisecond)
	h.offered(dan, true)
	if h.Base().WhoIs(cara)&Offered != 0 {
		t.Fatal("Cara may still take it")
	}
	h.do(dan, "baton_decline", nil)
	h.offered(ben, true)
	h.wait(OfferFor)
	h.offered("", true) // all were asked
	h.leads(ann)
	h.wait(time.Hour) // and nobody is asked again and again
	if !h.baton().Open || h.Base().Room.Timers.Has("offer") {
		t.Fatalf("asked in vain: %+v", h.baton())
	}
	for _, who := range []ID{ben, cara, dan} {
		if h.Base().WhoIs(who)&Offered == 0 {
			t.Fatalf("%s may not take it", who)
		}
	}
	if h.Base().WhoIs(ann)&Offered != 0 {
		t.Fatal("it is offered to who has it")
	}
	h.do(cara, "baton_decline", nil)
	h.do(dan, "baton_take", nil)
	h.leads(dan)
	h.connect(ann)
	h.leads(ann)
	h.offered("", false)
	if b := h.baton(); b.Open || b.Silent.Len() != 0 {
		t.Fatalf("Ann is back: %+v", b)
	}
}

func TestSuccession(t *testing.T) {
	h := inSession(t, "Ann", "Ben", "Cara", "Dan")
	h.do(ann, "roles", with("person", dan, "roles", []Role{ScrumMaster}))
	h.do(dan, "baton_decline", nil) // he was offered it on arrival
	h.do(ann, "baton_co", with("person", cara, "on", true))
	h.drop(ann)
	h.wait(BatonGrace)
	h.offered(cara, true) // co-facilitator first
	h.do(cara, "baton_decline", nil)
	h.offered(ben, true) // Dan has said no already
	h.drop(ben)
	h.wait(QuorumGrace)
	h.offered("", false) // nobody is left to ask; the clocks go on
	h.connect(ann)
	h.drop(ann)
	h.wait(BatonGrace)
	h.offered(cara, true) // asked again the next time
}

func TestTheScrumMasterComesBeforeWhoIsHereTheLongest(t *testing.T) {
	h := inSession(t, "Ann", "Ben", "Cara")
	h.do(ann, "baton_lock", with("on", true)) // no offer on arrival
	h.do(ann, "roles", with("person", cara, "roles", []Role{ScrumMaster}))
	h.offered("", false)
	h.do(ann, "baton_lock", with("on", false))
	h.drop(ann)
	h.wait(BatonGrace)
	h.offered(cara, true)
}

func TestWhoIsHereTheLongestComesFirst(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	h.wait(time.Minute)
	h.join("Cara")
	h.drop(ben)
	h.wait(time.Minute)
	h.connect(ben)
	h.drop(ann)
	h.wait(BatonGrace)
	h.offered(cara, true)
}

func TestALockedBatonHasNoSuccession(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	h.do(ann, "baton_lock", with("on", true))
	h.drop(ann)
	h.wait(time.Hour)
	h.offered("", false)
	h.connect(ann)
	h.do(ann, "leave", nil) // for good: a meeting that nobody can end helps nobody
	h.offered(ben, true)
}

func TestAnArrivingLeadIsOfferedTheBaton(t *testing.T) {
	h := inSession(t, "Ann")
	sam := h.join("Sam", ScrumMaster)
	h.offered("", false) // only asked for so far
	h.do(ann, "grant", with("person", sam, "role", ScrumMaster, "yes", true))
	h.offered(sam, false)
	h.leads(ann)
	h.do(sam, "baton_take", nil)
	h.leads(sam)
	h.drop(ann)
	h.connect(ann)
	h.leads(sam) // Ann was here when it moved: it moved for good
	h.do(sam, "baton_give", with("to", ann))
	h.do(sam, "late", with("on", true))
	h.offered("", false) // who gave it away is not asked again
}

func TestHandingOver(t *testing.T) {
	h := inSession(t, "Ann", "Ben", "Cara")
	h.do(ann, "baton_co", with("person", ben, "on", true))
	h.do(ann, "baton_give", with("to", ben))
	h.leads(ben)
	if h.baton().Co.Has(ben) {
		t.Fatal("the facilitator is no co-facilitator")
	}
	h.refused("no_such_person", ben, "baton_give", with("to", "p9"))
	h.drop(ben)
	h.wait(BatonGrace)
	h.do(ann, "baton_take", nil)
	h.do(ann, "baton_give", with("to", cara)) // a stand-in gives only what was lent
	h.leads(cara)
	h.connect(ben)
	h.leads(ben)
}

func TestBotsAndAbsentPeopleAreNotOffered(t *testing.T) {
	h := inSession(t, "Ann", "Ben", "Cara")
	h.plan(func(t *talkTurn) { t.Room.People.Edit(ben, func(p *Person) { p.Bot = true }) })
	h.do(ann, "away", with("person", cara, "on", true))
	h.refused("invalid", ann, "baton_give", with("to", ben))
	h.drop(ann)
	h.wait(BatonGrace)
	h.offered("", false)
}

func TestComingAndGoingIsIdempotent(t *testing.T) {
	h := atTalk(t, "Ann", "Ben", "Cara")
	h.drop(ann, ben)
	h.wait(time.Minute)
	before := h.doc
	h.must(h.step("", h.kind.Attends))
	if patch := h.doc.Since(before).Public(); patch != nil {
		t.Fatalf("asked again, the services changed %s", patch)
	}
}

// A room that its opener gave away for good is no longer theirs: leaving and coming
// in again must not bring the baton back.
func TestTheOpenersRightEndsWithTheFirstHandingOverForGood(t *testing.T) {
	opener := func(h session) Digest { return h.Base().Door.Opener }
	open := func() session {
		h := inSession(t, "Ann", "Ben", "Cara")
		h.plan(func(t *talkTurn) { t.Door.Opener = "laptop" })
		return h
	}
	t.Run("given", func(t *testing.T) {
		h := open()
		h.do(ann, "baton_give", with("to", ben))
		if opener(h) != "" {
			t.Error("Ann still has the right of the opener")
		}
	})
	t.Run("taken by one whose part it is", func(t *testing.T) {
		h := open()
		h.do(ann, "roles", with("person", ben, "roles", []Role{ScrumMaster}))
		h.do(ben, "baton_take", nil)
		if opener(h) != "" {
			t.Error("Ann still has the right of the opener")
		}
	})
	t.Run("lent", func(t *testing.T) {
		h := open()
		h.drop(ann)
		h.wait(BatonGrace)
		h.do(ben, "baton_take", nil)
		h.do(ben, "baton_give", with("to", ann))
		if opener(h) == "" {
			t.Error("Ann lost her right although the baton was only lent")
		}
	})
	t.Run("not come yet", func(t *testing.T) {
		h := open()
		h.plan(func(t *talkTurn) { t.Door.Came = false })
		h.do(ann, "baton_give", with("to", ben))
		if opener(h) == "" {
			t.Error("who opened the room lost it before coming in")
		}
	})
}
