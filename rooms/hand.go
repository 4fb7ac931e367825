package rooms

// HandService is the hand queue alone, for ceremonies in which people talk
// without a round; FloorService has it too.
func HandService() Service {
	return Service{
		Name:  "hands",
		Verbs: map[string]Verb{"hand": Do(raiseHand)},
		Hears: func(t *Table, e Event) error {
			if e.What == Left {
				t.Room.Floor.Hands = t.Room.Floor.Hands.Without(e.Of)
			}
			return nil
		},
	}
}

// raiseHand joins the queue at its end, or leaves it.
func raiseHand(t *Table, with switchWith) error {
	f := &t.Room.Floor
	if f.Hands = f.Hands.Without(t.Actor); with.On {
		f.Hands = f.Hands.With(t.Actor)
	}
	if t.roundRuns() {
		f.Next = t.nextSpeaker()
	}
	return nil
}
