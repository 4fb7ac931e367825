package rooms

import (
	"encoding/json"
)

// document is a Meeting whose ceremony the kernel need not know. A committed
// one is never changed again.
type document interface {
	base() *Base
	clone() document
	since(old document) Patch
	tree() (tree, error)
	open() openDoc
	sealed() sealedDoc
	drawer(person ID, audiences []string) drawer
	restore(tree) error // replaces the whole content
	inRound() bool      // an anonymous round is open
}

// openDoc is the part of a document that everyone in the room sees.
type openDoc struct {
	Room   json.RawMessage `json:"room"`
	Shared json.RawMessage `json:"shared"`
}

// drawer is what one person sees besides: `me` on the wire.
type drawer struct {
	Held     json.RawMessage            `json:"held,omitempty"`
	Own      json.RawMessage            `json:"own,omitempty"`
	Audience map[string]json.RawMessage `json:"audience,omitempty"`
}

func (m *Meeting[S, P, A]) base() *Base     { return &m.Base }
func (m *Meeting[S, P, A]) clone() document { c := *m; return &c }

func (m *Meeting[S, P, A]) open() openDoc { return openDoc{whole(&m.Room), whole(&m.Shared)} }

func (m *Meeting[S, P, A]) sealed() sealedDoc {
	return sealedDoc{whole(&m.Held), whole(&m.Private), whole(&m.Audience), whole(&m.Kernel)}
}

func (m *Meeting[S, P, A]) drawer(person ID, audiences []string) drawer {
	d := drawer{Held: entry(m.Held, person), Own: entry(m.Private, person)}
	for _, name := range audiences {
		if part := entry(m.Audience, name); part != nil {
			if d.Audience == nil {
				d.Audience = map[string]json.RawMessage{}
			}
			d.Audience[name] = part
		}
	}
	return d
}

func (m *Meeting[S, P, A]) tree() (tree, error) { return asTree(m) }

func (m *Meeting[S, P, A]) restore(t tree) error {
	raw, err := json.Marshal(t)
	if err != nil {
		return err
	}
	*m = Meeting[S, P, A]{}
	return json.Unmarshal(raw, m)
}

// sealedDoc is the part of a snapshot that is never stored in the open.
type sealedDoc struct {
	Held     json.RawMessage `json:"held"`
	Private  json.RawMessage `json:"private"`
	Audience json.RawMessage `json:"audience"`
	Kernel   json.RawMessage `json:"kernel"`
}

func (m *Meeting[S, P, A]) inRound() bool { return m.Kernel.Round != "" }
