package team

import (
	"slices"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
	"rondo/rooms/words"
)

func TestProperties(t *testing.T) {
	link := "/r/7f0d7b60-0e04-4b7e-9a55-0a1b2c3d4e5f#AAAAAAAAAAAAAAAAAAAAAA"
	digest := strings.Repeat("0123456789abcdef", 4)
	roomstest.Ceremony(t, Kind(), roomstest.Hints{
		"digest": {digest, strings.Repeat("f", 64)},
		"zone":   {"Europe/Berlin"}, "sprint.from": {"2026-11-23"}, "sprint.to": {"2026-11-27", "2026-12-04"},
		"gather.room": {link}, "do": {"link_make", "done_add", "criterion_add", "goal_add", "acceptance_add", "question_add", "concern_raise", "item_add", "baton_lock", "sprint", "risk_add", "risk_drop"}, "baton_lock.on": {"false"},
	})
}

func TestPlays(t *testing.T) { roomstest.Plays(t, Kind()) }

// matrix is what the home says itself of docs/rights.md, and of each example that it gives
// to a bundle one action. h is the home.
const matrix = `
action          phases  FAC SM PO PM DEV STK OBS  CO SPK GST OFR

sprint          h        ●  ●  ●  –  ●   –   –    ●  –   –   –
done_add        h        ●  ●  ●  –  ●   –   –    ●  –   –   –
done_reword     h        ●  ●  ●  –  ●   –   –    ●  –   –   –
done_drop       h        ●  ●  ●  –  ●   –   –    ●  –   –   –
lead_skip       h        ●  ●  ●  –  ●   –   –    ●  –   –   –
rhythm          h        ●  ●  ●  –  ●   –   –    ●  –   –   –
risk_add        h        ●  ●  ●  –  ●   –   –    ●  –   –   –
risk_drop       h        ●  ●  ●  –  ●   –   –    ●  –   –   –
built           h        ●  ●  ●  –  ●   –   –    ●  –   –   –
gather          h        ●  ●  ●  –  ●   –   –    ●  –   –   –
criterion_add   h        ●  ●  ●  –  ●   –   –    ●  –   –   –
goal_add        h        –  –  –  ●  –   –   –    –  –   –   –
serves          h        –  –  ●  –  –   –   –    –  –   –   –
ready           h        –  –  ●  –  ●   –   –    –  –   –   –
item_import     h        –  –  ●  –  –   –   –    –  –   –   –
link_make       h        ●  –  –  –  –   –   –    ●  –   –   –
link_drop       h        ●  –  –  –  –   –   –    ●  –   –   –
recovery        h        ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
item_add        h        ●  ●  ●  –  ●   –   –    ●  –   –   –
item_reword     h        –  –  ●  –  –   –   –    –  –   –   –
item_move       h        –  –  ●  –  –   –   –    –  –   –   –
raise           h        ●  ●  ●  –  ●   –   –    ●  –   –   –
task            h        ●  ●  ●  –  ●   –   –    ●  –   –   –
park            h        ●  ●  ●  –  ●   –   –    ●  –   –   –
`

func TestRights(t *testing.T) {
	roomstest.Rights(t, Kind(), matrix, map[rune]string{'h': home}, roomstest.Cast)
}

// The people of the tests: Jonas keeps the home, Ilse owns the product, Marek manages it.
const jonas, ilse, marek, ada = "p1", "p2", "p3", "p4"

func team4(t *testing.T) roomstest.Rehearsed {
	s := roomstest.Rehearse(t, Kind(), "Jonas", "Ilse", "Marek", "Ada")
	for who, role := range map[rooms.ID]rooms.Role{ilse: rooms.ProductOwner, marek: rooms.ProductManager} {
		s.Does(jonas, "roles", roomstest.With("person", who, "roles", []rooms.Role{role}))
	}
	return s
}

func state(s roomstest.Rehearsed) State { return s.Meeting().(*meeting).Shared }

func only[V any](of rooms.Map[rooms.ID, V]) rooms.ID {
	for id := range of.All() {
		return id
	}
	return ""
}

func first(s roomstest.Rehearsed) rooms.ID { return s.Base().NextItem() }

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

