package retrospective

import (
	"errors"
	"time"

	"rondo/rooms"
)

// How the writing stands.
const (
	writingOpen   = "open"
	writingFew    = "few"    // an anonymous board needs three people
	writingFrozen = "frozen" // the clock is at zero; what is in flight still counts
)

const (
	mostNotes  = 30              // of one person
	leastNotes = 5               // of one person, however many people there are
	notesInAll = 1000            // that a board is made for, also where 200 people write
	writeGrace = 5 * time.Second // for text in flight at zero
	heldNotes  = "notes"         // what keeps the secret round open while people write
)

// openWriting lets people write, as soon as the promise can be kept. It runs when
// the phase begins and when people come.
func openWriting(t *turn) error {
	if t.Room.Agenda.Now != write || t.Shared.Writing == writingOpen || t.Shared.Writing == writingFrozen {
		return nil
	}
	if !notesHide(t) {
		t.Shared.Writing = writingFew
		return nil
	}
	// Notes with names are as secret until they are revealed, and the promise may
	// yet be made stricter while people write.
	t.Shared.Writing = writingOpen
	t.OpenCrowd(heldNotes, participants)
	shareBoard(t)
	t.HoldRound(heldNotes)
	t.HideWhoIsDone()
	return nil
}

// notesHide tells whether a note may be written now.
func notesHide(t *turn) bool {
	return t.Room.Promise == named || t.Hides(heldNotes, participants)
}

// weighWriting lets the writing wait once too few are left to hide each other.
func weighWriting(t *turn) {
	if t.Shared.Writing != writingOpen {
		return
	}
	shareBoard(t)
	if !notesHide(t) {
		t.Shared.Writing = writingFew
		t.CloseCrowd(heldNotes)
	}
}

// shareBoard gives each who can write a share, so that the room stays small; nobody
// learns from a refusal how much others wrote.
func shareBoard(t *turn) {
	t.Shared.Writers = t.InCrowd(heldNotes)
	t.Shared.Most = min(mostNotes, max(leastNotes, notesInAll/max(1, t.Shared.Writers.Len())))
}

type writeWith struct {
	Text   string   `json:"text" takes:"card"`
	Column rooms.ID `json:"column"`
	For    rooms.ID `json:"for,omitempty"` // somebody around the actor's device
}

// writeNew puts a note into its author's drawer.
func writeNew(t *turn, with writeWith) error {
	author, err := authorOf(t, with.For)
	if err != nil {
		return err
	}
	if !t.Shared.Columns.Has(with.Column) {
		return rooms.Invalid("column", "no_such_column")
	}
	own, _ := t.Private.Get(author)
	if own.Notes.Len() >= t.Shared.Most {
		return rooms.Refuse("too_many/notes", "n", t.Shared.Most)
	}
	rank := rooms.LastRank(own.Notes, func(n OwnNote) int { return n.Rank }) + 1
	own.Notes.Put(t.Rand.ID(), OwnNote{Text: with.Text, Column: with.Column, Rank: rank})
	t.Private.Put(author, own)
	return nil
}

type rewriteWith struct {
	Note   rooms.ID `json:"note"`
	Text   string   `json:"text" takes:"card"`
	Column rooms.ID `json:"column,omitempty"` // absent: as it was
}

func rewrite(t *turn, with rewriteWith) error {
	author, err := authorOf(t, "")
	if err != nil {
		return err
	}
	own, _ := t.Private.Get(author)
	note, ok := own.Notes.Get(with.Note)
	switch {
	case !ok:
		return rooms.NoSuch("note")
	case with.Column != "" && !t.Shared.Columns.Has(with.Column):
		return rooms.Invalid("column", "no_such_column")
	case with.Column != "":
		note.Column = with.Column
	}
	note.Text = with.Text
	own.Notes.Put(with.Note, note)
	t.Private.Put(author, own)
	return nil
}

func unwrite(t *turn, with struct {
	Note rooms.ID `json:"note"`
}) error {
	author, err := authorOf(t, "")
	if err != nil {
		return err
	}
	own, _ := t.Private.Get(author)
	if !own.Notes.Has(with.Note) {
		return rooms.NoSuch("note")
	}
	own.Notes.Delete(with.Note)
	keepOwn(t, author, own)
	return nil
}

// keepOwn keeps no drawer that is empty: it would say that its owner had written.
func keepOwn(t *turn, person rooms.ID, own Own) {
	if own == (Own{}) {
		t.Private.Delete(person)
		return
	}
	t.Private.Put(person, own)
}

// authorOf returns whose drawer a note is for, if one can write now.
func authorOf(t *turn, behalf rooms.ID) (rooms.ID, error) {
	switch {
	case t.Shared.Writing == writingFew, !notesHide(t):
		return "", rooms.Refuse("too_few/on_page", "n", rooms.FewestInCrowd)
	case t.Shared.Writing == "":
		return "", rooms.Refuse("phase_closed")
	}
	return t.Behalf(behalf)
}

// freeze is the zero of the writing's clock.
func freeze(t *turn) {
	if t.Shared.Writing == writingOpen && !t.Room.Agenda.Held {
		t.Shared.Writing = writingFrozen
		t.SetTimer(freezing, writeGrace)
		return
	}
	t.MoveOn()
}

// freezing is the timer of the grace.
const freezing = "freeze"

// notesLost follows the loss of a round's key: what people had written is gone,
// and they are told so.
func notesLost(t *turn) error {
	if t.Room.Ended != 0 {
		return nil
	}
	b, _ := t.Room.Ballots.Get(dotsBallot)
	if b.IsOpen() {
		t.HoldRound(heldVote) // the kernel has forgotten what held the round
	}
	switch {
	case t.Room.Agenda.Now == dots && b.IsOpen():
		return nil
	case t.Room.Agenda.Now == rooms.Closing:
		t.HoldRound(heldKudos)
	case t.Shared.Writing == "" && !t.Shared.Withheld && !goneBackFrom(t, write) && !goneBackFrom(t, rooms.Closing):
		return nil
	}
	*t.Private = rooms.Map[rooms.ID, Own]{}
	t.Shared.Lost = true
	t.Shared.Writing, t.Shared.Withheld = "", false
	return openWriting(t)
}

// goneBackFrom tells whether what people wrote in a phase waits in their drawers.
func goneBackFrom(t *turn, phase string) bool {
	p, _ := t.Room.Agenda.Phases.Get(phase)
	return p.Spent > 0 && t.Before(phase)
}

// tidyNotes empties the drawers when the round in which they were filled is over.
func tidyNotes(drawers *rooms.Map[rooms.ID, Own]) { *drawers = rooms.Map[rooms.ID, Own]{} }

// tooFewPeople tells whether a ballot was refused for want of people.
func tooFewPeople(err error) bool {
	var refusal *rooms.Error
	return errors.As(err, &refusal) && refusal.Code == "too_few"
}
