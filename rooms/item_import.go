package rooms

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// BroughtBacklog is a backlog as it comes from elsewhere. One that this program wrote says all
// that a team knows of it, but who said it: a file leaves the team, and names stay there.
type BroughtBacklog struct {
	Goals []BroughtLine `json:"goals,omitempty" takes:"0..12"` // what the product is to reach
	Ready []BroughtLine `json:"ready,omitempty" takes:"0..12"` // the definition of ready
	Done  []BroughtLine `json:"done,omitempty" takes:"0..12"`  // the definition of done
	Items []Brought     `json:"items"`                         // the first is on top
}

// BroughtLine is a goal or a criterion.
type BroughtLine struct {
	ID   string `json:"id" takes:"key"` // what items call it
	Text string `json:"text" takes:"title"`
}

// Brought is an item as it comes from elsewhere.
type Brought struct {
	ID         string            `json:"id,omitempty" takes:"key?"` // what others of the file call it
	Title      string            `json:"title" takes:"title"`
	Link       string            `json:"link,omitempty" takes:"link?"`
	Note       string            `json:"note,omitempty" takes:"extra?"`
	Size       string            `json:"size,omitempty" takes:"face?"`
	Rounds     int               `json:"rounds,omitempty" takes:"0..1000"` // that its size took
	State      string            `json:"state,omitempty" takes:"done|parked|split|withdrawn|to_split|spike|deferred|not_ready?"`
	Parent     string            `json:"parent,omitempty" takes:"key?"` // the item that it was split from
	Goal       string            `json:"goal,omitempty" takes:"key?"`   // that it serves
	Acceptance []string          `json:"acceptance,omitempty" takes:"extra"`
	Proposed   []int             `json:"proposed,omitempty" takes:"0..30"` // which of these wait for the product owner's yes, the first is 1
	Questions  []BroughtQuestion `json:"questions,omitempty" takes:"0..30"`
	Ready      []string          `json:"ready,omitempty" takes:"key"`     // criteria of the definition of ready that it meets
	Market     string            `json:"market,omitempty" takes:"extra?"` // what the market and the strategy say of it
	Concern    *BroughtConcern   `json:"concern,omitempty"`
	Estimates  []BroughtEstimate `json:"estimates,omitempty" takes:"0..20"` // every size that was settled, newest last
}

// BroughtQuestion is a question about an item.
type BroughtQuestion struct {
	Text   string `json:"text" takes:"extra"`
	Answer string `json:"answer,omitempty" takes:"extra?"`
}

// BroughtConcern is a strategic flag.
type BroughtConcern struct {
	Text   string `json:"text" takes:"extra"`
	At     int64  `json:"at,omitempty" takes:"0..9007199254740991"` // ms since 1970
	Answer string `json:"answer,omitempty" takes:"extra?"`
}

// BroughtEstimate is a size that was settled.
type BroughtEstimate struct {
	At     int64  `json:"at,omitempty" takes:"0..9007199254740991"` // ms since 1970
	Size   string `json:"size" takes:"face"`
	Rounds int    `json:"rounds,omitempty" takes:"0..1000"`
	From   string `json:"from,omitempty" takes:"name?"`
	To     string `json:"to,omitempty" takes:"name?"`
}

// Check refuses, at its field, what is called by one name twice, or by a name that nothing in
// the file has. All texts must have been checked.
func (b BroughtBacklog) Check() error {
	for what, lines := range map[string][]BroughtLine{"goals": b.Goals, "ready": b.Ready, "done": b.Done} {
		seen := map[string]bool{}
		for i, line := range lines {
			if line.ID == "" {
				return Invalid(fmt.Sprintf("%s/%d/id", what, i), "empty")
			}
			if seen[line.ID] {
				return Invalid(fmt.Sprintf("%s/%d/id", what, i), "id_twice", "id", line.ID)
			}
			seen[line.ID] = true
		}
	}
	for _, err := range b.Faults() {
		return err
	}
	return nil
}

