package terminal

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"rondo/rooms"
	"rondo/rooms/client"
	"rondo/rooms/words"
)

// narrator tells what happens in a room: what is different between what one frame shows
// and what the one before did. Nothing of a drawer is told.
type narrator struct {
	tell   func(string)
	silent bool // follows only
	view   client.View
	room   rooms.Room
	here   map[rooms.ID]bool // who was told of as being here
}

func newNarrator(tell func(string)) *narrator {
	return &narrator{tell: tell, here: map[rooms.ID]bool{}}
}

// over tells whether the meeting has ended.
func (n *narrator) over() bool { return n.room.Ended != 0 }

func (n *narrator) say(format string, args ...any) {
	if !n.silent {
		n.tell(roomLink.ReplaceAllString(plain(fmt.Sprintf(format, args...)), "$1"))
	}
}

// frame takes the next frame in. One that does not fit costs the client its connection,
// and what follows then begins anew.
func (n *narrator) frame(raw []byte) {
	var sign struct {
		Signal *struct {
			From rooms.ID
			What string
		}
	}
	if json.Unmarshal(raw, &sign) == nil && sign.Signal != nil {
		n.say("%s: %s", n.name(sign.Signal.From), sign.Signal.What)
		return
	}
	next, err := n.view.Apply(raw)
	if err != nil {
		return
	}
	was, wasRoom := n.view, n.room
	room, err := next.Room()
	if err != nil || next.Doc == nil {
		return
	}
	n.view, n.room = next, room
	if was.Doc == nil {
		n.begin()
		return
	}
	n.people(wasRoom)
	n.agenda(wasRoom)
	n.clocks(wasRoom)
	n.floor(wasRoom.Floor)
	n.ballots(wasRoom)
	n.lists(wasRoom)
}

// begin tells how things stand when one comes.
func (n *narrator) begin() {
	var here []string
	for _, id := range n.arrived() {
		n.here[id] = true
		here = append(here, n.name(id))
	}
	n.say("%s (%s). Here: %s", n.room.Title, n.word("kind.name", n.room.Kind), strings.Join(here, ", "))
	n.agenda(rooms.Room{})
	n.floor(rooms.Floor{})
	for id, b := range n.room.Ballots.All() {
		if b.IsOpen() {
			n.asks(id, b)
		}
	}
}

