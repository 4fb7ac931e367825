package rooms

import (
	"encoding/json"
	"rondo/rooms/document"
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
	Internal json.RawMessage            `json:"kernel,omitempty"`
	Beside   json.RawMessage            `json:"beside,omitempty"`
}

// Since returns the patch that leads from old to m.
func (m *Meeting[S, P, A]) Since(old Document) Patch {
	o := old.(*Meeting[S, P, A])
	return Patch{
		Room:     document.Diff(&o.Room, &m.Room),
		Shared:   document.Diff(&o.Shared, &m.Shared),
		Held:     document.DiffEach(o.Held, m.Held),
		Private:  document.DiffEach(o.Private, m.Private),
		Audience: document.DiffEach(o.Audience, m.Audience),
		Door:     document.Diff(&o.Door, &m.Door),
		Internal: document.Diff(&o.Internal, &m.Internal),
		Beside:   document.Diff(&o.Beside, &m.Beside),
	}
}

// Undoing returns the patch that leads back from a step to m, from the patch that led there:
// what that left alone is not looked at. Door and kernel are never led back.
func (m *Meeting[S, P, A]) Undoing(step Document, there Patch) Patch {
	s := step.(*Meeting[S, P, A])
	back := Patch{
		Held:     document.DiffEach(s.Held, m.Held),
		Private:  document.DiffEach(s.Private, m.Private),
		Audience: document.DiffEach(s.Audience, m.Audience),
	}
	if there.Room != nil {
		back.Room = document.Diff(&s.Room, &m.Room)
	}
	if there.Shared != nil {
		back.Shared = document.Diff(&s.Shared, &m.Shared)
	}
	if there.Beside != nil {
		back.Beside = document.Diff(&s.Beside, &m.Beside)
	}
	return back
}

// Size is how many bytes the patch holds.
func (p Patch) Size() int {
	n := len(p.Room) + len(p.Shared) + len(p.Door) + len(p.Internal) + len(p.Beside)
	for _, parts := range []map[ID]json.RawMessage{p.Held, p.Private} {
		for _, part := range parts {
			n += len(part)
		}
	}
	for _, part := range p.Audience {
		n += len(part)
	}
	return n
}

// Public is the open part of a patch, as it goes to everyone; nil when the step
// changed nothing that everyone sees.
func (p Patch) Public() json.RawMessage {
	if p.Room == nil && p.Shared == nil {
		return nil
	}
	return openJSON(p.Room, p.Shared)
}

// IsOpen tells whether the patch changed nothing beyond the open part.
func (p Patch) IsOpen() bool {
	return p.Held == nil && p.Private == nil && p.Audience == nil && p.Door == nil && p.Internal == nil && p.Beside == nil
}
