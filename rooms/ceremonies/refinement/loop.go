package refinement

import (
	"cmp"
	"time"

	"rondo/rooms"
)

// Steps that an item takes.
const (
	present = "present" // the product owner says what it is about
	clarify = "clarify" // the developers ask
	ready   = "ready"   // does it meet the definition of ready?
	size    = "size"    // the developers size it
	split   = "split"   // it is made into smaller ones
	order   = "order"   // its place in the backlog
)

// lasts is how long a step is meant to take. Sizing has a clock for each round.
var lasts = map[string]time.Duration{
	present: 2 * time.Minute, clarify: 3 * time.Minute, ready: 30 * time.Second, split: 3 * time.Minute, order: 30 * time.Second,
}

const (
	itemFor   = 10 * time.Minute // the whole of it, unless the team has another budget
	roundFor  = time.Minute      // a round of hidden cards
	marketFor = time.Minute      // the product manager's
)

// Clocks of its own.
const (
	stepClock  = "step"
	itemClock  = "item"
	spentClock = "spent"
	showClock  = "unnamed"
)

// goesOn goes on where the meeting was when it left the phase, or begins with the first of
// the list.
func goesOn(t *turn) error {
	if step := t.Shared.Step; step != "" {
		t.SetTimer(itemClock, t.Shared.Budget.Duration())
		return enterStep(t, step)
	}
	return goOn(t)
}

// goOn sees to it that what the meeting is at goes through its steps: another item when one
// is taken up, the next when the one in hand has left the loop.
func goOn(t *turn) error {
	at, _ := t.CurrentItem()
	item, _ := t.Room.Items.Get(t.Shared.Item)
	switch step := t.Shared.Step; {
	case t.Room.Agenda.Now != refine || t.Room.Ended != 0:
		return nil
	case at != "" && at != t.Shared.Item:
		return begin(t, at)
	case at != "" && step == ready && t.IsReady(at):
		return enterStep(t, size)
	case at != "", step == order && item.State == rooms.ItemDone, step == split && item.State == rooms.ItemToSplit:
		return nil
	}
	return nextItem(t)
}

func nextItem(t *turn) error {
	lay(t)
	if next := cmp.Or(t.Diverged(), t.NextItem()); next != "" {
		return t.PickItem(next)
	}
	return nil
}

// estimate chooses a card for an item ahead of the meeting, alone; "" takes it back.
func estimate(t *turn, with struct {
	Item rooms.ID `json:"item"`
	Card string   `json:"card,omitempty" takes:"key?"`
	Sure string   `json:"sure,omitempty" takes:"sure|so_so|unsure?"` // how sure one is
}) error {
	return t.Estimate(with.Item, with.Card, with.Sure)
}

// begin takes an item up: the product owner has the floor.
func begin(t *turn, item rooms.ID) error {
	lay(t)
	t.Shared.Item = item
	t.SetTimer(itemClock, t.Shared.Budget.Duration())
	openAsking(t)
	if owner := t.After("", rooms.ProductOwners); owner != "" {
		t.GiveFloor(owner, lasts[present])
	}
	return enterStep(t, present)
}

// lay takes the item in hand off the table.
func lay(t *turn) {
	halt(t)
	t.Shared.Item, t.Shared.Step, t.Shared.Taken, t.Shared.Context = "", "", rooms.List[string]{}, false
}

// halt ends what runs for the item in hand.
func halt(t *turn) {
	closeAsking(t)
	t.FreeFloor()
	t.EndSizing()
	for _, clock := range []string{stepClock, itemClock, spentClock} {
		t.StopTimer(clock)
	}
	t.Shared.Spent, t.Shared.Wants = false, rooms.Map[rooms.ID, string]{}
}

func leaves(t *turn, e rooms.Event) error {
	if e.What == rooms.Closed || e.Of == refine {
		halt(t)
	}
	return nil
}

