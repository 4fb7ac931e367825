package rooms

// While an anonymous round is open, everything private is sealed under a key of
// its own, which is destroyed when the round ends (docs/privacy.md). Several
// things may hold one round open: two ballots, or cards that are being written.

// HoldRound keeps an anonymous round open for what holds it, and opens one when
// there is none. No undo goes beyond it, nor beyond the end of the round: drawers
// and keys cannot be taken back.
func (t *Table) HoldRound(what string) {
	t.final = true
	if t.Kernel.Round == "" {
		t.Kernel.Round = t.Rand.ID()
	}
	if t.Kernel.Holds.Len() == 0 {
		t.SetTimer(abandon, abandonAfter)
	}
	t.Kernel.Holds = t.Kernel.Holds.With(what)
}

// Final says that no undo goes beyond this step: people have been promised
// something.
func (t *Table) Final() { t.final = true }

// ReleaseRound lets go of the round. The last to do so ends it: the kernel then
// burns its key. Whoever releases has emptied the drawers in the same step.
func (t *Table) ReleaseRound(what string) {
	if !t.Kernel.Holds.Has(what) {
		return
	}
	t.final = true
	t.Kernel.Holds = t.Kernel.Holds.Without(what)
	if t.Kernel.Holds.Len() == 0 {
		t.burnRound()
	}
}

// CleanPast takes what came before out of the journal, and lets nobody who has not
// seen it resume from there: names were in it that are there no more. An anonymous
// round that is open takes it out at its end.
func (t *Table) CleanPast() {
	if t.final = true; t.clean {
		return // a round has ended in this step
	}
	t.clean = true
	t.HoldRound("past")
	t.ReleaseRound("past")
}

// burnRound names the key to destroy. The journal then drops all that came before,
// and nobody can resume from there. While the kernel still destroys the one
// before, naming another would let that one be forgotten: the kernel comes back
// to it, unless somebody holds the round once more until then.
func (t *Table) burnRound() {
	t.clean = true
	t.StopTimer(abandon)
	if t.Kernel.Burn == "" {
		t.Kernel.Burn, t.Kernel.Round = t.Kernel.Round, ""
	}
}
