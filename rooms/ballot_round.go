package rooms

// While an anonymous round is open, everything private is sealed under a key of
// its own, which is destroyed when the round ends (docs/privacy.md). Several
// things may hold one round open: two ballots, or cards that are being written.

// HoldRound keeps an anonymous round open for what holds it, and opens one when
// there is none. No undo goes beyond it, nor beyond the end of the round: drawers
// and keys cannot be taken back.
func (t *Tx) HoldRound(what string) {
	t.final = true
	if t.Internal.Round == "" {
		t.Internal.Round = string(t.Rand.ID())
	}
	if t.Internal.Holds.Len() == 0 {
		t.SetTimer(abandon, abandonAfter)
	}
	t.Internal.Holds = t.Internal.Holds.With(what)
}

// Holds tells whether something holds an anonymous round open.
func (t *Tx) Holds(what string) bool { return t.Internal.Holds.Has(what) }

// Final says that no undo goes beyond this step: people have been promised
// something.
func (t *Tx) Final() { t.final = true }

// ReleaseRound lets go of the round. The last to do so ends it: the kernel then
// burns its key. Whoever releases has emptied the drawers in the same step.
func (t *Tx) ReleaseRound(what string) {
	if !t.Holds(what) {
		return
	}
	t.final = true
	t.Internal.Holds = t.Internal.Holds.Without(what)
	if t.Internal.Holds.Len() == 0 {
		t.burnRound()
	}
}

// HidePast takes what came before out of the journal, and lets nobody who has not
// seen it resume from there: names were in it that are there no more. An anonymous
// round that is open takes it out at its end.
func (t *Tx) HidePast() {
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
func (t *Tx) burnRound() {
	t.clean = true
	t.StopTimer(abandon)
	if t.Internal.Burn == "" {
		t.Internal.Burn, t.Internal.Round = t.Internal.Round, ""
	}
}
