package rooms

type voteWith struct {
	Ballot string         `json:"ballot"`
	Card   string         `json:"card,omitempty"`
	Dots   map[string]int `json:"dots,omitempty"`
}

type ballotWith struct {
	Ballot string `json:"ballot"`
}

// vote takes or changes the actor's choice. What it answers does not depend on
// which valid choice it was.
func vote(t *Table, with voteWith) error {
	b, err := t.votesIn(with.Ballot)
	if err != nil {
		return err
	}
	choice, err := b.choice(with)
	if err != nil {
		return err
	}
	switch b.Secrecy {
	case Named:
		b.Results.Edit(roundKey(b.Round), func(r *Result) {
			r.Votes.Put(t.Actor, choice)
			r.Voters = r.Votes.Len()
		})
	default:
		t.Held.Edit(t.Actor, func(h *Held) { h.Votes.Put(with.Ballot, choice) })
	}
	return t.voted(with.Ballot, b, true)
}

func unvote(t *Table, with ballotWith) error {
	b, err := t.votesIn(with.Ballot)
	if err != nil {
		return err
	}
	switch b.Secrecy {
	case Named:
		b.Results.Edit(roundKey(b.Round), func(r *Result) {
			r.Votes.Delete(t.Actor)
			r.Voters = r.Votes.Len()
		})
	default:
		t.takeVote(t.Actor, with.Ballot)
	}
	return t.voted(with.Ballot, b, false)
}

// voted shows that somebody has voted, or no longer has. Of an anonymous ballot
// nothing at all may change in the open: its count, its quorum and an end of
// its countdown wait for the clocks, which tick whether anybody votes or not.
func (t *Table) voted(id string, b Ballot, yes bool) error {
	if b.Secrecy == Anonymous {
		return nil
	}
	if yes {
		b.Done.Put(t.Actor, true)
	} else {
		b.Done.Delete(t.Actor)
	}
	t.Room.Ballots.Put(id, b)
	return t.weigh(id)
}

// votesIn returns an open ballot in which the actor may vote.
func (t *Table) votesIn(id string) (Ballot, error) {
	b, err := t.openBallot(id)
	if err == nil && !b.Who.Has(t.Actor) {
		err = Refuse("not_eligible", "You are not among those who were asked when this vote was opened.")
	}
	return b, err
}

// choice checks what somebody chose.
func (b Ballot) choice(with voteWith) (Choice, error) {
	if b.Kind == Dots {
		return b.dots(with)
	}
	if with.Dots != nil {
		return Choice{}, Invalid("dots", "There are no dots in this vote.")
	}
	if !b.Options.Has(with.Card) {
		return Choice{}, Invalid("card", "This is not one of the answers.")
	}
	return Choice{Card: with.Card}, nil
}

func (b Ballot) dots(with voteWith) (c Choice, err error) {
	if with.Card != "" {
		return c, Invalid("card", "This vote is made with dots.")
	}
	sum := 0
	for option, n := range with.Dots {
		switch {
		case !b.Options.Has(option):
			return c, Invalid("dots", "One of these is not in this vote.")
		case n < 1 || n > b.Stack:
			return c, Invalid("dots", "One thing can get 1 to %d of your dots.", b.Stack)
		}
		sum += n
		c.Dots.Put(option, n)
	}
	if sum < 1 || sum > b.Budget {
		return c, Invalid("dots", "You have %d dots to give; you gave %d.", b.Budget, sum)
	}
	return c, nil
}

// voteOf returns what a person chose in the round that is open.
func (t *Table) voteOf(id string, b Ballot, person ID) (Choice, bool) {
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
