package rooms

import (
	"cmp"
	"slices"
)

// Handover is what rooms of one team give each other: its home what is open to a meeting
// that begins, and a meeting what came of it to the home. Everything keeps its id, people
// as well, so that what comes back is known again. It says how things are to be ("this is
// done"), not what a document shall look like.
type Handover struct {
	Room   ID // that gives
	Kind   string
	Title  string
	Began  Millis
	Ended  Millis // which end of the meeting it is: one can be opened again, and end again
	People Map[ID, Person]
	Minted int // how many people there ever were
	Came   int // how many have been in the meeting

	Tasks    Map[ID, Task]
	Blockers Map[ID, Blocker]
	Topics   Map[ID, Topic]
	Items    Map[ID, Item]

	Goal     string   // of the sprint
	By       string   // its last day, YYYY-MM-DD
	Starters List[ID] // who began the last rounds of the standup, newest last
	One      ID       // the action that a retrospective found the most important
}

// handover is what every room has to give.
func (b *Base) handover() Handover {
	r, came := b.Room, 0
	for id := range r.People.All() {
		came += count(!b.Internal.Unseen.Has(id))
	}
	return Handover{
		Came: came,
		Kind: r.Kind, Title: r.Title, Began: r.Started, Ended: r.Ended, People: r.People, Minted: b.Internal.People,
		Tasks: r.Actions, Blockers: r.Block, Topics: r.Parked, Items: r.Items,
	}
}

// owes tells whether a meeting has ended whose team's home does not know yet what came of it.
func (b *Base) owes() bool {
	return b.Room.Team != "" && b.Room.Ended != 0 && b.Room.Given != b.Room.Ended
}

// seatTeam gives everybody of a team a seat in a meeting that begins, under the id that
// they have at home, but those who may not come in by themselves. They are not here yet:
// for all rules it is as if they had come and closed the page.
func (t *Tx) seatTeam(h Handover) {
	t.Internal.People = h.Minted
	for id, p := range h.People.All() {
		if p.Left || p.Bot || t.barred(p.Roles.Slice()) {
			continue
		}
		t.Room.People.Put(id, Person{Name: p.Name, Roles: p.Roles, Hue: p.Hue, Rank: p.Rank, Member: id})
		t.Internal.Unseen.Put(id, true)
	}
}

// TakeBlockers takes over the blockers that are open, as old ones.
func (t *Tx) TakeBlockers(h Handover) {
	for id, k := range h.Blockers.All() {
		if k.State == stateOpen {
			k.Old, k.Today = true, ""
			t.Room.Block.Put(id, k)
		}
	}
}

// TakeItems takes over the items that have no size yet, in their order.
func (t *Tx) TakeItems(h Handover) {
	for id, item := range h.Items.All() {
		if item.Result == "" && item.State != ItemWithdrawn {
			item.State = ItemOpen
			t.Room.Items.Put(id, item)
		}
	}
}

// Member is somebody as their team's home knows them.
type Member struct {
	ID ID
	Person
}

// seatMember gives somebody of the team their seat in one of its meetings, in the roles
// that they have at home: nobody is asked about them here. Who is here already by another
// browser stays as they are. It refuses as admit does, and with "removed".
func (t *Tx) seatMember(browser Digest, m Member, opener bool) (ID, error) {
	id, p := t.member(m.ID)
	switch {
	case id == "":
		t.Internal.People++
		id = personID(t.Internal.People)
		p = Person{Rank: t.Internal.People, Hue: m.Hue, Member: m.ID}
		t.Internal.Unseen.Put(id, true)
	case p.Left && !t.wentAway(id):
		return "", Refuse("removed")
	}
	if !t.hasBrowser(id) {
		p.Left, p.Roles, p.Asks = false, m.Roles, List[Role]{}
		if err := t.seat(id, p, m.Name, m.Roles.Slice(), opener); err != nil {
			return "", err
		}
		t.TellOf(Joined, id)
	}
	t.Door.Left.Delete(browser)
	t.Door.Browsers.Put(browser, id)
	return id, nil
}

// wentAway tells whether somebody who left did so by themselves: a browser of theirs may
// come in again.
func (t *Tx) wentAway(person ID) bool {
	for browser, who := range t.Door.Left.All() {
		if who == person && !t.Door.Out.Has(browser) {
			return true
		}
	}
	return false
}

func (t *Tx) hasBrowser(person ID) bool {
	for _, who := range t.Door.Browsers.All() {
		if who == person {
			return true
		}
	}
	return false
}

// member returns who somebody of the team is here; "" when they have no seat.
func (b *Base) member(of ID) (ID, Person) {
	for id, p := range b.Room.People.All() {
		if p.Member == of {
			return id, p
		}
	}
	return "", Person{}
}

// mostTaken is of how many meetings a home remembers that it took what came of them.
const mostTaken = 500

