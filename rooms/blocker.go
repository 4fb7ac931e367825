package rooms

// Blocker is something in somebody's way.
type Blocker struct {
	Text    string   `json:"text"`
	By      ID       `json:"by"`              // who raised it
	At      Millis   `json:"at,omitempty"`    // when; of old ones nobody knows
	Owner   ID       `json:"owner,omitempty"` // who sees to it; absent: nobody yet
	Helpers List[ID] `json:"helpers,omitzero"`
	Today   string   `json:"today,omitempty"` // "today by", a time of day with its zone: "14:00+01:00"
	Rank    int      `json:"rank"`
	State   string   `json:"state"`         // "open", "solved", "parked"
	Old     bool     `json:"old,omitempty"` // brought over from an earlier meeting
}

// States of blockers, topics and tasks.
const (
	stateOpen    = "open"
	stateSolved  = "solved"
	stateParked  = "parked"
	stateDone    = "done"
	stateDropped = "dropped"
)

// Hindered tells that somebody raised or changed the blocker Of, or ("") several.
const Hindered = "hindered"

// BlockersSettled tells whether there are blockers and each of them has an
// owner, is parked or is solved: then nothing holds the meeting up any more.
func (b *Base) BlockersSettled() bool {
	for _, k := range b.Room.Block.All() {
		if k.State == stateOpen && k.Owner == "" {
			return false
		}
	}
	return b.Room.Block.Len() > 0
}

// HasOpenBlockers tells whether something is in somebody's way still.
func (b *Base) HasOpenBlockers() bool {
	for _, k := range b.Room.Block.All() {
		if k.State == stateOpen {
			return true
		}
	}
	return false
}

// maxKept is how many blockers, topics or tasks one room keeps.
const maxKept = 500

// BlockerService is what is in people's way: who raised it, who sees to it, who
// helps, until when.
func BlockerService() Service {
	return Service{Name: "blocker", Verbs: map[string]Verb{
		"raise":  Do(raise),
		"own":    Do(ownBlocker).Undoable().MeantFor("/room/blockers/{blocker}/owner"),
		"help":   Do(helpBlocker),
		"today":  Do(blockerToday).MeantFor("/room/blockers/{blocker}/today"),
		"solve":  Do(solveBlocker).Undoable().Always(),
		"reword": Do(rewordBlocker).MeantFor("/room/blockers/{blocker}/text"),
	}, Hears: hearsBlocker, Begins: beginBlockers, Receives: receiveBlockers}
}

// BlockerRights are the rows of the blocker service, all like one example.
func BlockerRights(like Right) Rights {
	return like.For("raise", "own", "help", "today", "solve", "reword")
}

// hearsBlocker: what somebody saw to who is gone for good is nobody's again, so
// that it shows. Once the meeting has ended, leaving is going home.
func hearsBlocker(t *Tx, e Event) error {
	if e.What != Left || t.Room.Ended != 0 {
		return nil
	}
	freed := t.Room.Block
	for id, b := range t.Room.Block.All() {
		if b.State == stateOpen && (b.Owner == e.ID() || b.Helpers.Has(e.ID())) {
			freed.Put(id, b.without(e.ID()))
		}
	}
	if freed != t.Room.Block {
		t.Room.Block = freed
		t.Tell(Hindered, "")
	}
	return nil
}

func (b Blocker) without(person ID) Blocker {
	if b.Owner == person {
		b.Owner = ""
	}
	b.Helpers = b.Helpers.Without(person)
	return b
}

// RaiseBlocker notes a blocker that by has, with nobody to see to it yet, and
// returns its id, or "" when the room is full of them. The text must have
// passed Lines.
func (t *Tx) RaiseBlocker(text string, by ID) ID {
	if t.Room.Block.Len() >= maxKept {
		return ""
	}
	id := t.Rand.ID()
	rank := LastRank(t.Room.Block, func(b Blocker) int { return b.Rank }) + 1
	t.Room.Block.Put(id, Blocker{Text: text, By: by, At: t.Now, Rank: rank, State: stateOpen})
	return id
}

