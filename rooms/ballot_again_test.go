package rooms

import "testing"

// together is a hall in which people answer "q" anonymously, and the first so many say so.
type together struct{ *hall }

func (h together) asked(about string, voters ...ID) {
	h.Helper()
	plan := scaleOfAll
	plan.About = about
	h.must(h.open("q", plan))
	h.answered(voters...)
}

func (h together) answered(voters ...ID) {
	h.Helper()
	for _, id := range voters {
		h.vote(id, "q", "4")
	}
	h.must(h.do("p1", "reveal", `{"ballot":"q"}`))
}

func (h together) away(on bool, people ...ID) {
	h.Helper()
	h.must(h.change("", func(t *Tx) error {
		for _, id := range people {
			t.Room.People.Edit(id, func(p *Person) { p.Away = on })
		}
		return nil
	}))
}

// shown fails the test unless these rounds of "q" have a result that shows something.
func (h together) shown(rounds ...string) {
	h.Helper()
	var shown []string
	for round := 1; round <= h.ballot("q").Round; round++ {
		if r, _ := h.ballot("q").Results.Get(roundKey(round)); r.Voters > 0 {
			shown = append(shown, roundKey(round))
		}
	}
	if toJSON(h, shown) != toJSON(h, rounds) {
		h.Errorf("rounds %v are shown, want %v", shown, rounds)
	}
}

func TestAnAnonymousQuestionIsAskedAgainOfTheSamePeopleAlone(t *testing.T) {
	all := []ID{"p1", "p2", "p3", "p4", "p5", "p6", "p7"}
	h := together{newHall(t, all...)}
	asks := func() error { return h.open("q", scaleOfAll) }
	h.asked("", all...)
	for _, gone := range [][]ID{{"p7"}, {"p6", "p7"}, {"p5", "p6", "p7"}} { // however many
		h.away(true, gone...)
		h.refused("same_people", asks)
		h.away(false, gone...)
	}
	// Another question in between changes nothing.
	h.asked("something else", all...)
	h.away(true, "p7")
	h.refused("same_people", asks)
	h.away(false, "p7")
	h.must(asks())
	h.answered(all...)
	h.shown("2", "3") // each question's newest
}

func TestAResultWithoutOneOfThoseBeforeIsNotShown(t *testing.T) {
	all := []ID{"p1", "p2", "p3", "p4", "p5"}
	h := together{newHall(t, all...)}
	h.asked("", all...)
	h.asked("", all[:4]...)
	h.shown("1")
	if r := h.result("q"); !r.Part || r.Mean != 0 || r.Tally.Len() > 0 {
		t.Errorf("the newest round says %s", toJSON(t, r))
	}
	h.asked("", all...)
	h.shown("3")
	if n := h.ballot("q").Results.Len(); n != 1 {
		t.Errorf("%d results stand in the document", n)
	}
}

func TestWhatNotAllHadAnsweredIsNeverAskedAgain(t *testing.T) {
	h := together{newHall(t, "p1", "p2", "p3", "p4")}
	h.asked("", "p1", "p2", "p3")
	h.refused("same_people", func() error { return h.open("q", scaleOfAll) })
}

func TestNobodyIsAddedToWhoIsAskedAgain(t *testing.T) {
	h := together{newHall(t, "p1", "p2", "p3", "p4")}
	h.away(true, "p4")
	h.asked("", "p1", "p2", "p3")
	h.must(h.open("q", scaleOfAll))
	h.away(false, "p4")
	h.refused("same_people", func() error {
		return h.change("", func(t *Tx) error { return t.AddVoter("q", "p4") })
	})
}

// Who chose what with names is known: others' answers would be the difference.
func TestAnswersWithNamesAndWithoutAreNotPutTogether(t *testing.T) {
	open := scaleOfAll
	open.Secrecy = Hidden
	h := together{newHall(t, "p1", "p2", "p3", "p4")}
	h.away(true, "p4")
	h.must(h.open("q", open))
	h.answered("p1", "p2", "p3")
	h.away(false, "p4")
	h.refused("same_people", func() error { return h.open("q", scaleOfAll) })
	h.must(h.change("", func(t *Tx) error { t.ForgetVoters("q"); return nil }))
	h.refused("same_people", func() error { return h.open("q", scaleOfAll) })
	h.away(true, "p4")
	h.asked("", "p1", "p2", "p3")
	h.away(true, "p3")
	h.refused("same_people", func() error { return h.open("q", open) })
}

// Whoever comes later did not see the names, and must not get them by comparing.
func TestOfWhatHadNamesOneResultStays(t *testing.T) {
	open := scaleOfAll
	open.Secrecy = Hidden
	h := together{newHall(t, "p1", "p2", "p3", "p4")}
	for _, voters := range [][]ID{{"p1", "p2", "p3"}, {"p1", "p2", "p3", "p4"}} {
		h.must(h.open("q", open))
		h.answered(voters...)
	}
	h.must(h.change("", func(t *Tx) error { t.ForgetVoters("q"); return nil }))
	h.shown("2")
}

// Whoever leads sets from which answer on somebody is fine; moved from round to round, it
// would say of those who stand apart what each answered.
func TestFromWhenOnSomebodyIsFineIsSaidOnce(t *testing.T) {
	all := []ID{"p1", "p2", "p3", "p4", "p5"}
	h := together{newHall(t, all...)}
	plan := scaleOfAll
	for _, plan.Fine = range []int{3, 5} {
		h.must(h.open("q", plan))
		h.answered(all...)
		if fine := h.ballot("q").Fine; fine != 3 {
			t.Errorf("asked once more, people are fine from %d on", fine)
		}
	}
	if r, _ := h.ballot("q").Latest(); r.Mood != AllFine {
		t.Errorf("all answered 4, and %q is shown", r.Mood)
	}
}
