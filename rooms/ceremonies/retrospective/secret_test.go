package retrospective

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// In an anonymous retrospective nobody hears who did what in secret, from the
// safety check to the last thanks, and nothing is seen before its time.
//
// Seen red, each by hand: without the sorting before the lot, in retro_reveal.go
// and in retro_close.go; with the author kept on a note; with votes and with "I'm
// done" counted as they come (ballot_vote.go, agenda_done.go); with what people do
// in the log (act.go); with a note on the board before its time (retro_write.go).
func TestNobodyHearsWhoDidWhatInARetrospective(t *testing.T) {
	roomstest.Whole{
		Kind: Kind(), Cast: partyOfARetro, Play: wholeRetro,
		Shown: map[string]string{"notes": `"now":"read"`, "thanks": `"ended":`},
	}.Alike(t)
}

// partyOfARetro is a facilitator, somebody who only listens, four to six people whose
// places are exchanged, one of them perhaps an invited guest, and now and then
// somebody of the team who comes and goes.
func partyOfARetro(dice *rand.Rand) []roomstest.Actor {
	cast := []roomstest.Actor{roomstest.Somebody("ann", false, rooms.ScrumMaster), roomstest.Somebody("obs", false, rooms.Observer)}
	for _, name := range []string{"bob", "cyd", "dan", "eve", "fay", "gil"}[:4+dice.IntN(3)] {
		role := rooms.Developer
		switch name {
		case "dan":
			role = rooms.ProductOwner
		case "eve":
			role = rooms.Observer // who is invited
		}
		cast = append(cast, roomstest.Somebody(name, true, role))
	}
	return roomstest.OrRestless(dice, cast)
}

// gathering is a whole retrospective on its way.
type gathering struct {
	*roomstest.Party
	ann  *roomstest.Player
	open []*roomstest.Player // everybody, for what all may see
}

func wholeRetro(p *roomstest.Party) {
	g := &gathering{Party: p, ann: p.Named("ann"), open: p.All()}
	for _, who := range g.open {
		if name := g.ann.See("room", "people", string(who.You()), "name"); name == "eve" {
			g.ann.Do("invite", roomstest.With("person", who.You(), "on", true))
		}
	}
	g.ann.Do("settings", roomstest.With("aside", true, "aloud", p.Dice.IntN(2) == 0, "dots", 3+p.Dice.IntN(4)))
	g.ann.Do("start", nil)
	g.phase(stage, 12, g.answers(safetyBallot, "1", "2", "3", "4", "5"))
	g.phase(old, 2, g.nothing)
	g.phase(facts, 2, g.nothing)
	g.phase(write, 16+p.Dice.IntN(24), g.writes)
	g.phase(read, 3, g.nothing)
	g.phase(group, 6, g.nothing)
	g.phase(dots, 20, g.dots)
	g.discusses()
	g.phase(decide, 2, g.nothing)
	g.phase(rooms.Closing, 16, g.closes)
	g.ann.Do("end", nil)
	g.Sleep(time.Minute)
}

func (g *gathering) now() string {
	now, _ := g.ann.See("room", "agenda", "now").(string)
	return now
}

// phase goes on to a phase, lets things happen in it, and leaves the end of it to
// the facilitator, to those who are done, or to the clock.
func (g *gathering) phase(key string, many int, secret func()) {
	for range phases {
		if g.now() == key {
			break
		}
		g.ann.Do("next", nil)
	}
	for range many {
		g.Sleep(time.Duration(g.Dice.IntN(2500)) * time.Millisecond)
		switch n := g.Dice.IntN(20); {
		case n < 14:
			secret()
		case n < 16:
			g.whispers()
		default:
			g.openly()
		}
	}
	switch end := g.Dice.IntN(5); {
	case key == write && end == 0:
		g.Sleep(8 * time.Minute)
	case (key == write || key == dots) && end == 1:
		for _, p := range g.Everybody() {
			p.Do("done", roomstest.With("on", true))
		}
		g.Sleep(30 * time.Second)
	case end == 2:
		g.Sleep(20 * time.Second)
	}
}

func (g *gathering) nothing() {}

// whispers is a quiet signal.
func (g *gathering) whispers() {
	what := []string{"lost", "lost", "lost", "too_fast"}[g.Dice.IntN(4)]
	g.Secretly().Signal("quiet", what, g.Dice.IntN(4) > 0)
}

// openly is what everybody may see.
func (g *gathering) openly() {
	g.Openly(g.open, 8, func(who *roomstest.Player, n int) bool {
		switch {
		case n < 4:
			who.Signal("react", "clap", true)
		case n < 5:
			who.Do("park", roomstest.With("text", fmt.Sprint("something for later ", g.Dice.IntN(1000))))
		case n < 6:
			g.ann.Do("extend", nil)
		case g.now() == read:
			g.ann.Do("read", nil)
		case g.now() == group:
			g.groups(who)
		default:
			return false
		}
		return true
	})
}

