package retrospective

import (
	"cmp"
	"slices"

	"rondo/rooms"
)

// heldVote keeps the secret round open over the whole voting phase, and for as long as
// a vote waits that the meeting has gone back from, so that a promise that is made stricter meanwhile holds for what was chosen before, too.
const heldVote = "dots"

// votables returns what can get dots: groups, and notes that stand alone.
func votables(t *turn) (ids []rooms.ID) {
	for _, note := range onBoard(t) {
		n, _ := t.Shared.Notes.Get(note)
		id := cmp.Or(n.Group, note)
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// options are things as the ballot names them.
func options(things []rooms.ID) (names []string) {
	for _, id := range things {
		names = append(names, string(id))
	}
	return names
}

func dotsPlan(t *turn) rooms.BallotPlan {
	return rooms.BallotPlan{
		Kind: rooms.Dots, Secrecy: secrecy(t), Who: participants,
		Options: options(votables(t)), Budget: t.Shared.Dots, Stack: t.Shared.Stack,
	}
}

// openDots lets people vote. Whoever comes to a vote again finds it as it was: open,
// with all dots that were given, or its result, and may ask again; when the board is
// another by then, it is asked anew. With nothing on the board, or too few people,
// there is no vote.
func openDots(t *turn) error {
	b, _ := t.Room.Ballots.Get(dotsBallot)
	things := options(votables(t))
	same := sameThings(b.Options.Slice(), things)
	_, shown := b.Shown()
	switch {
	case len(things) == 0:
		return t.SetReady(true)
	case same && b.IsOpen():
		holdDots(t)
		return nil
	case same && shown:
		return nil
	}
	return rooms.UnlessTooFew(t.AskAnew(dotsBallot, dotsPlan(t)))
}

// holdDots keeps secret who is done, and for as long as the vote lasts what was chosen
// before the promise was made stricter.
func holdDots(t *turn) {
	t.HoldRound(heldVote)
	if t.Room.Agenda.Now == dots {
		t.HideWhoIsDone()
	}
}

// endDots lets go of the round once the meeting is not in the vote, and it waits for
// nobody.
func endDots(t *turn) {
	if b, _ := t.Room.Ballots.Get(dotsBallot); !b.IsOpen() {
		t.ReleaseRound(heldVote)
	}
}

// dropDots ends a vote that waits: people write again, so the board will be another, and
// what they chose is not to lie beside what they write.
func dropDots(t *turn) error {
	err := t.CloseBallot(dotsBallot)
	endDots(t)
	return err
}

// sameThings tells whether two lists have the same in whatever order.
func sameThings(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// titleOf is what a votable is called.
func titleOf(t *turn, id rooms.ID) string {
	if g, ok := t.Shared.Groups.Get(id); ok {
		return g.Title
	}
	n, _ := t.Shared.Notes.Get(id)
	return clipped(n.Text)
}
