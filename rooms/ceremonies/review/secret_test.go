package review

import (
	"math/rand/v2"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// In a review nobody hears where whose dots lie before they are shown, and who found that it
// was worth the time nobody ever hears.
func TestNobodyHearsWhatItWasWorthToWhom(t *testing.T) {
	roomstest.Whole{Kind: Kind(), Cast: partyOfAReview, Play: wholeReview, Named: []string{dotsBallot}}.Alike(t)
}

// partyOfAReview is a product owner who leads, a product manager, a stakeholder who gives dots
// before all eyes, somebody who only listens, three to six guests and developers whose places
// are exchanged, and now and then one who comes and goes.
func partyOfAReview(dice *rand.Rand) []roomstest.Actor {
	cast := []roomstest.Actor{
		roomstest.Somebody("ann", false, rooms.ProductOwner), roomstest.Somebody("pam", false, rooms.ProductManager),
		roomstest.Somebody("sue", false, rooms.Stakeholder), roomstest.Somebody("obs", false, rooms.Observer),
	}
	for i, name := range []string{"bob", "cyd", "dan", "eve", "fay", "gil"}[:3+dice.IntN(4)] {
		cast = append(cast, roomstest.Somebody(name, true, []rooms.Role{rooms.Developer, rooms.Stakeholder}[i%2]))
	}
	return roomstest.OrRestless(dice, cast)
}

// inspection is a whole review on its way.
type inspection struct {
	*roomstest.Party
	ann    *roomstest.Player
	guests []*roomstest.Player // all but who only listens
}

func wholeReview(p *roomstest.Party) {
	g := &inspection{Party: p, ann: p.Named("ann"), guests: p.All("obs")}
	for _, title := range []string{"Pay", "Refund"} {
		g.ann.Do("demo_add", roomstest.With("title", title))
	}
	g.ann.Do("start", nil)
	g.goTo(demos)
	g.ann.Do("demo_start", nil)
	for range 12 {
		g.openly()
	}
	g.goTo(next)
	for _, title := range []string{"Receipts", "Points"} {
		g.ann.Do("candidate_add", roomstest.With("title", title))
	}
	g.ann.Do("dots", nil)
	for range 4 {
		g.openly()
	}
	g.ann.Do("reveal", roomstest.With("ballot", dotsBallot))
	g.Sleep(10 * time.Second)
	g.goTo(rooms.Closing)
	g.worth()
	g.ann.Do("end", nil)
	g.Sleep(time.Minute)
}

func (g *inspection) goTo(phase string) {
	for range phases {
		if g.ann.See("room", "agenda", "now") == phase {
			return
		}
		g.ann.Do("next", nil)
	}
}

// worth is answers in secret, and now and then one that is taken back.
func (g *inspection) worth() {
	for range 12 {
		g.Sleep(time.Duration(g.Dice.IntN(2500)) * time.Millisecond)
		who, card := g.Secretly(), []string{"1", "2", "3", "4", "5"}[g.Dice.IntN(5)]
		switch {
		case g.Dice.IntN(4) == 0:
			g.openly()
		case g.Dice.IntN(6) == 0:
			who.Do("unvote", roomstest.With("ballot", worth))
		default:
			who.Do("vote", roomstest.With("ballot", worth, "card", card))
		}
	}
	g.Sleep(20 * time.Second)
}

// openly is what everybody may see: what is said of what is shown, and dots by those who
// are nobody's stand-in.
func (g *inspection) openly() {
	g.Sleep(time.Duration(g.Dice.IntN(2500)) * time.Millisecond)
	g.Openly(g.guests, 8, func(who *roomstest.Player, n int) bool {
		switch now := g.ann.See("room", "agenda", "now"); {
		case now == demos && n < 6:
			who.Do("feedback", roomstest.With("kind", "idea", "text", "Receipts by mail"))
		case now == next && n < 6:
			candidate := g.ann.Keys("shared", "candidates")[0]
			g.Named("sue").Do("vote", roomstest.With("ballot", dotsBallot, "dots", map[string]int{candidate: 1}))
		default:
			return false
		}
		return true
	})
}
