package retrospective

import (
	"fmt"
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// fitTask adds an action that lacks nothing.
func (r retro) fitTask(owner rooms.ID, text string) rooms.ID {
	r.T.Helper()
	r.Does(owner, "task", roomstest.With("text", text))
	id := r.task(text)
	r.Does(owner, "accept", roomstest.With("task", id))
	r.Does(owner, "due", roomstest.With("task", id, "date", "2025-12-05"))
	r.Does(owner, "how", roomstest.With("task", id, "text", "Half the waiting time"))
	return id
}

func TestAnActionIsPickedWhenItLacksNothing(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(decide)
	r.Does(ben, "task", roomstest.With("text", "Reviews"))
	id := r.task("Reviews")
	pick := roomstest.With("task", id, "on", true)
	for _, nothing := range []string{"Reviews", ". .", "Reviews 2", "- Reviews"} {
		r.Does(cara, "retext", roomstest.With("task", id, "text", nothing))
		r.refusedAt("/text", ben, "pick", pick)
	}
	r.Does(cara, "retext", roomstest.With("task", id, "text", "Review in pairs"))
	r.refusedAt("/owner", ben, "pick", pick)
	r.Does(cara, "accept", roomstest.With("task", id))
	r.refusedAt("/due", ben, "pick", pick)
	r.Does(ben, "due", roomstest.With("task", id, "date", "2025-12-05"))
	r.refusedAt("/how", ben, "pick", pick)
	r.Does(ben, "how", roomstest.With("task", id, "text", "Half the waiting time"))
	r.Does(ben, "pick", pick)
	if s := r.shared(); s.Picked.Len() != 1 || s.One != id {
		t.Fatalf("%+v", s.Picked)
	}
	r.refusedAt("/task", ben, "pick", roomstest.With("task", "x", "on", true))
}

func TestAnActionThatSaysNothingAnyMoreIsPickedNoLonger(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(decide)
	id := r.fitTask(ben, "Review in pairs")
	r.Does(cara, "pick", roomstest.With("task", id, "on", true))
	r.Does(cara, "retext", roomstest.With("task", id, "text", "Review in threes"))
	if !r.shared().Picked.Has(id) {
		t.Fatal("it is dropped, and lacks nothing")
	}
	r.Does(cara, "retext", roomstest.With("task", id, "text", "Reviews"))
	if r.shared().Picked.Has(id) {
		t.Fatal("it is still picked")
	}
}

func TestAtMostThreeAndOneOfThemIsTheOne(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(decide)
	var ids []rooms.ID
	for i := range 4 {
		ids = append(ids, r.fitTask(ben, fmt.Sprint("Do thing ", i)))
	}
	for _, id := range ids[:3] {
		r.Does(cara, "pick", roomstest.With("task", id, "on", true))
	}
	r.Refused("too_many", cara, "pick", roomstest.With("task", ids[3], "on", true))
	r.Does(cara, "pick", roomstest.With("task", ids[2], "on", true)) // is among them
	r.Refused("not_picked", cara, "one", roomstest.With("task", ids[3]))
	r.Does(cara, "one", roomstest.With("task", ids[1]))
	r.Does(ben, "drop", roomstest.With("task", ids[1]))
	if s := r.shared(); s.Picked.Len() != 2 || s.One != ids[0] {
		t.Fatalf("%v, the one is %v", s.Picked, s.One)
	}
	r.Does(ben, "accept", roomstest.With("task", ids[0], "on", false))
	if s := r.shared(); s.Picked.Len() != 1 || s.One != ids[2] {
		t.Fatalf("%v, the one is %v", s.Picked, s.One)
	}
	r.Does(ben, "how", roomstest.With("task", ids[2], "text", ""))
	if s := r.shared(); s.Picked.Len() != 0 || s.One != "" {
		t.Fatalf("%v, the one is %v", s.Picked, s.One)
	}
}

func TestAnActionWhoseOwnerIsGoneIsPickedNoLonger(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(decide)
	id := r.fitTask(ben, "Review in pairs")
	r.Does(cara, "pick", roomstest.With("task", id, "on", true))
	r.Does(ben, "leave", nil)
	if s := r.shared(); s.Picked.Len() != 0 || s.One != "" {
		t.Fatalf("%v is picked, and nobody does it", s.Picked)
	}
	r.Does(cara, "accept", roomstest.With("task", id))
	r.Does(cara, "pick", roomstest.With("task", id, "on", true))
	r.Does(ann, "next", nil)
	r.Does(ann, "end", nil)
	r.Does(cara, "leave", nil)
	if s := r.shared(); s.Picked.Len() != 1 || s.One != id {
		t.Fatal("who goes home takes along what was agreed")
	}
}
