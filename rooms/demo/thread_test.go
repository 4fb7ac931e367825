package demo

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// Two sprints of a team, meeting after meeting: refinements, plannings, ten standups each,
// reviews, retrospectives. Each begins with what the team has by then, and what comes of each
// the home has when it is over.
func TestOneThreadGoesThroughASprint(t *testing.T) {
	s := newStage(t.Context(), Options{Journal: journal.NewMemory(), Keys: journal.NewMemoryKeys(), Seed: 1})
	th := &thread{T: t, s: s, held: map[string]int{}}
	s.tells = th.follow
	play(s, time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC))
	if s.err != nil {
		t.Fatal(s.err)
	}
	for kind, least := range map[string]int{"refinement": 3, "planning": 3, "standup": 24, "review": 2, "retrospective": 2} {
		if th.held[kind] < least {
			t.Errorf("%d times there was a %s: this proves nothing", th.held[kind], kind)
		}
	}
	if th.asked == 0 || th.carried == 0 || th.grew == 0 {
		t.Errorf("the improvement was asked about %d times, %d items were carried over, %d have grown: this proves nothing", th.asked, th.carried, th.grew)
	}
	if err := s.house.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

// thread follows what goes from the home to a meeting and back.
type thread struct {
	*testing.T
	s                    *stage
	held                 map[string]int
	home                 home
	met                  met
	asked, carried, grew int
}

// home is what a team has.
type home struct {
	Room   rooms.Room
	Shared struct {
		Sprint  rooms.Sprint
		Sprints map[string]rooms.Sprint
		One     rooms.ID
		Past    map[rooms.ID]struct {
			Took, Budget rooms.Millis
			Followed     rooms.Followed
		}
	}
	Me struct {
		Audience struct {
			Team struct{ Safety, Worth, Review map[rooms.ID]rooms.Mood }
		}
	}
}

// met is of a meeting what its kind keeps.
type met struct {
	Room   rooms.Room
	Shared struct {
		Goal   string // in a planning the id of its text
		GoalBy string `json:"goal_by"`
		One    json.RawMessage
		Number int
		Plans  map[rooms.ID]struct {
			In      bool
			Carried string
		}
		Work map[rooms.ID]struct {
			Title         string
			Planned, Done bool
		}
		Outcome    string
		Candidates map[rooms.ID]struct{ Title, State string }
		Facts      map[rooms.ID]struct{ Text, Kind, State string }
		Old        map[rooms.ID]struct {
			Text string
			Rank int
		}
		Picked []rooms.ID
	}
}

func look[D any](th *thread, room rooms.ID) (is D) {
	th.Helper()
	raw, _, err := th.s.house.Doc(th.s.ctx, room, th.s.browsers[lead])
	frame := struct{ Doc *D }{&is}
	if err == nil {
		err = json.Unmarshal(raw, &frame)
	}
	if err != nil {
		th.Fatal(err)
	}
	return is
}

// follow looks at a meeting that was opened, or at what the home has of one that is over.
func (th *thread) follow(kind string, over bool) {
	if kind == "team" {
		return
	}
	before, after := map[string]func(){
		"refinement": th.toRefinement, "planning": th.toPlanning, "standup": th.toStandup, "review": th.toReview, "retrospective": th.toRetrospective,
	}, map[string]func(){
		"refinement": th.ofRefinement, "planning": th.ofPlanning, "standup": th.ofStandup, "review": th.ofReview, "retrospective": th.ofRetrospective,
	}
	th.home, th.met = look[home](th, th.s.home), look[met](th, th.s.room)
	if !over {
		before[kind]()
		return
	}
	th.held[kind]++
	past := th.home.Shared.Past[th.s.room]
	th.is(past.Budget > 0 && past.Took == th.met.Room.Ended-th.met.Room.Started-th.met.Room.Agenda.Idle, "it had %d and took %d", past.Budget, past.Took)
	after[kind]()
}

// is tells that something does not hold, and when.
func (th *thread) is(so bool, what string, about ...any) {
	th.Helper()
	if !so {
		th.Errorf("%s, %s: %s", th.s.now().Format(time.DateOnly), th.met.Room.Kind, fmt.Sprintf(what, about...))
	}
}

func (th *thread) toRefinement() {
	for id, item := range th.home.Room.Items.All() {
		_, there := th.met.Room.Items.Get(id)
		th.is(there == (item.Result == "" && item.State == rooms.ItemOpen), "%q of the backlog is there: %t", item.Title, there)
	}
	th.is(th.met.Room.Backlog.Ready.Len() == len(readyWhen), "the definition of ready has %d lines", th.met.Room.Backlog.Ready.Len())
}

func (th *thread) ofRefinement() {
	for id, item := range th.met.Room.Items.All() {
		known, there := th.home.Room.Items.Get(id)
		th.is(there && known.Result == item.Result && known.Met == item.Details.Ready.Len(), "%q is sized %q at home and %q in the refinement, and meets %d of %d", item.Title, known.Result, item.Result, known.Met, item.Details.Ready.Len())
	}
}

func (th *thread) toPlanning() {
	was := th.home.Shared.Sprint
	th.is(th.met.Shared.Number == was.Number+1, "planned is sprint %d after %d", th.met.Shared.Number, was.Number)
	for _, id := range was.Forecast.All() {
		carried := th.met.Shared.Plans[id].Carried == "open"
		th.is(carried != was.Built.Has(id), "%s of the forecast is carried over: %t", id, carried)
		if carried {
			th.carried++
		}
	}
	if one, open := th.home.Room.Actions.Get(th.home.Shared.One); open && one.State == "open" {
		here, there := th.met.Room.Actions.Get(th.home.Shared.One)
		th.is(there && here.Text == one.Text, "the improvement %q stands there as %q", one.Text, here.Text)
	}
}

