package review

import (
	"slices"
	"time"

	"rondo/rooms"
)

const (
	demoFor   = 5 * time.Minute // a demo has, unless it is said
	mostDemos = 50
	demoClock = "demo"
	soonClock = "soon"
	soonFor   = time.Minute // before its end who is next gets ready
	overClock = "over"
	overFor   = 24 * time.Hour // a demo may go on for, beyond its time: a meeting that long has been left
)

// addToQueue puts something at the end of the queue, to be shown.
func addToQueue(t *turn, d Demo) {
	d.Rank, d.State = rooms.LastRank(t.Shared.Demos, Demo.rank)+1, demoWaits
	if d.Budget == 0 {
		d.Budget = rooms.For(demoFor)
	}
	t.Shared.Demos.Put(t.Rand.ID(), d)
}

func queued(t *turn, item rooms.ID) bool {
	for _, d := range t.Shared.Demos.All() {
		if d.Item == item {
			return true
		}
	}
	return false
}

// addDemo: developers and the product owner put what they show into the queue. Guests ask to be
// let into it.
func addDemo(t *turn, with struct {
	Title   string `json:"title" takes:"title"`
	Minutes int    `json:"minutes,omitempty" takes:"0..60"`
}) error {
	if t.Shared.Demos.Len() >= mostDemos {
		return rooms.Refuse("too_many/demos", "n", mostDemos)
	}
	asks := t.WhoIs(t.Actor)&(presenters|orderers) == 0
	addToQueue(t, Demo{Title: with.Title, By: t.Actor, Asked: asks, Budget: rooms.For(time.Duration(with.Minutes) * time.Minute)})
	return nil
}

// queueDemo lets a guest's demo into the queue.
func queueDemo(t *turn, with struct {
	Demo rooms.ID `json:"demo"`
}) error {
	return editDemo(t, with.Demo, func(d *Demo) error { d.Asked = false; return nil })
}

func timeDemo(t *turn, with struct {
	Demo    rooms.ID `json:"demo"`
	Minutes int      `json:"minutes" takes:"1..60"`
}) error {
	budget := time.Duration(with.Minutes) * time.Minute
	err := editDemo(t, with.Demo, func(d *Demo) error { d.Budget = rooms.For(budget); return nil })
	if err == nil && with.Demo == t.Shared.Demo {
		stopClock(t)
		runClock(t)
	}
	return err
}

// moveDemo puts a demo behind another one of the queue, or before all.
func moveDemo(t *turn, with struct {
	Demo  rooms.ID `json:"demo"`
	After rooms.ID `json:"after,omitempty"` // absent: to the top
}) error {
	return reorder(&t.Shared.Demos, with.Demo, with.After, "demo", Demo.rank, func(d *Demo, rank int) { d.Rank = rank })
}

// reorder puts one thing behind another one, or before all.
func reorder[V any](all *rooms.Map[rooms.ID, V], moved, after rooms.ID, noun string, rank func(V) int, set func(*V, int)) error {
	switch {
	case !all.Has(moved):
		return rooms.NoSuch(noun)
	case after == moved || after != "" && !all.Has(after):
		return rooms.Invalid("after", "nowhere")
	}
	order := slices.DeleteFunc(all.Ranked(rank), func(id rooms.ID) bool { return id == moved })
	order = slices.Insert(order, slices.Index(order, after)+1, moved)
	for i, id := range order {
		all.Edit(id, func(v *V) { set(v, i+1) })
	}
	return nil
}

// dropDemo takes a demo off the queue: one's own, or whoever sees to its order.
func dropDemo(t *turn, with struct {
	Demo rooms.ID `json:"demo"`
}) error {
	d, there := t.Shared.Demos.Get(with.Demo)
	switch {
	case !there:
		return rooms.NoSuch("demo")
	case d.State != demoWaits:
		return rooms.Refuse("demo_shown")
	case d.By != t.Actor && t.WhoIs(t.Actor)&orderers == 0:
		return rooms.Refuse("forbidden/not_your_demo")
	}
	t.Shared.Demos.Delete(with.Demo)
	return demosLeft(t)
}

