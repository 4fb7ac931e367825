package rooms

import (
	"slices"
	"time"
)

// everyoneVoted tells whether all eligible people who are present have voted.
// Nobody waits for somebody who is not asked any more, whatever took that away:
// another role, standing aside, going home. Somebody who voted before still has
// voted. An anonymous ballot goes by
// numbers that everybody knows: that as many have voted as are here, and enough
// to show a result. Asking who of them has would tell it when somebody leaves.
func (t *Tx) everyoneVoted(id string, b Ballot) bool {
	voted, missing := t.countVotes(id, b), 0
	present := 0
	for person := range b.Who.All() {
		if !t.asks(b, person) || !t.awaited(person) {
			continue
		}
		present++
		if _, ok := t.voteOf(id, b, person); !ok {
			missing++
		}
	}
	if b.Secrecy == Anonymous {
		return voted >= FewestInCrowd && voted >= present
	}
	return voted > 0 && missing == 0
}

// countVotes counts who has voted in the round that is open.
func (t *Tx) countVotes(id string, b Ballot) (n int) {
	for person := range b.Who.All() {
		if _, ok := t.voteOf(id, b, person); ok {
			n++
		}
	}
	return n
}

// revealIn is how long people have from "all have voted" to the reveal. Of an
// anonymous ballot nobody knows whether those who are gone were among those who
// voted; then whoever is here and has not gets some more time.
func (t *Tx) revealIn(id string, b Ballot) time.Duration {
	if b.Secrecy == Anonymous && t.countVotes(id, b) < b.Who.Len() {
		return countdown
	}
	return revealCountdown
}

// asks tells whether a ballot is somebody's to answer as they stand in the room
// now, whether or not they were there when it was opened.
func (t *Tx) asks(b Ballot, person ID) bool {
	p, _ := t.Room.People.Get(person)
	return p.TakesPart() && t.WhoIs(person)&b.May != 0
}

// awaited tells whether a quorum waits for somebody.
func (t *Tx) awaited(person ID) bool {
	p, _ := t.Room.People.Get(person)
	return p.TakesPart() && t.present(person, QuorumGrace)
}

// PresentOf counts who of a group is here, as a quorum counts them.
func (t *Tx) PresentOf(who Who) (n int) {
	for person := range t.Room.People.All() {
		if t.WhoIs(person)&who != 0 && t.awaited(person) {
			n++
		}
	}
	return n
}

// After returns who of a group sits next to somebody: the next to have come, of
// those who are here. It is "" when nobody else is.
func (t *Tx) After(person ID, who Who) ID {
	seats := t.Room.People.Ranked(func(p Person) int { return p.Rank })
	at := slices.Index(seats, person)
	for i := range seats {
		next := seats[(at+1+i)%len(seats)]
		if next != person && t.WhoIs(next)&who != 0 && t.awaited(next) {
			return next
		}
	}
	return ""
}

// weigh starts the countdown to the reveal when everybody has voted, and stops
// it when that is no longer so: somebody took a vote back, or came in.
func (t *Tx) weigh(id string) error {
	b, _ := t.Room.Ballots.Get(id)
	if !b.Auto || !b.IsOpen() {
		return nil
	}
	all := t.everyoneVoted(id, b)
	switch {
	case all && b.State == ballotOpen:
		b.State = ballotCounting
		t.SetTimer("reveal:"+id, t.revealIn(id, b))
	case !all && b.State == ballotCounting:
		b.State = ballotOpen
		t.StopTimer("reveal:" + id)
	}
	t.Room.Ballots.Put(id, b)
	return nil
}

// weighAll runs when people come and go, or become others. Doing it twice changes
// nothing more.
func (t *Tx) weighAll() error {
	return t.eachOpen(func(t *Tx, id string) error {
		t.askLate(id)
		return t.weighNow(id)
	})
}

// askLate asks those who came, or became eligible, since the round was opened, where
// the plan says so.
func (t *Tx) askLate(id string) {
	b, _ := t.Room.Ballots.Get(id)
	if !b.Late {
		return
	}
	for person := range t.Room.People.All() {
		if t.asks(b, person) {
			b.Who.Put(person, true)
		}
	}
	t.Room.Ballots.Put(id, b)
}

// weighNow weighs as soon as the people to be waited for change. An anonymous
// ballot is weighed at the pace of its count only: that a countdown starts when
// somebody leaves would say that this person had not voted.
func (t *Tx) weighNow(id string) error {
	if b, _ := t.Room.Ballots.Get(id); b.Secrecy != Anonymous {
		return t.weigh(id)
	}
	t.wakeCount(id)
	return nil
}

// countedDown ends the three seconds. Of an anonymous ballot this is the first
// moment after the countdown's start at which a vote taken back may show.
func (t *Tx) countedDown(id string) error {
	b, err := t.openBallot(id)
	if err != nil {
		return nil // closed meanwhile by somebody
	}
	if !t.everyoneVoted(id, b) {
		b.State = ballotOpen
		t.Room.Ballots.Put(id, b)
		return nil
	}
	return t.CloseBallot(id)
}

// publishCount shows how many have voted in an anonymous ballot. It comes at a
// fixed pace, changes or not, so that no public byte tells when somebody voted
// (docs/privacy.md). It sleeps while nobody is there to see it: a room
// that was left with a ballot open must not tick for days.
func (t *Tx) publishCount(id string) error {
	b, err := t.openBallot(id)
	if err != nil {
		return nil // closed in the same moment
	}
	b.Count = t.countVotes(id, b)
	t.Room.Ballots.Put(id, b)
	t.wakeCount(id)
	return t.weigh(id)
}

func (t *Tx) wakeCount(id string) {
	if t.Room.Timers.Has("tally:" + id) {
		return
	}
	b, _ := t.Room.Ballots.Get(id)
	for person := range b.Who.All() {
		if t.awaited(person) {
			t.SetTimer("tally:"+id, tallyStep)
			return
		}
	}
}
