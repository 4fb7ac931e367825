package rooms

import (
	"slices"
	"time"
)

// Floor is who speaks. The speaker's own time is the timer "slot"; what is
// spoken beyond it is the timer "bank"; a guest's time is the timer "guest".
type Floor struct {
	Phase   string         `json:"phase,omitempty"`  // the phase whose clock the round runs by
	May     Who            `json:"may,omitempty"`    // who has a turn
	Guests  Who            `json:"guests,omitempty"` // who speaks only when called in
	Mode    string         `json:"mode"`             // how the order is made, one of the modes below
	Order   List[ID]       `json:"order,omitzero"`   // all who have a turn, in speaking order
	Turns   Map[ID, Turns] `json:"turns,omitzero"`   // how each of them stands
	Speaker ID             `json:"speaker,omitempty"`
	Next    ID             `json:"next,omitempty"`  // preselected
	Since   Millis         `json:"since,omitempty"` // when the speaker began; moved on by pauses and guests
	Item    ID             `json:"item,omitempty"`  // walk the board: the item spoken about
	Hands   List[ID]       `json:"hands,omitzero"`  // the hand queue, first come first
	Guest   Guest          `json:"guest,omitzero"`  // somebody called in
	Calls   Map[ID, ID]    `json:"calls,omitzero"`  // who is called in and has not come yet -> by whom
	Slot    Millis         `json:"slot,omitempty"`  // ms each of those who wait will get
	Bank    Millis         `json:"bank,omitempty"`  // ms saved up, before what the speaker is drawing now
	Hard    bool           `json:"hard,omitempty"`  // at bank empty the floor passes on
}

// Turns is how one person's turn stands.
type Turns struct {
	State string `json:"state"`          // one of the states below
	Used  Millis `json:"used,omitempty"` // ms spoken
	More  bool   `json:"more,omitempty"` // was extended once
}

// States of a turn.
const (
	turnWaits    = "waits"
	turnSpeaking = "speaking"
	turnSpoken   = "spoken"
	turnSkipped  = "skipped"
	turnLater    = "later"   // asked to come back to them
	turnDropped  = "dropped" // was not there when it came to them; deferred, not lost
)

// Guest is somebody called in for a short time.
type Guest struct {
	Person ID `json:"person,omitempty"`
	By     ID `json:"by,omitempty"`
}

// How the order of a round is made.
const (
	Shuffle = "shuffle" // fair: shuffled, and who started lately does not start
	Rotate  = "rotate"  // the starter moves on by one each day
	Fixed   = "fixed"   // as people sit
	Popcorn = "popcorn" // the speaker picks the next
	Blocked = "blocked" // those with a blocker first
	Board   = "board"   // items right to left, one speaker each
	Hands   = "hands"   // by raised hands
	Remote  = "remote"  // those who are not in the room first
)

var floorModes = ListOf(Shuffle, Rotate, Fixed, Popcorn, Blocked, Board, Hands, Remote)

// What the floor tells besides Spoken.
const (
	Speaks    = "speaks"    // Of has the floor
	Reordered = "reordered" // another order was chosen during the round: the ceremony must call Reseat
)

// Times of the floor.
const (
	SlotLeast = 30 * time.Second
	SlotMost  = 90 * time.Second
	MoreTime  = 30 * time.Second // what an extended turn gets from the bank
	GuestTime = 60 * time.Second
	bankShare = 10 // the bank starts with one part in so many of the round
)

// FloorPlan is the floor as a ceremony wants it.
type FloorPlan struct {
	Phase    string // the phase in which the round is spoken
	Speakers Who    // who has a turn
	Guests   Who    // who is silent until called in
	Mode     string // how the order is made until the facilitator chooses
}

// What somebody sees who says something of a turn.
const (
	speakerSeen = "/room/floor/speaker"
	turnSeen    = "/room/floor/turns/{person}/state"
)

