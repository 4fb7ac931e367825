package rooms

import "time"

// Base is the part of a meeting that is the same in every ceremony, by drawer.
// Who may know a thing is decided by where it lies, never by a filter.
type Base struct {
	Room     Room          `json:"room"`   // everyone in the room
	Held     Map[ID, Held] `json:"held"`   // one person: what the services keep for them
	Door     Door          `json:"door"`   // no browser: who may come in
	Internal Internal      `json:"kernel"` // no browser: what the room needs for itself

	Beside Map[ID, Beside] `json:"beside,omitzero"` // whoever asks for it: what of a home's items is too much for everybody
}

// Room is what everyone in the room sees, in every ceremony.
type Room struct {
	Kind     string                  `json:"kind"`
	Title    string                  `json:"title"`
	Team     ID                      `json:"team,omitempty"`  // the team's home that it was opened from
	Given    Millis                  `json:"given,omitempty"` // the end of which the home has what came of it
	Opened   Millis                  `json:"opened"`
	Started  Millis                  `json:"started,omitempty"` // when the facilitator started the meeting
	Ended    Millis                  `json:"ended,omitempty"`
	Locked   bool                    `json:"locked,omitempty"`  // nobody new may come in
	Barred   Who                     `json:"barred,omitempty"`  // who may not come in by themselves
	Private  bool                    `json:"private,omitempty"` // the team asked to be among itself
	People   Map[ID, Person]         `json:"people"`
	Baton    Baton                   `json:"baton"`
	Agenda   Agenda                  `json:"agenda"`
	Timers   Map[string, Timer]      `json:"timers"`
	Floor    Floor                   `json:"floor"`
	Ballots  Map[string, Ballot]     `json:"ballots"`
	Block    Map[ID, Blocker]        `json:"blockers"`
	Parked   Map[ID, Topic]          `json:"parked"`
	Actions  Map[ID, Task]           `json:"actions"`
	Items    Map[ID, Item]           `json:"items,omitzero"`    // the list that the meeting works through
	Sizing   Sizing                  `json:"sizing,omitzero"`   // how large the thing is that is sized
	Rhythm   Rhythm                  `json:"rhythm,omitzero"`   // when the team works
	Schedule Map[string, Recurrence] `json:"schedule,omitzero"` // of a home: when the team meets, by the kind of ceremony
	Backlog  Backlog                 `json:"backlog,omitzero"`  // what items are measured by
	Crowds   Map[string, Crowd]      `json:"crowds,omitzero"`   // who hides what is done without a name, by what it is
	Links    Map[string, RoleLink]   `json:"links,omitzero"`    // that give roles, by these
	Ahead    Ahead                   `json:"ahead,omitzero"`    // the window before the meeting, in which people do their part alone
	Promise  string                  `json:"promise,omitempty"` // "named" or "anonymous"; can be tightened, never weakened
	Next     string                  `json:"next,omitempty"`    // path and secret of the room in which this meeting is held again, once it is open
	Look     string                  `json:"look,omitempty"`    // what the facilitator asks all to look at
	Keeping  Keeping                 `json:"keeping,omitzero"`  // how long the room is kept
	Sealed   bool                    `json:"sealed,omitempty"`  // an anonymous round is open: pages pad what they send (pad.go)
}

// Held is what the services keep for one person and show to that person alone.
type Held struct {
	Votes    Map[string, Choice] `json:"votes,omitzero"`    // by ballot; emptied when a secret ballot closes
	Phone    PhoneLink           `json:"phone,omitzero"`    // a one-time link for the person's own phone
	Recovery RecoveryLink        `json:"recovery,omitzero"` // the person's own way back
	Ahead    Map[ID, Choice]     `json:"ahead,omitzero"`    // cards chosen ahead of the meeting, by item
	Done     bool                `json:"done,omitempty"`    // "I'm done", in a phase in which only the number is told
}

// editHeld changes what the services keep for one person, and takes a drawer
// away that is empty then: an empty one left behind would say for ever that this
// person had voted.
func (b *Base) editHeld(person ID, change func(*Held)) {
	held, there := b.Held.Get(person)
	change(&held)
	switch {
	case held != (Held{}):
		b.Held.Put(person, held)
	case there:
		b.Held.Delete(person)
	}
}

// PhoneLink lets one more device in as the same person, once.
type PhoneLink struct {
	Secret string `json:"secret,omitempty"`
	Until  Millis `json:"until,omitempty"`
}

// Door is who may come in. It is sealed under the room's own key, apart from
// the rest: it outlives the key of an anonymous round.
type Door struct {
	Secret   Digest                 `json:"secret"`            // of the link
	Opener   Digest                 `json:"opener"`            // of the browser that opened the room; "" once it passed the baton on for good
	Came     bool                   `json:"came,omitempty"`    // the opener has been in the room
	Browsers Map[Digest, ID]        `json:"seats"`             // digest of a browser's cookie -> person
	Left     Map[Digest, ID]        `json:"left,omitzero"`     // digests of cookies of people who left, and whose they were
	Phones   Map[Digest, PhonePass] `json:"phones,omitzero"`   // digest of a phone link's secret
	Links    Map[Digest, string]    `json:"links,omitzero"`    // digest of a link's secret -> its roles in Room.Links
	Recovery Map[Digest, ID]        `json:"recovery,omitzero"` // digest of a way back -> person
	Void     Map[Digest, Millis]    `json:"void,omitzero"`     // of both, since when they hold no longer
	Series   Series                 `json:"series,omitzero"`   // of the rooms that this one goes on from
	Out      Map[Digest, bool]      `json:"out,omitzero"`      // those of them that are of people who were removed, and stay out
}

