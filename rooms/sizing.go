package rooms

import (
	"slices"
	"time"
)

// Sizing is how those who build something agree on how large it is: each chooses a card
// in hiding, and all are shown together (James Grenning, Planning Poker, 2002). What
// follows depends on how far apart the cards lie. One and the same is settled in one tap;
// of two side by side a short tie-break chooses; where they are wide apart the lowest and
// the highest voice say why, and there is one more hidden round. After that the team
// takes a size between, or sets the thing aside.
type Sizing struct {
	Deck   Deck            `json:"deck,omitzero"`   // the cards that are played with
	Sure   bool            `json:"sure,omitempty"`  // people say how sure they are
	Past   int             `json:"past,omitempty"`  // rounds about what is sized that an earlier sizing had
	Voices List[ID]        `json:"voices,omitzero"` // who say why, the first of them now
	Agrees Map[ID, string] `json:"agrees,omitzero"` // which size somebody would take, once the cards are shown
	Ahead  Map[ID, int]    `json:"ahead,omitzero"`  // how many items somebody has estimated ahead of the meeting
	Size   string          `json:"size,omitempty"`  // what was settled in the newest round about nothing on the list
}

// SizeBallot is the ballot of every sizing: a ceremony names it among its Ballots.
const SizeBallot = "cards"

// Where things stand that were set aside without a size: states of items.
const (
	ItemToSplit  = "to_split"  // it is to be made into smaller ones
	ItemSpike    = "spike"     // somebody finds out first
	ItemDeferred = "deferred"  // another time
	ItemUnready  = "not_ready" // something is missing: it cannot be sized yet
)

// What a sizing tells.
const (
	Sized    = "sized"     // a size was settled, of the item Of or ("") of nothing on the list
	SetAside = "set_aside" // the item Of was set aside: its state says how
)

// Figures of a sizing.
const (
	MostSizeRounds = 2 // then more talk brings people no closer
	VoiceTime      = 45 * time.Second
	TieTime        = 20 * time.Second
)

// cardsSeen is what somebody looks at who says what becomes of the cards that are shown.
var cardsSeen = []string{"/room/ballots/" + SizeBallot + "/round", "/room/ballots/" + SizeBallot + "/state"}

// SizingService is how large things are, beside the ballot and the hand queue that it is
// played with. A ceremony calls PlanSizing when it opens and AskSize for each thing.
func SizingService() Service {
	return Service{
		Name: "sizing",
		Verbs: map[string]Verb{
			"deck":   Do(chooseDeck).MeantFor("/room/sizing/deck/key", "/room/sizing/sure"),
			"agree":  Do(agreeOn).MeantFor(cardsSeen...),
			"settle": Do(settle).Undoable().MeantFor(cardsSeen...),
			"aside":  Do(setAside).Undoable().MeantFor(cardsSeen...),
			"heard":  Do(heard).MeantFor("/room/sizing/voices"),
		},
		Rings: map[string]func(*Tx, string) error{
			"voice": func(t *Tx, _ string) error { return t.nextVoice() },
			"tie":   func(t *Tx, _ string) error { return t.breakTie() },
		},
		Hears:   hearsSizing,
		Attends: attendsSizing,
	}
}

// SizingRights are the rows of the sizing service and of its ballot. Their phases and
// people are taken from four examples: of who sizes and when; of who shows the cards, asks
// again and passes the floor on; of who settles; and of who chooses the cards. Whoever says
// why may stop before the time is up.
func SizingRights(size, lead, settle, deck Right) Rights {
	heard := lead
	heard.May |= Speaking
	return slices.Concat(
		BallotRights(size, lead), size.For("agree"), heard.For("heard"), settle.For("settle", "aside"), deck.For("deck"),
	)
}

// PlanSizing prepares sizing with a deck that everybody knows, by its key.
func (t *Tx) PlanSizing(deck string) (err error) {
	t.Room.Sizing.Deck, err = DeckOf(deck, nil)
	return err
}

// AskSize asks the developers how large a thing is, or ("") what people talk about; the
// round that is open ends. A round runs for limit; 0: until all have chosen, or somebody
// shows the cards. Where nobody is there to ask, nothing is asked.
func (t *Tx) AskSize(about string, limit time.Duration) error {
	t.Room.Sizing.Past = len(t.sizeBallot().played(about))
	return UnlessTooFew(t.AskAnew(SizeBallot, t.sizePlan(about, limit)))
}

