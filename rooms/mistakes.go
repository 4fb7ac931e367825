package rooms

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"
)

// What a ceremony says of itself is checked when it is registered, so that the
// first test of it finds what a meeting would else find: each mistake by the name
// of its field, and all of them at once.

// mistakes are sentences that begin with a field: "Phases[2].AtZero: …".
type mistakes []string

func (m *mistakes) add(field, say string, args ...any) {
	*m = append(*m, field+": "+fmt.Sprintf(say, args...))
}

// panics ends the program if there are any: a ceremony is part of it.
func (m mistakes) panics(kind string) {
	if len(m) > 0 {
		panic(fmt.Sprintf("rooms: %q is no ceremony yet:\n  %s", kind, strings.Join(m, "\n  ")))
	}
}

// nameForm is the form of kinds, phases, ballots, actions: they are keys of JSON
// objects, parts of pointers and of the names of timers.
var nameForm = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

func (m *mistakes) name(field, name string) {
	if !nameForm.MatchString(name) {
		m.add(field, "%q must be small letters, digits and _, a letter first", name)
	}
}

// names checks a list of names, each of which may be there once.
func (m *mistakes) names(field string, names []string) {
	for i, name := range names {
		at := fmt.Sprintf("%s[%d]", field, i)
		m.name(at, name)
		if slices.Index(names, name) < i {
			m.add(at, "%q is there twice", name)
		}
	}
}

// oneOf checks a name that must be among others.
func (m *mistakes) oneOf(field, name, what string, known []string) {
	if !slices.Contains(known, name) {
		m.add(field, "%q is no %s; there is %s", name, what, strings.Join(known, ", "))
	}
}

// needs checks a part without which there is no ceremony.
func (m *mistakes) needs(field string, there bool, why string) {
	if !there {
		m.add(field, "is missing: %s", why)
	}
}

// check looks through a ceremony, apart from its verbs and their rights.
func (c Ceremony[S, P, A]) check(m *mistakes) {
	m.name("Kind", c.Kind)
	m.needs("Version", c.Version > 0, "the first is 1")
	m.needs("Opens", c.Opens != nil, "what is there when the room opens?")
	m.needs("Minutes", c.Minutes != nil, "what is left of the meeting?")
	m.needs("Upgrade", c.Upgrade != nil || c.Version <= 1, "who opens a document of version 1?")
	m.names("Ballots", c.Ballots)
	for name, who := range c.Audiences {
		m.needs(fmt.Sprintf("Audiences[%q]", name), who != 0, "who shares it?")
	}
	checkPhases(m, c.Phases, c.Ballots)
	checkBudget(m, c.Budget, c.Phases)
}

// checkPhases checks each phase, and what it says of others.
func checkPhases(m *mistakes, phases []PhasePlan, ballots []string) {
	keys := keysOf(phases)
	for i, p := range phases {
		at := fmt.Sprintf("Phases[%d]", i)
		m.oneOf(at+".AtZero", p.AtZero, "policy", []string{Signal, Advance, Close, PassOn})
		if p.Ballot != "" {
			m.oneOf(at+".Ballot", p.Ballot, "ballot", ballots)
		}
		for field, earlier := range map[string]string{"Needs": p.Needs, "Follows": p.Follows} {
			if earlier != "" {
				m.oneOf(at+"."+field, earlier, "phase before "+p.Key, keys[:i])
			}
		}
		if p.Budget < 0 {
			m.add(at+".Budget", "%v is no time", p.Budget)
		}
	}
	for i, key := range keys {
		at := fmt.Sprintf("Phases[%d].Key", i)
		m.name(at, key)
		if slices.Index(keys, key) < i {
			m.add(at, "%q is there twice", key)
		}
	}
}

func keysOf(phases []PhasePlan) []string {
	var keys []string
	for _, p := range phases {
		keys = append(keys, p.Key)
	}
	return keys
}

// checkBudget: the timebox of a meeting is what its phases have together.
func checkBudget(m *mistakes, budget time.Duration, phases []PhasePlan) {
	var sum time.Duration
	for _, p := range phases {
		sum += p.Budget
	}
	if sum != budget {
		m.add("Budget", "is %v, and the phases have %v together", budget, sum)
	}
}

