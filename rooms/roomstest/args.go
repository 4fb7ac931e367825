package roomstest

import (
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"rondo/rooms"
	"rondo/rooms/client"
	"rondo/rooms/document"
)

// absurd are arguments that no page sends.
var absurd = []any{
	nil, 1, "x", []any{}, true,
	json.RawMessage(`{"__proto__":{"on":true}}`), json.RawMessage(`{"on":true,"on":false}`),
	json.RawMessage(`{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}`),
	json.RawMessage(`{"text":1e999}`), json.RawMessage(`{"ms":-9007199254740993}`), json.RawMessage(`{"person":null}`),
	map[string]any{"text": strings.Repeat("long ", 5000)}, map[string]any{"text": "\x00"}, map[string]any{"on": "yes"},
	map[string]any{"person": 7}, map[string]any{"ballot": []string{"pulse"}}, map[string]any{"more": 1},
}

// arguments are made from the type they are decoded into: mostly such as a page would
// send, sometimes absurd.
func (s *stage) arguments(v *viewer, verb string, dice draw) any {
	if verb == "let_in" && !s.knocked {
		s.knocked = true
		s.knock()
	}
	if dice(12, "absurd") == 0 {
		return absurd[dice(len(absurd), "which")]
	}
	m := maker{base: s.withBeside(v), doc: v.view.Doc, callers: v.callers, dice: dice, hints: s.hints, verb: verb}
	return m.value(s.types[verb], "")
}

// withBeside is what somebody sees, and what they get who open every item.
func (s *stage) withBeside(v *viewer) *rooms.Base {
	base := *v.base()
	for id, item := range base.Room.Items.All() {
		if item.Rev == 0 {
			continue
		}
		if beside, err := s.house.Item(context.Background(), s.room, id, v.name); err == nil {
			item.Link, item.Note, item.Details = beside.Link, beside.Note, beside.Details
			base.Room.Items.Put(id, item)
		}
	}
	return &base
}

// maker makes arguments for one person at one moment.
type maker struct {
	base    *rooms.Base
	doc     client.Tree // all that the person sees
	callers []string    // who is at the door, as the person was told
	dice    draw
	hints   Hints
	verb    string
}

// value makes a value of a type; name is the field it is for.
func (m maker) value(t reflect.Type, name string) any {
	if of, isMap, ok := document.Collected(t); ok {
		return m.collection(of, isMap, name)
	}
	switch t.Kind() {
	case reflect.Pointer:
		return m.value(t.Elem(), name)
	case reflect.Struct:
		return m.object(t)
	case reflect.Slice:
		return m.collection(t.Elem(), false, name)
	case reflect.Map:
		return m.collection(t.Elem(), true, name)
	case reflect.Bool:
		if hint := m.hints[m.verb+"."+name]; len(hint) > 0 && m.dice(4, "known "+name) > 0 {
			return hint[0] == "true"
		}
		return m.dice(2, name) == 1
	case reflect.String:
		return m.text(name)
	default:
		return []int{0, 1, 2, 5, -1, 5000, 60000, 600000, 1 << 40}[m.dice(9, name)]
	}
}

func (m maker) object(t reflect.Type) any {
	object := map[string]any{}
	var optional []reflect.StructField
	for field := range t.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case name == "-":
		case strings.Contains(options, "omit") || field.Type.Kind() == reflect.Pointer:
			optional = append(optional, field)
		default:
			object[name] = m.value(field.Type, name)
		}
	}
	for _, field := range m.some(optional) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		object[name] = m.value(field.Type, name)
	}
	return object
}

// some are the optional fields that are sent: mostly one, since many exclude each
// other, and seldom one that is for what there is not here.
func (m maker) some(optional []reflect.StructField) (some []reflect.StructField) {
	likely := slices.DeleteFunc(slices.Clone(optional), func(f reflect.StructField) bool {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		return name == "for" && len(m.known(name)) == 0
	})
	hinted := slices.DeleteFunc(slices.Clone(likely), func(f reflect.StructField) bool {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		return !slices.Contains(m.hints[m.verb], name)
	})
	if len(hinted) > 0 && m.dice(4, "hinted") > 0 {
		likely, optional = hinted, hinted
	}
	if len(likely) > 0 && m.dice(3, "one") > 0 {
		return likely[m.dice(len(likely), "which"):][:1]
	}
	for _, field := range optional {
		if m.dice(2, "with "+field.Name) == 1 {
			some = append(some, field)
		}
	}
	return some
}

func (m maker) collection(of reflect.Type, isMap bool, name string) any {
	n := m.dice(4, "how many "+name)
	list, object := []any{}, map[string]any{}
	for range n {
		list = append(list, m.value(of, name))
		object[m.text("card")] = m.value(of, name)
	}
	if isMap {
		return object
	}
	return list
}

// text makes a word for a field: by its name mostly one that means something
// here and now.
func (m maker) text(name string) string {
	known := slices.Concat(m.hints[m.verb+"."+name], m.things(m.verb+"."+name))
	if known == nil {
		known = slices.Concat(m.hints[name], m.known(name), m.things(name))
	}
	if len(known) > 0 && m.dice(8, "known "+name) > 0 {
		return known[m.dice(len(known), name)]
	}
	return words[m.dice(len(words), name)]
}

var words = []string{
	"", "x", "No test database", "copied\u200b from\r\nelse\x00where\u2067", "p1", "p99", "14:00", "2026-11-30", "<script>alert(1)</script>", "=1+1", "тест 试验 🙂",
	"\u202egnp.exe", "a\nb", "   ", strings.Repeat("y", 300), "up", "3", "lobby", "/r/x#y",
}

