package rooms

import (
	"encoding/json"
	"rondo/rooms/document"
)

// Document is a Meeting whose ceremony the kernel need not know. A committed
// one is never changed again.
type Document interface {
	Common() *Base                                          // the part that every ceremony has; of a committed document, to read only
	Clone() Document                                        // a copy to change; lists and maps are shared until they are
	Since(old Document) Patch                               // what this one differs by from an older one
	Undoing(step Document, there Patch) Patch               // what leads back from a step to this one
	Tree() (document.Tree, error)                           // the whole content, as JSON has it
	Open() OpenPart                                         // what everyone sees
	Sealed() SealedPart                                     // what not everyone sees: stored, and never sent as it is
	Drawer(person ID, audiences []string) Drawer            // what somebody sees besides
	At(person ID, audiences, path []string) json.RawMessage // what lies at a path as a person has it, see Seen; nil: nothing
	Restore(document.Tree) error                            // replaces the whole content
	InRound() bool                                          // an anonymous round is open
}

// OpenPart is the part of a document that everyone in the room sees.
type OpenPart struct {
	Room   json.RawMessage `json:"room"`
	Shared json.RawMessage `json:"shared"`
}

// JSON is the part as one object. It writes as encoding/json would, which reads every byte once
// more: our own writer made them.
func (o OpenPart) JSON() json.RawMessage { return openJSON(o.Room, o.Shared) }

// openJSON leaves out what is nil.
func openJSON(room, shared json.RawMessage) json.RawMessage {
	buf := append(make([]byte, 0, len(room)+len(shared)+len(`{"room":,"shared":}`)), '{')
	if room != nil {
		buf = append(append(buf, `"room":`...), room...)
	}
	if room != nil && shared != nil {
		buf = append(buf, ',')
	}
	if shared != nil {
		buf = append(append(buf, `"shared":`...), shared...)
	}
	return append(buf, '}')
}

// Drawer is what one person sees besides: `me` on the wire.
type Drawer struct {
	Held     json.RawMessage            `json:"held,omitempty"`
	Own      json.RawMessage            `json:"own,omitempty"`
	Audience map[string]json.RawMessage `json:"audience,omitempty"`
}

// Common is the part that is the same in every ceremony.
func (m *Meeting[S, P, A]) Common() *Base { return &m.Base }

// Clone is a copy that can be changed; what is large in it is shared, not copied.
func (m *Meeting[S, P, A]) Clone() Document { c := *m; return &c }

// Open writes what everyone in the room sees.
func (m *Meeting[S, P, A]) Open() OpenPart {
	return OpenPart{document.Whole(&m.Room), document.Whole(&m.Shared)}
}

// Sealed writes what is never stored in the open.
func (m *Meeting[S, P, A]) Sealed() SealedPart {
	s := SealedPart{Held: document.Whole(&m.Held), Private: document.Whole(&m.Private), Audience: document.Whole(&m.Audience), Internal: document.Whole(&m.Internal)}
	if m.Beside.Len() > 0 {
		s.Beside = document.Whole(&m.Beside)
	}
	return s
}

// Drawer writes what a person sees besides, as one of some audiences.
func (m *Meeting[S, P, A]) Drawer(person ID, audiences []string) Drawer {
	d := Drawer{Held: document.WholeEntry(m.Held, person), Own: document.WholeEntry(m.Private, person)}
	for _, name := range audiences {
		if part := document.WholeEntry(m.Audience, name); part != nil {
			if d.Audience == nil {
				d.Audience = map[string]json.RawMessage{}
			}
			d.Audience[name] = part
		}
	}
	return d
}

// Tree is the whole content as plain JSON.
func (m *Meeting[S, P, A]) Tree() (document.Tree, error) { return document.AsTree(m) }

// Restore replaces the whole content.
func (m *Meeting[S, P, A]) Restore(t document.Tree) error {
	raw, err := json.Marshal(t)
	if err != nil {
		return err
	}
	*m = Meeting[S, P, A]{}
	return json.Unmarshal(raw, m)
}

// SealedPart is the part of a snapshot that is never stored in the open.
type SealedPart struct {
	Held     json.RawMessage `json:"held"`
	Private  json.RawMessage `json:"private"`
	Audience json.RawMessage `json:"audience"`
	Internal json.RawMessage `json:"kernel"`
	Beside   json.RawMessage `json:"beside,omitempty"`
}

// InRound tells whether an anonymous round is open.
func (m *Meeting[S, P, A]) InRound() bool { return m.Internal.Round != "" }
