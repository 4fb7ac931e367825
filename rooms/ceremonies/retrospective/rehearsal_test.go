package retrospective

import (
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

const ann, ben, cara, dan = "p1", "p2", "p3", "p4"

// retro is a rehearsal of a retrospective with a test around it.
type retro struct{ roomstest.Rehearsed }

// inRetro opens a retrospective; names join as developers, the first as the opener.
func inRetro(t *testing.T, names ...string) retro {
	t.Helper()
	return retro{roomstest.Rehearse(t, Kind(), names...)}
}

// inNamedRetro is one in which notes carry names.
func inNamedRetro(t *testing.T, names ...string) retro {
	t.Helper()
	r := inRetro(t, names...)
	r.Does(ann, "settings", roomstest.With("named", true))
	return r
}

// guest lets a listener in through the door that the facilitator opens.
func (r retro) guest(name string, role rooms.Role) rooms.ID {
	r.T.Helper()
	r.Does(ann, "admit", roomstest.With("role", role, "on", true))
	if role != rooms.ProductManager {
		return r.Enter(name, role)
	}
	r.Does(ann, "admit", roomstest.With("role", rooms.Observer, "on", true))
	id := r.Enter(name, rooms.Observer)
	r.Does(ann, "roles", roomstest.With("person", id, "roles", []rooms.Role{role}))
	return id
}

func (r retro) meeting() *meeting { return r.Meeting().(*meeting) }

func (r retro) shared() State { return r.meeting().Shared }

func (r retro) own(person rooms.ID) Own {
	own, _ := r.meeting().Private.Get(person)
	return own
}

// column is the id of a column by its place.
func (r retro) column(i int) rooms.ID {
	return r.shared().Columns.Ranked(func(c Column) int { return c.Rank })[i]
}

// written goes to the writing and lets somebody write notes, all in one column.
func (r retro) written(author rooms.ID, texts ...string) {
	r.T.Helper()
	r.GoTo(write)
	for _, text := range texts {
		r.Does(author, "write", roomstest.With("column", r.column(0), "text", text))
	}
}

// note finds a revealed note by its text.
func (r retro) note(text string) rooms.ID {
	r.T.Helper()
	return found(r.T, r.shared().Notes, text, func(n Note) bool { return n.Text == text })
}

func (r retro) groupOf(text string) rooms.ID {
	r.T.Helper()
	n, _ := r.shared().Notes.Get(r.note(text))
	return n.Group
}

func (r retro) topic(title string) rooms.ID {
	r.T.Helper()
	return found(r.T, r.shared().Topics, title, func(o Topic) bool { return o.Title == title })
}

func (r retro) topicState(title string) string {
	r.T.Helper()
	topic, _ := r.shared().Topics.Get(r.topic(title))
	return topic.State
}

// carried finds an action from before.
func (r retro) carried(text string) rooms.ID {
	r.T.Helper()
	return found(r.T, r.shared().Old, text, func(c Carried) bool { return c.Text == text })
}

func (r retro) task(text string) rooms.ID {
	r.T.Helper()
	return found(r.T, r.Base().Room.Actions, text, func(a rooms.Task) bool { return a.Text == text })
}

func found[V any](t *testing.T, in rooms.Map[rooms.ID, V], what string, is func(V) bool) rooms.ID {
	t.Helper()
	for id, v := range in.All() {
		if is(v) {
			return id
		}
	}
	t.Fatalf("there is no %q", what)
	return ""
}

func (r retro) ballot(id string) rooms.Ballot {
	b, _ := r.Base().Room.Ballots.Get(id)
	return b
}

func (r retro) result(id string) rooms.Result {
	result, _ := r.ballot(id).Latest()
	return result
}

// cards lets people vote, in the order in which they came; "" does not.
func (r retro) cards(ballot string, cards ...string) {
	r.T.Helper()
	for i, card := range cards {
		if card != "" {
			r.Does([]rooms.ID{ann, ben, cara, dan, "p5", "p6"}[i], "vote", roomstest.With("ballot", ballot, "card", card))
		}
	}
}

// gives lets somebody give dots to what has these titles.
func (r retro) gives(person rooms.ID, given map[string]int) {
	r.T.Helper()
	ids := map[string]int{}
	for text, n := range given {
		id := r.note(text)
		if g := r.groupOf(text); g != "" {
			id = g
		}
		ids[string(id)] = n
	}
	r.Does(person, "vote", roomstest.With("ballot", dotsBallot, "dots", ids))
}

func (r retro) promised(want string) {
	r.T.Helper()
	if got := r.Base().Room.Promise; got != want {
		r.T.Fatalf("the promise is %q, want %q", got, want)
	}
}

func (r retro) writing(want string) {
	r.T.Helper()
	if got := r.shared().Writing; got != want {
		r.T.Fatalf("the writing is %q, want %q", got, want)
	}
}

func (r retro) holds(what string) bool { return r.meeting().Internal.Holds.Has(what) }
