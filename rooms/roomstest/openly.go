package roomstest

import (
	"math/rand/v2"
	"slices"

	"rondo/rooms"
	"rondo/rooms/client"
)

// restless is who comes and goes before all eyes in a whole meeting.
const restless = "hal"

// Somebody is an actor of a whole meeting; whoever swaps does in secret what another may
// do instead.
func Somebody(name string, swaps bool, roles ...rooms.Role) Actor {
	return Actor{Guest: client.Guest{Name: name, Roles: roles}, Swaps: swaps}
}

// OrRestless is a cast, now and then with a developer more who comes and goes.
func OrRestless(dice *rand.Rand, cast []Actor) []Actor {
	if dice.IntN(2) == 0 {
		cast = append(cast, Somebody(restless, false, rooms.Developer))
	}
	return cast
}

// All is everybody but these, for what everybody may see.
func (p *Party) All(but ...string) (all []*Player) {
	for _, actor := range p.actors {
		if !slices.Contains(but, actor.Name) {
			all = append(all, p.Named(actor.Name))
		}
	}
	return all
}

// Openly lets one of these do something that everybody may see, by dice of so many sides:
// whoever is restless goes, or comes back; somebody raises a hand; or does, which tells
// whether it did something with that number.
func (p *Party) Openly(of []*Player, sides int, does func(who *Player, n int) bool) {
	who, n := of[p.Dice.IntN(len(of))], p.Dice.IntN(sides)
	hal := p.restless()
	switch {
	case n == 0 && hal != nil && !p.away:
		p.away = true
		hal.Rise()
	case p.away && n < 3:
		p.away = false
		hal.Sit()
	case p.away && who.You() == hal.You():
	case does(who, n):
	default:
		_ = who.Do("hand", With("on", p.Dice.IntN(2) == 0)) // it may be no time for that
	}
}

func (p *Party) restless() *Player {
	for _, actor := range p.actors {
		if actor.Name == restless {
			return p.Named(restless)
		}
	}
	return nil
}
