package refinement

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/client"
	"rondo/rooms/roomstest"
)

// How much somebody asks without a name, and when, nobody else can hear; nor who thinks
// better of it.
func TestWhatIsAskedInSecretIsNotHeard(t *testing.T) {
	roomstest.Worlds(t, Kind(), roomstest.Conduct{
		Before: []roomstest.Deed{{Who: "ann", Do: "item_add", With: roomstest.With("title", "Log in")}}, Phase: refine, Does: wonders,
	})
}

// wonders asks questions of all lengths, and takes them back.
func wonders(doc client.Tree, dice func(int) int) (do string, with any) {
	questions, _ := client.View{Doc: doc}.Get("me", "own", "questions").(client.Tree)
	by := slices.SortedFunc(maps.Keys(questions), func(a, b string) int { // ids are random
		return cmp.Compare(fmt.Sprint(questions[a]), fmt.Sprint(questions[b]))
	})
	if dice(3) == 0 && len(by) > 0 {
		return "unask", map[string]any{"question": by[dice(len(by))]}
	}
	return "ask_unnamed", map[string]any{"text": strings.Repeat(string([]rune(`a<"ß字🙂`)[dice(6)]), 1+dice(200))}
}

const wholeItems = 3 // that are talked about in a whole refinement

// In a refinement nobody hears who asked what without a name, and no question is seen
// before all of an item are; those that cannot be shown are seen by nobody.
func TestNobodyHearsWhoAskedWhatInARefinement(t *testing.T) {
	shown := map[string]string{}
	for n := range wholeItems {
		shown[group(n)] = `"asking":null`
	}
	roomstest.Whole{Kind: Kind(), Cast: partyOfARefinement, Play: wholeRefinement, Shown: shown, Named: []string{rooms.SizeBallot}}.Alike(t)
}

func group(item int) string { return fmt.Sprint("questions ", item) }

// partyOfARefinement is a product owner who leads, somebody who only listens, three to six
// people whose places are exchanged, the product manager among them, and now and then
// somebody of the team who comes and goes.
func partyOfARefinement(dice *rand.Rand) []roomstest.Actor {
	cast := []roomstest.Actor{
		roomstest.Somebody("ann", false, rooms.ProductOwner), roomstest.Somebody("obs", false, rooms.Observer), roomstest.Somebody("eve", true, rooms.ProductManager),
	}
	for _, name := range []string{"bob", "cyd", "dan", "fay", "gil"}[:3+dice.IntN(3)] {
		cast = append(cast, roomstest.Somebody(name, true, rooms.Developer))
	}
	return roomstest.OrRestless(dice, cast)
}

// talk is a whole refinement on its way.
type talk struct {
	*roomstest.Party
	ann  *roomstest.Player
	team []*roomstest.Player // who size
	said []string            // what was asked about the item in hand and not taken back
}

func wholeRefinement(p *roomstest.Party) {
	g := &talk{Party: p, ann: p.Named("ann"), team: p.All("ann", "obs", "eve")}
	for n := range wholeItems {
		g.ann.Do("item_add", roomstest.With("title", fmt.Sprint("Item ", n)))
	}
	g.ann.Do("start", nil)
	for n := range wholeItems {
		g.item(n)
	}
	g.ann.Do("end", nil)
	g.Sleep(time.Minute)
}

// item is one item from its presentation to its size. The product owner leaves the time to
// the clocks, or goes on early; what was asked by then is shown, or destroyed.
func (g *talk) item(n int) {
	g.said = nil
	for range 6 + g.Dice.IntN(14) {
		g.Sleep(time.Duration(g.Dice.IntN(5000)) * time.Millisecond)
		if g.Dice.IntN(3) > 0 {
			g.asks(n)
		} else {
			g.openly()
		}
	}
	if g.Dice.IntN(2) == 0 {
		g.Sleep(lasts[present] + rooms.LeastStay)
	}
	g.ann.Do("step", roomstest.With("to", size))
	if kept := g.ann.See("shared", "kept"); kept == true {
		for _, text := range g.said {
			g.ann.Unsaid(text)
		}
	}
	for i, dev := range g.team {
		dev.Do("vote", roomstest.With("ballot", rooms.SizeBallot, "card", []string{"3", "5"}[i%2]))
	}
	g.Sleep(10 * time.Second)
	g.ann.Do("step", roomstest.With("to", ""))
}

// asks is a question without a name, or one that is taken back.
func (g *talk) asks(n int) {
	who, back := g.Secretly(), g.Dice.IntN(4) == 0
	if own := who.Keys("me", "own", "questions"); back && len(own) > 0 {
		was, _ := who.See("me", "own", "questions", own[0]).(string)
		if who.Do("unask", roomstest.With("question", own[0])) == nil {
			who.Unsaid(was)
		}
		return
	}
	text := who.Text(group(n), "Why "+fmt.Sprint(g.Dice.IntN(1000))+"?")
	if g.said = append(g.said, text); who.Do("ask_unnamed", roomstest.With("text", text)) != nil {
		who.Unsaid(text)
	}
}

// openly is what everybody may see.
func (g *talk) openly() {
	g.Openly(g.team, 6, func(who *roomstest.Player, n int) bool {
		if n < 4 {
			item, _ := g.ann.See("shared", "item").(string)
			who.Do("question_add", roomstest.With("item", item, "text", "With a name?"))
		}
		return n < 4
	})
}
