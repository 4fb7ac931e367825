package retrospective

import (
	"rondo/rooms"
)

// retroWith is what can be set; what is absent stays as it is.
type settings struct {
	Template *string `json:"template,omitempty" takes:"key"`
	Weeks    *int    `json:"weeks,omitempty" takes:"1..4"` // of the sprint
	Named    *bool   `json:"named,omitempty"`
	Aside    *bool   `json:"aside,omitempty"`
	Aloud    *bool   `json:"aloud,omitempty"`
	Leads    *bool   `json:"lead_groups,omitempty"`
	Dots     *int    `json:"dots,omitempty" takes:"1..20"`  // each person has
	Stack    *int    `json:"stack,omitempty" takes:"1..20"` // of them on one thing
	Least    *int    `json:"least,omitempty" takes:"1..5"`  // safety below which the room is asked what to do
}

// setRetro changes how this retrospective is held. Each setting can be changed
// until it has begun to mean something.
func setRetro(t *turn, with settings) error {
	for _, set := range []func(*turn, settings) error{setTemplate, setWeeks, setNames, setAside, setManner, setDots} {
		if err := set(t, with); err != nil {
			return err
		}
	}
	return nil
}

func setTemplate(t *turn, with settings) error {
	if with.Template == nil {
		return nil
	}
	template, ok := templateOf(*with.Template)
	if !ok {
		return rooms.Invalid("template", "no_such_board")
	}
	if err := beforeNotes(t, "template"); err != nil {
		return err
	}
	layColumns(t, template)
	return nil
}

func setWeeks(t *turn, with settings) error { return t.SetWeeks(&t.Shared.Weeks, with.Weeks) }

// setNames chooses what is promised. Once something is the promise stands, and only
// tighten changes it. Not to choose names where nothing is yet is to wait for a third.
func setNames(t *turn, with settings) error {
	if with.Named == nil {
		return nil
	}
	if t.Room.Promise != "" {
		return rooms.Refuse("too_late/promise").At("named")
	}
	t.Shared.Named = *with.Named
	t.Shared.Waits = !*with.Named && t.Room.Started != 0
	return moreCame(t)
}

// setAside: whoever holds the baton only facilitates, or takes part as well. Each
// chooses for themselves, and nobody for the one who facilitates after them.
func setAside(t *turn, with settings) error {
	switch {
	case with.Aside == nil:
		return nil
	case t.Actor != t.Room.Baton.Holder:
		return rooms.Refuse("forbidden/aside")
	}
	if err := beforeNotes(t, "aside"); err != nil {
		return err
	}
	t.Room.People.Edit(t.Actor, func(p *rooms.Person) { p.Aside = *with.Aside })
	t.TellOf(rooms.Changed, t.Actor)
	return nil
}

func setManner(t *turn, with settings) error {
	if with.Aloud != nil {
		t.Shared.Aloud = *with.Aloud
		t.Shared.Reading, t.Shared.Reader = "", ""
	}
	if with.Leads != nil {
		t.Shared.Leads = *with.Leads
	}
	if with.Least != nil {
		t.Shared.Least = *with.Least
	}
	return nil
}

func setDots(t *turn, with settings) error {
	if with.Dots == nil && with.Stack == nil {
		return nil
	}
	if t.Room.Ballots.Has(dotsBallot) {
		return rooms.Refuse("too_late/dots").At("dots")
	}
	n, stack := t.Shared.Dots, t.Shared.Stack
	if with.Dots != nil {
		n = *with.Dots
		stack = min(stack, n)
	}
	if with.Stack != nil {
		stack = *with.Stack
	}
	if stack > n {
		return rooms.Invalid("stack", "dots_stack", "most", n)
	}
	t.Shared.Dots, t.Shared.Stack = n, stack
	return nil
}
