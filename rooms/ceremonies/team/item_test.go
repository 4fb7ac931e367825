package team

import (
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
	"rondo/rooms/words"
)

func TestTheProductManagerGivesContextAndOrdersNothing(t *testing.T) {
	s := team4(t)
	s.Does(ada, "item_bring", roomstest.With("text", "Pay again\nInvoices"))
	item := first(s)
	s.Refused("forbidden", marek, "item_move", roomstest.With("item", item))
	s.Refused("forbidden", marek, "item_reword", roomstest.With("item", item, "title", "Mine"))
	s.Does(marek, "concern_raise", roomstest.With("item", item, "text", "Two large buyers leave over this."))
	s.Refused("forbidden", marek, "concern_answer", roomstest.With("item", item, "text", "So it is first."))
	s.Does(ilse, "concern_answer", roomstest.With("item", item, "text", "It comes first from Monday on."))
	if i, _ := s.Base().WholeItem(item); i.Details.Concern.Answer == "" || i.Details.Concern.By != marek || i.Concern != "answered" {
		t.Errorf("of the concern there is %+v", i)
	}
	s.Does(ilse, "item_move", roomstest.With("item", item))
}

// What the market says of an item is the product manager's to word, also where she owns the
// product as well; all others read it.
func TestOnlyTheProductManagerNotesWhatTheMarketSays(t *testing.T) {
	s := team4(t)
	s.Does(ada, "item_add", roomstest.With("title", "Pay again"))
	item := first(s)
	note := func() rooms.Remark { i, _ := s.Base().WholeItem(item); return i.Details.Market }
	s.Refused("no_such_market_note", marek, "market_drop", roomstest.With("item", item))
	s.Does(marek, "market_note", roomstest.With("item", item, "text", "Asked for in every second call"))
	for _, who := range []rooms.ID{jonas, ilse, ada} {
		s.Refused("forbidden", who, "market_note", roomstest.With("item", item, "text", "Nobody asks for it"))
		s.Refused("forbidden", who, "market_drop", roomstest.With("item", item))
	}
	if got := note(); got != (rooms.Remark{Text: "Asked for in every second call", By: marek}) {
		t.Errorf("it is %+v", got)
	}
	s.Refused("invalid", marek, "market_note", roomstest.With("item", item, "text", " "))
	s.Refused("no_such_item", marek, "market_note", roomstest.With("item", "nowhere", "text", "Yes"))
	s.Does(jonas, "roles", roomstest.With("person", ilse, "roles", []rooms.Role{rooms.ProductOwner, rooms.ProductManager}))
	s.Does(ilse, "market_note", roomstest.With("item", item, "text", "Asked for in each call"))
	if got := note(); got != (rooms.Remark{Text: "Asked for in each call", By: ilse}) {
		t.Errorf("it is %+v", got)
	}
	s.Does(marek, "market_drop", roomstest.With("item", item))
	if got := note(); got != (rooms.Remark{}) {
		t.Errorf("it is still %+v", got)
	}
}

func TestAConcernWaitsForItsAnswer(t *testing.T) {
	s := team4(t)
	s.Does(jonas, "roles", roomstest.With("person", ada, "roles", []rooms.Role{rooms.ProductManager}))
	s.Does(ilse, "item_add", roomstest.With("title", "Invoices"))
	s.Refused("no_concern", ilse, "concern_answer", roomstest.With("item", first(s), "text", "Yes."))
	s.Does(marek, "concern_raise", roomstest.With("item", first(s), "text", "The law changes in May."))
	s.Refused("concern_waits", ada, "concern_raise", roomstest.With("item", first(s), "text", "Nobody asked for it."))
	s.Does(marek, "concern_raise", roomstest.With("item", first(s), "text", "The law changes in April."))
	waits := func() rooms.Millis { line, _ := s.Base().Room.Items.Get(first(s)); return line.Raised }
	since := waits()
	s.Wait(14 * 24 * time.Hour)
	if waits() != since || since == 0 {
		t.Errorf("it waits since %d, then %d", since, waits())
	}
	s.Does(ilse, "concern_answer", roomstest.With("item", first(s), "text", "So it is first."))
	if waits() != 0 {
		t.Error("it is answered and waits")
	}
}

func TestADroppedGoalIsServedByNothing(t *testing.T) {
	s := team4(t)
	s.Does(marek, "goal_add", roomstest.With("text", "Fewer lost orders"))
	s.Does(ilse, "item_add", roomstest.With("title", "Pay again"))
	goal := only(s.Base().Room.Backlog.Goals)
	s.Refused("no_such_goal", ilse, "serves", roomstest.With("item", first(s), "goal", "nowhere"))
	s.Does(ilse, "serves", roomstest.With("item", first(s), "goal", goal))
	s.Does(marek, "goal_drop", roomstest.With("goal", goal))
	if n, _ := s.Base().WholeItem(first(s)); n.Goal != "" {
		t.Errorf("it still serves %q", n.Goal)
	}
}

