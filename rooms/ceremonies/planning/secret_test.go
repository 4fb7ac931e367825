package planning

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// In a planning nobody hears who vetoes the goal, who has enough of it and who doubts the
// plan, over all the times that it is asked.
func TestNobodyHearsWhoVetoesAndWhoDoubtsInAPlanning(t *testing.T) {
	roomstest.Whole{Kind: Kind(), Cast: partyOfAPlanning, Play: wholePlanning, Named: []string{rooms.SizeBallot, adviceBallot}}.Alike(t)
}

// partyOfAPlanning is a product owner who leads, a scrum master, somebody who only listens,
// three to six developers whose places are exchanged, and now and then one who comes and goes.
func partyOfAPlanning(dice *rand.Rand) []roomstest.Actor {
	cast := []roomstest.Actor{
		roomstest.Somebody("ann", false, rooms.ProductOwner), roomstest.Somebody("sam", false, rooms.ScrumMaster), roomstest.Somebody("obs", false, rooms.Observer),
	}
	for _, name := range []string{"bob", "cyd", "dan", "eve", "fay", "gil"}[:3+dice.IntN(4)] {
		cast = append(cast, roomstest.Somebody(name, true, rooms.Developer))
	}
	return roomstest.OrRestless(dice, cast)
}

// plan is a whole planning on its way.
type plan struct {
	*roomstest.Party
	ann, sam *roomstest.Player
	team     []*roomstest.Player // developers
}

func wholePlanning(p *roomstest.Party) {
	g := &plan{Party: p, ann: p.Named("ann"), sam: p.Named("sam"), team: p.All("ann", "sam", "obs")}
	g.ann.Do("item_bring", roomstest.With("text", "Log in\nLog out"))
	g.ann.Do("start", nil)
	g.consents()
	g.goTo(what)
	g.meanwhile(12, g.saysDone)
	for range 1 + mostReworks {
		g.goTo(confidence)
		g.doubts()
		if g.ann.Do("rework", roomstest.With("why", "Too much")) != nil {
			break
		}
	}
	g.ann.Do("accept_risk", roomstest.With("on", true))
	g.goTo(rooms.Closing)
	g.ann.Do("end", nil)
	g.Sleep(time.Minute)
}

func (g *plan) goTo(phase string) {
	for range phases {
		if g.ann.See("room", "agenda", "now") == phase {
			return
		}
		g.ann.Do("next", nil)
	}
}

// consents is one version of the goal after another, until one is agreed on.
func (g *plan) consents() {
	for _, text := range []string{"Pay again", "Pay", "Sell"}[:1+g.Dice.IntN(3)] {
		before := g.ann.Keys("shared", "drafts")
		g.ann.Do("goal_draft", roomstest.With("text", text))
		for _, draft := range g.ann.Keys("shared", "drafts") {
			if !slices.Contains(before, draft) {
				g.ann.Do("goal_choose", roomstest.With("draft", draft))
			}
		}
		for range 1 + g.Dice.IntN(2) { // as often as the product owner likes
			g.ann.Do("goal_confirm", nil)
			g.meanwhile(10, g.votes(vetoBallot, "yes", "yes", "no", "abstain"))
			g.ann.Do("reveal", roomstest.With("ballot", vetoBallot))
		}
	}
}

// doubts is the fists of the developers, and beside them what others advise.
func (g *plan) doubts() {
	g.sam.Do("vote", roomstest.With("ballot", adviceBallot, "card", "4"))
	g.meanwhile(12, g.votes(confidenceBallot, "1", "2", "3", "4", "5"))
	g.ann.Do("reveal", roomstest.With("ballot", confidenceBallot))
}

// votes is a vote in secret, and now and then one that is taken back.
func (g *plan) votes(ballot string, cards ...string) func() {
	return func() {
		who, card := g.Secretly(), cards[g.Dice.IntN(len(cards))]
		switch state := g.ann.See("room", "ballots", ballot, "state"); {
		case state != "open" && state != "counting": // it is no secret who is refused
		case g.Dice.IntN(6) == 0:
			who.Do("unvote", roomstest.With("ballot", ballot))
		default:
			who.Do("vote", roomstest.With("ballot", ballot, "card", card))
		}
	}
}

func (g *plan) saysDone() { g.Secretly().Do("done", roomstest.With("on", g.Dice.IntN(4) > 0)) }

// meanwhile lets things be done in secret, and others before all eyes.
func (g *plan) meanwhile(many int, secret func()) {
	for range many {
		g.Sleep(time.Duration(g.Dice.IntN(2500)) * time.Millisecond)
		if g.Dice.IntN(3) > 0 {
			secret()
		} else {
			g.openly()
		}
	}
	if g.Dice.IntN(2) == 0 {
		g.Sleep(20 * time.Second)
	}
}

func (g *plan) openly() {
	g.Openly(g.team, 6, func(who *roomstest.Player, n int) bool {
		switch {
		case n < 3:
			who.Do("vote", roomstest.With("ballot", rooms.SizeBallot, "card", "5"))
		case n < 4:
			who.Do("settle", roomstest.With("card", "5"))
		}
		return n < 4
	})
}
