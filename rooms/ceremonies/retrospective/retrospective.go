// Package retrospective holds the rules of the sprint retrospective: a team looks back, without
// anybody learning who wrote what, and decides what to do differently.
package retrospective

import (
	"time"

	"rondo/rooms"
)

// State is what everyone sees of a retrospective. Notes lie in their
// authors' drawers until all are revealed at once.
type State struct {
	Template  string                         `json:"template"`
	Weeks     int                            `json:"weeks"`                 // length of the sprint; the timebox is 45 minutes for each
	Columns   rooms.Map[rooms.ID, Column]    `json:"columns"`               // of the board
	Named     bool                           `json:"named,omitempty"`       // what will be promised at the start: notes with names
	Waits     bool                           `json:"waits,omitempty"`       // fewer than three have started, and wait for a third rather than write with names
	Aloud     bool                           `json:"aloud,omitempty"`       // notes are read aloud, one after another; else each reads for themselves
	Leads     bool                           `json:"lead_groups,omitempty"` // only the facilitator groups
	Dots      int                            `json:"dots"`                  // each person has
	Stack     int                            `json:"stack"`                 // dots one may put on one thing
	Least     int                            `json:"least"`                 // a mean safety below this is low, 1 to 5
	CheckIn   string                         `json:"check_in,omitempty"`    // the question that all answer aloud, by its key
	Safety    string                         `json:"safety,omitempty"`      // what the safety check says: one of the words below
	Writing   string                         `json:"writing,omitempty"`     // how the writing stands: one of the words below
	Most      int                            `json:"most,omitempty"`        // notes that each person may write
	Writers   rooms.Map[rooms.ID, bool]      `json:"writers,omitzero"`      // who could write what is not shown yet, whether they did or not
	Withheld  bool                           `json:"withheld,omitempty"`    // notes, if there are any, stay in their drawers: shown now they would say who wrote them
	Lost      bool                           `json:"lost,omitempty"`        // notes (at the close: thanks) were lost with their key; people write again
	Old       rooms.Map[rooms.ID, Carried]   `json:"old,omitzero"`          // actions that are open from before
	Facts     rooms.Map[rooms.ID, Fact]      `json:"facts,omitzero"`        // what happened in the sprint
	Notes     rooms.Map[rooms.ID, Note]      `json:"notes,omitzero"`        // revealed, under ids that nobody has seen before
	Groups    rooms.Map[rooms.ID, NoteGroup] `json:"groups,omitzero"`
	Hints     rooms.Map[rooms.ID, GroupHint] `json:"hints,omitzero"`      // groups that the room proposes
	Reading   rooms.ID                       `json:"reading,omitempty"`   // the note that is read aloud
	Reader    rooms.ID                       `json:"reader,omitempty"`    // by whom
	Topics    rooms.Map[rooms.ID, Topic]     `json:"topics,omitzero"`     // what is discussed, most dots first
	Topic     rooms.ID                       `json:"topic,omitempty"`     // what is discussed now
	Scribe    rooms.ID                       `json:"scribe,omitempty"`    // who writes down what is said
	Picked    rooms.List[rooms.ID]           `json:"picked,omitzero"`     // the actions of this retrospective, at most three
	One       rooms.ID                       `json:"one,omitempty"`       // the one of them that matters most
	Kudos     rooms.Map[rooms.ID, Kudo]      `json:"kudos,omitzero"`      // shown together at the end
	Unthanked bool                           `json:"unthanked,omitempty"` // thanks without a name, if there were any, would have said who gave them, and are destroyed
	NextLead  rooms.ID                       `json:"next_lead,omitempty"` // who facilitates next time
}

// Own is the drawer of one person: what only that person may know.
type Own struct {
	Notes rooms.Map[rooms.ID, OwnNote] `json:"notes,omitzero"`
	Kudos rooms.Map[rooms.ID, OwnKudo] `json:"kudos,omitzero"`
}

// Column is one heading of the board.
type Column struct {
	Title string `json:"title"`
	Hint  string `json:"hint,omitempty"` // what to think about
	Rank  int    `json:"rank"`
}

// OwnNote is a note that nobody but its author has seen.
type OwnNote struct {
	Text   string   `json:"text"`
	Column rooms.ID `json:"column"`
	Rank   int      `json:"rank"`
}

// Note is a note that all see.
type Note struct {
	Text   string   `json:"text"`
	Column rooms.ID `json:"column"`
	Group  rooms.ID `json:"group,omitempty"`
	By     rooms.ID `json:"by,omitempty"` // only where names were promised
	Read   bool     `json:"read,omitempty"`
	Rank   int      `json:"rank"` // within its column; by lot
}