func (t *Tx) sizePlan(about string, limit time.Duration) BallotPlan {
	s := t.Room.Sizing
	return BallotPlan{
		Kind: Cards, Secrecy: Hidden, Deck: s.Deck, Sure: s.Sure, Who: Developers, About: about, Auto: true, Late: true, Deadline: limit,
	}
}

// SizeRounds are the results of the rounds that what is sized now has had so far, oldest first.
func (b *Base) SizeRounds() []Result {
	asked := b.sizeBallot()
	played := asked.played(asked.About)
	return played[min(b.Room.Sizing.Past, len(played)):]
}

func (b *Base) sizeBallot() Ballot {
	asked, _ := b.Room.Ballots.Get(SizeBallot)
	return asked
}

// played are the rounds about one thing in which somebody has chosen a card.
func (b Ballot) played(about string) (played []Result) {
	for _, round := range b.Rounds(about) {
		if r, _ := b.Results.Get(roundKey(round)); r.Voters > 0 {
			played = append(played, r)
		}
	}
	return played
}

// chooseDeck takes other cards. A round that is open begins anew with them.
func chooseDeck(t *Tx, with struct {
	Deck  string   `json:"deck" takes:"key"`             // its key
	Cards []string `json:"cards,omitempty" takes:"face"` // of a deck of the team's own
	Sure  bool     `json:"sure,omitempty"`               // ask how sure people are
}) error {
	deck, err := DeckOf(with.Deck, with.Cards)
	if err != nil {
		return err
	}
	t.Room.Sizing.Deck, t.Room.Sizing.Sure = deck, with.Sure
	t.forgetEstimates() // of other cards
	b := t.sizeBallot()
	if !b.IsOpen() {
		return nil
	}
	plan := b.plan()
	plan.Deck, plan.Sure = deck, with.Sure
	return t.AskAnew(SizeBallot, plan)
}

func hearsSizing(t *Tx, e Event) error {
	switch {
	case e.What == Asked && e.Of == SizeBallot:
		return t.begunSizing()
	case e.What == Settled && e.Of == SizeBallot:
		return t.cardsShown()
	case e.What == Left:
		return t.dropVoice(e.ID())
	case e.What == Leaving, e.What == Closed:
		t.calmSizing()
	case e.What == Changed:
		return t.weighAgreement()
	}
	return nil
}

// begunSizing clears the table for a round. What has its size already is sized from the
// beginning; else there are no more than two rounds.
func (t *Tx) begunSizing() error {
	t.calmSizing()
	b, s := t.sizeBallot(), &t.Room.Sizing
	if t.isSized() {
		s.Size, s.Past = "", len(b.played(b.About))
	}
	if len(t.SizeRounds()) >= MostSizeRounds {
		return Refuse("rounds_over", "n", MostSizeRounds)
	}
	return nil
}

// EndSizing leaves what is sized as it is: of a round that is open nothing counts.
func (t *Tx) EndSizing() {
	if b := t.sizeBallot(); b.IsOpen() {
		t.emptyDrawers(SizeBallot)
		t.stopBallot(SizeBallot, &b)
		b.Results.Delete(roundKey(b.Round))
		t.Room.Ballots.Put(SizeBallot, b)
	}
	t.calmSizing()
}

// cardsShown does what follows from how far apart the cards lie. Cards that are shown
// because the meeting goes on lead to nothing.
func (t *Tx) cardsShown() error {
	if t.outOfPhase(SizeBallot) != nil || t.Room.Ended != 0 {
		return nil
	}
	r, _ := t.sizeBallot().Latest()
	switch {
	case r.Spread == Adjacent:
		t.SetTimer("tie", TieTime)
	case r.Spread == Wide && len(t.SizeRounds()) < MostSizeRounds:
		t.hearVoices(r)
	}
	return nil
}

// calmSizing ends what runs for the cards that were shown.
func (t *Tx) calmSizing() {
	t.StopTimer("tie")
	t.silence()
	t.Room.Sizing.Agrees = Map[ID, string]{}
}

// attendsSizing goes on without those who are gone: a voice, or somebody whose agreement
// is waited for.
func attendsSizing(t *Tx) error {
	if v := t.Room.Sizing.Voices; v.Len() > 0 && !t.awaited(v.At(0)) {
		return t.nextVoice()
	}
	return t.weighAgreement()
}
