package ceremonies

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/ceremonies/planning"
	"rondo/rooms/ceremonies/retrospective"
	"rondo/rooms/ceremonies/standup"
	"rondo/rooms/roomstest"
)

// Over any order of rounds, people, roles, absences, ways back and topics nobody can put
// results together, neither from outside nor from a seat.
func TestNothingFollowsFromPuttingResultsTogether(t *testing.T) {
	again := 0
	for seed := range uint64(400) {
		found, n := attacked(t, seed, false)
		if found != "" {
			t.Fatalf("sequence %d: %s", seed, found)
		}
		again += n
	}
	if again < 100 {
		t.Errorf("only %d results were shown of questions that had one: the attacker had nothing to compare", again)
	}
}

// The attacker finds what there is to find in a room that forgets what it has shown,
// and so asks whomever it likes.
func TestTheAttackerFindsOutWhereTheRoomForgets(t *testing.T) {
	for seed := range uint64(400) {
		if found, _ := attacked(t, seed, true); found != "" {
			t.Logf("sequence %d: %s", seed, found)
			return
		}
	}
	t.Error("it found nothing")
}

// attacked plays a random meeting before three attackers, and tells what they found and
// how many results they could compare with an earlier one.
func attacked(t *testing.T, seed uint64, forgets bool) (found string, again int) {
	t.Helper()
	m := newAttackedMeeting(t, seed)
	attackers := []*roomstest.Attacker{{Answers: m.mayAnswer}, {Seat: "p1", Answers: m.mayAnswer}, {Seat: "p2", Answers: m.mayAnswer}}
	look := func() {
		for _, a := range attackers {
			a.Looks(m.Base(), m.isHere)
		}
		if forgets {
			m.forget()
		}
	}
	for range 60 {
		m.step(look)
	}
	for _, a := range attackers {
		if found = a.Finds(); found != "" {
			return fmt.Sprintf("%s, found out by %q", found, a.Seat), 0
		}
	}
	_, again = attackers[0].Shown()
	return "", again
}

// attackedMeeting is one in which things happen by lot, and nobody changes their mind.
type attackedMeeting struct {
	roomstest.Rehearsed
	dice   *rand.Rand
	gone   map[rooms.ID]bool // whose line is broken
	people []rooms.ID
}

const mostAttacked = 6

func newAttackedMeeting(t *testing.T, seed uint64) *attackedMeeting {
	t.Helper()
	m := &attackedMeeting{dice: rand.New(rand.NewPCG(seed, 1)), gone: map[rooms.ID]bool{}}
	switch seed % 4 {
	case 0:
		m.Rehearsed = roomstest.Rehearse(t, standup.Kind())
	case 1:
		m.Rehearsed = roomstest.Rehearse(t, planning.Kind())
	default:
		m.Rehearsed = roomstest.Rehearse(t, retrospective.Kind())
	}
	for i := range 4 + m.dice.IntN(2) {
		m.people = append(m.people, m.Enter(fmt.Sprint("Person ", i)))
	}
	m.tries("p1", "pulse", roomstest.With("on", true))
	m.tries("p1", "settings", roomstest.With("named", seed%3 == 0))
	m.tries("p1", "start", nil)
	m.tries("p1", "roles", roomstest.With("person", "p1", "roles", []string{"developer", "product_owner"})) // who confirms a goal
	return m
}

func (m *attackedMeeting) isHere(person rooms.ID) bool { return !m.gone[person] }

// tries does what may be refused.
func (m *attackedMeeting) tries(who rooms.ID, verb string, with any) {
	m.T.Helper()
	err := m.Do(who, verb, with)
	if refusal := new(rooms.Error); err != nil && !errors.As(err, &refusal) {
		m.T.Fatalf("%s by %s: %v", verb, who, err)
	}
}

func (m *attackedMeeting) somebody() rooms.ID { return m.people[1+m.dice.IntN(len(m.people)-1)] }

// step is one thing that happens, and what is seen of it.
func (m *attackedMeeting) step(look func()) {
	who, what := m.somebody(), m.dice.IntN(18)
	if m.isPlanning() && m.dice.IntN(2) == 0 {
		what = 3 + m.dice.IntN(3) // of a planning little else is asked than the same of others
		defer m.round(look)
	}
	switch what {
	case 0, 1:
		m.tries("p1", "next", nil)
	case 2:
		m.tries("p1", "back", nil)
	case 3, 4:
		on := m.dice.IntN(2) == 0
		m.tries("p1", "away", roomstest.With("person", who, "on", on))
	case 5:
		role := []string{"observer", "developer"}[m.dice.IntN(2)]
		m.tries("p1", "roles", roomstest.With("person", who, "roles", []string{role}))
	case 6:
		m.line(who)
	case 7:
		m.comesAndGoes(who)
	case 8:
		m.tries(who, "tighten", nil)
	case 9:
		m.tries("p1", "end", nil)
		look()
		m.tries("p1", "reopen", nil)
	case 10:
		m.writes(who)
	case 11:
		m.Passes(time.Duration(m.dice.IntN(200)) * time.Second)
	case 12:
		m.tries("p1", "settings", roomstest.With("least", 2+m.dice.IntN(4)))
	case 13:
		m.plans()
	default:
		m.round(look)
	}
	look()
}