// Faults are the places of items that do not fit into the file, with the reasons.
func (b BroughtBacklog) Faults() iter.Seq2[int, error] {
	links := b.links()
	return func(yield func(int, error) bool) {
		for place, item := range b.Items {
			if err := links.check(item, place); err != nil && !yield(place, err) {
				return
			}
		}
	}
}

// links are where things stand in a file, by what they are called there, and where the item
// stands that each was split from.
type links struct {
	goals, ready, items map[string]int
	parents             []int // -1: from none
}

func (b BroughtBacklog) links() links {
	l := links{goals: map[string]int{}, ready: map[string]int{}, items: map[string]int{}}
	for i, goal := range b.Goals {
		l.goals[goal.ID] = i
	}
	for i, criterion := range b.Ready {
		l.ready[criterion.ID] = i
	}
	for i, item := range b.Items {
		if _, there := l.items[item.ID]; item.ID != "" && !there {
			l.items[item.ID] = i
		}
	}
	for _, item := range b.Items {
		parent, there := l.items[item.Parent]
		if !there {
			parent = -1
		}
		l.parents = append(l.parents, parent)
	}
	return l
}

// isOwnAncestor tells whether an item was split from itself, by however many others.
func (l links) isOwnAncestor(place int) bool {
	at := l.parents[place]
	for range l.parents {
		if at < 0 || at == place {
			break
		}
		at = l.parents[at]
	}
	return at >= 0
}

func (l links) check(item Brought, place int) error {
	at := func(field string) string { return fmt.Sprintf("items/%d/%s", place, field) }
	if first, called := l.items[item.ID]; called && first != place {
		return Invalid(at("id"), "id_twice", "id", item.ID)
	}
	if item.Parent != "" && l.parents[place] < 0 {
		return Invalid(at("parent"), "not_in_file", "id", item.Parent)
	}
	if l.isOwnAncestor(place) {
		return Invalid(at("parent"), "own_parent")
	}
	if _, there := l.goals[item.Goal]; item.Goal != "" && !there {
		return Invalid(at("goal"), "not_in_file", "id", item.Goal)
	}
	for i, criterion := range item.Ready {
		if _, there := l.ready[criterion]; !there {
			return Invalid(at(fmt.Sprintf("ready/%d", i)), "not_in_file", "id", criterion)
		}
	}
	for i, n := range item.Proposed {
		if n < 1 || n > len(item.Acceptance) {
			return Invalid(at(fmt.Sprintf("proposed/%d", i)), "range", "least", 1, "most", len(item.Acceptance))
		}
	}
	return nil
}

// ImportBacklog puts items behind all others, in their order, with all that is known of them.
// What is on the list already, by its title, is left out; goals and criteria that are there, by
// their texts, are those. All texts must have been checked.
func (t *Tx) ImportBacklog(b BroughtBacklog) error {
	if err := b.Check(); err != nil {
		return err
	}
	fresh := t.fresh(b.Items)
	switch over := t.over(len(fresh)); {
	case over > 0:
		return Invalid("items", "items_over", "n", over, "most", t.mostItems())
	case len(fresh) == 0:
		return Refuse("nothing_new")
	}
	known := &t.Room.Backlog
	goals, err := bringLines(t, &known.Goals, b.Goals, "goals", mostGoals, func(text string, rank int) ProductGoal { return ProductGoal{text, rank} }, ProductGoal.line)
	if err != nil {
		return err
	}
	criterion := func(text string, rank int) Criterion { return Criterion{Text: text, Rank: rank} }
	ready, err := bringLines(t, &known.Ready, b.Ready, "criteria", mostCriteria, criterion, Criterion.line)
	if err != nil {
		return err
	}
	if _, err := bringLines(t, &known.Done, b.Done, "criteria", mostCriteria, criterion, Criterion.line); err != nil {
		return err
	}
	t.bringItems(b.Items, fresh, goals, ready)
	t.Tell(Listed, "")
	return nil
}

func (c Criterion) line() (text string, rank int)   { return c.Text, c.Rank }
func (g ProductGoal) line() (text string, rank int) { return g.Text, g.Rank }

