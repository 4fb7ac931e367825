package rooms

import (
	"iter"
	"maps"
	"reflect"
	"slices"
)

// What generated files are made from: the types of the page, the schemas and
// the printed table of rights. Nothing here is asked while a meeting runs.

// Drawers returns the types of what a ceremony keeps: for all, for one person
// and for an audience.
func (k *Kind) Drawers() (shared, own, audience reflect.Type) {
	return k.drawers[0], k.drawers[1], k.drawers[2]
}

// Verbs yields every action, services' and the ceremony's own, with the type
// its arguments are decoded into, in alphabetical order.
func (k *Kind) Verbs() iter.Seq2[string, reflect.Type] {
	return func(yield func(string, reflect.Type) bool) {
		for _, name := range slices.Sorted(maps.Keys(k.verbs)) {
			if !yield(name, k.verbs[name].args) {
				return
			}
		}
	}
}

// ServiceOf names the service that an action is of; "" for the ceremony's own.
// Taking back is the kernel's, and a service of its own here.
func (k *Kind) ServiceOf(verb string) string { return k.verbs[verb].of }

// RuleOf returns the rule of an action, as it was given to Do or On; nil for undo.
func (k *Kind) RuleOf(verb string) any { return k.verbs[verb].rule }

// Accepts refuses arguments of an action that the room would refuse whatever the state of
// the meeting is: by their types, and by what their tags say they take.
func (k *Kind) Accepts(verb string, raw []byte) error {
	v, known := k.verbs[verb]
	if !known {
		return Refuse("unknown_action", "do", Clip(verb))
	}
	with := reflect.New(v.args)
	if err := Decode(raw, with.Interface()); err != nil {
		return err
	}
	return tidy(with, "")
}

// Undoable tells whether the facilitator may take an action back.
func (k *Kind) Undoable(verb string) bool { return k.verbs[verb].undo }

// Library is every service on one shelf, with the verbs of all and nobody's rights. No
// house holds this kind: it is for what is written about services, whether or not a
// ceremony composes them.
func Library() *Kind {
	k := &Kind{Name: "library", verbs: map[string]verb{}}
	for _, s := range []Service{
		PeopleService(), BatonService(), AgendaService(), FloorService(), HandService(), BallotService(), BlockerService(),
		ParkingService(), TaskService(), ItemService(), SizingService(), InvitationService(), DeviceService(), LinkService(),
	} {
		for name, v := range s.Verbs {
			k.verbs[name] = v.of(s.Name)
		}
	}
	return k
}

// Audiences yields every audience with who belongs to it, in alphabetical order.
func (k *Kind) Audiences() iter.Seq2[string, Who] {
	return func(yield func(string, Who) bool) {
		for _, name := range k.audienceNames {
			if !yield(name, k.audiences[name]) {
				return
			}
		}
	}
}

// whoNames are the sets in the order of their bits: roles, then positions.
var whoNames = []string{
	string(Developer), string(ScrumMaster), string(ProductOwner), string(ProductManager), string(Stakeholder), string(Observer),
	"facilitator", "co_facilitator", "speaking", "called_in", "offered", "invited",
}

// Names spells a set out, as the page and the documentation name its parts.
func (w Who) Names() []string {
	names := []string{}
	for bit, name := range whoNames {
		if w&(1<<bit) != 0 {
			names = append(names, name)
		}
	}
	return names
}
