package rooms

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"rondo/rooms/document"
)

// Portable is a room as a file, without loss: what everybody in it saw, and what opens it anew
// elsewhere. Nobody's drawer is in it, no key, no link to a room, and nothing that holds for a
// place alone: who had a seat, who led, how long it is kept. What it says is somebody's claim.
type Portable struct {
	Rondo   string          `json:"rondo"`   // "room"
	Version int             `json:"version"` // of what follows
	Kind    string          `json:"kind"`
	Of      int             `json:"of"`               // the version of the ceremony that wrote the rest
	Absent  []ID            `json:"absent,omitempty"` // who had a place and was never there: minutes do not name them
	Room    json.RawMessage `json:"room"`
	Shared  json.RawMessage `json:"shared"`
	Beside  json.RawMessage `json:"beside,omitempty"` // of a team's home, what more is known of items
}

// PortableKind is what a file of a room says that it is, and PortableVersion the newest that is read.
const (
	PortableKind    = "room"
	PortableVersion = 1
)

// Portable returns a room as a file: a meeting once it has ended, a team's home at any time. It
// refuses with "under_way" before: what is open lies in drawers.
func (k *Kind) Portable(of Document) (Portable, error) {
	if !k.IsHome() && of.Common().Room.Ended == 0 {
		return Portable{}, Refuse("under_way")
	}
	doc := of.Clone()
	base := doc.Common()
	p := Portable{Rondo: PortableKind, Version: PortableVersion, Kind: k.Name, Of: k.Version}
	for id := range base.Internal.Unseen.All() {
		if base.Room.People.Has(id) {
			p.Absent = append(p.Absent, id)
		}
	}
	slices.Sort(p.Absent)
	base.detach()
	k.detaches(doc)
	if err := withoutLinks(doc); err != nil {
		return p, err
	}
	open := doc.Open()
	p.Room, p.Shared = open.Room, open.Shared
	if base.Beside.Len() > 0 {
		p.Beside = document.Whole(&base.Beside)
	}
	return p, nil
}

// detach takes out of a room what holds for its place alone: its people keep their names, and
// have no seat.
func (b *Base) detach() {
	r := &b.Room
	r.Team, r.Given, r.Next, r.Look = "", 0, "", ""
	r.Locked, r.Barred, r.Private, r.Sealed = false, 0, false, false
	r.Baton, r.Keeping, r.Ahead = Baton{}, Keeping{}, Ahead{}
	r.Timers, r.Crowds, r.Links = Map[string, Timer]{}, Map[string, Crowd]{}, Map[string, RoleLink]{}
	r.Agenda.Done = Map[ID, bool]{}
	for id, p := range r.People.All() {
		r.People.Put(id, Person{Name: p.Name, Roles: p.Roles, Hue: p.Hue, Rank: p.Rank, Away: p.Away, Bot: p.Bot, Expected: p.Expected, Left: true})
	}
}

// withoutLinks takes links to rooms out: whoever has one comes in.
func withoutLinks(doc Document) error {
	content, err := doc.Tree()
	if err != nil {
		return err
	}
	kept := document.Tree{}
	for _, part := range portableParts {
		if content[part] != nil {
			kept[part] = eachText(content[part], func(text string) string {
				if IsRoomLink(text) {
					return ""
				}
				return text
			})
		}
	}
	return doc.Restore(kept)
}

// portableParts are the drawers that a file has.
var portableParts = []string{"room", "shared", "beside"}

func eachText(part any, change func(string) string) any {
	switch part := part.(type) {
	case string:
		return change(part)
	case []any:
		for i := range part {
			part[i] = eachText(part[i], change)
		}
	case document.Tree:
		for key := range part {
			part[key] = eachText(part[key], change)
		}
	}
	return part
}

// ReadPortable reads a file of a room as far as it says what it is. What it holds is looked at
// where it is taken in, by the kind of meeting.
func ReadPortable(file []byte) (p Portable, title string, err error) {
	var head struct {
		Rondo   string `json:"rondo"`
		Version int    `json:"version"`
	}
	if !json.Valid(file) {
		return p, "", Invalid("", "not_json")
	}
	if json.Unmarshal(file, &head) != nil || head.Rondo != PortableKind {
		return p, "", Invalid("rondo", "no_room_file")
	}
	if head.Version < 1 || head.Version > PortableVersion {
		return p, "", Invalid("version", "own_version", "version", head.Version, "most", PortableVersion)
	}
	content, err := document.ParseTree(file)
	if err != nil {
		return p, "", Invalid("", "not_json")
	}
	if err := fitsFile(content); err != nil {
		return p, "", err
	}
	if err := json.Unmarshal(file, &p); err != nil {
		return p, "", Invalid("", "no_room_file")
	}
	title, _ = content["room"].(document.Tree)["title"].(string)
	return p, title, nil
}

// fitsFile looks at the outermost names of a file.
func fitsFile(content document.Tree) error {
	for _, name := range slices.Sorted(maps.Keys(content)) {
		known := slices.Contains([]string{"rondo", "version", "kind", "of", "absent", "room", "shared", "beside"}, name)
		if !known {
			return Invalid(Clip(name), "unknown_field")
		}
	}
	for _, part := range []string{"room", "shared"} {
		if _, ok := content[part].(document.Tree); !ok {
			return Invalid(part, "wrong_type", "wanted", "object", "got", "other")
		}
	}
	for name, wanted := range map[string]string{"kind": "string", "of": "integer"} {
		if _, isText := content[name].(string); content[name] == nil || isText != (wanted == "string") {
			return Invalid(name, "wrong_type", "wanted", wanted, "got", "other")
		}
	}
	return nil
}

// pointer is a place in a file as Invalid takes it.
func pointer(at string) string { return strings.TrimPrefix(at, "/") }
