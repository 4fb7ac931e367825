package rooms

import "math"

// Result is what came out of one round.
type Result struct {
	Of     string           `json:"of,omitempty"` // what was asked about, where one ballot serves for several things
	Voters int              `json:"voters"`
	Tally  Map[string, int] `json:"tally,omitzero"`   // by option; an option that nobody chose is absent
	Votes  Map[ID, Choice]  `json:"votes,omitzero"`   // by person; never of an anonymous ballot
	Mean   float64          `json:"mean,omitempty"`   // of a scale, a fist, or a deck of numbers, to 0.01, or to 0.5 when anonymous and small; absent: 0, or nobody chose a number
	Low    string           `json:"low,omitempty"`    // the lowest card of a deck that somebody chose; ? and coffee are none
	High   string           `json:"high,omitempty"`   // the highest
	Spread string           `json:"spread,omitempty"` // how far apart they lie in the deck: "equal", "partly", "adjacent", "wide"
	Sure   Map[string, int] `json:"sure,omitzero"`    // how sure people are, where the ballot asks: by answer
	Heard  List[ID]         `json:"heard,omitzero"`   // who said why after it was shown
	Mood   string           `json:"mood,omitempty"`   // in place of the answers to a question that asks who is fine, where all agree or one stands apart: "all_fine", "some_not"
	Small  bool             `json:"small,omitempty"`  // too few voters to show without showing who; their votes were destroyed
	Part   bool             `json:"part,omitempty"`   // not all whom the result before counts have answered again: it stands, and these votes were destroyed
	Lost   bool             `json:"lost,omitempty"`   // the votes could not be read after a crash
	Who    Map[ID, bool]    `json:"who,omitzero"`     // whom an anonymous result counts, where all who were asked have answered: they may be asked again
}

// What is said in place of answers that would be known to be everybody's.
const (
	AllFine = "all_fine"
	SomeNot = "some_not"
)

// How far apart the lowest and the highest card lie.
const (
	Equal    = "equal"
	Partly   = "partly"   // one and the same, and not everybody chose a size
	Adjacent = "adjacent" // next to each other in the deck
	Wide     = "wide"
)

// Rounds are the numbers of the rounds about one thing that are over and have a
// result, oldest first. The newest round is about what is asked about now, also where
// its result was written before results said so.
func (b Ballot) Rounds(about string) (rounds []int) {
	for round := 1; round <= b.Round; round++ {
		r, ok := b.Results.Get(roundKey(round))
		if round == b.Round {
			r.Of, ok = b.About, ok && !b.IsOpen()
		}
		if ok && r.Of == about {
			rounds = append(rounds, round)
		}
	}
	return rounds
}

// Latest returns the newest result about what is asked about now.
func (b Ballot) Latest() (Result, bool) { return b.LatestOf(b.About) }

// LatestOf returns the newest result about one thing.
func (b Ballot) LatestOf(about string) (Result, bool) {
	return b.newest(about, func(Result) bool { return true })
}

// Shown returns the newest result about what is asked about now that shows
// something.
func (b Ballot) Shown() (Result, bool) {
	return b.newest(b.About, func(r Result) bool { return r.Voters > 0 })
}

func (b Ballot) newest(about string, such func(Result) bool) (Result, bool) {
	rounds := b.Rounds(about)
	for i := len(rounds) - 1; i >= 0; i-- {
		if r, _ := b.Results.Get(roundKey(rounds[i])); such(r) {
			return r, true
		}
	}
	return Result{}, false
}

// measures tells whether answers are numbers on a scale, so that a mean says
// something.
func (b Ballot) measures() bool { return b.Kind == Fist || b.Kind == Scale }

// hasMean tells whether a result may have a mean.
func (b Ballot) hasMean() bool { return b.measures() || b.Deck != "" && b.deck().isNumbers() }

// result is what everybody may know of a round's votes.
// hiding are those of the voters who hide each other, see crowd.
func (b Ballot) result(votes map[ID]Choice, hiding []ID) Result {
	if b.Secrecy == Anonymous {
		return b.anonymousResult(votes, hiding)
	}
	r := Result{Voters: len(votes), Tally: tally(votes), Sure: sureness(votes)}
	for person, choice := range votes {
		r.Votes.Put(person, choice)
	}
	if b.measures() {
		r.Mean = roundTo(mean(r.Tally), 0.01)
	}
	return b.ranged(r)
}

