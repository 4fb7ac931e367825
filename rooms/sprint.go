package rooms

// Sprint is what a team plans for a sprint, and what came of it. It goes from a planning to
// the team's home, and from there to whatever is about the sprint.
type Sprint struct {
	Number   int           `json:"number,omitempty"`   // teams count them
	Goal     string        `json:"goal,omitempty"`     // why it is worth it, in a sentence (Scrum Guide: the single objective for the Sprint)
	From     string        `json:"from,omitempty"`     // its first day, YYYY-MM-DD
	To       string        `json:"to,omitempty"`       // its last day
	Days     float64       `json:"days,omitempty"`     // that people have for it, after what else takes their time
	Capacity float64       `json:"capacity,omitempty"` // points that is, at the team's pace
	Points   float64       `json:"points,omitempty"`   // of the forecast: the sizes that are numbers
	Forecast List[ID]      `json:"forecast,omitzero"`  // the items that developers pulled in, in their order
	Carried  List[ID]      `json:"carried,omitzero"`   // those of them that the sprint before left undone
	Risks    Map[ID, Risk] `json:"risks,omitzero"`     // what may come between the plan and the goal
	Built    List[ID]      `json:"built,omitzero"`     // the items that are done, forecast or not
	Done     float64       `json:"done,omitempty"`     // points of these
	Outcome  string        `json:"outcome,omitempty"`  // what the review found of its goal: "met", "partly", "not"; absent: nobody has said it
	Said     string        `json:"said,omitempty"`     // and in a sentence
}

// Growth is an item that is larger than it was found at first.
type Growth struct{ Title, From, To string }

// Grew are the items of the forecast that are larger than they were found at first, in its order.
func (s Sprint) Grew(items Map[ID, Item]) (grew []Growth) {
	for _, id := range s.Forecast.All() {
		item, _ := items.Get(id)
		if item.Details.Estimates.Len() == 0 {
			continue
		}
		first := item.Details.Estimates.At(0).Size
		was, sized := NumberOf(first)
		if is, _ := NumberOf(item.Result); sized && is > was {
			grew = append(grew, Growth{item.Title, first, item.Result})
		}
	}
	return grew
}

// Risk is what may come between the plan of a sprint and its goal.
type Risk struct {
	Text  string `json:"text"`
	Item  ID     `json:"item,omitempty"` // absent: of the whole plan
	By    ID     `json:"by"`
	Owner ID     `json:"owner,omitempty"` // who watches it, and said so
	At    Millis `json:"at,omitempty"`
	Rank  int    `json:"rank"`
}

// Found is what a review found of a sprint.
type Found struct {
	Number  int
	Outcome string
	Said    string
	Built   Map[ID, bool] // items of which the review found that they are done, or are not, other than the home had it
}

// LastWeeks makes a meeting about a sprint as long as the team's sprints ask for. Its
// timeboxes are those of one of so many weeks; *is becomes how many the sprint has.
func (t *Tx) LastWeeks(is *int, weeks int) {
	if *is = weeks; t.Room.Rhythm.Weeks != 0 {
		*is = t.Room.Rhythm.Weeks
		t.Scale(*is, weeks)
	}
}

// SetWeeks fits the timebox to a sprint of another length: every phase grows or shrinks
// alike. Nothing changes where weeks is nil.
func (t *Tx) SetWeeks(is, weeks *int) error {
	switch {
	case weeks == nil:
		return nil
	case t.Room.Started != 0:
		return Refuse("too_late/weeks").At("weeks")
	}
	t.Scale(*weeks, *is)
	*is = *weeks
	return nil
}

// MostSprintDays is how long a sprint is at most (Scrum Guide: one month or less).
const MostSprintDays = 31
