package rooms

import (
	"encoding/json"
	"reflect"
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

// diff returns the merge patch between two values, nil when they are equal.
func diff[V any](old, new *V) json.RawMessage {
	buf, changed := shapeFor[V]().diff(nil, reflect.ValueOf(old).Elem(), reflect.ValueOf(new).Elem())
	if !changed {
		return nil
	}
	return buf
}

// diffEach returns the merge patch of every entry that changed.
func diffEach[V any](old, new Map[V]) map[string]json.RawMessage {
	var patches map[string]json.RawMessage
	new.root.changes(old.root, func(key string, was, is *leaf[V]) {
		var patch json.RawMessage
		switch {
		case is == nil:
			patch = json.RawMessage("null")
		case was == nil:
			patch = shapeFor[V]().append(nil, reflect.ValueOf(&is.value).Elem())
		default:
			if patch = diff(&was.value, &is.value); patch == nil {
				return
			}
		}
		if patches == nil {
			patches = map[string]json.RawMessage{}
		}
		patches[key] = patch
	})
	return patches
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