// NoteGroup is notes that say much the same. It has two at least.
type NoteGroup struct {
	Title  string   `json:"title"`
	Column rooms.ID `json:"column"`
	Rank   int      `json:"rank"`
}

// GroupHint is notes that share words.
type GroupHint struct {
	Notes rooms.List[rooms.ID] `json:"notes"`
	Words rooms.List[string]   `json:"words"` // that they share
	Rank  int                  `json:"rank"`  // the most alike first
}

// Carried is an action that was open when the retrospective began.
type Carried struct {
	Text   string   `json:"text"`
	Owner  rooms.ID `json:"owner,omitempty"`
	State  string   `json:"state,omitempty"`  // "done", "keep", "drop"; absent: not answered
	Helped string   `json:"helped,omitempty"` // of what is done: "yes", "no"
	Streak int      `json:"streak,omitempty"` // how often it was kept before
	Rank   int      `json:"rank"`
}

// Fact is something that happened in the sprint, without names.
type Fact struct {
	Text  string       `json:"text"`
	Kind  string       `json:"kind"`            // "goal", "blocker", "growth", "review", "event", "parked"
	State string       `json:"state,omitempty"` // of a blocker: "open", "solved", "parked"
	Day   string       `json:"day,omitempty"`   // YYYY-MM-DD
	At    rooms.Millis `json:"at,omitempty"`    // or the moment, of which each page says the day
	Rank  int          `json:"rank"`
}

// Topic is something to discuss: a group or a single note.
type Topic struct {
	Title  string       `json:"title"`
	Dots   int          `json:"dots,omitempty"`
	Place  int          `json:"place"`           // by dots; the same for those with as many
	Rank   int          `json:"rank"`            // in which order they are discussed
	Budget rooms.Millis `json:"budget"`          // ms
	Spent  rooms.Millis `json:"spent,omitempty"` // ms
	State  string       `json:"state"`           // one of the words below
	Cut    bool         `json:"cut,omitempty"`   // had the table when the meeting left the phase
	Added  bool         `json:"added,omitempty"` // came from the table, not from the board
	Said   string       `json:"said,omitempty"`  // what the scribe wrote down
}

// OwnKudo is thanks that nobody has seen yet.
type OwnKudo struct {
	To     rooms.ID `json:"to"`
	Text   string   `json:"text"`
	Signed bool     `json:"signed,omitempty"`
	Rank   int      `json:"rank"`
}

// Kudo is thanks to somebody.
type Kudo struct {
	To   rooms.ID `json:"to"`
	Text string   `json:"text"`
	By   rooms.ID `json:"by,omitempty"` // who signed it
	Rank int      `json:"rank"`         // by lot
}

type (
	turn   = rooms.Turn[State, Own, struct{}]
	action = rooms.Action[State, Own, struct{}]
)

// Phases of the retrospective, beside the lobby and the close.
const (
	stage   = "stage"
	old     = "actions"
	facts   = "facts"
	write   = "write"
	read    = "read"
	group   = "group"
	dots    = "vote"
	discuss = "discuss"
	decide  = "decide"
)

// Ballots of the retrospective.
const (
	safetyBallot  = "safety"
	dotsBallot    = "dots"
	goOnBallot    = "go_on"
	roti          = "roti"
	tightenBallot = "tighten"
)

// retroWeek is the timebox for each week of the sprint (Scrum Guide 2020: at
// most three hours for a month).
const week = 45 * time.Minute

// share is a part of the timebox, in percent.
func share(percent int) time.Duration { return week * time.Duration(percent) / 100 }

var phases = []rooms.PhasePlan{
	{Key: rooms.Lobby, AtZero: rooms.Advance},
	{Key: stage, Budget: share(5), AtZero: rooms.Signal, Ballot: safetyBallot},
	{Key: old, Budget: share(8), AtZero: rooms.Signal},
	{Key: facts, Budget: share(5), AtZero: rooms.Advance},
	{Key: write, Budget: share(15), AtZero: rooms.Close},
	{Key: read, Budget: share(10), AtZero: rooms.Signal, Needs: write},
	{Key: group, Budget: share(10), AtZero: rooms.Signal, Needs: write, Follows: read},
	{Key: dots, Budget: share(5), AtZero: rooms.Close, Ballot: dotsBallot, Needs: write, Follows: group},
	{Key: discuss, Budget: share(30), AtZero: rooms.Advance, Follows: dots},
	{Key: decide, Budget: share(8), AtZero: rooms.Signal, Follows: discuss},
	{Key: rooms.Closing, Budget: share(4), AtZero: rooms.Close},
}

