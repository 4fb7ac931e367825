package rooms

import (
	"encoding/json"
)

// Patch is the difference that one step made, by drawer, each part an RFC 7396
// merge patch. Absent parts did not change.
type Patch struct {
	Room     json.RawMessage            `json:"room,omitempty"`
	Shared   json.RawMessage            `json:"shared,omitempty"`
	Held     map[ID]json.RawMessage     `json:"held,omitempty"`
	Private  map[ID]json.RawMessage     `json:"private,omitempty"`
	Audience map[string]json.RawMessage `json:"audience,omitempty"`
	Door     json.RawMessage            `json:"door,omitempty"`
	Kernel   json.RawMessage            `json:"kernel,omitempty"`
}

// since returns the patch that leads from old to m.
func (m *Meeting[S, P, A]) since(old document) Patch {
	o := old.(*Meeting[S, P, A])
	return Patch{
		Room:     diff(&o.Room, &m.Room),
		Shared:   diff(&o.Shared, &m.Shared),
		Held:     diffEach(o.Held, m.Held),
		Private:  diffEach(o.Private, m.Private),
		Audience: diffEach(o.Audience, m.Audience),
		Door:     diff(&o.Door, &m.Door),
		Kernel:   diff(&o.Kernel, &m.Kernel),
	}
}

// public is the open part of a patch, as it goes to everyone; nil when the step
// changed nothing that everyone sees.
func (p Patch) public() json.RawMessage {
	if p.Room == nil && p.Shared == nil {
		return nil
	}
	b, err := json.Marshal(Patch{Room: p.Room, Shared: p.Shared})
	if err != nil {
		panic(err) // made by our own writer
	}
	return b
}
