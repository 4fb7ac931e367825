package rooms

// MostAcceptance is how many acceptance criteria an item has: with more it is several items.
const MostAcceptance = 30

const mostQuestions, mostChildren = 30, 12

func addAcceptance(t *Tx, with struct {
	Item ID     `json:"item"`
	Text string `json:"text" takes:"extra"`
}) error {
	return t.addCriterionTo(with.Item, Criterion{Text: with.Text, Proposed: t.proposes()})
}

// AddAcceptance adds an acceptance criterion to an item. The text must have been checked.
func (t *Tx) AddAcceptance(item ID, text string) error {
	return t.addCriterionTo(item, Criterion{Text: text})
}

// proposes tells whether what somebody says of an item waits for the product owner's yes. A
// team that has none decides by itself.
func (t *Tx) proposes() bool {
	if t.WhoIs(t.Actor)&ProductOwners != 0 {
		return false
	}
	for id := range t.Room.People.All() {
		if t.WhoIs(id)&ProductOwners != 0 {
			return true
		}
	}
	return false
}

func (t *Tx) addCriterionTo(item ID, c Criterion) error {
	return t.editItem(item, func(i *Item) error {
		accept := &i.Details.Acceptance
		if accept.Len() >= MostAcceptance {
			return Refuse("too_many/acceptance", "n", MostAcceptance)
		}
		c.Rank = LastRank(*accept, Criterion.rank) + 1
		accept.Put(t.Rand.ID(), c)
		return nil
	})
}

func rewordAcceptance(t *Tx, with struct {
	Item      ID     `json:"item"`
	Criterion ID     `json:"criterion"`
	Text      string `json:"text" takes:"extra"`
}) error {
	return t.editItem(with.Item, func(i *Item) error {
		return EditIn(&i.Details.Acceptance, with.Criterion, "criterion", func(c *Criterion) error {
			c.Text, c.Proposed = with.Text, t.proposes()
			return nil
		})
	})
}

// acceptAcceptance is the product owner's yes to a criterion that somebody proposed.
func acceptAcceptance(t *Tx, with struct {
	Item      ID `json:"item"`
	Criterion ID `json:"criterion"`
}) error {
	return t.editItem(with.Item, func(i *Item) error {
		return EditIn(&i.Details.Acceptance, with.Criterion, "criterion", func(c *Criterion) error { c.Proposed = false; return nil })
	})
}

func dropAcceptance(t *Tx, with struct {
	Item      ID `json:"item"`
	Criterion ID `json:"criterion"`
}) error {
	return t.editItem(with.Item, func(i *Item) error {
		if !i.Details.Acceptance.Has(with.Criterion) {
			return NoSuch("criterion")
		}
		i.Details.Acceptance.Delete(with.Criterion)
		return nil
	})
}

func addQuestion(t *Tx, with struct {
	Item ID     `json:"item"`
	Text string `json:"text" takes:"extra"`
}) error {
	return t.AddQuestion(with.Item, with.Text, t.Actor)
}

// AddQuestion adds an open question to an item, of somebody or ("") of nobody in particular.
// The text must have been checked.
func (t *Tx) AddQuestion(item ID, text string, by ID) error {
	return t.editItem(item, func(i *Item) error {
		questions := &i.Details.Questions
		if questions.Len() >= mostQuestions {
			return Refuse("too_many/questions", "n", mostQuestions)
		}
		questions.Put(t.Rand.ID(), Question{Text: text, By: by, Rank: LastRank(*questions, Question.rank) + 1})
		return nil
	})
}

// answerQuestion notes an answer, or ("") takes it back. With as, it becomes an acceptance
// criterion as well.
func answerQuestion(t *Tx, with struct {
	Item     ID     `json:"item"`
	Question ID     `json:"question"`
	Text     string `json:"text" takes:"extra?"`
	Accept   bool   `json:"accept,omitempty"` // it says what the item is accepted by
}) error {
	err := t.editItem(with.Item, func(i *Item) error {
		return EditIn(&i.Details.Questions, with.Question, "question", func(q *Question) error { q.Answer = with.Text; return nil })
	})
	if err != nil || !with.Accept || with.Text == "" {
		return err
	}
	return t.AddAcceptance(with.Item, with.Text)
}

func dropQuestion(t *Tx, with struct {
	Item     ID `json:"item"`
	Question ID `json:"question"`
}) error {
	return t.editItem(with.Item, func(i *Item) error {
		if !i.Details.Questions.Has(with.Question) {
			return NoSuch("question")
		}
		i.Details.Questions.Delete(with.Question)
		return nil
	})
}

// noteMarket keeps what the market and the strategy say of an item, in place of what was said
// of it before. It asks for nothing, unlike a concern.
func noteMarket(t *Tx, with struct {
	Item ID     `json:"item"`
	Text string `json:"text" takes:"extra"`
}) error {
	return t.editItem(with.Item, func(i *Item) error {
		i.Details.Market = Remark{with.Text, t.Actor}
		return nil
	})
}

func dropMarket(t *Tx, with struct {
	Item ID `json:"item"`
}) error {
	return t.editItem(with.Item, func(i *Item) error {
		if i.Details.Market.Text == "" {
			return NoSuch("market_note")
		}
		i.Details.Market = Remark{}
		return nil
	})
}

// raiseConcern says what strategy or the market have against an item as it is; in place of a
// concern that was answered, or of one's own.
func raiseConcern(t *Tx, with struct {
	Item ID     `json:"item"`
	Text string `json:"text" takes:"extra"`
}) error {
	return t.editItem(with.Item, func(i *Item) error {
		if c := i.Details.Concern; c.state() == "waits" && c.By != t.Actor {
			return Refuse("concern_waits")
		}
		i.Details.Concern = Concern{Text: with.Text, By: t.Actor, At: t.Now}
		return nil
	})
}

func answerConcern(t *Tx, with struct {
	Item ID     `json:"item"`
	Text string `json:"text" takes:"extra"`
}) error {
	return t.editItem(with.Item, func(i *Item) error {
		if i.Details.Concern.Text == "" {
			return Refuse("no_concern")
		}
		i.Details.Concern.Answer = with.Text
		return nil
	})
}

// splitItem makes several items of one. They stand in its place and serve its goal.
func splitItem(t *Tx, with struct {
	Item   ID       `json:"item"`
	Titles []string `json:"titles" takes:"title"`
}) error {
	item, ok := t.Room.Items.Get(with.Item)
	switch {
	case !ok:
		return NoSuch("item")
	case item.State == ItemSplit || item.State == ItemWithdrawn:
		return Refuse("item_gone")
	case len(with.Titles) < 2 || len(with.Titles) > mostChildren:
		return Invalid("titles", "children", "most", mostChildren)
	case t.over(len(with.Titles)) > 0:
		return Refuse("too_many/items", "n", t.mostItems())
	}
	for i := range with.Titles {
		title := with.Titles[len(with.Titles)-1-i] // each right behind the parent, the last one first
		child := t.AddItem(Item{Title: title, By: t.Actor, Parent: with.Item, Goal: item.Goal})
		parent, _ := t.Room.Items.Get(with.Item) // all may have been ranked anew
		t.rankItem(child, t.rankBehind(parent.Rank, child))
	}
	return t.MarkItem(with.Item, ItemSplit)
}
