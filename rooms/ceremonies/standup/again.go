package standup

// goesOn is held as the standup before, with what was not done on the board.
func goesOn(t *turn, was *meeting) error {
	s, old := t.Shared, was.Shared
	s.Pulse = old.Pulse
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
