// Package refinement holds the rules of the backlog refinement: a team gets items of its
// backlog ready, one after another.
package refinement

import (
	"time"

	"rondo/rooms"
)

// State is what everyone sees of a refinement, beside the items themselves.
type State struct {
	Item    rooms.ID                    `json:"item,omitempty"`    // the one in hand; it keeps the table when it has its size
	Step    string                      `json:"step,omitempty"`    // one of those below; absent: nothing is in hand
	Taken   rooms.List[string]          `json:"taken,omitzero"`    // the steps that it has been at
	Budget  rooms.Millis                `json:"budget"`            // ms that an item may take
	Context bool                        `json:"context,omitempty"` // the product manager has had the minute for it
	Lacks   rooms.Map[rooms.ID, Lack]   `json:"lacks,omitzero"`    // of items that are not ready
	Asking  string                      `json:"asking,omitempty"`  // how it stands with questions without a name, see below
	Kept    bool                        `json:"kept,omitempty"`    // what was asked without a name about the item before could not be shown
	Lost    bool                        `json:"lost,omitempty"`    // what was asked without a name was lost in a crash
	Spent   bool                        `json:"spent,omitempty"`   // the item has had its time: does it go on?
	Wants   rooms.Map[rooms.ID, string] `json:"wants,omitzero"`    // what each says to that: "more", "park", "decide"
}

// Own is what only its owner sees: questions without a name, until all are shown.
type Own struct {
	Questions rooms.Map[rooms.ID, string] `json:"questions,omitzero"`
}

type (
	nobody  = struct{}
	meeting = rooms.Meeting[State, Own, nobody]
	turn    = rooms.Turn[State, Own, nobody]
	action  = rooms.Action[State, Own, nobody]
)

// refine is the phase in which item after item takes its steps.
const refine = "refine"

const (
	budget   = time.Hour // team setting
	closeFor = 3 * time.Minute
)

var phases = []rooms.PhasePlan{
	{Key: rooms.Lobby, AtZero: rooms.Advance},
	{Key: refine, Budget: budget - closeFor, AtZero: rooms.Signal, Ballot: rooms.SizeBallot},
	{Key: rooms.Closing, Budget: closeFor, AtZero: rooms.Signal},
}

// Kind is the backlog refinement (Scrum Guide: the act of breaking down and further defining
// Product Backlog items into smaller more precise items). The product owner leads it.
func Kind() *rooms.Kind {
	return rooms.Register(rooms.Ceremony[State, Own, nobody]{
		Kind: "refinement", Version: 2, Budget: budget, Phases: phases, Ballots: []string{rooms.SizeBallot},
		Services: []rooms.Service{
			rooms.PeopleService(), rooms.BatonService(), rooms.AgendaService(), rooms.HandService(), rooms.BallotService(),
			rooms.SizingService(), rooms.AheadService((*rooms.Tx).SettleEstimates), rooms.CrowdService(), rooms.ItemService(), rooms.BacklogService(), rooms.TaskService(),
			rooms.ParkingService(),
		},
		Rights: rights,
		Actions: map[string]action{
			"step":        rooms.On(takeStep).MeantFor("/shared/item", "/shared/step"),
			"market":      rooms.On(takeMinute).MeantFor("/shared/item", "/shared/step"),
			"ask_unnamed": rooms.On(askUnnamed).MeantFor("/shared/item"),
			"unask":       rooms.On(unask).Always(),
			"not_ready":   rooms.On(notReady).MeantFor("/shared/item"),
			"item_time":   rooms.On(setBudget).MeantFor("/shared/budget"),
			"estimate":    rooms.On(estimate),
			"want":        rooms.On(want).MeantFor("/shared/item", "/shared/spent"),
		},
		Opens: opens, Hears: hears, Tidies: tidies, Minutes: minutes, Upgrade: upgrade,
	})
}

func opens(t *turn, _ rooms.Brief) error {
	t.Room.Baton.Lead = rooms.ProductOwner
	t.PlanAgenda(rooms.AgendaPlan{Phases: phases, Quorum: rooms.Team | rooms.Facilitator})
	t.Room.Sizing.Sure, t.Shared.Budget = true, rooms.For(itemFor)
	return t.PlanSizing("fibonacci")
}

func hears(t *turn, e rooms.Event) error {
	switch e.What {
	case rooms.Leaving, rooms.Closed:
		return leaves(t, e)
	case rooms.Entered:
		if e.Of == refine {
			return goesOn(t)
		}
	case rooms.Listed, rooms.Picked:
		return goOn(t)
	case rooms.Sized:
		if e.ID() == t.Shared.Item {
			return enterStep(t, order)
		}
	case rooms.SetAside:
		return asideOf(t, e.ID())
	case rooms.Joined, rooms.Left, rooms.Changed, rooms.Attended:
		weighAsking(t)
		return weighWants(t)
	case rooms.Voided:
		questionsLost(t)
	case rooms.Rang:
		return rings(t, e.Of)
	}
	return nil
}