// enterStep goes on to a step, or back to one. What was asked without a name is shown when
// the talk about it ends.
func enterStep(t *turn, step string) error {
	if t.Shared.Step == size && step != size {
		t.EndSizing()
	}
	if step != present {
		t.FreeFloor()
	}
	if step != present && step != clarify {
		closeAsking(t)
	}
	t.Shared.Step = step
	noteTaken(t, step)
	startClock(t, step)
	switch {
	case step == clarify && t.Shared.Asking != "":
		t.SetTimer(showClock, rooms.LeastStay)
	case step == ready && t.IsReady(t.Shared.Item):
		return enterStep(t, size)
	case step == size:
		return t.AskSize(string(t.Shared.Item), roundFor)
	}
	return nil
}

// noteTaken keeps that the item has been at a step. Where nothing says when an item is ready,
// there was nothing to check.
func noteTaken(t *turn, step string) {
	if step != ready || t.Room.Backlog.Ready.Len() > 0 {
		t.Shared.Taken = t.Shared.Taken.Without(step).With(step)
	}
}

func startClock(t *turn, step string) {
	t.StopTimer(stepClock)
	if d := lasts[step]; d > 0 {
		t.SetTimer(stepClock, d)
	}
}

// takeStep goes on to a step before its time, or back to one; after the last ("") the next
// item is taken up.
func takeStep(t *turn, with struct {
	To string `json:"to" takes:"present|clarify|ready|size|split|order?"`
}) error {
	item, _ := t.Room.Items.Get(t.Shared.Item)
	switch {
	case t.Shared.Step == "":
		return rooms.Refuse("no_item")
	case with.To == "":
		return leaveItem(t)
	case with.To == t.Shared.Step: // its time begins anew
		startClock(t, with.To)
		return nil
	case with.To == order && item.Result == "":
		return rooms.Refuse("no_size_yet")
	case item.State != rooms.ItemCurrent && with.To != order:
		if err := t.PickItem(t.Shared.Item); err != nil { // once more
			return err
		}
	}
	return enterStep(t, with.To)
}

// leaveItem takes up the next item. One that is left without a size waits until all others
// have had their turn.
func leaveItem(t *turn) error {
	if item, _ := t.Room.Items.Get(t.Shared.Item); item.State == rooms.ItemCurrent {
		return t.MarkItem(t.Shared.Item, rooms.ItemDeferred)
	}
	return nextItem(t)
}

// asideOf follows an item that was set aside: what is to be split is split at once.
func asideOf(t *turn, item rooms.ID) error {
	if i, _ := t.Room.Items.Get(item); item == t.Shared.Item && i.State == rooms.ItemToSplit {
		return enterStep(t, split)
	}
	return nil
}

func rings(t *turn, clock string) error {
	switch clock {
	case stepClock:
		return stepOver(t)
	case itemClock:
		askWants(t)
	case spentClock:
		return countWants(t)
	case showClock:
		showQuestions(t)
	}
	return nil
}

// stepOver is the zero of a step's clock. An item that is not ready by then leaves the loop;
// a concern that nobody has answered keeps the last step open.
func stepOver(t *turn) error {
	switch t.Shared.Step {
	case present:
		return enterStep(t, clarify)
	case clarify:
		return enterStep(t, ready)
	case ready:
		return leaveUnready(t)
	case split, order:
		item, _ := t.Room.Items.Get(t.Shared.Item)
		if c := item.Details.Concern; c.Text != "" && c.Answer == "" {
			return nil
		}
		return nextItem(t)
	}
	return nil
}

// takeMinute gives the product manager a minute, once for each item, for what the market and
// the strategy say to it. The product owner's time waits meanwhile. What is to stay of it is
// the item's own note.
func takeMinute(t *turn, _ struct{}) error {
	switch {
	case t.Shared.Step != present:
		return rooms.Refuse("not_presenting")
	case t.Shared.Context:
		return rooms.Refuse("context_given")
	}
	t.Shared.Context = true
	t.StretchTimer(stepClock, marketFor)
	t.GiveFloor(t.Actor, marketFor)
	return nil
}
