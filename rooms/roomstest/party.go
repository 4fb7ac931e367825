package roomstest

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing/synctest"
	"time"

	"rondo/rooms"
	"rondo/rooms/client"
	"rondo/rooms/wire"
)

// Party is one playing of a whole meeting.
type Party struct {
	Dice   *rand.Rand // fall alike in every playing
	stage  *stage
	actors []Actor
	places map[string]string // who acts in whose place
	other  string            // in whose place other words are written
	tap    *tap
	left   []string // when it is over
	away   bool     // whoever is restless is gone, see Openly
}

// swapping names those whose places are exchanged, in the order of the cast.
func (p *Party) swapping() (names []string) {
	for _, actor := range p.actors {
		if actor.Swaps {
			names = append(names, actor.Name)
		}
	}
	return names
}

// Sleep lets time pass.
func (p *Party) Sleep(d time.Duration) {
	p.stage.sleep(d)
	synctest.Wait()
}

// Named is somebody by name, for what everybody may see.
func (p *Party) Named(name string) *Player { return &Player{p: p, v: p.stage.named(name), place: name} }

// Secretly is a place by lot, and in it whoever acts there in this playing.
func (p *Party) Secretly() *Player {
	names := p.swapping()
	place := names[p.Dice.IntN(len(names))]
	return p.InPlaceOf(place)
}

// Everybody is all places, and in each whoever acts there in this playing.
func (p *Party) Everybody() (all []*Player) {
	for _, place := range p.swapping() {
		all = append(all, p.InPlaceOf(place))
	}
	return all
}

// InPlaceOf is whoever acts in this place in this playing.
func (p *Party) InPlaceOf(place string) *Player {
	who := place
	if to := p.places[place]; to != "" {
		who = to
	}
	return &Player{p, p.stage.named(who), place, true}
}

// Player is somebody who acts at a party.
type Player struct {
	p      *Party
	v      *viewer
	place  string
	secret bool // nobody else hears anything when this player acts
}

// Do acts and returns the refusal, if it is one.
func (p *Player) Do(verb string, with any) *rooms.Error {
	defer p.inSilence(verb)()
	return p.v.do(verb, with)
}

// inSilence checks that what is done in secret is heard by nobody at that moment:
// counts come at their pace, and what is private by the beat. To exchange people
// would not show a count that is told at once.
func (p *Player) inSilence(verb string) (done func()) {
	heard, now, sealed := map[*viewer]int{}, time.Now(), p.v.sealed()
	for _, v := range p.p.stage.people {
		heard[v] = len(v.raw)
	}
	return func() {
		for v, n := range heard {
			if p.secret && (v != p.v || sealed) && len(v.raw) > n && v.raw[n].when.Equal(now) {
				p.p.stage.t.Errorf("%s is heard by %s: %s", verb, v.name, v.raw[n].frame)
			}
		}
	}
}

// You is the player's id.
func (p *Player) You() rooms.ID { return p.v.you }

// See is what the player's page shows at a path.
func (p *Player) See(path ...string) any { return p.v.view.Get(path...) }

// Keys are the keys of what is there, in an order that does not change.
func (p *Player) Keys(path ...string) []string {
	things, _ := p.See(path...).(client.Tree)
	return slices.Sorted(maps.Keys(things))
}

// Text is words that nobody else writes, kept secret with others of its group. Who
// writes other words in this playing writes more of them.
func (p *Player) Text(group, words string) string {
	if p.p.other == p.place {
		words += ", and something else that nobody could foresee"
	}
	return p.p.tap.mint(p.v.you, group, words)
}

// Unsaid says that a text was taken back: nobody else ever sees it.
func (p *Player) Unsaid(text string) { p.p.tap.takeBack(text) }

// Signal gives a sign.
func (p *Player) Signal(kind, what string, on bool) {
	g := &wire.Gesture{Kind: kind, What: what}
	if !on {
		g.On = &on
	}
	defer p.inSilence(what)()
	p.v.chair.Act(wire.Up{Gesture: g})
	synctest.Wait()
}

// Rise loses the connection; Sit comes back.
func (p *Player) Rise() { p.v.rise() }

// Sit comes back after Rise.
func (p *Player) Sit() { p.v.sit() }
