package rooms

import "cmp"

// receiveTasks: what a meeting does not say of an action stays.
func receiveTasks(t *Tx, h Handover) {
	rank := LastRank(t.Room.Actions, func(a Task) int { return a.Rank })
	for _, id := range h.Tasks.Ranked(func(a Task) int { return a.Rank }) {
		task, _ := h.Tasks.Get(id)
		task.By, task.Owner, task.Asked = h.MemberOf(task.By), h.MemberOf(task.Owner), h.MemberOf(task.Asked)
		was, known := t.Room.Actions.Get(id)
		switch {
		case task.State == stateDropped:
			t.Room.Actions.Delete(id)
		case known:
			was.State, was.Text, was.Kept = task.State, cmp.Or(task.Text, was.Text), max(task.Kept, was.Kept)
			was.Owner, was.Due, was.How = cmp.Or(task.Owner, was.Owner), cmp.Or(task.Due, was.Due), cmp.Or(task.How, was.How)
			t.Room.Actions.Put(id, was)
		case task.State == stateOpen:
			rank++
			task.Rank = rank
			t.Room.Actions.Put(id, task)
		}
	}
	forgetOldest(&t.Room.Actions, maxKept, func(task Task) Millis { return oldestFirst(task.State, task.Rank) })
}
