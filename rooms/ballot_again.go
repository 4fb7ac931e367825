package rooms

// Nothing follows from putting results together. Whoever compares two results of one
// question that count other people learns what those chose who are in one and not in
// the other, and over several rounds any difference can be reached. So an anonymous
// question is asked again only of the same people, once all of them have answered, and
// what comes of it is shown only when all of them answer again. All results of a
// question then count the same people, each once, and to exchange two of them changes
// none: together they say of nobody what they do not say of all.
//
// A question is a ballot and what it is about. Whom its result counts lies with the
// result, which stands as long as the room; where that is unknown, since not all who
// were asked have answered, the question is never asked again. The same holds between
// a result without names and one with names, of which everybody knows who chose what.

// again refuses to ask what was answered before by others, or not by all who were asked.
func (b Ballot) again() error {
	if shown, bound := b.boundBy(); bound && !samePeople(shown.counts(), b.Who) {
		return Refuse("same_people")
	}
	return nil
}

// boundBy returns the result that the round must count the same people as, if there is
// one.
func (b Ballot) boundBy() (Result, bool) {
	shown, ok := b.Shown()
	return shown, ok && (b.Secrecy == Anonymous || shown.Votes.Len() == 0)
}

// counts are the people whom a result counts; nobody where that is not known.
func (r Result) counts() Map[ID, bool] {
	who := r.Who
	for person := range r.Votes.All() {
		who.Put(person, true)
	}
	return who
}

// together is a round's result as far as it may be shown beside the one before.
func (b Ballot) together(votes map[ID]Choice, r Result) Result {
	all := len(votes) == b.Who.Len()
	if _, bound := b.boundBy(); bound && !all {
		return Result{Part: true}
	}
	if b.Secrecy == Anonymous && all && r.Voters > 0 {
		r.Who = b.Who
	}
	return r
}

// forgetOlder leaves of an anonymous question no result beside a newer one, but the
// one that stands when the newer shows nothing.
func (b *Ballot) forgetOlder(newer Result) {
	if b.Secrecy != Anonymous {
		return
	}
	for _, round := range b.Rounds(b.About) {
		if r, _ := b.Results.Get(roundKey(round)); newer.Voters > 0 || r.Voters == 0 {
			b.Results.Delete(roundKey(round))
		}
	}
}

// ForgetVoters lets a ballot that was not anonymous say no longer who chose what, and
// one that is over will be asked again anonymously. Of each question the newest result
// stays: two without names could be compared by whoever comes later.
func (t *Tx) ForgetVoters(id string) {
	t.Room.Ballots.Edit(id, func(b *Ballot) {
		if !b.IsOpen() {
			b.Secrecy, b.Done = Anonymous, Map[ID, bool]{}
		}
		for _, r := range b.Results.All() {
			b.forgetVotersOf(r.Of)
		}
	})
}

func (b *Ballot) forgetVotersOf(about string) {
	newest := true
	rounds := b.Rounds(about)
	for i := len(rounds) - 1; i >= 0; i-- {
		key := roundKey(rounds[i])
		r, _ := b.Results.Get(key)
		switch {
		case r.Voters > 0 && !newest:
			b.Results.Delete(key)
		case r.Voters > 0:
			newest = false
			r.Who, r.Votes = r.counts(), Map[ID, Choice]{}
			b.Results.Put(key, r)
		}
	}
}

func samePeople(a, b Map[ID, bool]) bool {
	for person := range a.All() {
		if !b.Has(person) {
			return false
		}
	}
	return a.Len() > 0 && a.Len() == b.Len()
}
