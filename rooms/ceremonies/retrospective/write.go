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
	mostNotes    = 30              // of one person
	leastNotes   = 5               // of one person, however many people there are
	notesInAll   = 1000            // that a board is made for, also where 200 people write
	fewestOnPage = 3               // people without whom a note says who wrote it
	writeGrace   = 5 * time.Second // for text in flight at zero
	leastAgain   = time.Minute     // of a writing that one goes back to: what comes of it is shown together, never one by one
	heldNotes    = "notes"         // what keeps the secret round open while people write
)

// openWriting lets people write, as soon as the promise can be kept. It runs when
// the phase begins and when people come.
func openWriting(t *turn) error {
	if t.Room.Agenda.Now != write || t.Shared.Writing == writingOpen || t.Shared.Writing == writingFrozen {
		return nil
	}
	if t.Room.Promise == anonymous && t.CrowdOf(participants) < fewestOnPage {
		t.Shared.Writing = writingFew
		return nil
	}
	// Notes with names are as secret until they are revealed, and the promise may
	// yet be made stricter while people write.
	if p, _ := t.Room.Agenda.Phases.Get(write); p.Spent > 0 && t.Shared.Writing == "" {
		t.Shared.Resumed = t.Now
	}
	t.Shared.Writing = writingOpen
	countWriters(t)
	t.HoldRound(heldNotes)
	t.HideWhoIsDone()
	return nil
}

// countWriters notes who can write. Who leaves stays among those who may have
// written; whom somebody else took the part from, or sent away, does not: one by
// one all but one could be, and what is written then would be that one's. With
// fewer than three left the writing waits.
func countWriters(t *turn) {
	for person := range t.Room.People.All() {
		if t.WhoIs(person)&participants != 0 && t.IsSeen(person) {
			t.Shared.Writers.Put(person, true)
		}
	}
	// Each has a share, so that the room stays small; nobody learns from a refusal how
	// much others wrote.
	t.Shared.Most = min(mostNotes, max(leastNotes, notesInAll/max(1, t.Shared.Writers.Len())))
	if t.Room.Promise == anonymous && t.Shared.Writing == writingOpen && writers(t) < fewestOnPage {
		t.Shared.Writing = writingFew
	}
}

// writers is how many people hide whoever wrote what is not shown yet.
func writers(t *turn) int {
	return t.Crowd(func(yield func(rooms.ID) bool) {
		for person := range t.Shared.Writers.All() {
			if !yield(person) {
				return
			}
		}
	})
}

// losesPart strikes somebody whose part was taken from the writers.
func losesPart(t *turn, person rooms.ID) {
	if p, _ := t.Room.People.Get(person); !p.TakesPart() || t.WhoIs(person)&participants == 0 {
		t.Shared.Writers.Delete(person)
	}
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
	switch t.Shared.Writing {
	case writingFew:
		return "", rooms.Refuse("too_few/on_page", "n", fewestOnPage)
	case "":
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
