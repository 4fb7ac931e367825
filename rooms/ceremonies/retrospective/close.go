package retrospective

import (
	"cmp"

	"rondo/rooms"
)

const (
	heldKudos = "kudos"
	mostKudos = 20 // of one person
	thankful  = participants | rooms.Leading
)

// openClose asks what the time was worth, opens the box for thanks, and says whose
// turn it is to facilitate next. A meeting that is opened again has its box again.
func openClose(t *turn) error {
	if t.Shared.NextLead == "" {
		t.Shared.NextLead = t.After(t.Room.Baton.Holder, rooms.Team)
	}
	if t.Room.Ended != 0 {
		return nil // ended from an earlier phase
	}
	t.HoldRound(heldKudos)
	t.OpenCrowd(heldKudos, thankful)
	t.HideWhoIsDone()
	return askWorth(t)
}

// askWorth asks once, as soon as there are enough to ask.
func askWorth(t *turn) error {
	if t.Room.Ended != 0 || t.Room.Ballots.Has(roti) {
		return nil
	}
	return rooms.UnlessTooFew(t.OpenBallot(roti, rooms.BallotPlan{
		Kind: rooms.Scale, Secrecy: rooms.Anonymous, Who: participants, Auto: true,
	}))
}

// closeRings is the zero of the last clock: the ballot closes with its own grace,
// and thanks that are in flight have theirs.
func closeRings(t *turn) {
	if t.Room.Agenda.Held {
		return
	}
	if b, _ := t.Room.Ballots.Get(roti); b.IsOpen() {
		t.SetTimer("ballot:"+roti, 0)
	}
	t.SetTimer(freezing, writeGrace)
}

type thankWith struct {
	To     rooms.ID `json:"to"`
	Text   string   `json:"text" takes:"title"`
	Signed bool     `json:"signed,omitempty"`
	For    rooms.ID `json:"for,omitempty"` // somebody around the actor's device
}

// thank puts thanks into the giver's drawer, where they stay secret until the end:
// their time must say nothing about who gave them.
func thank(t *turn, with thankWith) error {
	giver, err := t.Behalf(with.For)
	if err != nil {
		return err
	}
	switch {
	case t.Room.Ended != 0:
		return rooms.Refuse("meeting_over")
	case t.NameOf(with.To) == "":
		return rooms.NoSuch("person").At("to")
	case !with.Signed && !t.Hides(heldKudos, thankful, with.To):
		return rooms.Refuse("too_few/signed").At("signed")
	}
	own, _ := t.Private.Get(giver)
	if own.Kudos.Len() >= mostKudos {
		return rooms.Refuse("too_many/thanks", "n", mostKudos)
	}
	rank := rooms.LastRank(own.Kudos, func(k OwnKudo) int { return k.Rank }) + 1
	own.Kudos.Put(t.Rand.ID(), OwnKudo{To: with.To, Text: with.Text, Signed: with.Signed, Rank: rank})
	t.Private.Put(giver, own)
	return nil
}

func unthank(t *turn, with struct {
	Kudo rooms.ID `json:"kudo"`
}) error {
	own, _ := t.Private.Get(t.Actor)
	if !own.Kudos.Has(with.Kudo) {
		return rooms.NoSuch("kudo")
	}
	own.Kudos.Delete(with.Kudo)
	keepOwn(t, t.Actor, own)
	return nil
}

// endRetro shows what is still to be shown, and destroys what cannot be. A meeting
// that ended before the discussion has its topics in the minutes all the same.
func endRetro(t *turn) {
	openKudos(t)
	destroyNotes(t)
	t.Room.Locked = true // the link is no key to what was said; whoever facilitates may let others in
	b, _ := t.Room.Ballots.Get(dotsBallot)
	if _, voted := b.Shown(); voted && t.Shared.Topics.Len() == 0 {
		layTopics(t)
	}
}

// openKudos shows all thanks at once, in an order by lot. Those without a name are
// destroyed where too few could have given them, whoever is thanked left out, or where
// they were given in a moment between two endings.
func openKudos(t *turn) {
	t.Shared.Unthanked = t.Holds(heldKudos) && !t.HidesShown(heldKudos)
	var kudos []Kudo
	for giver, own := range t.Private.All() {
		for _, k := range own.Kudos.All() {
			if !k.Signed && !t.HidesShown(heldKudos, k.To) {
				continue
			}
			kudo := Kudo{To: k.To, Text: k.Text}
			if k.Signed {
				kudo.By = giver
			}
			kudos = append(kudos, kudo)
		}
		own.Kudos = rooms.Map[rooms.ID, OwnKudo]{}
		keepOwn(t, giver, own)
	}
	drawLots(t, kudos, func(a, b Kudo) int {
		return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(a.Text, b.Text), cmp.Compare(a.By, b.By))
	})
	last := rooms.LastRank(t.Shared.Kudos, func(k Kudo) int { return k.Rank })
	for i, k := range kudos {
		k.Rank = last + i + 1
		t.Shared.Kudos.Put(t.Rand.ID(), k)
	}
	t.Shared.Lost = false
	t.ForgetCrowd(heldKudos)
	t.ReleaseRound(heldKudos)
}

func setNextLead(t *turn, with struct {
	Person rooms.ID `json:"person"`
}) error {
	if p, ok := t.Room.People.Get(with.Person); !ok || p.Left {
		return rooms.NoSuch("person")
	}
	t.Shared.NextLead = with.Person
	return nil
}
