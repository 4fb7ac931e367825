package rooms

import "time"

// HandService is the hand queue alone, for ceremonies in which people talk
// without a round; FloorService has it too.
func HandService() Service {
	return Service{
		Name:  "hands",
		Verbs: map[string]Verb{"hand": Do(raiseHand), "call_next": Do(callNext).MeantFor(speakerSeen)},
		Rings: map[string]func(*Tx, string) error{speech: func(t *Tx, _ string) error {
			t.FreeFloor()
			return nil
		}},
		Hears: func(t *Tx, e Event) error {
			f := &t.Room.Floor
			switch e.What {
			case Left:
				f.Hands = f.Hands.Without(e.ID())
				if f.Speaker == e.ID() {
					t.FreeFloor()
				}
			case Leaving, Closed:
				t.FreeFloor()
			}
			return nil
		},
	}
}

// speech is the clock of somebody who has the floor for a while.
const speech = "speech"

// GiveFloor gives somebody the floor for so long, where people talk without a round: then
// it is free again. Whoever has it may pass it on before.
func (t *Tx) GiveFloor(person ID, d time.Duration) {
	f := &t.Room.Floor
	f.Speaker, f.Hands = person, f.Hands.Without(person)
	t.SetTimer(speech, d)
}

// FreeFloor takes the floor from whoever has it.
func (t *Tx) FreeFloor() {
	t.Room.Floor.Speaker = ""
	t.StopTimer(speech)
}

// HandRights are the rows of the hand service: everybody raises a hand, and who speaks or
// leads gives somebody the floor.
func HandRights() Rights {
	return Rights{
		{Do: "hand", In: EveryPhase, May: Everybody},
		{Do: "call_next", In: EveryPhase, May: Leading | Speaking},
	}
}

// raiseHand joins the queue at its end, or leaves it.
func raiseHand(t *Tx, with switchWith) error {
	f := &t.Room.Floor
	if f.Hands = f.Hands.Without(t.Actor); with.On {
		f.Hands = f.Hands.With(t.Actor)
	}
	if t.roundRuns() {
		f.Next = t.nextSpeaker()
	}
	return nil
}

// callNext gives the floor to somebody, or to whoever has waited longest with a
// hand up; when nobody has, the floor is free.
func callNext(t *Tx, with struct {
	Person ID `json:"person,omitempty"`
}) error {
	f := &t.Room.Floor
	if with.Person == "" && f.Hands.Len() > 0 {
		with.Person = f.Hands.At(0)
	}
	if with.Person != "" {
		if err := t.here(with.Person); err != nil {
			return err
		}
	}
	t.FreeFloor()
	f.Speaker, f.Hands = with.Person, f.Hands.Without(with.Person)
	return nil
}