// checkArguments looks for what an argument takes: without a limit, whoever asks for
// something could put as much into the room as a frame holds.
func (k *Kind) checkArguments(m *mistakes) {
	for _, name := range slices.Sorted(maps.Keys(k.verbs)) {
		m.takes(fmt.Sprintf("Actions[%q]", name), k.verbs[name].args)
	}
}

func (m *mistakes) takes(at string, t reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		m.takes(at, t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			at := at + "." + f.Name
			switch takes, said, err := TakesOf(f); {
			case takes.Form == formAny:
				continue
			case err != nil:
				m.add(at, "%v", err)
			case !said && isPlain(f.Type):
				m.add(at, "has no tag `takes`: which texts or numbers are these?")
			}
			m.takes(at, f.Type)
		}
	}
}

// isPlain tells whether a type says nothing of the values that make sense.
func isPlain(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		return isPlain(t.Elem())
	}
	return t == reflect.TypeFor[string]() || t == reflect.TypeFor[int]() || t == reflect.TypeFor[Millis]()
}

// checkRights looks through the table of rights, once all verbs are known.
func (k *Kind) checkRights(m *mistakes) {
	for i, row := range k.Rights {
		at := fmt.Sprintf("Rights[%d] (%s)", i, row.Do)
		m.oneOf(at+".Do", row.Do, "action", slices.Sorted(maps.Keys(k.verbs)))
		m.needs(at+".In", len(row.In) > 0, "EveryPhase, or which of them?")
		for j, phase := range row.In {
			if !row.InEveryPhase() {
				m.oneOf(fmt.Sprintf("%s.In[%d]", at, j), phase, "phase", keysOf(k.Phases))
			}
		}
		m.needs(at+".May", row.May != 0, "nobody could ever do it")
	}
	for _, name := range slices.Sorted(maps.Keys(k.verbs)) {
		if !slices.ContainsFunc(k.Rights, func(r Right) bool { return r.Do == name }) {
			m.add("Rights", "say nobody's right to %q, %s", name, k.verbs[name].origin())
		}
	}
}

// may returns who has a right to an action, at some time.
func (k *Kind) may(do string) (who Who) {
	for _, row := range k.Rights {
		if row.Do == do {
			who |= row.May
		}
	}
	return who
}

// origin says whose a verb is.
func (v verb) origin() string {
	switch v.of {
	case "":
		return "an action of the ceremony"
	case UndoVerb:
		return "an action of every room"
	}
	return "a verb of the service " + v.of
}

// rehearse opens a room and takes its minutes, to see that what is planned then is
// what the ceremony says, and that neither panics.
func (k *Kind) rehearse(m *mistakes) {
	first, err := k.Play(k.blank(), Moment{Now: 1, Dice: SeededDice(1), Most: 1}, k.Opening(Brief{Kind: k.Name}, Door{}))
	if err != nil {
		m.add("Opens", "%v", err)
		return
	}
	a := first.Doc.Common().Room.Agenda
	if planned := a.Phases.Ranked(func(p Phase) int { return p.Rank }); a.Phases.Len() > 0 && !slices.Equal(planned, keysOf(k.Phases)) {
		m.add("Opens", "plans the phases %v, and Phases are %v", planned, keysOf(k.Phases))
	}
	for what, phase := range map[string]string{"AgendaPlan.Rest": a.Rest, "FloorPlan.Phase": first.Doc.Common().Room.Floor.Phase} {
		if phase != "" {
			m.oneOf("Opens: "+what, phase, "phase", keysOf(k.Phases))
		}
	}
	if lost := a.Quorum &^ k.may("done"); k.verbs["done"].run != nil && lost != 0 {
		m.add("Opens: AgendaPlan.Quorum", "waits for %s, who may never say \"done\"", strings.Join(lost.Names(), ", "))
	}
	if err := Guard(func() error { k.minutes(first.Doc.Clone()); return nil }); err != nil {
		m.add("Minutes", "%v", err)
	}
}
