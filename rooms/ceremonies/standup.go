// Package ceremonies holds the rules of each kind of meeting, one file each:
// pure functions over plain structs.
package ceremonies

import "rondo/rooms"

// Standup is what everyone sees of a daily standup.
type Standup struct {
	Goal    string               `json:"goal,omitempty"`
	GoalBy  string               `json:"goal_by,omitempty"` // last day of the sprint, YYYY-MM-DD
	Pulse   bool                 `json:"pulse,omitempty"`   // ask for a pulse in the goal phase
	Wrote   rooms.Map[Wrote]     `json:"wrote,omitzero"`    // by person: that notes are there, not what they say
	Board   rooms.Map[BoardItem] `json:"board,omitzero"`    // items, for walking the board
	Started rooms.List[rooms.ID] `json:"started,omitzero"`  // who started the last rounds, newest last
	Remote  rooms.Map[bool]      `json:"remote,omitzero"`   // who is not in the room today
	Calls   rooms.Map[bool]      `json:"calls,omitzero"`    // who was asked for by "call in" and has not come yet
	Saved   rooms.Millis         `json:"saved,omitempty"`   // ms unspent, once closed
}

// Wrote is the summary of somebody's notes that listeners see.
type Wrote struct {
	At      rooms.Millis `json:"at"`
	Blocked bool         `json:"blocked,omitempty"`
}

// BoardItem is one item of the sprint board.
type BoardItem struct {
	Title string   `json:"title"`
	Owner rooms.ID `json:"owner,omitempty"`
	Rank  int      `json:"rank"` // right to left: the nearest to done first
	Done  bool     `json:"done,omitempty"`
}

// TeamNotes is the drawer of the audience "team": what people wrote before.
type TeamNotes struct {
	Notes rooms.Map[Note] `json:"notes,omitzero"` // by person
}

// Note is what somebody wrote before the meeting.
type Note struct {
	Progress string       `json:"progress,omitempty"` // since yesterday
	Plan     string       `json:"plan,omitempty"`     // today
	Blocked  string       `json:"blocked,omitempty"`  // what is in the way
	At       rooms.Millis `json:"at"`
}