func TestASprintHasItsDays(t *testing.T) {
	s := team4(t)
	s.Refused("invalid", ada, "sprint", roomstest.With("number", 23, "goal", "", "from", "2026-11-27", "to", "2026-11-23"))
	s.Refused("invalid", ada, "sprint", roomstest.With("number", 23, "goal", "", "from", "2026-11-01", "to", "2026-12-02"))
	s.Does(ada, "sprint", roomstest.With("number", 23, "goal", "A failed payment gets through", "from", "2026-11-23", "to", "2026-12-04"))
	if got := state(s).Sprint; got.Number != 23 || got.To != "2026-12-04" {
		t.Errorf("the sprint is %+v", got)
	}
}

func TestATeamSaysWhenAnItemIsDone(t *testing.T) {
	s := team4(t)
	s.Does(ada, "done_add", roomstest.With("text", "It is tested"))
	line := only(s.Base().Room.Backlog.Done)
	s.Does(ilse, "done_reword", roomstest.With("criterion", line, "text", "It is tested on a phone"))
	if c, _ := s.Base().Room.Backlog.Done.Get(line); c.Text != "It is tested on a phone" || s.Base().Room.Backlog.Ready.Len() != 0 {
		t.Errorf("it is %+v", s.Base().Room.Backlog)
	}
	if text := string(s.Minutes().Markdown(words.All.In(words.Source))); !strings.Contains(text, "It is tested on a phone") {
		t.Errorf("the minutes do not say it:\n%s", text)
	}
	for range mostDone - 1 {
		s.Does(ada, "done_add", roomstest.With("text", "More"))
	}
	s.Refused("too_many", ada, "done_add", roomstest.With("text", "Too much"))
	s.Does(ada, "done_drop", roomstest.With("criterion", line))
	s.Refused("no_such_criterion", ada, "done_drop", roomstest.With("criterion", line))
	s.Refused("no_such_criterion", ada, "done_reword", roomstest.With("criterion", line, "text", "Gone"))
}

func TestATeamHasItsRhythm(t *testing.T) {
	s := team4(t)
	s.Refused("invalid", ada, "rhythm", roomstest.With("zone", "Berlin"))
	s.Refused("invalid", ada, "rhythm", roomstest.With("zone", "Local"))
	s.Refused("invalid", ada, "rhythm", roomstest.With("days", []int{0, 1}))
	s.Refused("invalid", ada, "rhythm", roomstest.With("days", []int{}))
	s.Refused("invalid", ada, "rhythm", roomstest.With("weeks", 5))
	s.Does(ada, "rhythm", roomstest.With("zone", "Europe/Berlin", "weeks", 2))
	s.Does(ilse, "rhythm", roomstest.With("days", []int{4, 2, 2, 3}))
	if got := s.Base().Room.Rhythm; got.Zone != "Europe/Berlin" || got.Weeks != 2 || !slices.Equal(got.Days.Slice(), []int{2, 3, 4}) {
		t.Errorf("it is %+v", got)
	}
	s.Does(ada, "rhythm", roomstest.With("zone", ""))
	if got := s.Base().Room.Rhythm; got.Zone != "" || got.Weeks != 2 {
		t.Errorf("without a zone it is %+v", got)
	}
}

func TestAllMeetInOneRoom(t *testing.T) {
	room := func(n string) string { return "/r/7f0d7b60-0e04-4b7e-9a55-0a1b2c3d4e5" + n + "#AAAAAAAAAAAAAAAAAAAAAA" }
	s := team4(t)
	s.Refused("invalid", ada, "gather", roomstest.With("kind", "standup", "room", "https://example.org"))
	s.Does(ada, "gather", roomstest.With("kind", "standup", "room", room("1")))
	s.Refused("already_open", jonas, "gather", roomstest.With("kind", "standup", "room", room("2")))
	s.Does(jonas, "gather", roomstest.With("kind", "poker", "room", room("3")))
	s.Wait(12 * time.Hour)
	s.Does(jonas, "gather", roomstest.With("kind", "standup", "room", room("2")))
	if place, _ := state(s).Open.Get("standup"); place.Room != room("2") || state(s).Open.Has("poker") {
		t.Errorf("they meet at %+v", state(s).Open)
	}
}

func TestWhoseTurnItIsToFacilitateIsSkipped(t *testing.T) {
	s := team4(t)
	s.Wait(time.Hour)
	s.Does(ilse, "lead_skip", roomstest.With("person", ada))
	if at, _ := state(s).Skipped.Get(ada); at != s.Base().Room.Opened+rooms.For(time.Hour) {
		t.Errorf("Ada was skipped at %d", at)
	}
	s.Refused("no_such_person", ilse, "lead_skip", roomstest.With("person", "p9"))
	s.Does(ada, "leave", nil)
	s.Refused("no_such_person", ilse, "lead_skip", roomstest.With("person", ada))
}

