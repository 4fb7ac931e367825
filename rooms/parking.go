package rooms

import (
	"regexp"
	"strings"
)

// Topic is something parked for later, with those it concerns.
type Topic struct {
	Text   string   `json:"text"`
	By     ID       `json:"by"`           // "" when the room itself parked it
	At     Millis   `json:"at,omitempty"` // when; of old ones nobody knows
	People List[ID] `json:"people,omitzero"`
	Rank   int      `json:"rank"`
	Room   string   `json:"room,omitempty"` // path and secret of the follow-up room, once it is open
	State  string   `json:"state"`          // "open", "done"
	Came   string   `json:"came,omitempty"` // of it, where it was talked about
}

// ParkingService is the parking lot: what must not hold the meeting up and must
// not be forgotten.
func ParkingService() Service {
	return Service{Name: "parking", Verbs: map[string]Verb{
		"park":      Do(park),
		"unpark":    Do(unpark).Undoable().Always(),
		"concern":   Do(concern),
		"follow_up": Do(followUp),
	}, Begins: beginTopics, Receives: receiveTopics}
}

// ParkingRights are the rows of the parking service, all like one example; what concerns
// somebody everybody says for themselves.
func ParkingRights(like Right) Rights {
	return append(like.For("park", "unpark", "follow_up"), Right{Do: "concern", In: EveryPhase, May: Everybody})
}

// ParkTopic parks a topic behind the others and returns its id, or "" when the
// lot is full. The text must have passed Lines. by is "" when the room does it.
func (t *Tx) ParkTopic(text string, by ID) ID {
	return t.parkAt(LastRank(t.Room.Parked, Topic.rank)+1, text, by)
}

// ParkFirst parks a topic before all others, as what must be talked about next.
func (t *Tx) ParkFirst(text string, by ID) ID {
	first := 1
	for _, topic := range t.Room.Parked.All() {
		first = min(first, topic.Rank)
	}
	return t.parkAt(first-1, text, by)
}

func (t *Tx) parkAt(rank int, text string, by ID) ID {
	if t.Room.Parked.Len() >= maxKept {
		return ""
	}
	topic := Topic{Text: text, By: by, At: t.Now, Rank: rank, State: stateOpen}
	if by != "" {
		topic.People = ListOf(by)
	}
	id := t.Rand.ID()
	t.Room.Parked.Put(id, topic)
	return id
}

func (p Topic) rank() int { return p.Rank }

// park parks a topic, or a blocker with all whom it concerns.
func park(t *Tx, with struct {
	Text    string `json:"text,omitempty" takes:"card"`
	Blocker ID     `json:"blocker,omitempty"`
}) error {
	if with.Blocker != "" {
		return t.parkBlocker(with.Blocker)
	}
	if with.Text == "" {
		return Invalid("text", "empty")
	}
	if t.ParkTopic(with.Text, t.Actor) == "" {
		return Refuse("too_many/parked", "n", maxKept)
	}
	return nil
}

func (t *Tx) parkBlocker(id ID) error {
	return t.editBlocker(id, func(b *Blocker) error {
		if b.State == stateParked {
			return Refuse("already_parked")
		}
		topic := t.ParkTopic(b.Text, b.By)
		if topic == "" {
			return Refuse("too_many/parked", "n", maxKept)
		}
		t.Room.Parked.Edit(topic, func(p *Topic) {
			for _, person := range append([]ID{b.Owner, t.Actor}, b.Helpers.Slice()...) {
				if person != "" {
					p.People = p.People.With(person)
				}
			}
		})
		b.State = stateParked
		return nil
	})
}

func unpark(t *Tx, with struct {
	Topic ID `json:"topic"`
}) error {
	if !t.Room.Parked.Has(with.Topic) {
		return NoSuch("topic")
	}
	t.Room.Parked.Delete(with.Topic)
	return nil
}

func concern(t *Tx, with struct {
	Topic ID   `json:"topic"`
	On    bool `json:"on"`
}) error {
	return EditIn(&t.Room.Parked, with.Topic, "topic", func(p *Topic) error {
		p.People = toggled(p.People, t.Actor, with.On)
		return nil
	})
}

// linkForm is the link to a room without its host: whoever opens it is at the
// same server already.
var linkForm = regexp.MustCompile(`^/r/[0-9a-f-]{36}#[A-Za-z0-9_-]{22}$`)

// IsRoomLink tells whether a text is the link to a room: its path and secret.
func IsRoomLink(link string) bool { return linkForm.MatchString(link) }

// followUp says in which room a topic is talked about further. Whoever opened
// that room tells; the first link stays, so that all meet in one room.
func followUp(t *Tx, with struct {
	Topic ID     `json:"topic"`
	Room  string `json:"room" takes:"key"` // the link to it, without its host
}) error {
	if !IsRoomLink(with.Room) {
		return Invalid("room", "no_room_link")
	}
	return EditIn(&t.Room.Parked, with.Topic, "topic", func(p *Topic) error {
		if p.Room != "" {
			return Refuse("already_open")
		}
		p.Room = with.Room
		return nil
	})
}

// beginTopics takes over what is parked. A team's stays at home.
func beginTopics(t *Tx, h Handover) {
	for id, topic := range h.Topics.All() {
		if !h.Home && topic.State == stateOpen && topic.Room == "" {
			t.Room.Parked.Put(id, topic)
		}
	}
}

// receiveTopics takes what was parked, and where a topic had a room of its own, that it was
// talked about there.
func receiveTopics(t *Tx, h Handover) {
	for id, topic := range t.Room.Parked.All() {
		if strings.HasPrefix(topic.Room, "/r/"+string(h.Room)+"#") {
			topic.State, topic.Came = stateDone, h.Outcome
			t.Room.Parked.Put(id, topic)
		}
	}
	rank := LastRank(t.Room.Parked, Topic.rank)
	for _, id := range h.Topics.Ranked(Topic.rank) {
		topic, _ := h.Topics.Get(id)
		if topic.State != stateOpen || t.Room.Parked.Has(id) {
			continue
		}
		rank++
		topic.By, topic.People, topic.Rank = h.MemberOf(topic.By), h.membersOf(topic.People), rank
		t.Room.Parked.Put(id, topic)
	}
	forgetOldest(&t.Room.Parked, maxKept, func(topic Topic) Millis { return Millis(topic.Rank) })
}
