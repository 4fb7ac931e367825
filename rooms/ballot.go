package rooms

import "time"

// Ballot is one question to a group, of any kind. Open ballots show who is done
// (or only how many), never what they chose; choices lie in Held. Only a named
// ballot shows choices at once, in the result of its round.
type Ballot struct {
	Kind    string              `json:"kind"`             // one of the kinds below
	Secrecy string              `json:"secrecy"`          // Named, Hidden until reveal, Anonymous for ever
	State   string              `json:"state"`            // "open", "counting" (three seconds before the reveal), "closed", "void" (its votes were lost and it could not be opened again)
	Round   int                 `json:"round"`            // 1, 2, ...; a re-vote is a new round
	Options List[string]        `json:"options"`          // what may be chosen
	Budget  int                 `json:"budget,omitempty"` // dots each person has
	Stack   int                 `json:"stack,omitempty"`  // dots one may put on one option
	May     Who                 `json:"may"`              // which roles are asked; a new round freezes Who from it again
	Limit   Millis              `json:"limit,omitempty"`  // ms each round runs; absent: until somebody closes it
	Who     Map[ID, bool]       `json:"who"`              // who was asked: those eligible at opening, and who was added; nobody waits for those who are so no more
	Done    Map[ID, bool]       `json:"done,omitzero"`    // who has voted; never there when anonymous
	Count   int                 `json:"count,omitempty"`  // how many have voted, at 5 s steps, when anonymous
	Auto    bool                `json:"auto,omitempty"`   // reveals by itself when all present have voted
	Fixed   bool                `json:"fixed,omitempty"`  // ends by itself only, and is not asked again by hand
	Late    bool                `json:"late,omitempty"`   // whoever comes while it is open is asked too
	Deck    string              `json:"deck,omitempty"`   // key of the deck that the options are of, smallest first
	Fine    int                 `json:"fine,omitempty"`   // answers from which somebody is fine, see Result.Mood; absent: that is not asked
	Sure    bool                `json:"sure,omitempty"`   // people may say how sure they are
	About   string              `json:"about,omitempty"`  // what is asked about, where one ballot serves for several things
	Results Map[string, Result] `json:"results,omitzero"` // by round ("1", "2", ...); of an anonymous question the newest that shows something, and what a newer round came to that shows nothing
}

// Choice is what one person chose: a card or answer, or dots by option, and how sure
// they are of it.
type Choice struct {
	Card string           `json:"card,omitempty"`
	Dots Map[string, int] `json:"dots,omitzero"`
	Sure string           `json:"sure,omitempty"` // "sure", "so_so", "unsure", where the ballot asks; absent: not said
}

// Kinds of ballots. All but cards and dots have their own options.
const (
	Cards = "cards"  // one of the options, as in estimation
	Dots  = "dots"   // a budget of dots over the options
	Fist  = "fist"   // fist of five, 0 to 5
	Roman = "roman"  // thumb up, side, down
	YesNo = "yes_no" // yes, no, abstain
	Scale = "scale"  // 1 to 5
)

// Who learns a choice, and when.
const (
	Named     = "named"     // everybody, at once
	Hidden    = "hidden"    // everybody, at the reveal
	Anonymous = "anonymous" // nobody, ever: only what all chose together
)

// States of a ballot.
const (
	ballotOpen     = "open"
	ballotCounting = "counting"
	ballotClosed   = "closed"
	ballotVoid     = "void"
)

const (
	revealCountdown = 3 * time.Second
	ballotGrace     = 750 * time.Millisecond // for votes in flight at the deadline
	tallyStep       = 5 * time.Second        // how often an anonymous count is published
	fewestHistogram = 5                      // answers from which a mood is shown as a histogram (same)
	maxRounds       = 100                    // about one thing
	maxResults      = 1000                   // of one ballot, about all things
)

// How sure somebody is of a choice.
const (
	Sure   = "sure"
	SoSo   = "so_so"
	Unsure = "unsure"
)

// fixedOptions are the answers of the kinds that bring their own.
var fixedOptions = map[string][]string{
	Fist:  {"0", "1", "2", "3", "4", "5"},
	Roman: {"up", "side", "down"},
	YesNo: {"yes", "no", "abstain"},
	Scale: {"1", "2", "3", "4", "5"},
}

// IsOpen tells whether one can vote.
func (b Ballot) IsOpen() bool { return b.State == ballotOpen || b.State == ballotCounting }

// roundSeen is the round that somebody sees who votes in it: the next may ask about
// another thing.
const roundSeen = "/room/ballots/{ballot}/round"

// BallotService is votes of every kind. The ceremony opens ballots and says in
// its table of rights who may vote, reveal and ask again.
func BallotService() Service {
	return Service{
		Name: "ballot",
		Verbs: map[string]Verb{
			"vote":   Do(vote).Always().MeantFor(roundSeen),
			"unvote": Do(unvote).Always().MeantFor(roundSeen),
			"reveal": Do(reveal).MeantFor(roundSeen, "/room/ballots/{ballot}/state"),
			"revote": Do(revote).MeantFor(roundSeen, "/room/ballots/{ballot}/state"),
		},
		Rings: map[string]func(*Tx, string) error{
			"ballot": (*Tx).CloseBallot,
			"reveal": (*Tx).countedDown,
			"tally":  (*Tx).publishCount,
		},
		Grace:   map[string]time.Duration{"ballot": ballotGrace},
		Hears:   ballotHears,
		Tidies:  tidyVotes,
		Attends: (*Tx).weighAll,
	}
}

// BallotRights are the rows of the ballot service. Their phases and people are taken
// from two examples: of who votes, and of who shows the result and asks again.
func BallotRights(vote, lead Right) Rights {
	return append(vote.For("vote", "unvote"), lead.For("reveal", "revote")...)
}

func ballotHears(t *Tx, e Event) error {
	switch e.What {
	case Joined, Left, Changed:
		return t.weighAll()
	case Closed:
		return t.eachOpen((*Tx).CloseBallot)
	case Voided:
		return t.voidLost(e.Of)
	}
	return nil
}