// bringLines adds lines to a list of goals or criteria, and tells what those of the file are
// called here.
func bringLines[T any](t *Tx, known *Map[ID, T], lines []BroughtLine, what string, most int, of func(string, int) T, line func(T) (string, int)) (called map[string]ID, err error) {
	called, there := map[string]ID{}, map[string]ID{}
	for id, v := range known.All() {
		text, _ := line(v)
		there[strings.ToLower(text)] = id
	}
	for _, l := range lines {
		id, listed := there[strings.ToLower(l.Text)]
		if !listed {
			if known.Len() >= most {
				return nil, Refuse("too_many/"+what, "n", most)
			}
			id = t.Rand.ID()
			known.Put(id, of(l.Text, LastRank(*known, func(v T) int { _, rank := line(v); return rank })+1))
		}
		called[l.ID] = id
	}
	return called, nil
}

// bringItems adds those that are fresh, by their places in the file. An item that has been left
// out is the one on the list.
func (t *Tx) bringItems(items []Brought, fresh []int, goals, ready map[string]ID) {
	listed, called := t.titles(), map[string]ID{"": ""}
	for _, item := range items {
		called[item.ID] = listed[strings.ToLower(item.Title)]
	}
	ids := make([]ID, len(fresh))
	for i, place := range fresh {
		ids[i] = t.Rand.ID()
		called[items[place].ID] = ids[i]
	}
	called[""] = ""
	rank := LastRank(t.Room.Items, Item.rank)
	for i, place := range fresh {
		rank += rankStep
		item := items[place].item(t)
		item.Rank, item.By = rank, t.Actor
		item.Parent, item.Goal = called[items[place].Parent], goals[items[place].Goal]
		for _, criterion := range items[place].Ready {
			item.Details.Ready.Put(ready[criterion], true)
		}
		t.putItem(ids[i], item)
	}
}

// item is what a file says of an item, without what it refers to.
func (b Brought) item(t *Tx) Item {
	item := Item{Title: b.Title, Link: b.Link, Note: b.Note, State: cmp.Or(b.State, ItemOpen), Result: b.Size, Rounds: b.Rounds}
	for i, text := range b.Acceptance[:min(len(b.Acceptance), MostAcceptance)] {
		c := Criterion{Text: text, Rank: i + 1, Proposed: slices.Contains(b.Proposed, i+1)}
		item.Details.Acceptance.Put(t.Rand.ID(), c)
	}
	for i, q := range b.Questions {
		item.Details.Questions.Put(t.Rand.ID(), Question{Text: q.Text, Answer: q.Answer, Rank: i + 1})
	}
	item.Details.Market.Text = b.Market
	if c := b.Concern; c != nil {
		item.Details.Concern = Concern{Text: c.Text, At: Millis(c.At), Answer: c.Answer}
	}
	var estimates []Estimate
	for _, e := range b.Estimates {
		estimates = append(estimates, Estimate{Millis(e.At), e.Size, e.Rounds, e.From, e.To})
	}
	item.Details.Estimates = ListOf(estimates...)
	return item
}

// fresh are the places of those whose titles are not on the list. Of a file that gives its
// items no names each title counts once.
func (t *Tx) fresh(brought []Brought) (fresh []int) {
	listed, gone, seen := t.titles(), t.withdrawnTitles(), map[string]bool{}
	for i, b := range brought {
		key := strings.ToLower(b.Title)
		_, on := listed[key]
		if known := on || seen[key] || b.State == ItemWithdrawn && gone[key]; !known {
			fresh = append(fresh, i)
		}
		seen[key] = seen[key] || b.ID == ""
	}
	return fresh
}

// titles are those on the list, in small letters.
func (b *Base) titles() map[string]ID {
	seen := map[string]ID{}
	for id, item := range b.Room.Items.All() {
		if item.State != ItemWithdrawn {
			seen[strings.ToLower(item.Title)] = id
		}
	}
	return seen
}

func (b *Base) withdrawnTitles() map[string]bool {
	seen := map[string]bool{}
	for _, item := range b.Room.Items.All() {
		if item.State == ItemWithdrawn {
			seen[strings.ToLower(item.Title)] = true
		}
	}
	return seen
}
