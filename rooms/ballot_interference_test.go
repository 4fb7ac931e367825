package rooms

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// move is one thing that happens while a ballot is open. Card is a place in the
// list of valid choices, so that it can be replaced by another valid one.
type move struct {
	What   string
	Person int
	Card   int
	Wait   time.Duration
}

var (
	voters     = []ID{"p1", "p2", "p3", "p4", "p5", "p6"}
	stayers    = 4 // the first so many never go: those whose votes are permuted
	dotChoices = []string{`{"3":1}`, `{"3":2,"5":1}`, `{"8":3}`, `{"5":1}`}
)

func moves(rt *rapid.T) []move {
	return rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) move {
		m := move{
			What:   rapid.SampledFrom([]string{"vote", "vote", "vote", "unvote", "wait", "goes", "comes"}).Draw(rt, "what"),
			Person: rapid.IntRange(0, len(voters)-1).Draw(rt, "person"),
			Card:   rapid.IntRange(0, 3).Draw(rt, "card"),
			Wait:   time.Duration(rapid.IntRange(1, 4000).Draw(rt, "wait")) * time.Millisecond,
		}
		if m.What == "goes" || m.What == "comes" {
			m.Person = rapid.IntRange(stayers, len(voters)-1).Draw(rt, "goer")
		}
		return m
	}), 1, 40).Draw(rt, "moves")
}

func plans(rt *rapid.T, secrecy string) BallotPlan {
	return BallotPlan{
		Kind: rapid.SampledFrom([]string{Cards, Dots, Fist, Roman, YesNo, Scale}).Draw(rt, "kind"), Secrecy: secrecy,
		Options: estimates, Budget: 3, Who: Developers, Auto: rapid.Bool().Draw(rt, "auto"), Deadline: 20 * time.Second,
	}
}

// transcript is what everybody receives: for each move the public bytes, the
// answer, and every drawer by itself, until the ballot has closed.
type transcript struct {
	public  []string
	drawers []map[ID]string
	final   string // the public bytes after the close
}

func perform(h *hall, plan BallotPlan, script []move) (out transcript) {
	h.must(h.open("q", plan))
	for _, m := range script {
		answer := h.makes(m, plan)
		if !h.ballot("q").IsOpen() {
			break
		}
		out.public = append(out.public, fmt.Sprint(answer, h.public()))
		drawers := map[ID]string{}
		for person, held := range h.doc.Common().Held.All() {
			drawers[person] = toJSON(h, held)
		}
		out.drawers = append(out.drawers, drawers)
	}
	h.wait(time.Minute)
	out.final = h.public()
	return out
}

func (h *hall) makes(m move, plan BallotPlan) error {
	person := voters[m.Person]
	switch m.What {
	case "vote":
		return h.do(person, "vote", `{"ballot":"q",%s}`, choiceOf(plan, m.Card))
	case "unvote":
		return h.do(person, "unvote", `{"ballot":"q"}`)
	case "goes":
		h.goes(person)
	case "comes":
		h.comes(person)
	default:
		h.wait(m.Wait)
	}
	return nil
}

func choiceOf(plan BallotPlan, n int) string {
	if plan.Kind == Dots {
		return `"dots":` + dotChoices[n%len(dotChoices)]
	}
	options := fixedOptions[plan.Kind]
	if options == nil {
		options = plan.Options
	}
	return fmt.Sprintf(`"card":%q`, options[n%len(options)])
}

// Replacing one person's secret choices by other valid ones must leave every
// byte that anybody else receives unchanged until the reveal.
func TestChoicesDoNotInterfere(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		plan := plans(rt, rapid.SampledFrom([]string{Hidden, Anonymous}).Draw(rt, "secrecy"))
		script := moves(rt)
		who := rapid.IntRange(0, len(voters)-1).Draw(rt, "replaced")
		other := slices.Clone(script)
		for i := range other {
			if other[i].Person == who {
				other[i].Card = rapid.IntRange(0, 3).Draw(rt, "other card")
			}
		}
		a, b := perform(newHall(t, voters...), plan, script), perform(newHall(t, voters...), plan, other)
		if !slices.Equal(a.public, b.public) {
			rt.Fatalf("public bytes depend on a choice:\n%s\n%s", a.public, b.public)
		}
		for i := range a.drawers {
			for _, person := range voters {
				if person != voters[who] && a.drawers[i][person] != b.drawers[i][person] {
					rt.Fatalf("the drawer of %s depends on the choice of %s", person, voters[who])
				}
			}
		}
	})
}

// In an anonymous ballot it must not show who does what either: with the actors
// permuted everything is the same, to the end and in the result.
func TestActorsDoNotInterfere(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		plan, script := plans(rt, Anonymous), moves(rt)
		turn := rapid.Permutation([]int{0, 1, 2, 3}).Draw(rt, "permutation")
		other := slices.Clone(script)
		for i := range other {
			if p := other[i].Person; p < stayers {
				other[i].Person = turn[p]
			}
		}
		a, b := perform(newHall(t, voters...), plan, script), perform(newHall(t, voters...), plan, other)
		if !slices.Equal(a.public, b.public) || a.final != b.final {
			rt.Fatalf("public bytes depend on who voted:\n%s\n%s\n%s\n%s", a.public, b.public, a.final, b.final)
		}
	})
}
