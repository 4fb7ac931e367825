package rooms

// Blocker is something in somebody's way.
type Blocker struct {
	Text    string   `json:"text"`
	By      ID       `json:"by"`              // who raised it
	Owner   ID       `json:"owner,omitempty"` // who sees to it; absent: nobody yet
	Helpers List[ID] `json:"helpers,omitzero"`
	Today   string   `json:"today,omitempty"` // "today by", HH:MM
	Rank    int      `json:"rank"`
	State   string   `json:"state"`         // "open", "solved", "parked"
	Old     bool     `json:"old,omitempty"` // brought over from an earlier meeting
}

// Topic is something parked for later, with those it concerns.
type Topic struct {
	Text   string   `json:"text"`
	By     ID       `json:"by"`
	People List[ID] `json:"people,omitzero"`
	Rank   int      `json:"rank"`
	Room   ID       `json:"room,omitempty"` // the follow-up room, once it is open
	State  string   `json:"state"`          // "open", "done"
}

// Task is an action item.
type Task struct {
	Text  string `json:"text"`
	By    ID     `json:"by"`
	Owner ID     `json:"owner,omitempty"` // who accepted it
	Asked ID     `json:"asked,omitempty"` // who was asked and has not answered
	Due   string `json:"due,omitempty"`   // YYYY-MM-DD
	State string `json:"state"`           // "open", "done", "dropped"
	Rank  int    `json:"rank"`
}
