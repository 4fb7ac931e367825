package roomstest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"rondo/rooms"
	"rondo/rooms/live"
)

// Deed is something somebody of the cast does.
type Deed struct {
	Who, Do string
	With    any
}

// Secret is a way to an open ballot of a ceremony, whose secrets must not be
// heard by anybody else.
type Secret struct {
	Ballot    rooms.ID
	Anonymous bool // for ever; else until the result
	Ahead     bool // not the ballot is answered, but the first item of the list estimated ahead of the meeting
	Before    []Deed
}

const worlds = 20 // pairs of meetings per secret, unless rapid makes many checks

// Secrets is non-interference: two meetings that differ in nothing but what was
// chosen in secret look alike, to the byte and to the millisecond, to everybody
// but the one who chose; and in an anonymous ballot also when two people
// changed places, and then beyond the result.
func Secrets(t *testing.T, kind *rooms.Kind, secrets ...Secret) {
	t.Helper()
	for _, secret := range secrets {
		for seed := range uint64(max(worlds, checks()/100)) {
			t.Run(fmt.Sprintf("%s/%d", secret.Ballot, seed), func(t *testing.T) {
				p := pair{t: t, kind: kind, secret: secret, seed: seed}
				p.otherCards()
				if secret.Anonymous {
					p.otherPlaces()
				}
			})
		}
	}
}

// pair is two meetings that are compared.
type pair struct {
	t      *testing.T
	kind   *rooms.Kind
	secret Secret
	seed   uint64
}

// heard is what each person was sent, in order, with the moment.
type heard map[string][]string

// twist is what one of the two meetings has otherwise.
type twist struct {
	card   string            // whose cards are others, or ""
	places map[string]string // who votes in whose place
	all    bool              // everybody votes, and so the result comes
}

// otherCards: somebody's cards are others. Nobody else hears a difference.
func (p pair) otherCards() {
	p.t.Helper()
	plain, voters := p.play(twist{})
	for _, voter := range voters[:len(voters)-1] { // the last one never votes: no result
		other, _ := p.play(twist{card: voter})
		p.alike(plain, other, voter)
	}
}

// otherPlaces: two people vote in each other's place in an anonymous ballot.
// Nobody else hears a difference, and all get the same result.
func (p pair) otherPlaces() {
	p.t.Helper()
	plain, voters := p.play(twist{all: true})
	a, b := voters[0], voters[1]
	other, _ := p.play(twist{all: true, places: map[string]string{a: b, b: a}})
	p.alike(plain, other, a, b)
}

func (p pair) alike(one, other heard, but ...string) {
	p.t.Helper()
	for _, guest := range cast {
		if slices.Contains(but, guest.Name) {
			continue
		}
		p.same(one[guest.Name], other[guest.Name], but, guest.Name)
	}
}

// same: what some did is not heard by others.
func (p pair) same(a, b []string, some []string, others string) {
	p.t.Helper()
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			p.t.Fatalf("what %v did is heard by %s, frame %d:\n%s\n%s", some, others, i, at(a, i), at(b, i))
		}
	}
}

func at(frames []string, i int) string {
	if i < len(frames) {
		return frames[i]
	}
	return "(nothing)"
}

// play plays one of the two meetings and returns what was heard, and who was asked.
func (p pair) play(with twist) (h heard, voters []string) {
	p.t.Helper()
	synctest.Test(p.t, func(t *testing.T) {
		s := newStage(t, p.kind, live.Limits{})
		defer s.end()
		s.enter()
		s.does(p.secret.Before)
		asked := p.secret.asked(s)
		voters = s.voters(asked)
		if len(voters) < 3 {
			t.Fatalf("%q asks only %v", p.secret.Ballot, voters)
		}
		p.vote(s, asked, voters, with)
		s.sleep(20 * time.Second) // counts are published, graces end
		synctest.Wait()
		h = s.heard()
	})
	return h, voters
}

// does lets people do what must not be refused.
func (s *stage) does(deeds []Deed) {
	s.t.Helper()
	for _, d := range deeds {
		if refused := s.named(d.Who).do(d.Do, d.With); refused != nil {
			s.t.Fatalf("%s: %s: %v", d.Who, d.Do, refused)
		}
	}
}

// vote lets people vote and change their minds while others do other things.
// The dice fall alike in both meetings.
func (p pair) vote(s *stage, b rooms.Ballot, voters []string, with twist) {
	dice := rand.New(rand.NewPCG(p.seed, 7))
	options := b.Options.Slice()
	asked := voters[:len(voters)-1]
	if with.all {
		asked = voters
	}
	for round := range 3 {
		for _, place := range asked {
			card, other := dice.IntN(len(options)), 1+dice.IntN(len(options)-1)
			pause := time.Duration(dice.IntN(1500)) * time.Millisecond
			skip := round > 0 && dice.IntN(2) == 0
			s.sleep(pause)
			if skip || with.all && round > 0 {
				continue
			}
			who := place
			if to := with.places[place]; to != "" {
				who = to
			}
			if who == with.card {
				card = (card + other) % len(options)
			}
			s.named(who).send(p.secret.says(s, options[card], sureOf(b, card)))
			synctest.Wait()
			if dice.IntN(3) == 0 {
				s.people[len(s.people)-1].send("concern", map[string]any{"topic": "none", "on": true})
				synctest.Wait()
			}
		}
	}
}

func (s *stage) named(name string) *viewer {
	for _, v := range s.people {
		if v.name == name {
			return v
		}
	}
	s.t.Fatalf("there is no %s", name)
	return nil
}

// asked is what is asked in secret.
func (secret Secret) asked(s *stage) rooms.Ballot {
	room := s.people[0].base().Room
	b, _ := room.Ballots.Get(string(secret.Ballot))
	if secret.Ahead {
		b = rooms.Ballot{Options: rooms.ListOf(room.Sizing.Deck.Options()...), May: rooms.Developers, Sure: room.Sizing.Sure}
		for id := range room.People.All() {
			b.Who.Put(id, s.people[0].base().WhoIs(id)&b.May != 0)
		}
	}
	return b
}

// says is how somebody answers with a card.
func (secret Secret) says(s *stage, card, sure string) (do string, with any) {
	if !secret.Ahead {
		return "vote", With("ballot", secret.Ballot, "card", card, "sure", sure)
	}
	items := s.people[0].base().Room.Items
	return "estimate", With("item", items.Ranked(func(i rooms.Item) int { return i.Rank })[0], "card", card, "sure", sure)
}

// sureOf is how sure somebody is who chooses a card, where that is asked: another card is
// chosen more surely, or less.
func sureOf(b rooms.Ballot, card int) string {
	if !b.Sure {
		return ""
	}
	return []string{rooms.Sure, rooms.SoSo, rooms.Unsure}[card%3]
}

// voters are those who are asked, in the order of the cast.
func (s *stage) voters(b rooms.Ballot) (names []string) {
	for _, v := range s.people {
		if asked, _ := b.Who.Get(v.you); asked {
			names = append(names, v.name)
		}
	}
	return names
}

func (s *stage) heard() heard {
	h := heard{}
	for _, v := range s.people {
		for _, k := range v.raw {
			h[v.name] = append(h[v.name], k.when.Format("15:04:05.000 ")+string(k.frame))
		}
	}
	return h
}
