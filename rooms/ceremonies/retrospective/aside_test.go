package retrospective

import (
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

func (r retro) takesPart(person rooms.ID, want bool) {
	r.T.Helper()
	if got := r.Base().WhoIs(person)&participants != 0; got != want {
		r.T.Fatalf("%s takes part: %v, want %v", person, got, want)
	}
}

func TestWhoGetsTheBatonTakesPartAsBefore(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.Does(ann, "settings", roomstest.With("aside", true))
	r.takesPart(ann, false)
	r.Does(ann, "baton_give", roomstest.With("to", ben))
	r.takesPart(ben, true)
	r.takesPart(ann, true) // she keeps the meeting no more
	r.Does(ben, "baton_give", roomstest.With("to", ann))
	r.takesPart(ann, false) // as she chose
	r.takesPart(ben, true)
}

func TestAStandInTakesPartAndWhoIsBackStandsAsideStill(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara", "Dan")
	r.Does(ann, "settings", roomstest.With("aside", true))
	r.written(ben, "Alpha wall")
	r.Passes(rooms.Settle + 100*time.Millisecond) // between two beats of the secret round
	r.Must(r.Drop(ann))
	r.Passes(rooms.BatonGrace)
	stand := r.Base().Room.Baton.Offer
	r.Does(stand, "baton_take", nil)
	r.takesPart(stand, true)
	r.Does(stand, "write", roomstest.With("column", r.column(0), "text", "Omega door"))
	r.Must(r.Connect(ann))
	if r.Base().Room.Baton.Holder != ann {
		t.Fatal("the baton did not go back")
	}
	r.takesPart(ann, false)
	r.takesPart(stand, true)
}

func TestEverybodyStandsAsideForThemselves(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.Does(ann, "baton_co", roomstest.With("person", ben, "on", true))
	r.Refused("forbidden", ben, "settings", roomstest.With("aside", true))
	r.Does(ben, "settings", roomstest.With("aloud", true)) // all else is theirs to set
	r.Does(ann, "settings", roomstest.With("aside", true))
	r.Does(ann, "baton_give", roomstest.With("to", cara))
	r.Does(cara, "settings", roomstest.With("aside", false))
	r.Does(cara, "baton_give", roomstest.With("to", ann))
	r.takesPart(ann, false)
	r.Does(ann, "settings", roomstest.With("aside", false))
	r.takesPart(ann, true)
}

func TestWhoStandsAsideIsToldSo(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara", "Dan")
	r.Does(ann, "settings", roomstest.With("aside", true))
	r.GoTo(write)
	for actor, want := range map[rooms.ID]bool{ann: true, r.guest("Olga", rooms.Observer): false} {
		err := rooms.AsError(r.Do(actor, "write", roomstest.With("column", r.column(0), "text", "Alpha wall")))
		if err.Code != "forbidden" || (err.Reason == "stands_aside") != want {
			t.Errorf("%s: %v", actor, err)
		}
	}
	if err := rooms.AsError(r.Do(ann, "baton_take", nil)); err.Reason == "stands_aside" {
		t.Errorf("%v: nobody could, aside or not", err)
	}
}

// Ann stands aside, so two are too few to write; she hands the baton on and is the third.
func TestWhoHandsTheBatonOnIsTheThirdWhoWrites(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.Does(ann, "settings", roomstest.With("aside", true))
	r.GoTo(write)
	r.writing(writingFew)
	r.Does(ann, "baton_give", roomstest.With("to", ben))
	r.writing(writingOpen)
	r.Passes(time.Second)
	r.Does(ann, "write", roomstest.With("column", r.column(0), "text", "Alpha wall"))
}