func (g *gathering) groups(who *roomstest.Player) {
	if hints := who.Keys("shared", "hints"); len(hints) > 0 {
		who.Do("hint", roomstest.With("hint", g.one(hints), "yes", true))
		return
	}
	if notes := who.Keys("shared", "notes"); len(notes) > 0 {
		who.Do("group", roomstest.With("note", g.one(notes), "onto", g.one(notes)))
	}
}

func (g *gathering) one(of []string) string { return of[g.Dice.IntN(len(of))] }

// answers is a vote with cards, and now and then one that is taken back.
func (g *gathering) answers(ballot string, cards ...string) func() {
	return func() {
		who, card := g.Secretly(), g.one(cards)
		if g.Dice.IntN(6) == 0 {
			who.Do("unvote", roomstest.With("ballot", ballot))
			return
		}
		who.Do("vote", roomstest.With("ballot", ballot, "card", card))
	}
}

var phrases = strings.Fields("review waits staging broken alarm night pairing demo buyers budget deploy slow test data release")

// writes is a note: a new one, another text, none after all; or "I'm done".
func (g *gathering) writes() {
	who := g.Secretly()
	words := strings.Join([]string{g.one(phrases), g.one(phrases), g.one(phrases)}, " ")
	column, own, what := g.one(who.Keys("shared", "columns")), who.Keys("me", "own", "notes"), g.Dice.IntN(10)
	if len(own) == 0 {
		what = min(what, 6)
	}
	switch {
	case what < 6:
		text := who.Text("notes", words)
		if who.Do("write", roomstest.With("column", column, "text", text)) != nil {
			who.Unsaid(text)
		}
	case what == 6:
		who.Do("done", roomstest.With("on", g.Dice.IntN(3) > 0))
	case what == 7:
		note := g.one(own)
		was, _ := who.See("me", "own", "notes", note, "text").(string)
		if text := who.Text("notes", words); who.Do("rewrite", roomstest.With("note", note, "text", text)) == nil {
			who.Unsaid(was)
		} else {
			who.Unsaid(text)
		}
	case what == 8:
		note := g.one(own)
		was, _ := who.See("me", "own", "notes", note, "text").(string)
		if who.Do("unwrite", roomstest.With("note", note)) == nil {
			who.Unsaid(was)
		}
	}
}

func (g *gathering) dots() {
	who, options := g.Secretly(), g.ann.Keys("shared", "notes")
	what := g.Dice.IntN(10)
	switch {
	case what == 0:
		who.Do("unvote", roomstest.With("ballot", dotsBallot))
	case what == 1:
		who.Do("done", roomstest.With("on", g.Dice.IntN(3) > 0))
	case len(options) > 0:
		given := map[string]int{}
		for range 1 + g.Dice.IntN(3) {
			id := g.one(options)
			if of, grouped := who.See("shared", "notes", id, "group").(string); grouped {
				id = of
			}
			given[id] = 1
		}
		who.Do("vote", roomstest.With("ballot", dotsBallot, "dots", given))
	}
}

// discusses is one topic to its zero and the vote whether to go on, and perhaps a
// second one that the facilitator ends.
func (g *gathering) discusses() {
	g.phase(discuss, 3, g.nothing)
	if g.Dice.IntN(2) == 0 {
		g.Sleep(8 * time.Minute)
		for range 10 {
			g.answers(goOnBallot, "continue", "park", "decide")()
			g.Sleep(time.Duration(g.Dice.IntN(2000)) * time.Millisecond)
		}
		g.Sleep(40 * time.Second)
	}
	g.ann.Do("topic_done", roomstest.With("state", topicParked))
}

// closes is what the time was worth, and thanks to somebody.
func (g *gathering) closes() {
	who, to := g.Secretly(), g.open[g.Dice.IntN(len(g.open))].You()
	own := who.Keys("me", "own", "kudos")
	switch what := g.Dice.IntN(8); {
	case what < 3:
		g.answers(roti, "1", "2", "3", "4", "5")()
	case what == 3 && len(own) > 0:
		kudo := g.one(own)
		was, _ := who.See("me", "own", "kudos", kudo, "text").(string)
		if who.Do("unthank", roomstest.With("kudo", kudo)) == nil {
			who.Unsaid(was)
		}
	default:
		text := who.Text("thanks", "for the patience")
		if who.Do("thank", roomstest.With("to", to, "text", text)) != nil {
			who.Unsaid(text)
		}
	}
}