// PhonePass is the house's side of a PhoneLink.
type PhonePass struct {
	Person ID     `json:"person"`
	Until  Millis `json:"until"`
}

// Internal is what the room needs for itself and no browser ever gets.
type Internal struct {
	People  int                        `json:"people,omitempty"`  // people ever minted; ids are never used again
	Unseen  Map[ID, bool]              `json:"unseen,omitzero"`   // people who have not been in the meeting itself so far
	Era     string                     `json:"era,omitempty"`     // names the era in which the tabs' numbers count
	Tabs    Map[string, Tab]           `json:"tabs,omitzero"`     // by person and tab: what was already done in this era
	Epochs  List[Epoch]                `json:"epochs,omitzero"`   // where each epoch started, newest last
	Shape   int64                      `json:"shape,omitempty"`   // epoch that began by bringing the document up to its version
	Round   string                     `json:"round,omitempty"`   // id of the key of the anonymous round that is open
	Holds   List[string]               `json:"holds,omitzero"`    // what holds that round open: "ballot:pulse", "cards"
	Burn    string                     `json:"burn,omitempty"`    // id of a key that must be destroyed
	Lent    Map[ID, Item]              `json:"lent,omitzero"`     // items as the team's home gave them
	Counted Map[string, Map[ID, bool]] `json:"counted,omitzero"`  // of a home: by question, whose answers the newest mood counts; nobody where that is not known
	Taken   Map[ID, Millis]            `json:"taken,omitzero"`    // of a home: by meeting, the end of which it has what came of it
	Touched Millis                     `json:"touched,omitempty"` // when people last used the room, to the day
}

// Meeting is one document with drawers: S is what everyone at the table sees of
// this ceremony, P what one person sees, A what a group sees.
type Meeting[S, P, A any] struct {
	Base
	Shared   S              `json:"shared"`
	Private  Map[ID, P]     `json:"private"`
	Audience Map[string, A] `json:"audience"`
}

// Tx is one chance to change a meeting, without what only the ceremony
// knows: the services are methods of it. It counts only if the rule returns nil.
type Tx struct {
	*Base
	Actor ID       // who acts; "" when the room itself does, as when a clock runs out
	Now   Millis   // the only clock a rule may read
	Rand  *Dice    // the only dice
	Here  Presence // who is connected now
	kind  *kind    // the ceremony's table of rights and services
	most  int      // how many people the room holds
	news  []Event
	final bool // no undo goes beyond this step: what was seen cannot be unseen
	clean bool // nobody is sent what was before this step, who has not seen it

	callers  map[ID]Caller // who may be let in
	sentAway Digest        // the browser of whom this step does not let in
}

// Turn is a Tx together with the ceremony's own drawers.
type Turn[S, P, A any] struct {
	*Tx
	Shared   *S
	Private  *Map[ID, P]
	Audience *Map[string, A]
}

// Me returns the person who acts.
func (t *Tx) Me() Person {
	p, _ := t.Room.People.Get(t.Actor)
	return p
}

// Event is something a service did that the ceremony may want to build on.
type Event struct {
	What string // one of the words below
	Of   string // the phase, ballot, person or timer
}

// ID is the person or thing that it happened to, where it is one.
func (e Event) ID() ID { return ID(e.Of) }

// What can happen. A service tells it with Tell; the kernel hands it first to
// the services and then to the ceremony, in order, before the step ends.
const (
	Joined   = "joined"   // a person came in for the first time
	Left     = "left"     // a person is gone for good
	Changed  = "changed"  // what a person is here changed: roles, lateness, absence, who facilitates
	Rang     = "rang"     // a timer of the ceremony's own ran out
	Entered  = "entered"  // a phase began
	Leaving  = "leaving"  // a phase is about to end
	Spoken   = "spoken"   // the floor is empty: all have spoken or were skipped
	Asked    = "asked"    // a ballot was opened, or asked once more
	Settled  = "settled"  // a ballot's result is there
	Voided   = "voided"   // a round's secrets were lost: ask again
	Closed   = "closed"   // the meeting ended
	Reopened = "reopened" // it goes on in its last phase
)

// Tell says that something happened.
func (t *Tx) Tell(what, of string) { t.news = append(t.news, Event{what, of}) }

// Tab is what the document remembers of one browser tab, so that an action
// takes effect once however often it is sent, also over a restart.
type Tab struct {
	Last int       `json:"last"`           // the number of its newest action that took effect
	Not  List[int] `json:"not,omitzero"`   // numbers just before it that were refused
	Left Millis    `json:"left,omitempty"` // when the tab went away; forgotten TabMemory later
}

// Epoch says at which public position an epoch began. A browser may resume from
// (e, s) only when s lies within what e itself wrote.
type Epoch struct {
	Epoch int64 `json:"epoch"`
	From  int64 `json:"from"` // the newest seq before its first step
}

// touch notes, once a day, that people use the room.
func (t *Tx) touch() {
	if t.Now >= t.Internal.Touched+For(24*time.Hour) {
		t.Internal.Touched = t.Now
	}
}

// TellOf says that something happened to a person or thing.
func (t *Tx) TellOf(what string, id ID) { t.Tell(what, string(id)) }
