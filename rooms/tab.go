package rooms

// Tab is what the room remembers of one browser tab, so that an action takes
// effect once however often it is sent. It is part of the document and survives
// restarts and takeovers.
type Tab struct {
	Last int           `json:"last"`           // the number of the newest action that was done or answered
	Sums List[Receipt] `json:"sums,omitzero"`  // of the newest few, to tell a retry from another action
	Left Millis        `json:"left,omitempty"` // when the tab went away
}

// Receipt is the number and the checksum of an action that was done.
type Receipt struct {
	N   int    `json:"n"`
	Sum uint32 `json:"sum"`
}

// Epoch says at which public position an epoch began. A browser may resume from
// (e, s) only when s lies within what e itself wrote.
type Epoch struct {
	Epoch int64 `json:"epoch"`
	From  int64 `json:"from"` // seq of its first public step, minus one
}