// anonymousResult keeps the promise of docs/privacy.md: below three voters nothing; moods
// as a mean alone until there are five, because a histogram of three or four
// answers shows each of them to whoever knows the others. For the same reason how sure
// people are is told from five on. Of a question that asks who is fine, agreement shows no
// answers, and a veto or a fist of few nothing but that. What counts is how many voters hide each other, and what they chose.
func (b Ballot) anonymousResult(votes map[ID]Choice, hiding []ID) (r Result) {
	crowd := len(hiding)
	switch n := len(votes); {
	case crowd < FewestInCrowd:
		return Result{Small: true}
	case b.Fine != 0 && (b.saysMood(crowd) || agree(tally(among(votes, hiding)))):
		return Result{Voters: n, Mood: b.mood(among(votes, hiding))}
	case b.measures() && crowd < fewestHistogram:
		return Result{Voters: n, Mean: roundTo(mean(tally(votes)), 0.5)}
	case b.measures():
		r = Result{Voters: n, Tally: tally(votes), Mean: roundTo(mean(tally(votes)), 0.01)}
	default:
		r = b.ranged(Result{Voters: n, Tally: tally(votes)})
	}
	if crowd >= fewestHistogram {
		r.Sure = sureness(votes)
	}
	return r
}

// agree tells whether all have given one answer, or one stands apart: each answer is then
// everybody's, or is known to whoever gave the other.
func agree(answers Map[string, int]) bool {
	most, all := 0, 0
	for _, n := range answers.All() {
		most, all = max(most, n), all+n
	}
	return most >= all-1
}

// saysMood tells whether of a question that asks who is fine nothing else is shown: of a
// veto ever, and of few fists, of which a mean would not say whether one is low.
func (b Ballot) saysMood(crowd int) bool {
	return b.Kind == YesNo || b.Kind == Fist && crowd < fewestHistogram
}

func (b Ballot) mood(votes map[ID]Choice) string {
	for _, choice := range votes {
		if !b.isFine(choice.Card) {
			return SomeNot
		}
	}
	return AllFine
}

func (b Ballot) isFine(card string) bool {
	if b.Kind == YesNo {
		return card != "no"
	}
	x, _ := NumberOf(card)
	return x >= float64(b.Fine)
}

func among(votes map[ID]Choice, of []ID) map[ID]Choice {
	some := make(map[ID]Choice, len(of))
	for _, person := range of {
		some[person] = votes[person]
	}
	return some
}

// ranged adds to a result of a deck's cards what lies in its tally: the lowest and the
// highest card, how far apart they are, and the mean of numbers.
func (b Ballot) ranged(r Result) Result {
	if b.Deck == "" {
		return r
	}
	deck := b.deck()
	low, high := -1, -1
	for i, card := range deck.Cards.All() {
		if r.Tally.Has(card) {
			high = i
			if low < 0 {
				low = i
			}
		}
	}
	if low < 0 {
		return r
	}
	r.Low, r.High, r.Spread = deck.Cards.At(low), deck.Cards.At(high), spreads[min(high-low, 2)]
	if sized, _ := r.Tally.Get(r.Low); low == high && sized < r.Voters {
		r.Spread = Partly // somebody cannot say, and wants to ask
	}
	if deck.isNumbers() {
		r.Mean = roundTo(mean(r.Tally), 0.01)
	}
	return r
}

// spreads names how many places two cards of a deck lie apart.
var spreads = [...]string{Equal, Adjacent, Wide}

func tally(votes map[ID]Choice) (sums Map[string, int]) {
	for _, choice := range votes {
		if choice.Card != "" {
			sums.Edit(choice.Card, func(n *int) { *n++ })
		}
		for option, dots := range choice.Dots.All() {
			sums.Edit(option, func(n *int) { *n += dots })
		}
	}
	return sums
}

func sureness(votes map[ID]Choice) (sums Map[string, int]) {
	for _, choice := range votes {
		if choice.Sure != "" {
			sums.Edit(choice.Sure, func(n *int) { *n++ })
		}
	}
	return sums
}

// mean is that of the answers that are numbers; 0 when there is none.
func mean(tally Map[string, int]) float64 {
	sum, n := 0.0, 0
	for card, times := range tally.All() {
		if x, ok := NumberOf(card); ok {
			sum += x * float64(times)
			n += times
		}
	}
	return sum / float64(max(1, n))
}

func roundTo(x, step float64) float64 {
	return math.Round(x/step) / math.Round(1/step)
}
