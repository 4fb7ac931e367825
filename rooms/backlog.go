package rooms

import "slices"

// Backlog is what the items of a team are measured by.
type Backlog struct {
	Goals Map[ID, ProductGoal] `json:"goals,omitzero"` // what the product is to reach
	Ready Map[ID, Criterion]   `json:"ready,omitzero"` // the definition of ready
	Done  Map[ID, Criterion]   `json:"done,omitzero"`  // the definition of done
}

// ProductGoal is what the product is to reach (Scrum Guide, Product Goal): items serve it.
type ProductGoal struct {
	Text string `json:"text"`
	Rank int    `json:"rank"`
}

func (g ProductGoal) rank() int { return g.Rank }

// More goals than a picture of shares can show are no goals any more, and more criteria than
// these are not read.
const mostGoals, mostCriteria = 12, 12

const backlogService = "backlog"

// BacklogService is what a team knows of its items beside what every list has: which goal they
// serve, what they are accepted by, what is asked, when they are ready, and what strategy says
// of them. It goes with ItemService.
func BacklogService() Service {
	return Service{Name: backlogService, Verbs: map[string]Verb{
		"goal_add":    Do(addGoal),
		"goal_reword": Do(rewordGoal).MeantFor("/room/backlog/goals/{goal}/text"),
		"goal_drop":   Do(dropGoal).Undoable().Always(),
		"serves":      Do(serves),

		"criterion_add":    Do(addCriterion),
		"criterion_reword": Do(rewordCriterion).MeantFor("/room/backlog/ready/{criterion}/text"),
		"criterion_drop":   Do(dropCriterion).Undoable().Always(),
		"ready":            Do(sayReady),

		"acceptance_add":    Do(addAcceptance),
		"acceptance_reword": Do(rewordAcceptance).MeantFor("/room/items/{item}/rev", "/room/items/{item}/details/acceptance/{criterion}/text"),
		"acceptance_accept": Do(acceptAcceptance).Undoable().MeantFor("/room/items/{item}/rev", "/room/items/{item}/details/acceptance/{criterion}/text"),
		"acceptance_drop":   Do(dropAcceptance).Undoable().Always(),

		"question_add":    Do(addQuestion),
		"question_answer": Do(answerQuestion).MeantFor("/room/items/{item}/rev", "/room/items/{item}/details/questions/{question}/answer"),
		"question_drop":   Do(dropQuestion).Undoable().Always(),

		"market_note": Do(noteMarket).MeantFor("/room/items/{item}/rev", "/room/items/{item}/details/market"),
		"market_drop": Do(dropMarket).Undoable().Always(),

		"concern_raise":  Do(raiseConcern).MeantFor("/room/items/{item}/rev", "/room/items/{item}/details/concern"),
		"concern_answer": Do(answerConcern).MeantFor("/room/items/{item}/rev", "/room/items/{item}/details/concern"),

		"item_split": Do(splitItem).Undoable(),
	}, Begins: func(t *Tx, h Handover) { t.Room.Backlog = h.Backlog }}
}

// BacklogRights are the rows of the backlog service. Their phases and people are taken from
// four examples: of who proposes, of who owns the product, of who manages it, and of who says
// that an item is ready and takes it apart.
func BacklogRights(propose, owner, manager, build Right) Rights {
	return slices.Concat(
		propose.For("criterion_add", "criterion_reword", "criterion_drop", "acceptance_add", "question_add"),
		owner.For("serves", "acceptance_accept", "acceptance_reword", "acceptance_drop", "question_answer", "question_drop", "concern_answer"),
		manager.For("goal_add", "goal_reword", "goal_drop", "market_note", "market_drop", "concern_raise"),
		build.For("ready", "item_split"),
	)
}

func addGoal(t *Tx, with struct {
	Text string `json:"text" takes:"title"`
}) error {
	goals := &t.Room.Backlog.Goals
	if goals.Len() >= mostGoals {
		return Refuse("too_many/goals", "n", mostGoals)
	}
	goals.Put(t.Rand.ID(), ProductGoal{with.Text, LastRank(*goals, ProductGoal.rank) + 1})
	return nil
}

func rewordGoal(t *Tx, with struct {
	Goal ID     `json:"goal"`
	Text string `json:"text" takes:"title"`
}) error {
	return EditIn(&t.Room.Backlog.Goals, with.Goal, "goal", func(g *ProductGoal) error { g.Text = with.Text; return nil })
}

// dropGoal takes a goal away. What served it serves none, and says so on the list.
func dropGoal(t *Tx, with struct {
	Goal ID `json:"goal"`
}) error {
	if !t.Room.Backlog.Goals.Has(with.Goal) {
		return NoSuch("goal")
	}
	t.Room.Backlog.Goals.Delete(with.Goal)
	for id, item := range t.Room.Items.All() {
		if item.Goal == with.Goal {
			t.Room.Items.Edit(id, func(item *Item) { item.Goal = "" })
		}
	}
	return nil
}

// serves says which goal an item is for, or ("") none.
func serves(t *Tx, with struct {
	Item ID `json:"item"`
	Goal ID `json:"goal,omitempty"`
}) error {
	if with.Goal != "" && !t.Room.Backlog.Goals.Has(with.Goal) {
		return NoSuch("goal")
	}
	return t.editItem(with.Item, func(item *Item) error { item.Goal = with.Goal; return nil })
}

func addCriterion(t *Tx, with struct {
	Text string `json:"text" takes:"title"`
}) error {
	return addTo(&t.Room.Backlog.Ready, t, with.Text)
}

func addTo(criteria *Map[ID, Criterion], t *Tx, text string) error {
	if criteria.Len() >= mostCriteria {
		return Refuse("too_many/criteria", "n", mostCriteria)
	}
	criteria.Put(t.Rand.ID(), Criterion{Text: text, Rank: LastRank(*criteria, Criterion.rank) + 1})
	return nil
}

func rewordCriterion(t *Tx, with struct {
	Criterion ID     `json:"criterion"`
	Text      string `json:"text" takes:"title"`
}) error {
	return EditIn(&t.Room.Backlog.Ready, with.Criterion, "criterion", func(c *Criterion) error { c.Text = with.Text; return nil })
}

// dropCriterion takes a criterion away, and with it what was ticked: else an item could
// meet more criteria than there are.
func dropCriterion(t *Tx, with struct {
	Criterion ID `json:"criterion"`
}) error {
	if !t.Room.Backlog.Ready.Has(with.Criterion) {
		return NoSuch("criterion")
	}
	t.Room.Backlog.Ready.Delete(with.Criterion)
	for id := range t.Room.Items.All() {
		item, _ := t.WholeItem(id)
		if item.Details.Ready.Has(with.Criterion) {
			item.Details.Ready.Delete(with.Criterion)
			t.putItem(id, item)
		}
	}
	return nil
}

// sayReady ticks a criterion for an item, or takes that back.
func sayReady(t *Tx, with struct {
	Item      ID   `json:"item"`
	Criterion ID   `json:"criterion"`
	On        bool `json:"on"`
}) error {
	if !t.Room.Backlog.Ready.Has(with.Criterion) {
		return NoSuch("criterion")
	}
	return t.editItem(with.Item, func(item *Item) error {
		if item.Details.Ready.Delete(with.Criterion); with.On {
			item.Details.Ready.Put(with.Criterion, true)
		}
		return nil
	})
}

// IsReady tells whether an item meets the definition of ready; where there is none, each does.
func (b *Base) IsReady(id ID) bool {
	item, there := b.WholeItem(id)
	return there && item.Details.Ready.Len() == b.Room.Backlog.Ready.Len()
}