// present says who shows something: oneself, or somebody whom those who see to the queue name.
func present(t *turn, with struct {
	Demo   rooms.ID `json:"demo"`
	Person rooms.ID `json:"person,omitempty"` // absent: the actor
}) error {
	who := t.Actor
	if with.Person != "" && with.Person != t.Actor {
		if t.WhoIs(t.Actor)&orderers == 0 {
			return rooms.Refuse("forbidden/for_others")
		}
		who = with.Person
	}
	if p, ok := t.Room.People.Get(who); !ok || p.Left {
		return rooms.NoSuch("person")
	}
	err := editDemo(t, with.Demo, func(d *Demo) error { d.By, d.Asked = who, false; return nil })
	if err == nil && with.Demo == t.Shared.Demo {
		t.Room.Floor.Speaker = who
	}
	return err
}

// startDemo shows what is next in the queue, or another one.
func startDemo(t *turn, with struct {
	Demo rooms.ID `json:"demo,omitempty"` // absent: the next one
}) error {
	id := with.Demo
	if id == "" {
		id = nextDemo(t.Shared)
	}
	d, there := t.Shared.Demos.Get(id)
	switch {
	case with.Demo == "" && id == "":
		return rooms.Refuse("queue_empty")
	case !there:
		return rooms.NoSuch("demo")
	case d.Asked:
		return rooms.Refuse("demo_asked")
	case id == t.Shared.Demo:
		return nil
	}
	shown(t)
	t.Shared.Demo = id
	t.Shared.Demos.Edit(id, func(d *Demo) {
		d.State, d.Budget = demoNow, max(d.Budget, d.Spent+rooms.For(soonFor)) // what is shown again has a minute
	})
	t.Room.Floor.Speaker = d.By
	runClock(t)
	return demosLeft(t)
}

// endDemo: what is shown was seen.
func endDemo(t *turn, _ struct{}) error {
	d, there := t.Shared.Demos.Get(t.Shared.Demo)
	switch {
	case !there:
		return rooms.Refuse("no_demo")
	case d.By != t.Actor && t.WhoIs(t.Actor)&orderers == 0:
		return rooms.Refuse("forbidden/not_your_demo")
	}
	shown(t)
	return demosLeft(t)
}

// shown ends what is shown, if something is.
func shown(t *turn) {
	if t.Shared.Demo == "" {
		return
	}
	stopClock(t)
	t.Shared.Demos.Edit(t.Shared.Demo, func(d *Demo) { d.State = demoShown })
	t.Shared.Demo = ""
	t.FreeFloor()
}

// runClock gives what is shown what is left of its time.
func runClock(t *turn) {
	d, _ := t.Shared.Demos.Get(t.Shared.Demo)
	left := max(d.Budget-d.Spent, 0)
	t.SetTimer(demoClock, left.Duration())
	t.SetTimer(soonClock, max(left-rooms.For(soonFor), 0).Duration())
}

// stopClock stops it, and notes how long it ran.
func stopClock(t *turn) {
	ran := t.TimerSpent(demoClock) + t.TimerSpent(overClock)
	t.Shared.Demos.Edit(t.Shared.Demo, func(d *Demo) { d.Spent += ran })
	for _, clock := range []string{demoClock, soonClock, overClock} {
		t.StopTimer(clock)
	}
	t.Shared.Soon, t.Shared.Over = false, false
}

// demoRings tells that the time of a demo is nearly up, and that it is. It ends nothing: nobody
// is cut off in mid-sentence, and from there on the clock counts up.
func demoRings(t *turn, timer string) {
	switch timer {
	case soonClock:
		t.Shared.Soon = true
	case demoClock:
		t.Shared.Over = true
		t.Shared.Demos.Edit(t.Shared.Demo, func(d *Demo) { d.Spent = max(d.Spent, d.Budget) })
		t.SetTimer(overClock, overFor)
	}
}

// nextDemo is what is next in the queue; "" when nothing is.
func nextDemo(s *State) rooms.ID {
	for _, id := range s.Demos.Ranked(Demo.rank) {
		if d, _ := s.Demos.Get(id); d.State == demoWaits && !d.Asked {
			return id
		}
	}
	return ""
}

// demosLeft leads on once everything was shown.
func demosLeft(t *turn) error {
	if t.Room.Agenda.Now != demos {
		return nil
	}
	any := t.Shared.Demos.Len() > 0
	return t.SetReady(any && t.Shared.Demo == "" && nextDemo(t.Shared) == "")
}

// editDemo changes a demo that was not shown yet.
func editDemo(t *turn, id rooms.ID, change func(*Demo) error) error {
	return rooms.EditIn(&t.Shared.Demos, id, "demo", func(d *Demo) error {
		if d.State == demoShown {
			return rooms.Refuse("demo_shown")
		}
		return change(d)
	})
}