func (m *attackedMeeting) isPlanning() bool {
	return m.Base().Room.Kind == "planning"
}

// plans asks about a goal, another or the same, and about the plan as it is now.
func (m *attackedMeeting) plans() {
	planned, ok := m.Meeting().(*rooms.Meeting[planning.State, struct{}, struct{}])
	if !ok {
		return
	}
	drafts := planned.Shared.Drafts.Ranked(func(d planning.GoalDraft) int { return d.Rank })
	if len(drafts) < 2 {
		m.tries("p1", "goal_draft", roomstest.With("text", "Pay again"))
	} else {
		m.tries("p1", "goal_choose", roomstest.With("draft", drafts[m.dice.IntN(2)]))
	}
	m.tries("p1", "goal_confirm", nil)
	if m.dice.IntN(3) == 0 {
		m.tries("p1", "rework", roomstest.With("why", "Too much"))
	}
}

func (m *attackedMeeting) line(who rooms.ID) {
	if m.gone[who] = !m.gone[who]; m.gone[who] {
		m.Must(m.Drop(who))
	} else {
		m.Must(m.Connect(who))
	}
}

func (m *attackedMeeting) comesAndGoes(who rooms.ID) {
	switch {
	case len(m.people) < mostAttacked:
		m.tries("p1", "lock", roomstest.With("on", false)) // a retrospective that ended has locked itself
		m.people = append(m.people, m.Enter(fmt.Sprint("Person ", len(m.people))))
		m.tries("p1", "let_vote", roomstest.With("person", m.people[len(m.people)-1]))
	case m.dice.IntN(4) == 0:
		m.tries("p1", "remove", roomstest.With("person", who))
	}
}

func (m *attackedMeeting) writes(who rooms.ID) {
	shared, ok := m.Meeting().(*rooms.Meeting[retrospective.State, retrospective.Own, struct{}])
	if !ok || shared.Shared.Notes.Len() > 1 {
		return
	}
	for column := range shared.Shared.Columns.All() {
		m.tries(who, "write", roomstest.With("column", column, "text", fmt.Sprint("Something else ", shared.Shared.Notes.Len())))
		return
	}
}

// round lets people answer what is open, or asks it once more.
func (m *attackedMeeting) round(look func()) {
	for id, b := range m.Base().Room.Ballots.All() {
		if !b.IsOpen() {
			m.tries("p1", "revote", roomstest.With("ballot", id))
		}
		look()
		for _, who := range m.people {
			if !m.gone[who] && m.dice.IntN(20) > 0 {
				m.votes(who, id)
			}
			if m.dice.IntN(25) == 0 {
				m.tries("p1", "away", roomstest.With("person", m.somebody(), "on", m.dice.IntN(3) > 0))
			}
		}
		look()
		m.tries("p1", "reveal", roomstest.With("ballot", id))
		look()
	}
}

func (m *attackedMeeting) votes(who rooms.ID, id string) {
	b, _ := m.Base().Room.Ballots.Get(id)
	may := m.mayAnswer(b)
	if !b.IsOpen() || len(may) == 0 {
		return
	}
	h := fnv.New32a()
	fmt.Fprint(h, who, id, b.About)
	choice := may[int(h.Sum32()>>8)%len(may)]
	with := roomstest.With("ballot", id, "card", choice.Card)
	if b.Kind == rooms.Dots {
		with = roomstest.With("ballot", id, "dots", choice.Dots)
	}
	m.tries(who, "vote", with)
}

// mayAnswer are the answers that people give at all, which the attackers know: few, so
// that they can go through all.
func (m *attackedMeeting) mayAnswer(b rooms.Ballot) (answers []rooms.Choice) {
	switch b.Kind {
	case rooms.Scale, rooms.Fist:
		return []rooms.Choice{{Card: "2"}, {Card: "4"}, {Card: "5"}}
	case rooms.Dots:
		for _, option := range b.Options.All() {
			c := rooms.Choice{}
			c.Dots.Put(option, 1)
			answers = append(answers, c)
		}
		return answers
	}
	for _, option := range b.Options.All() {
		answers = append(answers, rooms.Choice{Card: option})
	}
	return answers
}

// forget takes from the room what it has shown.
func (m *attackedMeeting) forget() {
	for id, b := range m.Base().Room.Ballots.All() {
		if !b.IsOpen() {
			m.Base().Room.Ballots.Edit(id, func(b *rooms.Ballot) { b.Results = rooms.Map[string, rooms.Result]{} })
		}
	}
}
