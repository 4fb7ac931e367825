package ceremonies

import (
	"fmt"
	"testing"

	"rondo/rooms"
)

// fitTask adds an action that lacks nothing.
func (r retro) fitTask(owner rooms.ID, text string) rooms.ID {
	r.t.Helper()
	r.do(owner, "task", with("text", text))
	id := r.task(text)
	r.do(owner, "accept", with("task", id))
	r.do(owner, "due", with("task", id, "date", "2025-12-05"))
	r.do(owner, "how", with("task", id, "text", "Half the waiting time"))
	return id
}

func TestAnActionIsPickedWhenItLacksNothing(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.to(decide)
	r.do(ben, "task", with("text", "Reviews"))
	id := r.task("Reviews")
	pick := with("task", id, "on", true)
	for _, nothing := range []string{"Reviews", ". .", "Reviews 2", "- Reviews"} {
		r.do(cara, "retext", with("task", id, "text", nothing))
		r.refusedAt("/text", ben, "pick", pick)
	}
	r.do(cara, "retext", with("task", id, "text", "Review in pairs"))
	r.refusedAt("/owner", ben, "pick", pick)
	r.do(cara, "accept", with("task", id))
	r.refusedAt("/due", ben, "pick", pick)
	r.do(ben, "due", with("task", id, "date", "2025-12-05"))
	r.refusedAt("/how", ben, "pick", pick)
	r.do(ben, "how", with("task", id, "text", "Half the waiting time"))
	r.do(ben, "pick", pick)
	if s := r.shared(); s.Picked.Len() != 1 || s.One != id {
		t.Fatalf("%+v", s.Picked)
	}
	r.refusedAt("/task", ben, "pick", with("task", "x", "on", true))
}

func TestAnActionThatSaysNothingAnyMoreIsPickedNoLonger(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.to(decide)
	id := r.fitTask(ben, "Review in pairs")
	r.do(cara, "pick", with("task", id, "on", true))
	r.do(cara, "retext", with("task", id, "text", "Review in threes"))
	if !r.shared().Picked.Has(id) {
		t.Fatal("it is dropped, and lacks nothing")
	}
	r.do(cara, "retext", with("task", id, "text", "Reviews"))
	if r.shared().Picked.Has(id) {
		t.Fatal("it is still picked")
	}
}

func TestAtMostThreeAndOneOfThemIsTheOne(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.to(decide)
	var ids []rooms.ID
	for i := range 4 {
		ids = append(ids, r.fitTask(ben, fmt.Sprint("Do thing ", i)))
	}
	for _, id := range ids[:3] {
		r.do(cara, "pick", with("task", id, "on", true))
	}
	r.refused("too_many", cara, "pick", with("task", ids[3], "on", true))
	r.do(cara, "pick", with("task", ids[2], "on", true)) // is among them
	r.refused("not_picked", cara, "one", with("task", ids[3]))
	r.do(cara, "one", with("task", ids[1]))
	r.do(ben, "drop", with("task", ids[1]))
	if s := r.shared(); s.Picked.Len() != 2 || s.One != ids[0] {
		t.Fatalf("%v, the one is %v", s.Picked, s.One)
	}
	r.do(ben, "accept", with("task", ids[0], "on", false))
	if s := r.shared(); s.Picked.Len() != 1 || s.One != ids[2] {
		t.Fatalf("%v, the one is %v", s.Picked, s.One)
	}
	r.do(ben, "how", with("task", ids[2], "text", ""))
	if s := r.shared(); s.Picked.Len() != 0 || s.One != "" {
		t.Fatalf("%v, the one is %v", s.Picked, s.One)
	}
}

func TestAnActionWhoseOwnerIsGoneIsPickedNoLonger(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.to(decide)
	id := r.fitTask(ben, "Review in pairs")
	r.do(cara, "pick", with("task", id, "on", true))
	r.do(ben, "leave", nil)
	if s := r.shared(); s.Picked.Len() != 0 || s.One != "" {
		t.Fatalf("%v is picked, and nobody does it", s.Picked)
	}
	r.do(cara, "accept", with("task", id))
	r.do(cara, "pick", with("task", id, "on", true))
	r.do(ann, "next", nil)
	r.do(ann, "end", nil)
	r.do(cara, "leave", nil)
	if s := r.shared(); s.Picked.Len() != 1 || s.One != id {
		t.Fatal("who goes home takes along what was agreed")
	}
}