func TestAHomeKnowsWhoFacilitated(t *testing.T) {
	s := team4(t)
	var people rooms.Map[rooms.ID, rooms.Person]
	people.Put("p1", rooms.Person{Name: "Jonas", Member: jonas})
	people.Put("p7", rooms.Person{Name: "Ada", Member: ada})
	people.Put("p8", rooms.Person{Name: "Guest"})
	for room, led := range map[rooms.ID]rooms.ID{"by Ada": "p7", "by a guest": "p8"} {
		taking{t, s}.takes(rooms.Handover{Room: room, Kind: "standup", Ended: 1, People: people, Led: led})
	}
	own, _ := state(s).Past.Get("by Ada")
	guest, _ := state(s).Past.Get("by a guest")
	if own.Led != ada || guest.Led != "" {
		t.Errorf("it was led by %q, and by %q", own.Led, guest.Led)
	}
}

func TestWhatIsOpenSaysSinceWhen(t *testing.T) {
	s := team4(t)
	s.Wait(time.Hour)
	s.Does(ada, "raise", roomstest.With("text", "No test cards"))
	s.Does(ada, "task", roomstest.With("text", "Ask the bank"))
	s.Does(ada, "park", roomstest.With("text", "Safari 15?"))
	r := s.Base().Room
	b, _ := r.Block.Get(only(r.Block))
	a, _ := r.Actions.Get(only(r.Actions))
	p, _ := r.Parked.Get(only(r.Parked))
	if b.At != r.Opened+rooms.For(time.Hour) || a.At != b.At || p.At != b.At {
		t.Errorf("they are there since %d, %d and %d", b.At, a.At, p.At)
	}
}

