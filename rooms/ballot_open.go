package rooms

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// BallotPlan is what a ceremony asks.
type BallotPlan struct {
	Kind     string
	Secrecy  string
	Options  []string      // of cards and dots; the other kinds bring their own
	Deck     Deck          // cards to estimate with, instead of Options
	Fine     int           // answers to an anonymous question from which somebody is fine, of yes and no all but no: see Result.Mood
	Sure     bool          // people may say how sure they are
	Budget   int           // dots each person has
	Stack    int           // dots one may put on one option; 0: all of them
	Who      Who           // who is asked
	About    string        // what is asked about, where one ballot serves for several things
	Auto     bool          // reveal when all present have voted; not for dots, where a first dot is not the last
	Fixed    bool          // it ends by itself: nobody ends it early, or asks again by hand
	Late     bool          // whoever comes, or gets the role, while it is open is asked too; never when anonymous
	Deadline time.Duration // 0: until somebody closes it
}

// OpenBallot asks a question, or asks it again in a new round in which nothing
// of the old one counts. Whoever is eligible now is so until the round ends;
// see AddVoter for those who come later.
//
// It refuses with "too_few" when nobody is eligible, or, for an anonymous
// ballot, when fewer than three of the eligible are present: with two people
// each knows what the other chose. It refuses with "ballot_open" when the
// question is being asked already, and with "same_people" when its result could be put
// together with one that was shown before (again).
func (t *Tx) OpenBallot(id string, plan BallotPlan) error {
	if !slices.Contains(t.kind.ballots, id) {
		return fmt.Errorf("rooms: Ballots of %s do not name %q, which is asked", t.kind.Name, id)
	}
	b, err := plan.ballot()
	if err != nil {
		return err
	}
	old, _ := t.Room.Ballots.Get(id)
	if old.IsOpen() {
		return Refuse("ballot_open")
	}
	if n := len(old.Rounds(plan.About)); n >= maxRounds || old.Results.Len() >= maxResults {
		return Refuse("too_many/rounds", "n", n)
	}
	b.Who, b.Round, b.Results = t.eligible(b), old.Round+1, old.Results
	if old.Round > 0 {
		b.Fine = old.Fine // with another the same answers would say more
	}
	if err := cmp.Or(t.enough(b), b.again()); err != nil {
		return err
	}
	t.emptyDrawers(id)
	t.Room.Ballots.Put(id, b)
	if b.Secrecy == Anonymous {
		t.HoldRound("ballot:" + id)
		t.SetTimer("tally:"+id, tallyStep)
	}
	if plan.Deadline > 0 {
		t.SetTimer("ballot:"+id, plan.Deadline)
	}
	t.Tell(Asked, id)
	return nil
}

// UnlessTooFew drops the refusal of a ballot that has nobody, or too few, to ask, or that
// could be put together with an earlier one: the meeting goes on without it.
func UnlessTooFew(err error) error {
	var refusal *Error
	if errors.As(err, &refusal) && (refusal.Code == "too_few" || refusal.Code == "same_people") {
		return nil
	}
	return err
}

// ballot checks a plan. A mistake in it is the ceremony's, not a person's.
func (p BallotPlan) ballot() (Ballot, error) {
	b := Ballot{
		Kind: p.Kind, Secrecy: p.Secrecy, State: ballotOpen, May: p.Who, Limit: For(p.Deadline),
		About: p.About, Auto: p.Auto, Fixed: p.Fixed, Late: p.Late, Deck: p.Deck.Key, Sure: p.Sure, Fine: p.Fine,
	}
	switch p.Kind {
	case Dots:
		b.Budget, b.Stack, b.Auto = p.Budget, p.Stack, false
		if b.Stack == 0 {
			b.Stack = b.Budget
		}
		if b.Budget < 1 || b.Stack < 1 || b.Stack > b.Budget {
			return b, fmt.Errorf("rooms: a ballot with %d dots, %d on one option", p.Budget, p.Stack)
		}
		b.Options = ListOf(p.Options...)
	case Cards:
		b.Options = ListOf(p.Options...)
		if b.Deck != "" {
			b.Options = ListOf(p.Deck.Options()...)
		}
	default:
		b.Options = ListOf(fixedOptions[p.Kind]...)
	}
	if b.Deck != "" && p.Kind != Cards {
		return b, fmt.Errorf("rooms: a ballot of kind %q has no deck", p.Kind)
	}
	if b.Options.Len() == 0 {
		return b, fmt.Errorf("rooms: a ballot of kind %q without options", p.Kind)
	}
	if p.Secrecy != Named && p.Secrecy != Hidden && p.Secrecy != Anonymous {
		return b, fmt.Errorf("rooms: a ballot of unknown secrecy %q", p.Secrecy)
	}
	if p.Fine != 0 && (!b.measures() && p.Kind != YesNo || p.Secrecy != Anonymous) {
		return b, fmt.Errorf("rooms: a ballot of kind %q, %s, that asks who is fine", p.Kind, p.Secrecy)
	}
	if p.Late && p.Secrecy == Anonymous {
		return b, fmt.Errorf("rooms: an anonymous ballot that asks whoever comes would count who comes twice")
	}
	return b, nil
}

