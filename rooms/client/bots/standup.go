package bots

// writes: notes before the round of a standup, by those who have a turn.
func (b *bot) writes(s scene) []wish {
	if !s.works() || !s.in("lobby", "goal") || s.Get("shared", "wrote", string(s.You)) != nil {
		return nil
	}
	note := args{"progress": b.pick(progress, "note"), "plan": b.pick(plans, "note")}
	if b.often("blocked", 30) {
		note["blocked"] = b.pick(troubles, "note")
	}
	return []wish{{key: "note", least: 2 * second, most: 20 * second, do: "note", with: note}}
}