func TestADroppedCriterionIsMetByNothing(t *testing.T) {
	s := team4(t)
	s.Does(ada, "criterion_add", roomstest.With("text", "Its acceptance criteria are written"))
	s.Does(ilse, "item_add", roomstest.With("title", "Pay again"))
	criterion := only(s.Base().Room.Backlog.Ready)
	s.Does(ada, "ready", roomstest.With("item", first(s), "criterion", criterion, "on", true))
	if text := string(s.Minutes().Markdown(words.All.In(words.Source))); !strings.Contains(text, "1/1") {
		t.Errorf("the minutes do not say that it is ready:\n%s", text)
	}
	s.Does(ada, "criterion_drop", roomstest.With("criterion", criterion))
	if n, _ := s.Base().WholeItem(first(s)); n.Details.Ready.Len()+n.Met != 0 {
		t.Errorf("it still meets %d criteria, its line says %d", n.Details.Ready.Len(), n.Met)
	}
}

// What others write into an item is a proposal until the product owner says yes; where a team
// has none, it decides by itself.
func TestACriterionOfSomebodyElseWaitsForTheProductOwner(t *testing.T) {
	s := team4(t)
	s.Does(ada, "item_add", roomstest.With("title", "Pay again"))
	id := only(s.Base().Room.Items)
	add := func(by rooms.ID, text string) (rooms.ID, func() bool) {
		s.Does(by, "acceptance_add", roomstest.With("item", id, "text", text))
		is := func() (at rooms.ID, c rooms.Criterion) {
			item, _ := s.Base().WholeItem(id)
			for at, c = range item.Details.Acceptance.All() {
				if c.Text == text {
					return at, c
				}
			}
			return "", c
		}
		at, _ := is()
		return at, func() bool { _, c := is(); return c.Proposed }
	}
	at, proposed := add(ada, "It asks once")
	if _, own := add(ilse, "It says why"); own() || !proposed() {
		t.Errorf("the product owner's own waits: %v, Ada's: %v", own(), proposed())
	}
	with := roomstest.With("item", id, "criterion", at)
	s.Refused("forbidden", jonas, "acceptance_accept", with)
	s.Does(ilse, "acceptance_accept", with)
	if proposed() {
		t.Error("it waits although the product owner said yes")
	}
	s.Does(jonas, "roles", roomstest.With("person", ilse, "roles", []rooms.Role{rooms.Developer}))
	if _, none := add(ada, "It is fast"); none() {
		t.Error("it waits for nobody")
	}
}

func TestPartsOfAnItemStandInItsPlace(t *testing.T) {
	s := team4(t)
	s.Does(ilse, "item_bring", roomstest.With("text", "Pay again\nInvoices"))
	item := first(s)
	s.Refused("invalid", ilse, "item_split", roomstest.With("item", item, "titles", []string{"Alone"}))
	s.Does(ilse, "item_split", roomstest.With("item", item, "titles", []string{"By card", "By bank"}))
	s.Refused("item_gone", ilse, "item_split", roomstest.With("item", item, "titles", []string{"A", "B"}))
	if got := order(s); got != "Pay again(split) By card By bank Invoices" {
		t.Errorf("the list is %s", got)
	}
}

// order are the titles of the list, with what became of those that are not open.
func order(s roomstest.Rehearsed) string {
	var titles []string
	for _, id := range s.Base().Room.Items.Ranked(func(i rooms.Item) int { return i.Rank }) {
		item, _ := s.Base().WholeItem(id)
		if item.State != rooms.ItemOpen {
			item.Title += "(" + item.State + ")"
		}
		titles = append(titles, item.Title)
	}
	return strings.Join(titles, " ")
}

func TestAnAnswerBecomesAnAcceptanceCriterion(t *testing.T) {
	s := team4(t)
	s.Does(ada, "item_add", roomstest.With("title", "Pay again"))
	s.Does(ada, "question_add", roomstest.With("item", first(s), "text", "How often?"))
	item, _ := s.Base().WholeItem(first(s))
	question := only(item.Details.Questions)
	s.Refused("forbidden", ada, "question_answer", roomstest.With("item", first(s), "question", question, "text", "Three times."))
	s.Does(ilse, "question_answer", roomstest.With("item", first(s), "question", question, "text", "Three times.", "accept", true))
	item, _ = s.Base().WholeItem(first(s))
	if c, _ := item.Details.Acceptance.Get(only(item.Details.Acceptance)); c.Text != "Three times." {
		t.Errorf("it is accepted by %+v", c)
	}
}
