package retrospective

import (
	"cmp"
	"slices"

	"rondo/rooms"
)

// heldVote keeps the secret round open over the whole voting phase, so that a
// promise that is made stricter meanwhile holds for what was chosen before, too.
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

// openDots lets people vote. Whoever goes back to a vote finds its result, and may
// ask again; when the board is another by then, it is asked anew. With nothing on
// the board, or too few people, there is no vote.
func openDots(t *turn) error {
	b, _ := t.Room.Ballots.Get(dotsBallot)
	things := options(votables(t))
	_, shown := b.Shown()
	switch {
	case len(things) == 0:
		return t.SetReady(true)
	case shown && sameThings(b.Options.Slice(), things):
		return nil
	}
	return rooms.UnlessTooFew(t.AskAnew(dotsBallot, dotsPlan(t)))
}

// dotsAsked keeps secret who is done, and for as long as the phase lasts what was
// chosen before the promise was made stricter.
func dotsAsked(t *turn) {
	t.HoldRound(heldVote)
	t.HideWhoIsDone()
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
