package rooms

import "time"

// Ceremony is one kind of meeting: small pure functions over plain structs.
// There is no I/O, clock, randomness, goroutine, lock or socket in it; time and
// dice come with the turn. S, P and A are as in Meeting.
type Ceremony[S, P, A any] struct {
	Kind      string
	Version   int           // of the document; a node never opens a room of a higher one
	Budget    time.Duration // the timebox: what its phases have together
	Phases    []PhasePlan
	Bytes     int      // that all may see of a room, as JSON; 0: as much as any room
	Ballots   []string // every question that it may ask, by the id it is asked under
	Services  []Service
	Rights    Rights
	Audiences map[string]Who // who shares which audience drawer
	Quiet     bool           // people may tell the facilitators things without anybody learning who (quiet.go)
	Actions   map[string]Action[S, P, A]
	Opens     func(*Turn[S, P, A], Brief) error             // what there is when the room opens
	GoesOn    func(*Turn[S, P, A], *Meeting[S, P, A]) error // after Opens: is held as the last meeting of the kind was
	Hears     func(*Turn[S, P, A], Event) error             // a service, the clock or the kernel did something
	Tidies    func(*Map[ID, P])                             // like a service's: empties the private drawers of what a secret round that ended left there
	Minutes   func(*Meeting[S, P, A]) Minutes               // one structure; the kernel writes Markdown, CSV, JSON, print
	Gives     func(*Meeting[S, P, A], *Handover)            // what it has for a room that goes on from it, beside what every room has
	Receives  func(*Turn[S, P, A], Handover) error          // of a team's home: a meeting ended, and what came of it was taken
	Detaches  func(*Meeting[S, P, A])                       // takes out of a copy for a file what means nothing elsewhere
	Upgrade   func(doc map[string]any, from int) error      // brings an older document up to Version
}

// PhasePlan is a phase as the ceremony plans it.
type PhasePlan struct {
	Key     string
	Budget  time.Duration // 0: not timed
	AtZero  string        // Signal, Advance, Close or PassOn
	Ballot  string        // the vote that is asked in it, and with which it ends when AtZero is Close
	Needs   string        // the phase that must come before: notes are written before they are read
	Follows string        // the phase that comes before wherever both are held: what is grouped is voted on later
}

// Brief is what is known when a room is opened.
type Brief struct {
	Kind    string
	Title   string
	Team    ID        // whose home it is opened from
	Topic   ID        // parked there, that it is about: its people are asked in, and no others
	Given   Handover  // by the home, or the meeting that is held again
	Before  Document  // the last meeting of the kind: this one is held as it was; or nil
	File    *Portable // what somebody brings: the room is as it says; or nil
	Secret  string    // of the link; only its digest is kept
	Browser string    // the cookie of the browser that opens it; only its digest for this room is kept
}
