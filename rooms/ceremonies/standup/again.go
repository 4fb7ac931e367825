package standup

// goesOn has from the standup before how it is held, what it is for, and who started the
// last rounds, so that nobody starts two days running.
func goesOn(t *turn, was *meeting) error {
	s, old := t.Shared, was.Shared
	s.Goal, s.GoalBy, s.Pulse, s.Started = old.Goal, old.GoalBy, old.Pulse, old.Started
	if old.Async {
		s.Async = true
		t.LeaveOut(true, goal, round, plan)
	}
	for id, item := range old.Board.All() {
		if !item.Done {
			s.Board.Put(id, item)
		}
	}
	return nil
}
