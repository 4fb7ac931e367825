package rooms

import "slices"

// shiftPhase moves a phase behind another one, before the meeting. The lobby and
// the last phase stay where they are, and what needs a phase stays behind it.
func shiftPhase(t *Tx, with struct {
	Phase string `json:"phase" takes:"key"`
	After string `json:"after" takes:"key"`
}) error {
	keys := t.Room.Agenda.Phases.Ranked(func(p Phase) int { return p.Rank })
	from, after := slices.Index(keys, with.Phase), slices.Index(keys, with.After)
	switch last := len(keys) - 1; {
	case from <= 0 || from == last:
		return Invalid("phase", "fixed_phase")
	case after < 0 || after == last || after == from:
		return Invalid("after", "nowhere")
	}
	keys = slices.Delete(keys, from, from+1)
	keys = slices.Insert(keys, slices.Index(keys, with.After)+1, with.Phase)
	if err := t.inOrder(keys); err != nil {
		return err
	}
	for rank, key := range keys {
		t.Room.Agenda.Phases.Edit(key, func(p *Phase) { p.Rank = rank })
	}
	return nil
}

// phaseWord is what a phase is called, to each reader.
func phaseWord(key string) Word { return Word{Key: "phase." + key} }

// inOrder refuses an order in which a phase comes before one that it needs or
// follows.
func (b *Base) inOrder(keys []string) error {
	for i, key := range keys {
		p, _ := b.Room.Agenda.Phases.Get(key)
		for _, first := range []string{p.Needs, p.Follows} {
			if first != "" && !slices.Contains(keys[:i], first) {
				return Refuse("wrong_order/after", "phase", phaseWord(key), "first", phaseWord(first)).At("after")
			}
		}
	}
	return nil
}

// takeIn holds a phase today, unless one that it needs is left out.
func (t *Tx) takeIn(phase string) error {
	p, _ := t.Room.Agenda.Phases.Get(phase)
	if needed, ok := t.Room.Agenda.Phases.Get(p.Needs); ok && needed.Off {
		return Refuse("wrong_order/needs", "phase", phaseWord(p.Needs)).At("phase")
	}
	p.Off = false
	t.Room.Agenda.Phases.Put(phase, p)
	t.Tell(Stretched, phase)
	return nil
}

// needing returns the phases that cannot be held without this one, itself among
// them, in order.
func (b *Base) needing(phase string) (keys []string) {
	for _, key := range b.Room.Agenda.Phases.Ranked(func(p Phase) int { return p.Rank }) {
		if p, _ := b.Room.Agenda.Phases.Get(key); key == phase || p.Needs != "" && slices.Contains(keys, p.Needs) {
			keys = append(keys, key)
		}
	}
	return keys
}

// leaveOut leaves a phase out together with all that needs it.
func (t *Tx) leaveOut(phase string) error {
	a := &t.Room.Agenda
	for _, key := range t.needing(phase) {
		p, _ := a.Phases.Get(key)
		if p.Rank == a.Phases.Len()-1 || key == a.Rest {
			return Invalid("off", "needed_phase")
		}
		p.Off = true
		a.Phases.Put(key, p)
		t.Tell(Stretched, key)
	}
	return nil
}