func raise(t *Tx, with struct {
	Text   string `json:"text" takes:"card"`
	Person ID     `json:"person,omitempty"`
}) error {
	by, err := t.onBehalf(with.Person)
	if err != nil {
		return err
	}
	id := t.RaiseBlocker(with.Text, by)
	if id == "" {
		return Refuse("too_many/blockers", "n", maxKept)
	}
	t.TellOf(Hindered, id)
	return nil
}

// ownBlocker takes a blocker on, or gives it back with on false; only those who
// facilitate do it for others.
func ownBlocker(t *Tx, with struct {
	Blocker ID    `json:"blocker"`
	Person  ID    `json:"person,omitempty"`
	On      *bool `json:"on,omitempty"`
}) error {
	owner, err := t.onBehalf(with.Person)
	if err != nil {
		return err
	}
	return t.editBlocker(with.Blocker, func(b *Blocker) error {
		switch {
		case with.On == nil || *with.On:
			b.Owner, b.Helpers = owner, b.Helpers.Without(owner)
		case b.Owner == owner:
			b.Owner = ""
		}
		return nil
	})
}

func helpBlocker(t *Tx, with struct {
	Blocker ID   `json:"blocker"`
	On      bool `json:"on"`
}) error {
	return t.editBlocker(with.Blocker, func(b *Blocker) error {
		if with.On && b.Owner == t.Actor {
			return Refuse("already_owner")
		}
		b.Helpers = toggled(b.Helpers, t.Actor, with.On)
		return nil
	})
}

// blockerToday says until when it will be gone today; "" takes that back.
func blockerToday(t *Tx, with struct {
	Blocker ID     `json:"blocker"`
	By      string `json:"by" takes:"time?"`
}) error {
	return t.editBlocker(with.Blocker, func(b *Blocker) error { b.Today = with.By; return nil })
}

func solveBlocker(t *Tx, with struct {
	Blocker ID   `json:"blocker"`
	On      bool `json:"on"`
}) error {
	return t.editBlocker(with.Blocker, func(b *Blocker) error {
		b.State = stateOpen
		if with.On {
			b.State = stateSolved
		}
		return nil
	})
}

func rewordBlocker(t *Tx, with struct {
	Blocker ID     `json:"blocker"`
	Text    string `json:"text" takes:"card"`
}) error {
	return t.editBlocker(with.Blocker, func(b *Blocker) error { b.Text = with.Text; return nil })
}

func (t *Tx) editBlocker(id ID, change func(*Blocker) error) error {
	t.TellOf(Hindered, id)
	return EditIn(&t.Room.Block, id, "blocker", change)
}

// beginBlockers takes over the blockers that are open, as old ones.
func beginBlockers(t *Tx, h Handover) {
	for id, k := range h.Blockers.All() {
		if k.State == stateOpen {
			k.Old, k.Today = true, ""
			t.Room.Block.Put(id, k)
		}
	}
}

func receiveBlockers(t *Tx, h Handover) {
	rank := LastRank(t.Room.Block, func(k Blocker) int { return k.Rank })
	for _, id := range h.Blockers.Ranked(func(k Blocker) int { return k.Rank }) {
		k, _ := h.Blockers.Get(id)
		k.By, k.Owner, k.Helpers, k.Old = h.MemberOf(k.By), h.MemberOf(k.Owner), h.membersOf(k.Helpers), false
		was, known := t.Room.Block.Get(id)
		switch {
		case known:
			k.By, k.At, k.Rank = was.By, was.At, was.Rank
		case k.State == stateOpen:
			rank++
			k.Rank = rank
		default:
			continue // it came and went in one meeting
		}
		t.Room.Block.Put(id, k)
	}
	forgetOldest(&t.Room.Block, maxKept, func(k Blocker) Millis { return oldestFirst(k.State, k.Rank) })
}