// People may do their part of a refinement over days: the home tells of it that long, and of
// another only when somebody starts it.
func TestARefinementOverDaysIsTold(t *testing.T) {
	room := func(n string) string { return "/r/7f0d7b60-0e04-4b7e-9a55-0a1b2c3d4e5" + n + "#AAAAAAAAAAAAAAAAAAAAAA" }
	s := team4(t)
	s.Does(ada, "gather", roomstest.With("kind", "refinement", "room", room("1")))
	s.Wait(48 * time.Hour)
	s.Does(ada, "gather", roomstest.With("kind", "standup", "room", room("2")))
	if !state(s).Open.Has("refinement") {
		t.Error("after two days it is told of no more")
	}
	s.Does(jonas, "gather", roomstest.With("kind", "refinement", "room", room("3")))
	if place, _ := state(s).Open.Get("refinement"); place.Room != room("3") {
		t.Errorf("they meet at %+v", place)
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

func TestAHomeStaysWithWhoOpenedIt(t *testing.T) {
	s := team4(t)
	s.Wait(30 * 24 * time.Hour)
	if b := s.Base().Room.Baton; b.Holder != jonas || b.Offer != "" {
		t.Errorf("the home is with %+v", b)
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

// takes has something taken home.
func (h taking) takes(given rooms.Handover) {
	h.t.Helper()
	step, err := Kind().Play(h.s.Meeting().(rooms.Document), rooms.Moment{Now: 1, Dice: rooms.SeededDice(1), Most: 10}, Kind().Receive(given))
	if err != nil {
		h.t.Fatal(err)
	}
	*h.s.Meeting().(*meeting) = *step.Doc.(*meeting)
}

type taking struct {
	t *testing.T
	s roomstest.Rehearsed
}

// What a refinement did to a few items of a long backlog, it did to those.
func TestAHomeTakesWhatARefinementMadeOfItems(t *testing.T) {
	s := team4(t)
	s.Does(ilse, "item_bring", roomstest.With("text", "A\nB\nC\nD"))
	s.Does(ilse, "item_add", roomstest.With("title", "E"))
	ids := s.Base().Room.Items.Ranked(func(i rooms.Item) int { return i.Rank })
	var met rooms.Map[rooms.ID, rooms.Item]
	put := func(id rooms.ID, rank int, item rooms.Item) {
		item.Rank = rank
		met.Put(id, item)
	}
	sized := rooms.Item{Title: "D", State: rooms.ItemDone, Result: "5"}
	sized.Details.Acceptance.Put("x", rooms.Criterion{Text: "Three times"})
	put(ids[3], 1, sized)
	put(ids[1], 2, rooms.Item{Title: "B", State: rooms.ItemSplit})
	put("b1", 3, rooms.Item{Title: "B1", State: rooms.ItemOpen, Parent: ids[1]})
	put("b2", 4, rooms.Item{Title: "B2", State: rooms.ItemOpen, Parent: ids[1]})
	put(ids[2], 5, rooms.Item{Title: "C", State: rooms.ItemWithdrawn})
	taking{t, s}.takes(rooms.Handover{Room: "r", Kind: "refinement", Ended: 1, Items: met, Refines: true})
	if got := order(s); got != "A D B(split) B1 B2 C(withdrawn) E" {
		t.Errorf("the backlog is %s", got)
	}
	item, _ := s.Base().WholeItem(ids[3])
	if item.Result != "5" || item.Details.Acceptance.Len() != 1 {
		t.Errorf("of D there is %+v", item)
	}
}

// What a full backlog has no room for is said, and nothing is lost of what it has: withdrawn
// items give their places away first, and what was split stays whole without its parts.
func TestAFullHomeSaysWhatItHasNoRoomFor(t *testing.T) {
	s := team4(t)
	for range 25 {
		s.Does(ilse, "item_bring", roomstest.With("text", lines(200)))
	}
	ids := s.Base().Room.Items.Ranked(func(i rooms.Item) int { return i.Rank })
	if len(ids) != 5000 {
		t.Fatalf("the home has %d items", len(ids))
	}
	s.Does(ilse, "item_withdraw", roomstest.With("item", ids[7], "on", true))
	var met rooms.Map[rooms.ID, rooms.Item]
	met.Put(ids[0], rooms.Item{Title: "A", State: rooms.ItemSplit, Rank: 1})
	met.Put("new", rooms.Item{Title: "New", State: rooms.ItemOpen, Rank: 2})
	met.Put("a1", rooms.Item{Title: "A1", State: rooms.ItemOpen, Rank: 3, Parent: ids[0]})
	met.Put("a2", rooms.Item{Title: "A2", State: rooms.ItemOpen, Rank: 4, Parent: ids[0]})
	taking{t, s}.takes(rooms.Handover{Room: "r", Kind: "refinement", Ended: 1, Items: met, Refines: true})
	items := s.Base().Room.Items
	if a, _ := items.Get(ids[0]); items.Len() != 5000 || !items.Has("new") || items.Has(ids[7]) || a.State != rooms.ItemOpen {
		t.Errorf("the home has %d items, the first is %s", items.Len(), a.State)
	}
	if past, _ := s.Meeting().(*meeting).Shared.Past.Get("r"); past.Full != 2 {
		t.Errorf("it says that there was no room for %d", past.Full)
	}
}

// lines are n titles that nothing has had yet.
func lines(n int) string {
	var all []string
	for range n {
		all = append(all, rooms.NewSecret())
	}
	return strings.Join(all, "\n")
}

func TestAHomeOfVersion1Opens(t *testing.T) {
	doc := map[string]any{
		"room": map[string]any{"items": map[string]any{"i": map[string]any{"title": "Pay again", "by": "p1", "rank": 1, "state": "open", "note": "Twice", "link": "https://x.example"}}},
		"shared": map[string]any{
			"goals": map[string]any{"g": map[string]any{"text": "Fewer lost orders", "rank": 1}},
			"ready": map[string]any{"c": map[string]any{"text": "Small", "rank": 1}},
			"notes": map[string]any{"i": map[string]any{"goal": "g", "ready": map[string]any{"c": true}, "flag": map[string]any{"text": "Law", "by": "p3", "at": 1}}},
		},
	}
	if err := Kind().Upgrade(doc, 1); err != nil {
		t.Fatal(err)
	}
	home := Kind().Blank()
	if err := home.Restore(doc); err != nil {
		t.Fatal(err)
	}
	line, _ := home.Common().Room.Items.Get("i")
	item, _ := home.Common().WholeItem("i")
	if line.Goal != "g" || line.Met != 1 || line.Concern != "waits" || line.Note != "" || item.Note != "Twice" || item.Link == "" ||
		item.Details.Concern.By != "p3" || !item.Details.Ready.Has("c") || home.Common().Room.Backlog.Goals.Len() != 1 {
		t.Errorf("it opens as %+v, whole %+v", line, item)
	}
}