func (n *narrator) people(old rooms.Room) {
	arrived := n.arrived()
	for _, id := range arrived {
		if !n.here[id] {
			n.here[id] = true
			n.say("%s is here", n.name(id))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(n.here)) {
		if !slices.Contains(arrived, id) {
			delete(n.here, id)
			n.say("%s is gone", n.name(id))
		}
	}
	for id, p := range n.room.People.All() {
		if before, _ := old.People.Get(id); p.Left && !before.Left {
			n.say("%s has left for good", n.name(id))
		}
	}
	if holder := n.room.Baton.Holder; holder != old.Baton.Holder && holder != "" {
		n.say("%s facilitates", n.name(holder))
	}
}

// arrived are the people who are connected, in the order in which they first came. Who
// has just come may be told of before their name is: they are not among them yet.
func (n *narrator) arrived() (people []rooms.ID) {
	for _, id := range n.room.People.Ranked(func(p rooms.Person) int { return p.Rank }) {
		if n.view.Here[id] == 1 {
			people = append(people, id)
		}
	}
	return people
}

func (n *narrator) agenda(old rooms.Room) {
	is, was := n.room.Agenda, old.Agenda
	if n.room.Started != 0 && old.Started == 0 {
		n.say("the meeting has started")
	}
	if is.Now != was.Now {
		phase, _ := is.Phases.Get(is.Now)
		n.say("phase: %s%s", n.word("phase."+is.Now, is.Now), ofTime(phase.Budget))
	}
	switch {
	case is.Paused != 0 && was.Paused == 0:
		n.say("paused")
	case is.Paused == 0 && was.Paused != 0:
		n.say("goes on")
	}
	if n.over() && old.Ended == 0 {
		n.say("the meeting has ended")
	}
}

// clocks tells of the phase's clock, the one that all look at: that it was given other
// time, and that it has run out.
func (n *narrator) clocks(old rooms.Room) {
	is, runs := n.room.Timers.Get("phase")
	was, ran := old.Timers.Get("phase")
	same := n.room.Agenda.Now == old.Agenda.Now
	switch {
	case runs && ran && same && is.Of != was.Of:
		n.say("clock: now %s in all", length(is.Of))
	case !runs && ran && same && !n.over():
		n.say("clock: time is up")
	}
}

func (n *narrator) floor(old rooms.Floor) {
	is := n.room.Floor
	if is.Speaker != old.Speaker && is.Speaker != "" {
		n.say("%s speaks%s", n.name(is.Speaker), ofTime(is.Slot))
	}
	for _, id := range is.Hands.All() {
		if !old.Hands.Has(id) {
			n.say("%s raises a hand", n.name(id))
		}
	}
	for _, id := range old.Hands.All() {
		if !is.Hands.Has(id) {
			n.say("%s's hand is down", n.name(id))
		}
	}
}

func (n *narrator) ballots(old rooms.Room) {
	for id, b := range n.room.Ballots.All() {
		was, _ := old.Ballots.Get(id)
		if b.IsOpen() && (!was.IsOpen() || was.Round != b.Round) {
			n.asks(id, b)
			was = rooms.Ballot{}
		}
		for person := range b.Done.All() {
			if !was.Done.Has(person) && b.IsOpen() {
				n.say("%s has voted (%s)", n.name(person), id)
			}
		}
		if b.IsOpen() && b.Count > was.Count {
			n.say("%d have voted (%s)", b.Count, id)
		}
		if !b.IsOpen() && was.IsOpen() {
			n.say("%s", Outcome(n.room, id, b))
		}
	}
}

func (n *narrator) asks(id string, b rooms.Ballot) {
	n.say("vote: %s, %s, round %d: %s", id, b.Secrecy, b.Round, strings.Join(b.Options.Slice(), " "))
}

// lists tells what was added to what all meetings keep.
func (n *narrator) lists(old rooms.Room) {
	added(n, "blocker", n.room.Block, old.Block, func(b rooms.Blocker) (string, rooms.ID) { return b.Text, b.By })
	added(n, "parked", n.room.Parked, old.Parked, func(p rooms.Topic) (string, rooms.ID) { return p.Text, p.By })
	added(n, "item", n.room.Items, old.Items, func(i rooms.Item) (string, rooms.ID) { return i.Title, i.By })
	added(n, "action", n.room.Actions, old.Actions, func(a rooms.Task) (string, rooms.ID) { return a.Text, a.By })
}

func added[V any](n *narrator, what string, is, was rooms.Map[rooms.ID, V], of func(V) (string, rooms.ID)) {
	for id, entry := range is.All() {
		if was.Has(id) {
			continue
		}
		text, by := of(entry)
		if by != "" {
			text += " (" + n.name(by) + ")"
		}
		n.say("%s: %s", what, text)
	}
}

func (n *narrator) name(id rooms.ID) string { return nameOf(n.room, id) }

// word is a word of the kind of meeting in English, or what stands instead.
func (n *narrator) word(key, instead string) string {
	if said, ok := words.All.In(words.Source).Word(n.room.Kind, key, nil); ok {
		return said
	}
	return instead
}

// nameOf is how somebody is called in a room.
func nameOf(room rooms.Room, id rooms.ID) string {
	p, _ := room.People.Get(id)
	return cmp.Or(p.Name, string(id), "nobody")
}

// Outcome is what came of the newest round of a ballot, in a line.
func Outcome(room rooms.Room, id string, b rooms.Ballot) string {
	r, there := b.Results.Get(fmt.Sprint(b.Round))
	switch {
	case b.State == "void" || r.Lost:
		return id + ": the votes were lost"
	case r.Small:
		return id + ": too few voted to show a result without showing who"
	case r.Part:
		return id + ": not all have answered again, the result before stands"
	case r.Mood != "":
		return id + ": " + r.Mood
	case !there || r.Voters == 0:
		return id + ": nobody has voted"
	}
	var parts []string
	for _, option := range b.Options.All() {
		if count, _ := r.Tally.Get(option); count > 0 {
			parts = append(parts, fmt.Sprintf("%d × %s", count, option))
		}
	}
	say := fmt.Sprintf("%s: %s", id, cmp.Or(strings.Join(parts, ", "), fmt.Sprintf("%d have voted", r.Voters)))
	if r.Mean != 0 {
		say += fmt.Sprintf("; mean %g", r.Mean)
	}
	if who := votes(room, r); who != "" {
		say += " (" + who + ")"
	}
	return say
}

// votes are who chose what, of a ballot that shows it; of dots only how many counts.
func votes(room rooms.Room, r rooms.Result) string {
	var who []string
	for id, choice := range r.Votes.All() {
		if choice.Card != "" {
			who = append(who, nameOf(room, id)+" "+choice.Card)
		}
	}
	slices.Sort(who)
	return strings.Join(who, ", ")
}

func length(ms rooms.Millis) string { return (time.Duration(ms) * time.Millisecond).String() }

func ofTime(ms rooms.Millis) string {
	if ms == 0 {
		return ""
	}
	return " (" + length(ms) + ")"
}