// plan is what to ask again.
func (b Ballot) plan() BallotPlan {
	var deck Deck
	if b.Deck != "" {
		deck = b.deck()
	}
	return BallotPlan{
		Kind: b.Kind, Secrecy: b.Secrecy, Options: b.Options.Slice(), Deck: deck, Sure: b.Sure, Budget: b.Budget, Stack: b.Stack,
		Who: b.May, About: b.About, Auto: b.Auto, Fixed: b.Fixed, Late: b.Late, Deadline: b.Limit.Duration(),
	}
}

func (t *Tx) eligible(b Ballot) (people Map[ID, bool]) {
	for id := range t.Room.People.All() {
		if t.asks(b, id) {
			people.Put(id, true)
		}
	}
	return people
}

func (t *Tx) enough(b Ballot) error {
	seen := t.crowd(func(yield func(ID) bool) {
		for person := range b.Who.All() {
			if t.IsSeen(person) && !yield(person) {
				return
			}
		}
	})
	switch {
	case b.Who.Len() == 0:
		return Refuse("too_few/nobody")
	case b.Secrecy == Anonymous && len(seen) < FewestInCrowd:
		return Refuse("too_few/anonymous", "n", FewestInCrowd)
	}
	return nil
}

// AddVoter lets somebody vote who was not eligible when the round was opened, and
// is now.
func (t *Tx) AddVoter(id string, person ID) error {
	b, err := t.openBallot(id)
	switch {
	case err != nil:
		return err
	case t.WhoIs(person)&b.May == 0:
		return Refuse("not_eligible/role")
	}
	b.Who.Put(person, true)
	if err := b.again(); err != nil {
		return err
	}
	t.Room.Ballots.Put(id, b)
	return t.weighNow(id)
}

// VoidBallot opens a ballot again whose votes were lost. Everybody sees the
// lost round in Results; when there are too few people to ask again, the ballot
// stays void, without votes, until the facilitator calls for a re-vote.
func (t *Tx) VoidBallot(id string) error {
	b, err := t.openBallot(id)
	if err != nil {
		return err
	}
	t.endRound(id, &b, Result{Lost: true})
	b.State = ballotVoid
	t.emptyDrawers(id)
	t.Room.Ballots.Put(id, b)
	return UnlessTooFew(t.OpenBallot(id, b.plan()))
}

// voidLost asks again what was asked when the secrets of an anonymous round were
// lost. With the round's key went every drawer, so hidden votes as well.
func (t *Tx) voidLost(only string) error {
	return t.eachOpen(func(t *Tx, id string) error {
		b, _ := t.Room.Ballots.Get(id)
		if b.Secrecy == Named || only != "" && only != id {
			return nil
		}
		return t.VoidBallot(id)
	})
}

func (t *Tx) eachOpen(do func(*Tx, string) error) error {
	for id, b := range t.Room.Ballots.All() {
		if !b.IsOpen() {
			continue
		}
		if err := do(t, id); err != nil {
			return err
		}
	}
	return nil
}

// openBallot returns a ballot that one can vote in.
func (t *Tx) openBallot(id string) (Ballot, error) {
	b, ok := t.Room.Ballots.Get(id)
	switch {
	case !ok:
		return b, NoSuch("ballot")
	case !b.IsOpen():
		return b, Refuse("ballot_closed")
	}
	return b, nil
}

func roundKey(round int) string { return strconv.Itoa(round) }
