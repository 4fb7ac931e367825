package retrospective

import (
	"fmt"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// withheld fails the test unless what was written stays in its drawer.
func (r retro) withheld(yes bool, texts ...string) {
	r.T.Helper()
	shown := 0
	for _, n := range r.shared().Notes.All() {
		for _, text := range texts {
			if n.Text == text {
				shown++
			}
		}
	}
	if r.shared().Withheld != yes || yes && shown > 0 || !yes && shown != len(texts) {
		r.T.Fatalf("withheld %v, %d of %d notes are shown", r.shared().Withheld, shown, len(texts))
	}
}

// The facilitator takes the part of all but one: what this one writes would be known.
func TestNotesOfTheLastWriterAreNotShown(t *testing.T) {
	takes := map[string]func(r retro, who rooms.ID){
		"roles": func(r retro, who rooms.ID) {
			r.Does(ann, "roles", roomstest.With("person", who, "roles", []string{"observer"}))
		},
		"away":   func(r retro, who rooms.ID) { r.Does(ann, "away", roomstest.With("person", who, "on", true)) },
		"remove": func(r retro, who rooms.ID) { r.Does(ann, "remove", roomstest.With("person", who)) },
	}
	for how, take := range takes {
		r := inRetro(t, "Ann", "Ben", "Cara", "Dan")
		r.GoTo(write)
		take(r, cara)
		r.writing(writingOpen) // three are left
		r.Does(ben, "write", roomstest.With("column", r.column(0), "text", "before"))
		take(r, dan)
		r.writing(writingFew)
		r.Refused("too_few", ben, "write", roomstest.With("column", r.column(0), "text", "after"))
		r.Does(ann, "next", nil)
		r.withheld(true, "before")
		if how == "remove" {
			r.Enter("Eve")
			r.Enter("Fay")
		} else {
			r.Does(ann, how, map[string]map[string]any{
				"roles": roomstest.With("person", dan, "roles", []string{"developer"}), "away": roomstest.With("person", dan, "on", false),
			}[how])
		}
		r.Does(ann, "back", nil)
		r.writing(writingOpen)
		r.Passes(rooms.LeastStay)
		r.Does(ann, "next", nil)
		r.withheld(false, "before")
	}
}

// Who goes by themselves may have written: two who stay do not know which is whose.
func TestWhoLeavesStaysAmongTheWriters(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.written(cara, "by cara")
	r.written(ben, "by ben")
	r.Passes(rooms.LeastStay)
	r.Does(cara, "leave", nil)
	r.writing(writingOpen)
	r.Passes(time.Hour)
	r.Does(ann, "next", nil)
	r.withheld(false, "by cara", "by ben")
}

// Whoever is back first after a restart writes on, and nothing that was written is held back.
func TestWritingGoesOnAfterARestart(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.written(ben, "before")
	r.Passes(10 * time.Second)
	r.Restart(time.Minute)
	r.Must(r.Connect(ben))
	r.writing(writingOpen)
	r.Does(ben, "write", roomstest.With("column", r.column(0), "text", "after"))
	r.Must(r.Connect(ann))
	r.Does(ann, "next", nil)
	r.withheld(false, "before", "after")
}

// The third is needed for longer than a moment: who is gone at once has written nothing.
func TestWhoWasThereForAMomentHidesNobody(t *testing.T) {
	for how, goes := range map[string]func(r retro) (told bool){
		"leaves":         func(r retro) bool { r.Does(cara, "leave", nil); return false }, // all were there while one could write
		"loses the line": func(r retro) bool { r.Must(r.Drop(cara)); return true },
	} {
		r := inRetro(t, "Ann", "Ben", "Cara")
		r.written(ben, "before")
		r.Passes(30 * time.Second)
		t.Log(how)
		told := goes(r)
		r.Passes(rooms.QuorumGrace + time.Second) // nor does a grace count
		r.writing(writingFew)
		r.Refused("too_few", ben, "write", roomstest.With("column", r.column(0), "text", "after"))
		r.Passes(time.Hour)
		r.Does(ann, "next", nil)
		r.withheld(told, "before")
	}
}

// Where all were there for as long as one could write, a moment is enough the first time.
func TestAShortWritingOfAllIsShown(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.written(ben, "first")
	r.Passes(time.Second)
	r.Does(ann, "next", nil)
	r.withheld(false, "first")
}

// To go forward and back all the time would show each note when it is written, also
// where the phase is entered with too few, and whatever is waited for elsewhere.
func TestNotesAreNotShownOneByOne(t *testing.T) {
	away := func(r retro, on bool) {
		for _, who := range []rooms.ID{cara, dan} {
			r.Does(ann, "away", roomstest.With("person", who, "on", on))
		}
	}
	for how, back := range map[string]func(r retro){
		"with all": func(r retro) { r.Does(ann, "back", nil) },
		"with few": func(r retro) { away(r, true); r.Does(ann, "back", nil); away(r, false) },
	} {
		r := inRetro(t, "Ann", "Ben", "Cara", "Dan")
		r.written(ben, "first")
		r.Passes(time.Second)
		r.Does(ann, "next", nil)
		r.withheld(false, "first")
		for i := range 3 {
			back(r)
			r.Does(cara, "write", roomstest.With("column", r.column(0), "text", fmt.Sprint("second ", i)))
			r.Passes(time.Second)
			r.Does(ann, "next", nil)
			r.withheld(true, "second 0", "second 1", "second 2")
		}
		r.Passes(time.Hour) // nobody could write
		r.Does(ann, "next", nil)
		r.withheld(true, "second 0", "second 1", "second 2")
		r.Does(ann, "back", nil)
		r.Does(ann, "back", nil)
		r.Passes(rooms.LeastStay)
		r.Does(ann, "next", nil)
		r.withheld(false, "second 0", "second 1", "second 2") // together with whatever else was written then
		if r.holds(heldNotes) || r.meeting().Private.Len() != 0 {
			t.Fatalf("%s: the round is still open", how)
		}
	}
}

func TestWhatCouldNotBeShownIsDestroyedAtTheEnd(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.written(ben, "by ben")
	r.Does(ann, "remove", roomstest.With("person", cara))
	r.Does(ann, "end", nil)
	r.withheld(true, "by ben")
	if r.meeting().Private.Len() != 0 || r.meeting().Internal.Holds.Len() != 0 {
		t.Fatal("it is still in its drawer")
	}
}

// A round that everybody has left does not keep its key for as long as the room lives.
func TestARoundThatAllHaveLeftEnds(t *testing.T) {
	for _, phase := range []string{stage, write, dots, rooms.Closing} {
		r := inRetro(t, "Ann", "Ben", "Cara")
		if phase != stage {
			r.written(ben, "a", "b")
		}
		r.GoTo(phase)
		r.Does(ann, "pause", nil)
		r.Passes(50 * time.Hour)
		if r.Base().Room.Ended != 0 {
			t.Fatalf("%s: it ended although people are here", phase)
		}
		r.Must(r.Drop(ann, ben, cara))
		r.Passes(25 * time.Hour)
		if r.Base().Room.Ended == 0 || r.meeting().Internal.Holds.Len() != 0 || r.meeting().Private.Len() != 0 {
			t.Fatalf("%s: the round is still open", phase)
		}
		if phase == write {
			r.withheld(false, "a", "b")
		}
	}
}

// The names are in what was sent before the promise became stricter.
func TestAStricterPromiseEndsARound(t *testing.T) {
	r := inNamedRetro(t, "Ann", "Ben")
	r.written(ben, "a")
	r.GoTo(read)
	burn := r.meeting().Internal.Burn
	r.Does(ann, "tighten", nil)
	r.Does(ann, "next", nil)
	r.Does(ann, "next", nil)
	r.Refused("ballot_fixed", ann, "reveal", roomstest.With("ballot", tightenBallot)) // where reveal is the facilitator's right
	for _, who := range []rooms.ID{ann, ben} {
		r.Does(who, "vote", roomstest.With("ballot", tightenBallot, "card", "yes"))
	}
	r.Passes(tightenFor)
	if r.Base().Room.Promise != anonymous {
		t.Fatal("the promise is not stricter")
	}
	if k := r.meeting().Internal; k.Burn == burn && k.Round == "" {
		t.Fatal("nothing will take the names out of the journal")
	}
}

// A board is made for a thousand notes, however many people write.
func TestEachHasAShareOfTheBoard(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(write)
	for range 197 {
		r.Enter("Somebody")
	}
	for range leastNotes {
		r.Does(ben, "write", roomstest.With("column", r.column(0), "text", "x"))
	}
	r.Refused("too_many", ben, "write", roomstest.With("column", r.column(0), "text", "x"))
}
