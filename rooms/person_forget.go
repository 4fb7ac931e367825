package rooms

import (
	"rondo/rooms/document"
	"slices"
)

// forgotten stands where a name was, and what somebody wrote under it.
const forgotten = "—"

// forgetPerson deletes what somebody wrote under their name, the name itself, and how their
// browsers are known; they leave the room. What they only added to the team's lists stays,
// without them. What was written without a name nobody can find, so it stays as well. It takes
// what came before out of the journal (GDPR, article 17).
func forgetPerson(doc Document, t *Tx, with struct {
	Person ID `json:"person,omitempty"` // absent: the actor; else somebody who has left, by whoever facilitates
}) error {
	if with.Person == "" {
		with.Person = t.Actor
	}
	p, known := t.Room.People.Get(with.Person)
	switch {
	case !known:
		return NoSuch("person")
	case with.Person != t.Actor && t.Room.Baton.Holder != t.Actor:
		return Refuse("forbidden/for_others")
	case with.Person != t.Actor && !p.Left:
		return Refuse("still_here", "name", p.Name)
	case t.Internal.Round != "" || t.owes() || !t.kind.IsHome() && t.Room.Ended == 0:
		return Refuse("under_way")
	}
	t.depart(with.Person, false)
	t.Room.People.Edit(with.Person, func(p *Person) { p.Name, p.Member = forgotten, "" })
	for browser, who := range t.Door.Left.All() {
		if who == with.Person && !t.Door.Out.Has(browser) {
			t.Door.Left.Delete(browser)
		}
	}
	if err := t.scrub(doc, string(with.Person)); err != nil {
		return err
	}
	t.HidePast()
	return nil
}

// scrub takes somebody out of all that people see, whatever kind of meeting it is: the rooms of
// kinds that are still to be written as well.
func (t *Tx) scrub(doc Document, person string) error {
	content, err := doc.Tree()
	if err != nil {
		return err
	}
	kernel, door := t.Internal, t.Door
	for _, drawer := range []string{"shared", "private", "audience", "held"} {
		withoutKey(content[drawer], person)
	}
	for _, drawer := range []string{"room", "shared", "private", "audience", "beside"} {
		if content[drawer] != nil {
			content[drawer] = without(content[drawer], person)
		}
	}
	if err := doc.Restore(content); err != nil {
		return err
	}
	t.Internal, t.Door = kernel, door
	t.Internal.Lent = Map[ID, Item]{} // what the home gave is there
	return nil
}

// withoutKey deletes what is kept by person.
func withoutKey(part any, person string) {
	tree, _ := part.(document.Tree)
	delete(tree, person)
	for _, below := range tree {
		withoutKey(below, person)
	}
}

// without is a part of a document in which nothing is said to be somebody's, and what they wrote
// is gone.
func without(part any, person string) any {
	switch part := part.(type) {
	case []any:
		return slices.DeleteFunc(part, func(one any) bool { return one == person })
	case document.Tree:
		if part["by"] == person && part["text"] != nil {
			part["text"] = forgotten // what stands beside it may be somebody else's, such as an answer
		}
		for _, whose := range []string{"by", "owner"} {
			if part[whose] == person {
				part[whose] = ""
			}
		}
		for key, below := range part {
			part[key] = without(below, person)
		}
	}
	return part
}
