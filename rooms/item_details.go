package rooms

import "rondo/rooms/document"

// Details are what is known of an item beyond its line on the list.
type Details struct {
	Acceptance Map[ID, Criterion] `json:"acceptance,omitzero"` // acceptance criteria
	Questions  Map[ID, Question]  `json:"questions,omitzero"`  // that are open, or were answered
	Ready      Map[ID, bool]      `json:"ready,omitzero"`      // criteria of the definition of ready that it meets
	Market     Remark             `json:"market,omitzero"`     // what the market and the strategy say of it
	Concern    Concern            `json:"concern,omitzero"`
	Estimates  List[Estimate]     `json:"estimates,omitzero"` // every size that was settled, newest last
}

// Criterion is one line of a list of what must be so: of a definition of ready, or of what an
// item is accepted by.
type Criterion struct {
	Text     string `json:"text"`
	Rank     int    `json:"rank"`
	Proposed bool   `json:"proposed,omitempty"` // an item is not accepted by it before the product owner says so
}

func (c Criterion) rank() int { return c.Rank }

// Question is what somebody wants to know before an item can be built.
type Question struct {
	Text   string `json:"text"`
	By     ID     `json:"by,omitempty"` // absent: it was asked without a name
	Answer string `json:"answer,omitempty"`
	Rank   int    `json:"rank"`
}

func (q Question) rank() int { return q.Rank }

// Remark is what somebody says of something.
type Remark struct {
	Text string `json:"text,omitempty"`
	By   ID     `json:"by,omitempty"`
}

// Concern is what strategy or the market say of an item, by the product manager. It orders
// nothing: the product owner answers it.
type Concern struct {
	Text   string `json:"text,omitempty"`
	By     ID     `json:"by,omitempty"`
	At     Millis `json:"at,omitempty"`
	Answer string `json:"answer,omitempty"`
}

// state is how the line tells of a concern.
func (c Concern) state() string {
	switch {
	case c.Text == "":
		return ""
	case c.Answer == "":
		return "waits"
	}
	return "answered"
}

// waitsSince is when a concern that nobody has answered was raised.
func (c Concern) waitsSince() Millis {
	if c.state() != "waits" {
		return 0
	}
	return c.At
}

// Estimate is one size that was settled for an item.
type Estimate struct {
	At     Millis `json:"at"`
	Size   string `json:"size"`
	Rounds int    `json:"rounds,omitempty"`
	From   string `json:"from,omitempty"` // the cards of the first round, "3–13"
	To     string `json:"to,omitempty"`   // and of the last
}

// Beside is what of an item lies beside the document of a team's home: a backlog is long, and
// people open a few items of it. Whoever opens one asks for it, and again when Rev has moved on.
type Beside struct {
	Link    string  `json:"link,omitempty"`
	Note    string  `json:"note,omitempty"`
	Details Details `json:"details,omitzero"`
}

// WholeItem is an item with what lies beside it.
func (b *Base) WholeItem(id ID) (Item, bool) {
	item, ok := b.Room.Items.Get(id)
	if rest, beside := b.Beside.Get(id); beside {
		item.Link, item.Note, item.Details = rest.Link, rest.Note, rest.Details
	}
	return item, ok
}

// putItem keeps an item, where its kind of room keeps it.
func (t *Tx) putItem(id ID, item Item) {
	if t.kind.IsHome() {
		rest := Beside{item.Link, item.Note, item.Details}
		if was, _ := t.Beside.Get(id); document.Diff(&was, &rest) != nil {
			item.Rev++
			t.Beside.Put(id, rest)
		}
		item.Met = rest.Details.Ready.Len()
		item.Concern, item.Raised = rest.Details.Concern.state(), rest.Details.Concern.waitsSince()
		item.Link, item.Note, item.Details = "", "", Details{}
	}
	t.Room.Items.Put(id, item)
}

// editItem changes an item, unless change refuses.
func (t *Tx) editItem(id ID, change func(*Item) error) error {
	item, ok := t.WholeItem(id)
	if !ok {
		return NoSuch("item")
	}
	if err := change(&item); err != nil {
		return err
	}
	t.putItem(id, item)
	t.TellOf(Listed, id)
	return nil
}

// line is an item as it goes from room to room: what only a home's list says of it is counted
// there anew.
func (i Item) line() Item {
	i.Rev, i.Met, i.Concern, i.Raised = 0, 0, "", 0
	return i
}
