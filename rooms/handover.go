package rooms

import (
	"cmp"
	"slices"
)

// Handover is what a room has for one that goes on from it: a team's home for a meeting that
// begins, a meeting for the home once it has ended, and for the meeting that is held again.
// Everything keeps its id, people as well, so that what comes back is known again. It says
// how things are to be ("this is done"), not what a document shall look like.
type Handover struct {
	Room   ID // that gives
	Home   bool
	Kind   string
	Title  string
	Began  Millis
	Ended  Millis // which end of the meeting it is: one can be opened again, and end again
	People Map[ID, Person]
	Minted int // how many people there ever were
	Came   int // how many have been in the meeting
	Led    ID  // who facilitated in the end

	Expected Map[ID, Person] // who has a place in the room that goes on from this one
	Series   Series          // by which browsers they are known there

	Tasks    Map[ID, Task]
	Blockers Map[ID, Blocker]
	Topics   Map[ID, Topic]
	Items    Map[ID, Item] // whole, with what lies beside them
	Lent     Map[ID, Item] // items as the home had given them: what a meeting left so stays as it is at home
	Backlog  Backlog
	Rhythm   Rhythm
	Keeping  Keeping
	Refines  bool // it is about the backlog: what became of items is more than a size

	Sprint   Sprint              // of a home: the one in progress; of a planning: the one that was planned
	Sprints  Map[string, Sprint] // of a home: those before, by their numbers
	Found    Found               // of a review: what came of the sprint
	Goal     string              // of the sprint
	By       string              // its last day, YYYY-MM-DD
	Starters List[ID]            // who began the last rounds of the standup, newest last
	One      ID                  // the action that a retrospective found the most important
	Budget   Millis              // the timebox of a meeting
	Took     Millis              // how long it was
	Moods    Map[string, Result] // what was answered without names, by question
	Followed Followed            // of a retrospective
	Outcome  string              // of a talk: what came of it, in a sentence or two
	Last     Map[string, ID]     // of a home: the newest meeting that was held, by its kind
}

// Followed is what became of the actions that a retrospective asked about: how many.
type Followed struct {
	Done    int `json:"done,omitempty"`
	Kept    int `json:"kept,omitempty"`
	Dropped int `json:"dropped,omitempty"`
}

// handover is what every room has to give.
func (b *Base) handover(room ID, home bool) Handover {
	r := b.Room
	h := Handover{
		Room: room, Home: home, Kind: r.Kind, Title: r.Title, Began: r.Started, Ended: r.Ended, Budget: r.Agenda.Budget, Took: b.Elapsed(r.Ended),
		People: r.People, Minted: b.Internal.People, Led: r.Baton.Holder,
		Tasks: r.Actions, Blockers: r.Block, Topics: r.Parked, Items: b.wholeItems(), Lent: b.Internal.Lent, Backlog: r.Backlog, Rhythm: r.Rhythm, Keeping: r.Keeping,
	}
	for id := range r.People.All() {
		h.Came += count(!b.Internal.Unseen.Has(id))
	}
	if home {
		h.Expected = b.members()
	} else {
		h.Expected = b.expected()
		h.Series = b.series(room, h.Expected)
	}
	return h
}

// About is what a home has for a talk about one of the topics that wait there: a seat for
// those whom it concerns, and for nobody else. With no topic it is the whole.
func (h Handover) About(topic ID) (Handover, error) {
	if topic == "" {
		return h, nil
	}
	about, there := h.Topics.Get(topic)
	if !there || about.State != stateOpen {
		return h, NoSuch("topic")
	}
	for id := range h.Expected.All() {
		if !about.People.Has(id) {
			h.Expected.Delete(id)
		}
	}
	return h, nil
}

// members are the people of a team's home: those who went away belong to it no more.
func (b *Base) members() (all Map[ID, Person]) {
	for id, p := range b.Room.People.All() {
		if !p.Left && !p.Bot {
			all.Put(id, Person{Name: p.Name, Roles: p.Roles, Hue: p.Hue, Rank: p.Rank, Member: id})
		}
	}
	return all
}

// beginWith gives everybody their place, and each service what is open. People of a team
// have a seat at once, but those who may not come in by themselves: for all rules it is
// as if they had come and closed the page. Of a meeting that is held again they have left,
// and are expected.
func (t *Tx) beginWith(h Handover) {
	t.Internal.People, t.Door.Series, t.Room.Rhythm, t.Room.Keeping = h.Minted, h.Series, h.Rhythm, h.Keeping
	for id, p := range h.Expected.All() {
		if p.Left || !t.barred(p.Roles.Slice()) {
			t.Room.People.Put(id, p)
			t.Internal.Unseen.Put(id, true)
		}
	}
}

// owes tells whether a meeting has ended whose team's home does not know yet what came of it.
func (b *Base) owes() bool {
	return b.Room.Team != "" && b.Room.Ended != 0 && b.Room.Given != b.Room.Ended
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
		if err := t.seat(id, p, Caller{Name: m.Name, Roles: m.Roles.Slice()}, opener); err != nil {
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

// isNews tells whether a home has not taken yet what came of this end of a meeting, and
// notes that it has.
func (t *Tx) isNews(h Handover) bool {
	if known, _ := t.Internal.Taken.Get(h.Room); known >= h.Ended {
		return false
	}
	t.Internal.Taken.Put(h.Room, h.Ended)
	forgetOldest(&t.Internal.Taken, mostTaken, func(at Millis) Millis { return at })
	return true
}

// MemberOf is who somebody in the meeting is at home; "" for guests.
func (h Handover) MemberOf(person ID) ID {
	p, _ := h.People.Get(person)
	return p.Member
}

// membersOf are those of some people who belong to the team, as it knows them.
func (h Handover) membersOf(people List[ID]) (members List[ID]) {
	for _, person := range people.All() {
		if at := h.MemberOf(person); at != "" {
			members = members.With(at)
		}
	}
	return members
}

// oldestFirst puts what is settled before what is open: it goes first where there is too much.
func oldestFirst(state string, rank int) Millis {
	if state == stateOpen {
		return Millis(rank) + 1<<40
	}
	return Millis(rank)
}

// forgetOldest keeps no more than most of a map: a home never refuses what a meeting gives.
func forgetOldest[K ~string, V any](m *Map[K, V], most int, age func(V) Millis) {
	if m.Len() <= most {
		return
	}
	type aged struct {
		id K
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
