package rooms

import "time"

// Baton says who facilitates. It is a lease: when the holder is gone for longer
// than BatonGrace, it is offered on, and the holder gets it back on return.
type Baton struct {
	Holder ID       `json:"holder,omitempty"`
	Co     List[ID] `json:"co,omitzero"`      // co-facilitators
	Offer  ID       `json:"offer,omitempty"`  // who may take it with one tap
	Owner  ID       `json:"owner,omitempty"`  // whom it goes back to on return
	Locked bool     `json:"locked,omitempty"` // no succession
}

// BatonGrace is how long the facilitator may be gone before the baton is offered.
const BatonGrace = 30 * time.Second
