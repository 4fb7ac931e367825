package ceremonies

import (
	"strings"
	"testing"
	"time"

	"rondo/rooms"
)

func (r retro) takesPart(person rooms.ID, want bool) {
	r.t.Helper()
	if got := r.Base().WhoIs(person)&participants != 0; got != want {
		r.t.Fatalf("%s takes part: %v, want %v", person, got, want)
	}
}

func TestWhoGetsTheBatonTakesPartAsBefore(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.do(ann, "settings", with("aside", true))
	r.takesPart(ann, false)
	r.do(ann, "baton_give", with("to", ben))
	r.takesPart(ben, true)
	r.takesPart(ann, true) // she keeps the meeting no more
	r.do(ben, "baton_give", with("to", ann))
	r.takesPart(ann, false) // as she chose
	r.takesPart(ben, true)
}

func TestAStandInTakesPartAndWhoIsBackStandsAsideStill(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara", "Dan")
	r.do(ann, "settings", with("aside", true))
	r.written(ben, "Alpha wall")
	r.wait(rooms.Settle + 100*time.Millisecond) // between two beats of the secret round
	r.must(r.Drop(ann))
	r.wait(rooms.BatonGrace)
	stand := r.Base().Room.Baton.Offer
	r.do(stand, "baton_take", nil)
	r.takesPart(stand, true)
	r.do(stand, "write", with("column", r.column(0), "text", "Omega door"))
	r.must(r.Connect(ann))
	if r.Base().Room.Baton.Holder != ann {
		t.Fatal("the baton did not go back")
	}
	r.takesPart(ann, false)
	r.takesPart(stand, true)
}

func TestEverybodyStandsAsideForThemselves(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.do(ann, "baton_co", with("person", ben, "on", true))
	r.refused("forbidden", ben, "settings", with("aside", true))
	r.do(ben, "settings", with("aloud", true)) // all else is theirs to set
	r.do(ann, "settings", with("aside", true))
	r.do(ann, "baton_give", with("to", cara))
	r.do(cara, "settings", with("aside", false))
	r.do(cara, "baton_give", with("to", ann))
	r.takesPart(ann, false)
	r.do(ann, "settings", with("aside", false))
	r.takesPart(ann, true)
}

func TestWhoStandsAsideIsToldSo(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara", "Dan")
	r.do(ann, "settings", with("aside", true))
	r.to(write)
	for actor, want := range map[rooms.ID]bool{ann: true, r.guest("Olga", rooms.Observer): false} {
		err := rooms.AsError(r.Do(actor, "write", with("column", r.column(0), "text", "Alpha wall")))
		if err.Code != "forbidden" || strings.HasPrefix(err.Say, "You facilitate and stand aside") != want {
			t.Errorf("%s: %v", actor, err)
		}
	}
	if err := rooms.AsError(r.Do(ann, "baton_take", nil)); strings.Contains(err.Say, "aside") {
		t.Errorf("%v: nobody could, aside or not", err)
	}
}

// Ann stands aside, so two are too few to write; she hands the baton on and is the third.
func TestWhoHandsTheBatonOnIsTheThirdWhoWrites(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.do(ann, "settings", with("aside", true))
	r.to(write)
	r.writing(writingFew)
	r.do(ann, "baton_give", with("to", ben))
	r.writing(writingOpen)
	r.wait(time.Second)
	r.do(ann, "write", with("column", r.column(0), "text", "Alpha wall"))
}
