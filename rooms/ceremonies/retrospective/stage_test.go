package retrospective

import (
	"errors"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// What the safety check shows: nothing below three answers, the mean with three
// or four, the distribution from five; and only whether all are fine where all agree or one
// stands apart, which is known to whoever it is.
func TestSafetyIsShownAsFarAsItIsSafe(t *testing.T) {
	for name, c := range map[string]struct {
		cards  []string
		least  int
		says   string
		shown  rooms.Result
		counts int // different answers shown
	}{
		"two":                {[]string{"1", "1"}, 3, safetyUnknown, rooms.Result{Small: true}, 0},
		"three, low":         {[]string{"2", "2", "3"}, 3, safetyLow, rooms.Result{Voters: 3, Mood: rooms.SomeNot}, 0},
		"three, fine":        {[]string{"4", "4", "5"}, 3, safetyFine, rooms.Result{Voters: 3, Mood: rooms.AllFine}, 0},
		"all apart":          {[]string{"2", "4", "5"}, 3, safetyFine, rooms.Result{Voters: 3, Mean: 3.5}, 0},
		"all low":            {[]string{"1", "1", "1", "1", "1", "1"}, 3, safetyLow, rooms.Result{Voters: 6, Mood: rooms.SomeNot}, 0},
		"one low":            {[]string{"5", "5", "5", "1", "5", "5"}, 3, safetyLow, rooms.Result{Voters: 6, Mood: rooms.SomeNot}, 0},
		"two low":            {[]string{"5", "5", "5", "1", "1", "5"}, 3, safetyFine, rooms.Result{Voters: 6, Mean: 3.67}, 2},
		"all fine":           {[]string{"5", "5", "5", "3", "5", "5"}, 3, safetyFine, rooms.Result{Voters: 6, Mood: rooms.AllFine}, 0},
		"four":               {[]string{"1", "5", "3", "3"}, 3, safetyFine, rooms.Result{Voters: 4, Mean: 3}, 0},
		"five":               {[]string{"1", "5", "3", "3", "2"}, 3, safetyLow, rooms.Result{Voters: 5, Mean: 2.8}, 4},
		"a higher threshold": {[]string{"4", "4", "4"}, 5, safetyLow, rooms.Result{Voters: 3, Mood: rooms.SomeNot}, 0},
		"a lower threshold":  {[]string{"1", "1", "1"}, 1, safetyFine, rooms.Result{Voters: 3, Mood: rooms.AllFine}, 0},
	} {
		r := inRetro(t, "Ann", "Ben", "Cara", "Dan", "Eve", "Finn")
		r.Does(ann, "settings", roomstest.With("least", c.least))
		r.GoTo(stage)
		r.cards(safetyBallot, c.cards...)
		r.Does(ann, "next", nil)
		got := r.result(safetyBallot)
		if got.Small != c.shown.Small || got.Voters != c.shown.Voters || got.Mean != c.shown.Mean || got.Mood != c.shown.Mood || got.Tally.Len() != c.counts || got.Votes.Len() != 0 {
			t.Errorf("%s: shown is %+v", name, got)
		}
		if says := r.shared().Safety; says != c.says {
			t.Errorf("%s: safety is %q, want %q", name, says, c.says)
		}
	}
}

// Who is fine is measured as when it was asked first: with one line after the other the same
// answers would say more each time.
func TestWhoIsFineIsMeasuredOnce(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(stage)
	for _, least := range []int{3, 5} {
		r.Does(ann, "settings", roomstest.With("least", least))
		if r.result(safetyBallot).Voters > 0 {
			r.Does(ann, "revote", roomstest.With("ballot", safetyBallot))
		}
		r.cards(safetyBallot, "4", "4", "4")
		r.Does(ann, "reveal", roomstest.With("ballot", safetyBallot))
		if got := r.result(safetyBallot); got.Mood != rooms.AllFine {
			t.Errorf("from %d on somebody is fine: %+v", least, got)
		}
	}
}

func TestSafetyIsAskedOnceThereAreThreeAndOnlyOnce(t *testing.T) {
	r := inNamedRetro(t, "Ann", "Ben")
	r.GoTo(stage)
	if r.Base().Room.Ballots.Has(safetyBallot) {
		t.Fatal("two people are asked anonymously")
	}
	r.Enter("Cara")
	if b := r.ballot(safetyBallot); !b.IsOpen() || b.Secrecy != rooms.Anonymous {
		t.Fatalf("%+v: the answers are anonymous under any promise", b)
	}
	r.cards(safetyBallot, "4", "4", "4")
	r.Passes(9 * time.Second)
	r.Does(ann, "next", nil)
	r.Does(ann, "back", nil)
	if r.ballot(safetyBallot).IsOpen() {
		t.Fatal("asked again on going back")
	}
}

func TestThePromiseIsMadeAtTheStartAndChosenInTheLobby(t *testing.T) {
	for _, name := range []string{anonymous, named} {
		r := inRetro(t, "Ann", "Ben", "Cara")
		r.Does(ann, "settings", roomstest.With("named", name == named))
		r.promised("")
		r.Does(ann, "start", nil)
		r.promised(name)
		r.Refused("too_late", ann, "settings", roomstest.With("named", true))
		r.Refused("too_late", ann, "settings", roomstest.With("named", false))
	}
}

func TestTheFacilitatorTightensAtOnceBeforeAnybodyWrites(t *testing.T) {
	r := inNamedRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(stage)
	r.Does(ann, "tighten", nil)
	r.promised(anonymous)
	r.Refused("already_anonymous", ann, "tighten", nil)
	r.Refused("already_anonymous", ben, "tighten", nil)
}

func TestParticipantsTightenByVoteInEveryPhase(t *testing.T) {
	for _, phase := range running {
		r := inNamedRetro(t, "Ann", "Ben", "Cara")
		r.Does(ann, "settings", roomstest.With("aloud", true))
		r.written(ben, "Alpha wall")
		r.written(cara, "Omega door")
		r.to2(phase)
		r.Does(ben, "tighten", nil)
		r.promised(named)
		r.Refused("ballot_open", cara, "tighten", nil)
		r.cards(tightenBallot, "yes", "yes", "no")
		r.Passes(9 * time.Second)
		r.promised(anonymous)
		for _, n := range r.shared().Notes.All() {
			if n.By != "" {
				t.Errorf("in %s: a note still has its author", phase)
			}
		}
	}
}

// to2 goes to any phase, also to an earlier one.
func (r retro) to2(phase string) {
	r.T.Helper()
	rank := func(key string) int { p, _ := r.Base().Room.Agenda.Phases.Get(key); return p.Rank }
	for rank(r.Base().Room.Agenda.Now) > rank(phase) {
		r.Does(ann, "back", nil)
	}
	r.GoTo(phase)
}

func TestAVoteAgainstALittleStricterKeepsThePromise(t *testing.T) {
	for name, cards := range map[string][]string{
		"against": {"no", "no", "yes"}, "as many": {"yes", "no", "abstain"}, "too few": {"yes", "yes"},
	} {
		r := inNamedRetro(t, "Ann", "Ben", "Cara")
		r.GoTo(stage)
		r.Does(ben, "tighten", nil)
		r.cards(tightenBallot, cards...)
		r.Passes(tightenFor + time.Second)
		if r.ballot(tightenBallot).IsOpen() {
			t.Errorf("%s: the vote is still open", name)
		}
		r.promised(named)
	}
}

func TestTheFacilitatorDoesNotTightenAloneOncePeopleWrite(t *testing.T) {
	for _, phase := range []string{write, facts} {
		r := inNamedRetro(t, "Ann", "Ben", "Cara")
		r.GoTo(write)
		r.to2(phase) // also from behind: notes lie in the drawers
		r.Does(ann, "tighten", nil)
		r.promised(named)
		if !r.ballot(tightenBallot).IsOpen() {
			t.Errorf("in %s nobody is asked", phase)
		}
	}
}

func TestTwoPeopleVoteOnAStricterPromiseToo(t *testing.T) {
	r := inNamedRetro(t, "Ann", "Ben")
	r.written(ben, "Alpha wall")
	r.Does(ben, "tighten", nil)
	if b := r.ballot(tightenBallot); b.Secrecy != rooms.Hidden {
		t.Fatalf("%+v", b)
	}
	r.cards(tightenBallot, "yes", "yes")
	r.Passes(5 * time.Second)
	r.promised(anonymous)
	r.writing(writingFew) // with two people a further note would say who wrote it
	r.Enter("Cara")
	r.writing(writingOpen)
	r.Passes(rooms.LeastStay) // in which Cara could have written it
	r.GoTo(read)
	if n, _ := r.shared().Notes.Get(r.note("Alpha wall")); n.By != "" {
		t.Fatal("the note says who wrote it")
	}
}

// What was voted on openly is voted on anonymously from then on, and asked again.
func TestTighteningCoversVotesThatAreOpenAndThoseThatWere(t *testing.T) {
	r := inNamedRetro(t, "Ann", "Ben", "Cara")
	r.written(ben, "Alpha wall", "Omega door")
	r.GoTo(dots)
	if b := r.ballot(dotsBallot); b.Secrecy != rooms.Hidden {
		t.Fatalf("%+v", b)
	}
	for _, id := range []rooms.ID{ann, ben, cara} { // else it could not be asked again without names
		r.gives(id, map[string]int{"Alpha wall": 3})
	}
	r.Does(ann, "reveal", roomstest.With("ballot", dotsBallot))
	if r.result(dotsBallot).Votes.Len() != 3 {
		t.Fatal("a named vote does not say who chose what")
	}
	r.Does(ann, "revote", roomstest.With("ballot", dotsBallot))
	r.gives(ben, map[string]int{"Omega door": 3})
	r.Does(ben, "tighten", nil)
	r.cards(tightenBallot, "yes", "yes", "yes")
	r.Passes(9 * time.Second)
	r.promised(anonymous)
	b := r.ballot(dotsBallot)
	if !b.IsOpen() || b.Secrecy != rooms.Anonymous || b.Round != 3 || b.Done.Len() != 0 {
		t.Fatalf("%+v", b)
	}
	r.nobodysVotes()
	r.Does(ann, "reveal", roomstest.With("ballot", dotsBallot))
	r.Does(ann, "revote", roomstest.With("ballot", dotsBallot))
	if b := r.ballot(dotsBallot); b.Secrecy != rooms.Anonymous {
		t.Fatalf("asked again as a %s vote", b.Secrecy)
	}
}

func TestAVoteThatWasOverIsAskedAgainAnonymously(t *testing.T) {
	r := inNamedRetro(t, "Ann", "Ben", "Cara")
	r.written(ben, "Alpha wall", "Omega door")
	r.GoTo(dots)
	for _, id := range []rooms.ID{ann, ben, cara} {
		r.gives(id, map[string]int{"Alpha wall": 1})
	}
	r.Does(ann, "reveal", roomstest.With("ballot", dotsBallot))
	r.Does(ben, "tighten", nil)
	r.cards(tightenBallot, "yes", "yes", "yes")
	r.Passes(9 * time.Second)
	r.nobodysVotes()
	if n, _ := r.result(dotsBallot).Tally.Get(string(r.note("Alpha wall"))); n != 3 {
		t.Errorf("the total is %d", n)
	}
	r.Does(ann, "revote", roomstest.With("ballot", dotsBallot))
	if b := r.ballot(dotsBallot); b.Secrecy != rooms.Anonymous {
		t.Fatalf("asked again as a %s vote", b.Secrecy)
	}
}

func (r retro) nobodysVotes() {
	r.T.Helper()
	for id, b := range r.Base().Room.Ballots.All() {
		for round, result := range b.Results.All() {
			if result.Votes.Len() > 0 {
				r.T.Errorf("round %s of %s says who chose what", round, id)
			}
		}
	}
}

// Nobody weakens the promise, by no action in any phase.
func TestNothingWeakensThePromise(t *testing.T) {
	absurd := []any{nil, roomstest.With("named", true), roomstest.With("named", true, "template", "glad"), roomstest.With("on", true), roomstest.With("promise", named), roomstest.With("phase", rooms.Lobby)}
	for _, phase := range running {
		r := inRetro(t, "Ann", "Ben", "Cara")
		r.Does(ann, "baton_co", roomstest.With("person", ben, "on", true))
		r.GoTo(phase)
		for verb := range Kind().Verbs() {
			for _, actor := range []rooms.ID{cara, ben, ann} {
				for _, args := range absurd {
					err := r.Do(actor, verb, args)
					if refusal := new(rooms.Error); err != nil && !errors.As(err, &refusal) {
						t.Fatalf("%s by %s in %s: %v", verb, actor, phase, err)
					}
					r.promised(anonymous)
				}
			}
			if r.Base().Room.Agenda.Now != phase || r.Base().WhoIs(ann) == 0 {
				r = inRetro(t, "Ann", "Ben", "Cara")
				r.Does(ann, "baton_co", roomstest.With("person", ben, "on", true))
				r.GoTo(phase)
			}
		}
	}
}

// Of two each knows what the other wrote: they choose names, or wait for a third. Nothing
// is promised before, so nothing is made weaker.
func TestTwoChooseNamesAsLongAsNobodyCouldWrite(t *testing.T) {
	r := inRetro(t, "Ann", "Ben")
	r.Does(ann, "start", nil)
	r.promised("")
	r.Refused("forbidden", ben, "settings", roomstest.With("named", true))
	r.Does(ann, "settings", roomstest.With("named", false))
	if !r.shared().Waits {
		t.Fatal("the question is not answered")
	}
	r.GoTo(write)
	r.promised("")
	r.Refused("too_few", ben, "write", roomstest.With("column", r.column(0), "text", "a"))
	r.Does(ann, "settings", roomstest.With("named", true))
	r.promised(named)
	if s := r.shared(); s.Waits || s.Writing != writingOpen {
		t.Fatalf("they write with names: %+v", s)
	}
	r.Refused("too_late", ann, "settings", roomstest.With("named", false))
	r.Does(ben, "write", roomstest.With("column", r.column(0), "text", "a"))
	r.GoTo(read)
	note, _ := r.shared().Notes.Get(r.note("a"))
	if note.By != ben {
		t.Errorf("the note is %q's", note.By)
	}
}

func TestTwoWhoWaitArePromisedAnonymityWithTheThird(t *testing.T) {
	for _, phase := range []string{stage, old, write} {
		r := inRetro(t, "Ann", "Ben")
		r.GoTo(phase)
		r.Does(ann, "settings", roomstest.With("named", false))
		r.Must(r.Drop(ben))
		r.Passes(time.Minute)
		r.Enter("Cara") // and it is two again
		r.promised("")
		r.Must(r.Connect(ben))
		r.promised(anonymous)
		r.Refused("too_late", ann, "settings", roomstest.With("named", true))
		if r.shared().Waits {
			t.Errorf("in %s they wait still", phase)
		}
	}
}

// What two do to whom nothing was promised is as secret as under the strictest promise.
func TestTwoWhoWereNeverPromisedAnythingVoteWithoutNames(t *testing.T) {
	r := inRetro(t, "Ann", "Ben")
	r.GoTo(discuss)
	r.Does(ben, "topic", roomstest.With("title", "Something"))
	r.Passes(time.Hour)
	for id, b := range r.Base().Room.Ballots.All() {
		if b.Secrecy != rooms.Anonymous {
			t.Errorf("%s is %s", id, b.Secrecy)
		}
	}
	r.Refused("already_anonymous", ann, "tighten", nil)
	r.promised("")
}