// known are the names of things that there are in the room.
func (m maker) known(name string) []string {
	r := m.base.Room
	switch name {
	case "after": // in an order
		switch m.verb {
		case "shift":
			return slices.Sorted(keys(r.Agenda.Phases))
		case "item_move":
			return slices.Sorted(keys(r.Items))
		}
		return slices.Sorted(keys(r.People))
	case "by": // a time of day
		return []string{"14:00+01:00", "09:30"}
	case "room":
		return []string{"/r/0b7e9bd4-6f0e-4c5f-9a77-3f1c55cf0001#aaaaaaaaaaaaaaaaaaaaaa"}
	case "person", "to", "from", "owner":
		return slices.Sorted(keys(r.People))
	case "for":
		return m.aroundDevices()
	case "caller":
		return m.callers
	case "ballot":
		if open := m.openBallots(); m.verb == "vote" && len(open) > 0 {
			return open
		}
		return slices.Sorted(keys(r.Ballots))
	case "blocker":
		return slices.Sorted(keys(r.Block))
	case "topic":
		return slices.Sorted(keys(r.Parked))
	case "task":
		return slices.Sorted(keys(r.Actions))
	case "item":
		return m.items()
	case "goal":
		return slices.Sorted(keys(r.Backlog.Goals))
	case "criterion":
		return m.criteria()
	case "question":
		return m.details(func(d rooms.Details) func(func(string) bool) { return keys(d.Questions) })
	case "phase":
		return slices.Sorted(keys(r.Agenda.Phases))
	case "role", "roles":
		return []string{string(rooms.Developer), string(rooms.ScrumMaster), string(rooms.ProductOwner), string(rooms.ProductManager), string(rooms.Stakeholder), string(rooms.Observer)}
	case "state":
		return []string{"done", "keep", "drop", "parked", "decided", ""}
	case "mode":
		return []string{rooms.Shuffle, rooms.Rotate, rooms.Fixed, rooms.Popcorn, rooms.Blocked, rooms.Board, rooms.Hands, rooms.Remote}
	case "card":
		return m.cards()
	case "sure":
		return []string{rooms.Sure, rooms.SoSo, rooms.Unsure}
	case "kind":
		return []string{"event", "blocker", "standup", "retrospective"}
	case "key":
		return []string{"goal", "blockers", "parked", "picked", "carried"}
	case "head":
		return []string{"Became", "State", "Kept before"}
	case "date":
		return []string{r.Opened.Time().AddDate(0, 0, 7).Format(time.DateOnly)}
	}
	return nil
}

// items are those of which there is what the action is about.
func (m maker) items() (ids []string) {
	for id, item := range m.base.Room.Items.All() {
		none := (m.verb == "acceptance_reword" || m.verb == "acceptance_drop") && item.Details.Acceptance.Len() == 0 ||
			(m.verb == "question_answer" || m.verb == "question_drop") && item.Details.Questions.Len() == 0
		if !none {
			ids = append(ids, string(id))
		}
	}
	slices.Sort(ids)
	return ids
}

// criteria are the lines of the list that the action is about.
func (m maker) criteria() []string {
	switch list, _, _ := strings.Cut(m.verb, "_"); list {
	case "acceptance":
		return m.details(func(d rooms.Details) func(func(string) bool) { return keys(d.Acceptance) })
	case "done":
		return slices.Sorted(keys(m.base.Room.Backlog.Done))
	}
	return slices.Sorted(keys(m.base.Room.Backlog.Ready))
}

// details are the ids of what is known of all items.
func (m maker) details(of func(rooms.Details) func(func(string) bool)) (ids []string) {
	for _, item := range m.base.Room.Items.All() {
		ids = slices.AppendSeq(ids, of(item.Details))
	}
	slices.Sort(ids)
	return ids
}

// things are the ids in the collections of the ceremony's own that a field is
// named after: a "note" is one of the notes that all see, or of one's own.
func (m maker) things(name string) (ids []string) {
	collections := []string{name, name + "s"}
	if of, ok := elsewhere[name]; ok {
		collections = of
	}
	me, _ := m.doc["me"].(client.Tree)
	for _, drawer := range []any{m.doc["shared"], me["own"]} {
		tree, _ := drawer.(client.Tree)
		for _, collection := range collections {
			switch things := tree[collection].(type) {
			case client.Tree:
				ids = slices.AppendSeq(ids, maps.Keys(things))
			case []any:
				for _, id := range things {
					if id, ok := id.(string); ok {
						ids = append(ids, id)
					}
				}
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// elsewhere are the fields whose collections are called otherwise.
var elsewhere = map[string][]string{"onto": {"notes", "groups"}, "into": {"groups"}, "action": {"old"}, "one.task": {"picked"}}

func (m maker) aroundDevices() (people []string) {
	for _, id := range slices.Sorted(keys(m.base.Room.People)) {
		if p, _ := m.base.Room.People.Get(rooms.ID(id)); p.Via != "" {
			people = append(people, id)
		}
	}
	return people
}

func (m maker) openBallots() (open []string) {
	for _, id := range slices.Sorted(keys(m.base.Room.Ballots)) {
		if b, _ := m.base.Room.Ballots.Get(id); b.IsOpen() {
			open = append(open, id)
		}
	}
	return open
}

func (m maker) cards() (cards []string) {
	for _, id := range slices.Sorted(keys(m.base.Room.Ballots)) {
		b, _ := m.base.Room.Ballots.Get(id)
		cards = append(cards, b.Options.Slice()...)
	}
	return cards
}

func keys[K ~string, V any](m rooms.Map[K, V]) func(func(string) bool) {
	return func(yield func(string) bool) {
		for key := range m.All() {
			if !yield(string(key)) {
				return
			}
		}
	}
}
