package planning

import "rondo/rooms"

const (
	mostSteps = 30
	mostRisks = 50
)

// addStep notes a part of the work on an item of the forecast.
func addStep(t *turn, with struct {
	Item rooms.ID `json:"item"`
	Text string   `json:"text" takes:"title"`
}) error {
	plan, _ := t.Shared.Plans.Get(with.Item)
	switch {
	case !t.Room.Items.Has(with.Item):
		return rooms.NoSuch("item")
	case !plan.In:
		return rooms.Refuse("not_pulled")
	case len(t.Shared.stepsOf(with.Item)) >= mostSteps:
		return rooms.Refuse("too_many/steps", "n", mostSteps)
	}
	rank := rooms.LastRank(t.Shared.Steps, PlanStep.rank) + 1
	t.Shared.Steps.Put(t.Rand.ID(), PlanStep{with.Item, with.Text, t.Actor, rank})
	return nil
}

func (s PlanStep) rank() int { return s.Rank }

// stepsOf are the parts of the work on an item, in order.
func (s State) stepsOf(item rooms.ID) (texts []string) {
	for _, id := range s.Steps.Ranked(PlanStep.rank) {
		if step, _ := s.Steps.Get(id); step.Item == item {
			texts = append(texts, step.Text)
		}
	}
	return texts
}

func dropStep(t *turn, with struct {
	Step rooms.ID `json:"step"`
}) error {
	if !t.Shared.Steps.Has(with.Step) {
		return rooms.NoSuch("step")
	}
	t.Shared.Steps.Delete(with.Step)
	return nil
}

// addRisk notes what may come between the plan and the goal.
func addRisk(t *turn, with struct {
	Text string   `json:"text" takes:"extra"`
	Item rooms.ID `json:"item,omitempty"`
}) error {
	switch {
	case with.Item != "" && !t.Room.Items.Has(with.Item):
		return rooms.NoSuch("item")
	case t.Shared.Risks.Len() >= mostRisks:
		return rooms.Refuse("too_many/risks", "n", mostRisks)
	}
	rank := rooms.LastRank(t.Shared.Risks, riskRank) + 1
	t.Shared.Risks.Put(t.Rand.ID(), rooms.Risk{Text: with.Text, Item: with.Item, By: t.Actor, At: t.Now, Rank: rank})
	return nil
}

func riskRank(r rooms.Risk) int { return r.Rank }

// ownRisk takes a risk on oneself, to watch it, or gives it back.
func ownRisk(t *turn, with struct {
	Risk rooms.ID `json:"risk"`
	On   bool     `json:"on"`
}) error {
	return rooms.EditIn(&t.Shared.Risks, with.Risk, "risk", func(r *rooms.Risk) error {
		switch {
		case r.Owner != "" && r.Owner != t.Actor:
			return rooms.Refuse("already_owned")
		case with.On:
			r.Owner = t.Actor
		default:
			r.Owner = ""
		}
		return nil
	})
}

func dropRisk(t *turn, with struct {
	Risk rooms.ID `json:"risk"`
}) error {
	if !t.Shared.Risks.Has(with.Risk) {
		return rooms.NoSuch("risk")
	}
	t.Shared.Risks.Delete(with.Risk)
	return nil
}

// pageOwner asks the product owner, who need not sit through all of it, to come; whoever
// owns the product takes that away again by coming.
func pageOwner(t *turn, with struct {
	On bool `json:"on"`
}) error {
	if t.Shared.Paged = ""; with.On {
		t.Shared.Paged = t.Actor
	}
	return nil
}
