package retrospective

import (
	"slices"
	"strings"
	"unicode"

	"rondo/rooms"
)

// mostPicked: one improvement, not a pile of tasks (ParabolInc/parabol#3343).
const mostPicked = 3

type pickWith struct {
	Task rooms.ID `json:"task"`
	On   bool     `json:"on"`
}

// pickAction takes an action among those that the team will do.
func pickAction(t *turn, with pickWith) error {
	task, ok := t.Room.Actions.Get(with.Task)
	if !ok {
		return rooms.NoSuch("task")
	}
	if !with.On {
		unpick(t, with.Task)
		return nil
	}
	if err := fit(task); err != nil {
		return err
	}
	if !t.Shared.Picked.Has(with.Task) && t.Shared.Picked.Len() >= mostPicked {
		return rooms.Refuse("too_many/picked", "n", mostPicked)
	}
	if t.Shared.Picked = t.Shared.Picked.With(with.Task); t.Shared.One == "" {
		t.Shared.One = with.Task
	}
	return nil
}

// fit tells what an action still lacks.
func fit(task rooms.Task) error {
	switch {
	case task.State == "dropped":
		return rooms.Refuse("unfit/dropped").At("task")
	case len(words(task.Text)) < 2:
		return rooms.Refuse("unfit/text").At("text")
	case task.Owner == "":
		return rooms.Refuse("unfit/owner").At("owner")
	case task.Due == "":
		return rooms.Refuse("unfit/due").At("due")
	case task.How == "":
		return rooms.Refuse("unfit/how").At("how")
	}
	return nil
}

// words are the parts of a text that say something: with a letter in them.
func words(text string) []string {
	return slices.DeleteFunc(strings.Fields(text), func(w string) bool { return !strings.ContainsFunc(w, unicode.IsLetter) })
}

func unpick(t *turn, task rooms.ID) {
	t.Shared.Picked = t.Shared.Picked.Without(task)
	if t.Shared.One != task {
		return
	}
	if t.Shared.One = ""; t.Shared.Picked.Len() > 0 {
		t.Shared.One = t.Shared.Picked.At(0)
	}
}

// chooseOne marks the action that matters most.
func chooseOne(t *turn, with struct {
	Task rooms.ID `json:"task"`
}) error {
	if !t.Shared.Picked.Has(with.Task) {
		return rooms.Refuse("not_picked")
	}
	t.Shared.One = with.Task
	return nil
}

// dropUnfit takes back what lost its owner, its day or its measure since.
func dropUnfit(t *turn) {
	for _, id := range t.Shared.Picked.All() {
		if task, _ := t.Room.Actions.Get(id); fit(task) != nil {
			unpick(t, id)
		}
	}
}
