package rooms

// Floor is who speaks. The speaker's own time is the timer "slot"; what is
// spoken beyond it is the timer "bank"; a guest's time is the timer "guest".
type Floor struct {
	Mode    string     `json:"mode"`           // how the order is made, one of the modes below
	Order   List[ID]   `json:"order,omitzero"` // all who have a turn, in speaking order
	Turns   Map[Turns] `json:"turns,omitzero"` // how each of them stands
	Speaker ID         `json:"speaker,omitempty"`
	Next    ID         `json:"next,omitempty"`  // preselected
	Since   Millis     `json:"since,omitempty"` // when the speaker began; moved on by pauses
	Item    ID         `json:"item,omitempty"`  // walk the board: the item spoken about
	Hands   List[ID]   `json:"hands,omitzero"`  // the hand queue, first come first
	Guest   Guest      `json:"guest,omitzero"`  // somebody called in
	Slot    Millis     `json:"slot,omitempty"`  // ms each of those who wait will get
	Bank    Millis     `json:"bank,omitempty"`  // ms saved up, before what the speaker is drawing now
	Hard    bool       `json:"hard,omitempty"`  // at bank empty the floor passes on
}

// Turns is how one person's turn stands.
type Turns struct {
	State string `json:"state"`          // "waits", "speaking", "spoken", "skipped", "later", "dropped"
	Used  Millis `json:"used,omitempty"` // ms spoken
	More  bool   `json:"more,omitempty"` // was extended once
}

// Guest is somebody called in for a short time.
type Guest struct {
	Person ID `json:"person,omitempty"`
	By     ID `json:"by,omitempty"`
}

// How the order of a round is made.
const (
	Shuffle = "shuffle" // fair: shuffled, and who started last time does not start
	Rotate  = "rotate"  // the starter moves on by one each day
	Fixed   = "fixed"   // as people sit
	Popcorn = "popcorn" // the speaker picks the next
	Blocked = "blocked" // those with a blocker first
	Board   = "board"   // items right to left, one speaker each
	Hands   = "hands"   // by raised hands
	Remote  = "remote"  // those who are not in the room first
)
