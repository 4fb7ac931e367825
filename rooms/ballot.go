package rooms

// Ballot is one question to a group, of any kind. Open ballots show who is done
// (or only how many), never what they chose; choices lie in Held.
type Ballot struct {
	Kind    string       `json:"kind"`             // "cards", "dots", "fist", "roman", "yes_no", "scale"
	Secrecy string       `json:"secrecy"`          // "named", "hidden" until reveal, "anonymous" for ever
	State   string       `json:"state"`            // "open", "counting" (three seconds before the reveal), "closed", "void"
	Round   int          `json:"round"`            // 1, 2, ...; a re-vote is a new round
	Options List[string] `json:"options"`          // what may be chosen
	Budget  int          `json:"budget,omitempty"` // dots each person has
	Stack   int          `json:"stack,omitempty"`  // dots one may put on one option
	Who     Map[bool]    `json:"who"`              // eligible people, frozen at opening
	Done    Map[bool]    `json:"done,omitzero"`    // who has voted; never there when anonymous
	Count   int          `json:"count,omitempty"`  // how many have voted, at 5 s steps, when anonymous
	Auto    bool         `json:"auto,omitempty"`   // reveals by itself when all present have voted
	Results Map[Result]  `json:"results,omitzero"` // by round ("1", "2", ...), kept
}

// Choice is what one person chose: a card or answer, or dots by option.
type Choice struct {
	Card string   `json:"card,omitempty"`
	Dots Map[int] `json:"dots,omitzero"`
}

// Result is what came out of one round.
type Result struct {
	Voters int         `json:"voters"`
	Tally  Map[int]    `json:"tally,omitzero"`  // by option
	Votes  Map[Choice] `json:"votes,omitzero"`  // by person; never of an anonymous ballot
	Mean   float64     `json:"mean,omitempty"`  // of a scale or a fist
	Small  bool        `json:"small,omitempty"` // too few voters to show without showing who
}