// take takes home what came of a meeting; once for each of its ends. It tells whether that
// was new.
func (t *Tx) take(h Handover) bool {
	if known, _ := t.Internal.Taken.Get(h.Room); known >= h.Ended {
		return false
	}
	t.Internal.Taken.Put(h.Room, h.Ended)
	forgetOldest(&t.Internal.Taken, mostTaken, func(at Millis) Millis { return at })
	home := h.MemberOf
	t.takeTasks(h, home)
	t.takeBlockers(h, home)
	t.takeTopics(h, home)
	t.takeItems(h, home)
	return true
}

// MemberOf is who somebody in the meeting is at home; "" for guests.
func (h Handover) MemberOf(person ID) ID {
	p, _ := h.People.Get(person)
	return p.Member
}

func (t *Tx) takeTasks(h Handover, home func(ID) ID) {
	rank := LastRank(t.Room.Actions, func(a Task) int { return a.Rank })
	for _, id := range h.Tasks.Ranked(func(a Task) int { return a.Rank }) {
		task, _ := h.Tasks.Get(id)
		task.By, task.Owner, task.Asked = home(task.By), home(task.Owner), home(task.Asked)
		was, known := t.Room.Actions.Get(id)
		switch {
		case task.State == stateDropped:
			t.Room.Actions.Delete(id)
		case known: // what is not said of it stays
			was.State, was.Text = task.State, cmp.Or(task.Text, was.Text)
			was.Owner, was.Due, was.How = cmp.Or(task.Owner, was.Owner), cmp.Or(task.Due, was.Due), cmp.Or(task.How, was.How)
			t.Room.Actions.Put(id, was)
		case task.State == stateOpen:
			rank++
			task.Rank = rank
			t.Room.Actions.Put(id, task)
		}
	}
	forgetOldest(&t.Room.Actions, maxKept, func(task Task) Millis { return oldestFirst(task.State, task.Rank) })
}

func (t *Tx) takeBlockers(h Handover, home func(ID) ID) {
	rank := LastRank(t.Room.Block, func(k Blocker) int { return k.Rank })
	for _, id := range h.Blockers.Ranked(func(k Blocker) int { return k.Rank }) {
		k, _ := h.Blockers.Get(id)
		var helpers List[ID]
		for _, helper := range k.Helpers.All() {
			if at := home(helper); at != "" {
				helpers = helpers.With(at)
			}
		}
		k.By, k.Owner, k.Helpers, k.Old = home(k.By), home(k.Owner), helpers, false
		was, known := t.Room.Block.Get(id)
		switch {
		case known:
			k.By, k.Rank = was.By, was.Rank
		case k.State == stateOpen:
			rank++
			k.Rank = rank
		default:
			continue // it came and went in one meeting
		}
		t.Room.Block.Put(id, k)
	}
	forgetOldest(&t.Room.Block, maxKept, func(k Blocker) Millis { return oldestFirst(k.State, k.Rank) })
}

func (t *Tx) takeTopics(h Handover, home func(ID) ID) {
	rank := LastRank(t.Room.Parked, Topic.rank)
	for _, id := range h.Topics.Ranked(Topic.rank) {
		topic, _ := h.Topics.Get(id)
		if topic.State != stateOpen || t.Room.Parked.Has(id) {
			continue
		}
		var people List[ID]
		for _, person := range topic.People.All() {
			if at := home(person); at != "" {
				people = people.With(at)
			}
		}
		rank++
		topic.By, topic.People, topic.Rank = home(topic.By), people, rank
		t.Room.Parked.Put(id, topic)
	}
	forgetOldest(&t.Room.Parked, maxKept, func(topic Topic) Millis { return Millis(topic.Rank) })
}

// takeItems notes the sizes that were settled; what was added in the meeting goes to the
// end of the list. Titles and the order are the home's.
func (t *Tx) takeItems(h Handover, home func(ID) ID) {
	for _, id := range h.Items.Ranked(Item.rank) {
		item, _ := h.Items.Get(id)
		was, known := t.Room.Items.Get(id)
		switch {
		case known && item.Result != "":
			was.Result, was.Rounds = item.Result, item.Rounds
			t.Room.Items.Put(id, was)
		case !known && item.State != ItemWithdrawn && t.Room.Items.Len() < mostItems:
			item.By, item.State, item.Rank = home(item.By), ItemOpen, LastRank(t.Room.Items, Item.rank)+1
			t.Room.Items.Put(id, item)
		}
	}
	t.Tell(Listed, "")
}

// oldestFirst puts what is settled before what is open: it goes first where there is too much.
func oldestFirst(state string, rank int) Millis {
	if state == stateOpen {
		return Millis(rank) + 1<<40
	}
	return Millis(rank)
}

// forgetOldest keeps no more than most of a map: a home never refuses what a meeting gives.
func forgetOldest[V any](m *Map[ID, V], most int, age func(V) Millis) {
	if m.Len() <= most {
		return
	}
	type aged struct {
		id ID
		at Millis
	}
	var all []aged
	for id, v := range m.All() {
		all = append(all, aged{id, age(v)})
	}
	slices.SortFunc(all, func(a, b aged) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.id, b.id)) })
	for _, old := range all[:len(all)-most] {
		m.Delete(old.id)
	}
}
