package refinement

import (
	"slices"

	"rondo/rooms"
)

// How it stands with questions without a name. Absent: none can be asked any more about the
// item in hand, since those that were are shown.
const (
	askingOpen = "open"
	askingFew  = "few" // it needs three people who hide each other
)

const (
	unnamed     = "questions" // what keeps the secret round open, and who hides whom
	mostUnnamed = 5           // of one person, about one item
)

// askers are those who could have asked.
const askers = rooms.Developers | rooms.ScrumMasters | rooms.ProductManagers

// openAsking lets people ask without a name, as soon as they hide each other. Their
// questions lie in their drawers, sealed under a key of their own, until all are shown.
func openAsking(t *turn) {
	if !t.Hides(unnamed, askers) {
		t.Shared.Asking = askingFew
		return
	}
	t.Shared.Asking = askingOpen
	t.OpenCrowd(unnamed, askers)
	t.HoldRound(unnamed)
}

// weighAsking begins once there are enough who can ask, and waits once there are too few.
func weighAsking(t *turn) {
	switch {
	case t.Shared.Asking == askingFew:
		openAsking(t)
	case t.Shared.Asking == askingOpen && !t.Hides(unnamed, askers):
		t.Shared.Asking = askingFew
		t.CloseCrowd(unnamed)
	}
}

// askUnnamed puts a question into its owner's drawer.
func askUnnamed(t *turn, with struct {
	Text string `json:"text" takes:"extra"`
}) error {
	own, _ := t.Private.Get(t.Actor)
	switch {
	case t.Shared.Asking == "":
		return rooms.Refuse("not_asking")
	case t.Shared.Asking == askingFew || !t.Hides(unnamed, askers):
		return rooms.Refuse("too_few/questions", "n", rooms.FewestInCrowd)
	case own.Questions.Len() >= mostUnnamed:
		return rooms.Refuse("too_many/unnamed", "n", mostUnnamed)
	}
	own.Questions.Put(t.Rand.ID(), with.Text)
	t.Private.Put(t.Actor, own)
	return nil
}

func unask(t *turn, with struct {
	Question rooms.ID `json:"question"`
}) error {
	own, _ := t.Private.Get(t.Actor)
	if !own.Questions.Has(with.Question) {
		return rooms.NoSuch("question")
	}
	own.Questions.Delete(with.Question)
	if t.Private.Delete(t.Actor); own.Questions.Len() > 0 { // an empty drawer would say that its owner had asked
		t.Private.Put(t.Actor, own)
	}
	return nil
}

// showQuestions moves all questions without a name to the item, under new ids and in an
// order by lot, and lets the key go that sealed them. Where that would tell who asked, they
// wait.
func showQuestions(t *turn) {
	if t.Shared.Asking == "" || !t.Holds(unnamed) || !t.HidesShown(unnamed) {
		return
	}
	var texts []string
	for _, own := range t.Private.All() {
		for _, text := range own.Questions.All() {
			texts = append(texts, text)
		}
	}
	slices.Sort(texts) // what comes of the lot must not depend on the order of the drawers
	t.Rand.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
	for _, text := range texts {
		if t.AddQuestion(t.Shared.Item, text, "") != nil {
			break // the item has as many as it holds
		}
	}
	t.Shared.Kept, t.Shared.Lost = false, false
	forgetQuestions(t)
}

// closeAsking shows what was asked without a name, or destroys it where that would tell who
// asked: the talk about the item is over. Whether there was any, nobody learns.
func closeAsking(t *turn) {
	if showQuestions(t); t.Shared.Asking == "" {
		return
	}
	if t.Holds(unnamed) {
		t.Shared.Kept = true
	}
	forgetQuestions(t)
}

func forgetQuestions(t *turn) {
	t.StopTimer(showClock)
	*t.Private = rooms.Map[rooms.ID, Own]{}
	t.Shared.Asking = ""
	t.ForgetCrowd(unnamed)
	t.ReleaseRound(unnamed)
}

// questionsLost follows the loss of a round's key: people are told, and ask anew.
func questionsLost(t *turn) {
	if t.Shared.Asking == "" {
		return
	}
	*t.Private = rooms.Map[rooms.ID, Own]{}
	t.Shared.Lost = true
	openAsking(t)
}

// tidies empties the drawers when the round in which they were filled is over.
func tidies(drawers *rooms.Map[rooms.ID, Own]) { *drawers = rooms.Map[rooms.ID, Own]{} }
