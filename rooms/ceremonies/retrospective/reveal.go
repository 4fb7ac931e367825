package retrospective

import (
	"cmp"
	"slices"

	"rondo/rooms"
)

// reveal moves all notes at once from the drawers to the board, under ids that
// nobody has seen before and in an order by lot, and lets go of the round whose
// key then is destroyed. From then on nobody, and no later reader of the
// database, can say who wrote what.
func reveal(t *turn) {
	if t.Shared.Withheld = wouldTell(t); t.Shared.Withheld {
		t.Shared.Writing = ""
		return
	}
	notes := collected(t)
	drawLots(t, notes, func(a, b Note) int {
		return cmp.Or(cmp.Compare(a.Column, b.Column), cmp.Compare(a.Text, b.Text), cmp.Compare(a.By, b.By))
	})
	last := rooms.LastRank(t.Shared.Notes, func(n Note) int { return n.Rank })
	for i, n := range notes {
		n.Rank = last + i + 1
		t.Shared.Notes.Put(t.Rand.ID(), n)
	}
	for author, own := range t.Private.All() {
		own.Notes = rooms.Map[rooms.ID, OwnNote]{}
		keepOwn(t, author, own) // thanks stay: one may go back from the close
	}
	t.Shared.Writing, t.Shared.Lost = "", false
	if t.Holds(heldNotes) {
		t.Shared.Writers = rooms.Map[rooms.ID, bool]{}
		t.ForgetCrowd(heldNotes)
	}
	t.ReleaseRound(heldNotes)
}

// wouldTell tells whether a reveal now would say who wrote. The notes then wait in their
// drawers for the next phase, or for more writing; at the end of the meeting they are
// destroyed.
func wouldTell(t *turn) bool {
	return t.Room.Promise != named && t.Holds(heldNotes) && !t.HidesShown(heldNotes)
}

// destroyNotes ends the meeting for notes that could not be shown.
func destroyNotes(t *turn) {
	for author, own := range t.Private.All() {
		own.Notes = rooms.Map[rooms.ID, OwnNote]{}
		keepOwn(t, author, own)
	}
	t.ForgetCrowd(heldNotes)
	t.ReleaseRound(heldNotes)
}

// drawLots puts into an order by lot what came out of drawers. What comes of it
// must not depend on the order of the drawers, hence the sorting by what all see.
func drawLots[V any](t *turn, things []V, compare func(a, b V) int) {
	slices.SortFunc(things, compare)
	t.Rand.Shuffle(len(things), func(i, j int) { things[i], things[j] = things[j], things[i] })
}

// collected takes the notes out of the drawers, in the order of the drawers.
func collected(t *turn) (notes []Note) {
	for author, own := range t.Private.All() {
		for _, n := range own.Notes.All() {
			note := Note{Text: n.Text, Column: n.Column}
			if t.Room.Promise == named {
				note.By = author
			}
			notes = append(notes, note)
		}
	}
	return notes
}