// FloorService is who speaks, for how long, and who is next.
func FloorService() Service {
	return Service{
		Name: "floor",
		Verbs: map[string]Verb{
			"pass": Do(pass).MeantFor(speakerSeen), "more": Do(more).MeantFor(speakerSeen),
			"skip": Do(skip).Undoable().MeantFor(turnSeen), "later": Do(later).MeantFor(turnSeen),
			"order": Do(setOrder).Undoable(), "reorder": Do(reorder).Undoable(), "hard": Do(setHard),
			"hand": Do(raiseHand), "call_in": Do(callIn), "call_out": Do(callOut).Always().MeantFor("/room/floor/guest/person"),
		},
		Rings: map[string]func(*Tx, string) error{
			"slot": slotRings, "bank": bankRings, "guest": guestRings,
		},
		Hears:   hearsFloor,
		Attends: attendsFloor,
	}
}

// FloorRights are the rows of the floor service, taken from three examples: of who has a
// turn and when the round is spoken, of who changes the order and from when on, and of
// who calls guests in. Who speaks passes the floor on, a guest may go before the time is
// up, and everybody raises a hand.
func FloorRights(turn, order, call Right) Rights {
	pass, later, lead, out := turn, turn, order, call
	pass.May, later.May, lead.In, out.May = Leading|Speaking, turn.May|Leading, turn.In, call.May|CalledIn
	return slices.Concat(
		pass.For("pass"), later.For("later"),
		lead.For("skip", "more", "reorder"), order.For("order", "hard"),
		call.For("call_in"), out.For("call_out"),
		Right{In: EveryPhase, May: Everybody}.For("hand"),
	)
}

// PlanFloor prepares the floor when a room opens. The bank is hard: when it is
// empty the floor passes on; the team can choose otherwise.
func (t *Tx) PlanFloor(plan FloorPlan) {
	f := &t.Room.Floor
	f.Phase, f.May, f.Guests, f.Mode, f.Hard = plan.Phase, plan.Speakers, plan.Guests, plan.Mode, true
	t.reslot()
}

// roundRuns tells whether the meeting is in the round now.
func (b *Base) roundRuns() bool {
	return b.Room.Floor.Phase != "" && b.Room.Agenda.Now == b.Room.Floor.Phase && b.Room.Ended == 0
}

// hasTurn tells whether somebody has a turn in the round.
func (b *Base) hasTurn(person ID) bool {
	p, _ := b.Room.People.Get(person)
	return p.TakesPart() && b.WhoIs(person)&b.Room.Floor.May != 0
}

// waits tells whether somebody's turn is still to come.
func (f Floor) waits(person ID) bool {
	turn, _ := f.Turns.Get(person)
	return turn.State == turnWaits || turn.State == turnLater || turn.State == turnDropped
}

func hearsFloor(t *Tx, e Event) error {
	switch e.What {
	case Leaving:
		t.endGuest()
		if e.Of == t.Room.Floor.Phase {
			t.adjourn()
		}
	case Left:
		t.forgetGuest(e.ID())
		t.Room.Floor.Hands = t.Room.Floor.Hands.Without(e.ID())
		t.fillRound()
	case Joined:
		t.fillRound()
	case Changed:
		if t.lateness(e.ID()) > 0 && t.Room.Floor.waits(e.ID()) {
			t.Room.Floor.Order = t.Room.Floor.Order.Without(e.ID()).With(e.ID())
		}
		t.fillRound()
	case Stretched:
		t.reslot()
	case Resumed:
		return attendsFloor(t)
	case Closed:
		t.Room.Floor.Calls = Map[ID, ID]{}
		t.forgetTimes()
	case Rang:
		if e.Of == "phase" && t.roundRuns() {
			t.roundOver()
		}
	}
	return nil
}

func setHard(t *Tx, with switchWith) error {
	t.Room.Floor.Hard = with.On
	return nil
}