// Kind is the sprint retrospective (Scrum Guide 2020: the team inspects how the sprint went
// and plans ways to become better).
func Kind() *rooms.Kind {
	return rooms.Register(rooms.Ceremony[State, Own, struct{}]{
		Kind: "retrospective", Version: 2, Budget: week, Bytes: 4 << 20, Phases: phases,
		Ballots: []string{safetyBallot, dotsBallot, goOnBallot, roti, tightenBallot},
		Services: []rooms.Service{
			rooms.PeopleService(), rooms.BatonService(), rooms.AgendaService(), rooms.HandService(),
			rooms.BallotService(), rooms.CrowdService(), rooms.TaskService(), rooms.ParkingService(), rooms.InvitationService(), rooms.DeviceService(),
		},
		Rights: rights, Quiet: true,
		Actions: map[string]action{
			"settings": rooms.On(setRetro).Undoable(),
			"columns":  rooms.On(setColumns).MeantFor("/shared/columns"),
			"check_in": rooms.On(nextCheckIn).MeantFor("/shared/check_in"),
			"tighten":  rooms.On(askToTighten),
			"let_vote": rooms.On(letVote),

			"carry":     rooms.On(carryAction),
			"carry_own": rooms.On(ownCarried),
			"answer":    rooms.On(answerCarried).MeantFor("/shared/old/{action}/state", "/shared/old/{action}/helped"),
			"uncarry":   rooms.On(dropCarried).Undoable().Always(),

			"fact":   rooms.On(addFact),
			"unfact": rooms.On(dropFact).Undoable().Always(),
			"bring":  rooms.On(bring).Undoable(),

			"write":   rooms.On(writeNew),
			"rewrite": rooms.On(rewrite).MeantFor("/me/own/notes/{note}/text"),
			"unwrite": rooms.On(unwrite).Always(),
			"read":    rooms.On(readNext).MeantFor("/shared/reading"),

			"group":      rooms.On(groupNote).Undoable(),
			"move":       rooms.On(moveNote).Undoable(),
			"name_group": rooms.On(nameGroup).Undoable().MeantFor("/shared/groups/{group}/title"),
			"merge":      rooms.On(mergeGroups).Undoable(),
			"split":      rooms.On(splitGroup).Undoable(),
			"hint":       rooms.On(answerHint).Undoable(),

			"topic":      rooms.On(addTopic).Undoable(),
			"discuss":    rooms.On(discussNow).MeantFor(topicSeen),
			"topic_done": rooms.On(endTopic).MeantFor(topicSeen),
			"scribe":     rooms.On(takeScribe).MeantFor("/shared/scribe"),
			"said":       rooms.On(writeSaid).MeantFor("/shared/topics/{topic}/said"),

			"pick": rooms.On(pickAction),
			"one":  rooms.On(chooseOne),

			"thank":     rooms.On(thank),
			"unthank":   rooms.On(unthank).Always(),
			"next_lead": rooms.On(chooseNextLead).MeantFor("/shared/next_lead"),
		},
		Opens: opens, GoesOn: goesOn, Hears: hears, Gives: gives, Tidies: tidyNotes, Minutes: minutes, Upgrade: upgradeRetro,
	})
}

func opens(t *turn, b rooms.Brief) error {
	t.Room.Baton.Lead = rooms.ScrumMaster
	t.KeepOut(rooms.ProductManagers | rooms.Stakeholders | rooms.Observers)
	t.PlanAgenda(rooms.AgendaPlan{Phases: phases, Quorum: participants, Rest: discuss})
	*t.Shared = State{Weeks: 1, Dots: 6, Stack: 3, Least: 3}
	layColumns(t, templates[0])
	beginWith(t, b.Given)
	return nil
}

func hears(t *turn, e rooms.Event) error {
	switch e.What {
	case rooms.Entered:
		firstCheckIn(t, e.Of)
		err := enters(t, e.Of)
		passOverNextLead(t)
		return err
	case rooms.Leaving:
		return leaves(t, e.Of)
	case rooms.Rang:
		return rings(t, e.Of)
	case rooms.Stretched:
		stretched(t, e.Of)
	case rooms.Asked:
		if e.Of == dotsBallot {
			holdDots(t)
		}
	case rooms.Settled:
		return settles(t, e.Of)
	case rooms.Changed:
		return moreCame(t)
	case rooms.Joined, rooms.Attended:
		return moreCame(t)
	case rooms.Left:
		forgetPerson(t, e.ID())
		passOverNextLead(t)
		return moreCame(t)
	case rooms.Tasked:
		dropUnfit(t)
	case rooms.Voided:
		return notesLost(t)
	case rooms.Closed:
		endRetro(t)
	case rooms.Reopened:
		return openClose(t)
	}
	return nil
}
