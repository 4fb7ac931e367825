package rooms

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"unicode/utf8"

	"rondo/rooms/document"
)

// takeIn makes a room of a file that somebody brings, in place of what has just been opened. The
// file is a claim: it is taken for what people once saw, and gives nobody a right, a seat or
// a link. The door, who leads and who may come in are those of the room that was opened.
func (k *Kind) takeIn(doc Document, t *Tx, p Portable) error {
	content, err := k.contentOf(doc, p)
	if err != nil {
		return err
	}
	fresh := *t.Base
	if err := doc.Restore(content); err != nil {
		return Invalid("", "no_room_file")
	}
	t.news = nil // of the room that was just opened, and is not this one
	t.detach()
	k.detaches(doc)
	t.Room.Kind, t.Room.Baton, t.Room.Barred, t.Room.Private = k.Name, fresh.Room.Baton, fresh.Room.Barred, fresh.Room.Private
	t.Door, t.Internal = fresh.Door, fresh.Internal
	if err := k.checkTaken(t); err != nil {
		return err
	}
	return t.takePeople(p.Absent)
}

// contentOf reads what a file holds, brought up to this version of the ceremony.
func (k *Kind) contentOf(doc Document, p Portable) (document.Tree, error) {
	content := document.Tree{}
	for part, raw := range map[string][]byte{"room": p.Room, "shared": p.Shared, "beside": p.Beside} {
		if raw == nil {
			continue
		}
		tree, err := document.ParseTree(raw)
		if err != nil {
			return nil, Invalid(part, "not_json")
		}
		if content[part], err = checked(tree, "/"+part, 1); err != nil {
			return nil, err
		}
	}
	switch {
	case p.Of < 1 || p.Of > k.Version:
		return nil, Invalid("of", "own_version", "version", p.Of, "most", k.Version)
	case p.Of < k.Version:
		if err := Guard(func() error { return k.upgrade(content, p.Of) }); err != nil {
			return nil, Invalid("of", "no_room_file")
		}
		maps.DeleteFunc(content, func(part string, _ any) bool { return !slices.Contains(portableParts, part) })
	}
	if misfit := document.Fits(doc, content); misfit != nil {
		return nil, refuseMisfit(*misfit)
	}
	return content, nil
}

func refuseMisfit(m document.Misfit) error {
	if m.Wanted == "" {
		return Invalid(pointer(m.At), "unknown_field")
	}
	return Invalid(pointer(m.At), "wrong_type", "wanted", m.Wanted, "got", m.Got)
}

// deepest is how deep a document is, and then some.
const deepest = 16

// checked looks at what types do not say: depth, keys, how long texts are, and that links lead
// to pages. Texts are cleaned, as all are that come in.
func checked(part any, at string, depth int) (any, error) {
	var err error
	switch part := part.(type) {
	case string:
		return checkedText(part, at)
	case []any:
		if depth > deepest {
			return nil, Invalid(pointer(at), "too_deep")
		}
		for i := range part {
			if part[i], err = checked(part[i], fmt.Sprintf("%s/%d", at, i), depth+1); err != nil {
				return nil, err
			}
		}
	case document.Tree:
		if depth > deepest {
			return nil, Invalid(pointer(at), "too_deep")
		}
		for _, key := range slices.Sorted(maps.Keys(part)) {
			if err := checkKey(key, at); err != nil {
				return nil, err
			}
			if part[key], err = checked(part[key], at+"/"+key, depth+1); err != nil {
				return nil, err
			}
			if link, is := part[key].(string); is && key == "link" && link != "" && !pageForm.MatchString(link) {
				return nil, Invalid(pointer(at+"/"+key), "no_page")
			}
		}
	}
	return part, nil
}

func checkedText(text, at string) (string, error) {
	if IsRoomLink(text) {
		return "", Invalid(pointer(at), "room_link")
	}
	return Lines(pointer(at), text, 0, MaxNote)
}

// checkKey refuses what is no name of a field, an id, or an option that people chose.
func checkKey(key, at string) error {
	switch {
	case len(key) >= 2 && key[:2] == "__":
		return Invalid(pointer(at+"/"+Clip(key)), "reserved_key")
	case utf8.RuneCountInString(key) > MaxTitle || clean(key) != key:
		return Invalid(pointer(at+"/"+Clip(key)), "unknown_field")
	}
	return nil
}

// checkTaken looks at what must hang together for a room to work.
func (k *Kind) checkTaken(t *Tx) error {
	r := t.Room
	for name, at := range map[string]Millis{"opened": r.Opened, "started": r.Started, "ended": r.Ended} {
		if at < 0 || at > t.Now {
			return Invalid("room/"+name, "in_future")
		}
	}
	switch {
	case k.IsHome() && r.Ended != 0:
		return Invalid("room/ended", "no_end")
	case !k.IsHome() && r.Ended == 0:
		return Invalid("room/ended", "not_ended")
	case !slices.Contains(keysOf(k.Phases), r.Agenda.Now):
		return Invalid("room/agenda/now", "no_such_phase")
	}
	for phase := range r.Agenda.Phases.All() {
		if !slices.Contains(keysOf(k.Phases), phase) {
			return Invalid("room/agenda/phases/"+Clip(phase), "no_such_phase")
		}
	}
	for id, b := range r.Ballots.All() {
		if b.IsOpen() {
			return Invalid("room/ballots/"+Clip(id)+"/state", "not_ended")
		}
	}
	return nil
}

var personForm = regexp.MustCompile(`^p[1-9][0-9]{0,5}$`)

// takePeople sees to it that nobody who comes in is called as somebody of the file is.
func (t *Tx) takePeople(absent []ID) error {
	for id, p := range t.Room.People.All() {
		if !personForm.MatchString(string(id)) {
			return Invalid("room/people/"+Clip(string(id)), "no_person_id")
		}
		for _, role := range p.Roles.All() {
			if _, known := whoOf[role]; !known {
				return Invalid("room/people/"+string(id)+"/roles", "no_such_role", "role", Clip(string(role)))
			}
		}
		n := 0
		if _, err := fmt.Sscanf(string(id), "p%d", &n); err != nil {
			return err
		}
		t.Internal.People = max(t.Internal.People, n)
	}
	for _, id := range absent {
		if !t.Room.People.Has(id) {
			return Invalid("absent", "no_person_id")
		}
		t.Internal.Unseen.Put(id, true)
	}
	return nil
}