func (th *thread) ofPlanning() {
	is := th.home.Shared.Sprint
	th.is(is.Goal == sprints[is.Number-1].goal && is.Number == th.met.Shared.Number, "the sprint is %d, for %q", is.Number, is.Goal)
	for id, plan := range th.met.Shared.Plans {
		th.is(plan.In == is.Forecast.Has(id), "%s is in the forecast: %t", id, plan.In)
	}
	th.is(is.Points > 0 && is.Capacity > 0 && is.Risks.Len() == 0, "the forecast has %v of %v points", is.Points, is.Capacity)
}

func (th *thread) toStandup() {
	is := th.met.Shared
	th.is(is.Goal == th.home.Shared.Sprint.Goal && is.GoalBy == th.home.Shared.Sprint.To, "the goal is %q until %q", is.Goal, is.GoalBy)
	for id, blocker := range th.home.Room.Block.All() {
		here, there := th.met.Room.Block.Get(id)
		th.is(there == (blocker.State == "open") && (!there || here.Old), "%q, which is %s, is asked about: %t", blocker.Text, blocker.State, there)
	}
	if one, open := th.home.Room.Actions.Get(th.home.Shared.One); open && one.State == "open" {
		th.is(strings.Contains(string(is.One), one.Text), "the improvement is %q, asked about is %s", one.Text, is.One)
		th.asked++
	}
}

func (th *thread) ofStandup() {
	for id, blocker := range th.met.Room.Block.All() {
		known, there := th.home.Room.Block.Get(id)
		th.is(there && known.State == blocker.State, "%q is %s, and %s at home", blocker.Text, blocker.State, known.State)
	}
	for id, topic := range th.met.Room.Parked.All() {
		known, there := th.home.Room.Parked.Get(id)
		th.is(there && known.People.Len() == topic.People.Len(), "%q is parked at home: %t", topic.Text, there)
	}
}

func (th *thread) toReview() {
	was := th.home.Shared.Sprint
	th.is(th.met.Shared.Goal == was.Goal && th.met.Shared.Number == was.Number, "the review is of sprint %d, for %q", th.met.Shared.Number, th.met.Shared.Goal)
	for _, id := range slices.Concat(was.Forecast.Slice(), was.Built.Slice()) {
		work := th.met.Shared.Work[id]
		th.is(work.Planned == was.Forecast.Has(id) && work.Done == was.Built.Has(id), "of %s it says %+v", id, work)
	}
}

func (th *thread) ofReview() {
	is := th.home.Shared.Sprint
	th.is(len(th.home.Me.Audience.Team.Review) == th.held["review"], "of %d reviews it tells what they were worth", len(th.home.Me.Audience.Team.Review))
	th.is(is.Outcome == th.met.Shared.Outcome && is.Outcome != "", "the goal is %q", is.Outcome)
	for id, candidate := range th.met.Shared.Candidates {
		th.is(th.home.Room.Items.Has(id) == (candidate.State == "accepted"), "%q, which is %s, is on the backlog: %t", candidate.Title, candidate.State, th.home.Room.Items.Has(id))
	}
}

func (th *thread) toRetrospective() {
	sprint, open := th.home.Shared.Sprint, 0
	for id, action := range th.home.Room.Actions.All() {
		if old, there := th.met.Shared.Old[id]; action.State == "open" {
			open++
			th.is(there && (id != th.home.Shared.One || old.Rank == 1), "%q is asked about in place %d", action.Text, old.Rank)
		}
	}
	th.is(len(th.met.Shared.Old) == open, "%d actions are asked about, %d are open", len(th.met.Shared.Old), open)
	var facts []string
	for _, fact := range th.met.Shared.Facts {
		facts = append(facts, strings.TrimSuffix(fmt.Sprint(fact.Kind, ": ", fact.Text, ", ", fact.State), ", "))
	}
	want := []string{"goal: " + sprint.Goal + ", " + sprint.Outcome, "review: " + sprint.Said}
	for _, blocker := range th.home.Room.Block.All() {
		if blocker.State == "open" || blocker.At.Time().Format(time.DateOnly) >= sprint.From {
			want = append(want, "blocker: "+blocker.Text+", "+blocker.State)
		}
	}
	for at, size := range sprints[sprint.Number-1].resize {
		want = append(want, fmt.Sprintf("growth: %s: %s → %s", backlog[at].title, backlog[at].size, size))
		th.grew++
	}
	slices.Sort(facts)
	slices.Sort(want)
	th.is(slices.Equal(facts, want), "the facts are\n%q, want\n%q", facts, want)
}

func (th *thread) ofRetrospective() {
	for _, id := range th.met.Shared.Picked {
		action, there := th.home.Room.Actions.Get(id)
		th.is(there && action.Owner != "" && action.Due != "", "what was chosen is at home as %+v", action)
	}
	followed, moods := th.home.Shared.Past[th.s.room].Followed, th.home.Me.Audience.Team
	th.is(followed.Done+followed.Kept+followed.Dropped == len(th.met.Shared.Old), "of %d actions there is %+v", len(th.met.Shared.Old), followed)
	th.is(len(moods.Safety) == th.held["retrospective"] && len(moods.Worth) == len(moods.Safety) && moods.Worth[th.s.room].Voters == 7, "what the same seven answered stands beside each other: %+v", moods)
	var one rooms.ID
	th.is(json.Unmarshal(th.met.Shared.One, &one) == nil && one == th.home.Shared.One, "the improvement is %s, at home %s", one, th.home.Shared.One)
}
