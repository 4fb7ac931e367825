package rooms

import (
	"maps"
	"slices"
)

type voteWith struct {
	Ballot string         `json:"ballot" takes:"key"`
	For    ID             `json:"for,omitempty"` // somebody around the actor's device
	Card   string         `json:"card,omitempty" takes:"key"`
	Dots   map[string]int `json:"dots,omitempty"`
	Sure   string         `json:"sure,omitempty" takes:"sure|so_so|unsure?"` // how sure one is
}

type unvoteWith struct {
	Ballot string `json:"ballot" takes:"key"`
	For    ID     `json:"for,omitempty"`
}

type ballotWith struct {
	Ballot string `json:"ballot" takes:"key"`
}

// vote takes or changes somebody's choice. What it answers does not depend on
// which valid choice it was. The choice lies in the drawer of the one who made
// it: a device does not show it to the next who takes it in hand.
func vote(t *Tx, with voteWith) error {
	b, person, err := t.votesIn(with.Ballot, with.For)
	if err != nil {
		return err
	}
	choice, err := b.choice(with)
	if err == nil {
		choice.Sure, err = b.sureness(with.Sure)
	}
	if err != nil {
		return err
	}
	switch b.Secrecy {
	case Named:
		b.Results.Edit(roundKey(b.Round), func(r *Result) {
			r.Of = b.About
			r.Votes.Put(person, choice)
			r.Voters = r.Votes.Len()
		})
	default:
		t.Held.Edit(person, func(h *Held) { h.Votes.Put(with.Ballot, choice) })
	}
	return t.voted(with.Ballot, b, person, true)
}

func unvote(t *Tx, with unvoteWith) error {
	b, person, err := t.votesIn(with.Ballot, with.For)
	if err != nil {
		return err
	}
	switch b.Secrecy {
	case Named:
		b.Results.Edit(roundKey(b.Round), func(r *Result) {
			r.Votes.Delete(person)
			r.Voters = r.Votes.Len()
		})
	default:
		t.takeVote(person, with.Ballot)
	}
	return t.voted(with.Ballot, b, person, false)
}

// voted shows that somebody has voted, or no longer has. Of an anonymous ballot
// nothing at all may change in the open: its count, its quorum and an end of
// its countdown wait for the clocks, which tick whether anybody votes or not.
func (t *Tx) voted(id string, b Ballot, person ID, yes bool) error {
	if b.Secrecy == Anonymous {
		return nil
	}
	if yes {
		b.Done.Put(person, true)
	} else {
		b.Done.Delete(person)
	}
	t.Room.Ballots.Put(id, b)
	return t.weigh(id)
}

// votesIn returns an open ballot, and who votes in it.
func (t *Tx) votesIn(id string, behalf ID) (Ballot, ID, error) {
	b, err := t.openBallot(id)
	if err != nil {
		return b, "", err
	}
	person, err := t.Behalf(behalf)
	switch {
	case err != nil:
	case !b.Who.Has(person):
		err = Refuse("not_eligible/late")
	case t.WhoIs(person)&b.May == 0:
		err = Refuse("not_eligible/any_more")
	}
	return b, person, err
}

// choice checks what somebody chose.
func (b Ballot) choice(with voteWith) (Choice, error) {
	if b.Kind == Dots {
		return b.dots(with)
	}
	if with.Dots != nil {
		return Choice{}, Invalid("dots", "no_dots")
	}
	if !b.Options.Has(with.Card) {
		return Choice{}, Invalid("card", "no_such_answer")
	}
	return Choice{Card: with.Card}, nil
}

// sureness checks how sure somebody says to be.
func (b Ballot) sureness(answer string) (string, error) {
	if answer != "" && !b.Sure {
		return "", Invalid("sure", "sure_not_asked")
	}
	return answer, nil
}

func (b Ballot) dots(with voteWith) (c Choice, err error) {
	if with.Card != "" {
		return c, Invalid("card", "only_dots")
	}
	sum := 0
	for _, option := range slices.Sorted(maps.Keys(with.Dots)) { // the same refusal each time
		n := with.Dots[option]
		switch {
		case !b.Options.Has(option):
			return c, Invalid("dots", "no_such_option")
		case n < 1 || n > b.Stack:
			return c, Invalid("dots", "stack", "most", b.Stack)
		}
		sum += n
		c.Dots.Put(option, n)
	}
	if sum < 1 || sum > b.Budget {
		return c, Invalid("dots", "budget", "most", b.Budget, "n", sum)
	}
	return c, nil
}

// voteOf returns what a person chose in the round that is open.
func (t *Tx) voteOf(id string, b Ballot, person ID) (Choice, bool) {
	if b.Secrecy == Named {
		r, _ := b.Results.Get(roundKey(b.Round))
		return r.Votes.Get(person)
	}
	held, _ := t.Held.Get(person)
	return held.Votes.Get(id)
}

// takeVote removes a vote from a drawer.
func (b *Base) takeVote(person ID, id string) {
	if held, ok := b.Held.Get(person); ok && held.Votes.Has(id) {
		b.editHeld(person, func(h *Held) { h.Votes.Delete(id) })
	}
}

func (b *Base) emptyDrawers(id string) {
	for person := range b.Held.All() {
		b.takeVote(person, id)
	}
}

// tidyVotes empties the drawers of what was chosen in anonymous ballots. When a
// round's key is burnt, no anonymous ballot has votes that count: one that is
// open then was opened in the same step.
func tidyVotes(b *Base) {
	for id, ballot := range b.Room.Ballots.All() {
		if ballot.Secrecy == Anonymous {
			b.emptyDrawers(id)
		}
	}
}
