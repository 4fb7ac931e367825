package rooms_test

import (
	"slices"
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// bundled is a table of bundles alone, each of whose examples is somebody else, at another
// time.
var bundled = slices.Concat(
	rooms.PeopleRights(), rooms.BatonRights(), rooms.UndoRights(), rooms.InvitationRights(), rooms.DeviceRights(),
	rooms.AgendaRights(
		[]rooms.PhasePlan{{Key: rooms.Lobby}, {Key: "work"}, {Key: "talk"}, {Key: rooms.Closing}},
		rooms.Right{In: []string{"work", "talk"}, May: rooms.Stakeholders},
	),
	rooms.FloorRights(
		rooms.Right{In: []string{"talk"}, May: rooms.Developers},
		rooms.Right{In: []string{rooms.Lobby, "talk"}, May: rooms.ScrumMasters},
		rooms.Right{In: []string{"work", "talk"}, May: rooms.ProductOwners},
	),
	rooms.BallotRights(
		rooms.Right{In: []string{"work"}, May: rooms.Team},
		rooms.Right{In: []string{"talk"}, May: rooms.ProductOwners},
	),
	rooms.SizingRights(
		rooms.Right{In: []string{"work"}, May: rooms.Team},
		rooms.Right{In: []string{"talk"}, May: rooms.ProductOwners},
		rooms.Right{In: []string{"work"}, May: rooms.ScrumMasters},
		rooms.Right{In: []string{rooms.Lobby}, May: rooms.Developers},
	),
	rooms.ItemRights(
		rooms.Right{In: []string{rooms.Lobby, "work"}, May: rooms.Developers},
		rooms.Right{In: []string{"work"}, May: rooms.AtWork},
		rooms.Right{In: rooms.EveryPhase, May: rooms.ProductOwners},
	),
	rooms.BacklogRights(
		rooms.Right{In: []string{rooms.Lobby, "work"}, May: rooms.Team},
		rooms.Right{In: []string{"talk"}, May: rooms.ProductOwners},
		rooms.Right{In: rooms.EveryPhase, May: rooms.ProductManagers},
		rooms.Right{In: []string{"work"}, May: rooms.Developers},
	),
	rooms.TaskRights(
		rooms.Right{In: []string{"talk", rooms.Closing}, May: rooms.Developers},
		rooms.Right{In: []string{rooms.Closing}, May: rooms.AtWork},
	),
	rooms.ParkingRights(rooms.Right{In: []string{"talk"}, May: rooms.Developers}),
	rooms.BlockerRights(rooms.Right{In: []string{"work"}, May: rooms.AtWork}),
	rooms.AheadRights(rooms.Leading),
)

// bundledMatrix: ● acts, – does not. Columns: the facilitator by the baton alone, the roles,
// and the positions of a co-facilitator, of the speaker, of a guest, and of somebody who is
// offered the baton. Phases: l lobby, w work, t talk, c close.
const bundledMatrix = `
action         phases  FAC SM PO PM DEV STK OBS  CO SPK GST OFR

rename         lwtc     ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
roles          lwtc     ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
grant          lwtc     ●  –  –  –  –   –   –    ●  –   –   –
late           lwtc     ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
away           lwtc     ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
keep           lwtc     ●  –  –  –  –   –   –    –  –   –   –
remove         lwtc     ●  –  –  –  –   –   –    –  –   –   –
forget         lwtc     ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
leave          lwtc     ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
lock           lwtc     ●  –  –  –  –   –   –    ●  –   –   –
phone          lwtc     ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
look           lwtc     ●  –  –  –  –   –   –    ●  –   –   –
let_in         lwtc     ●  –  –  –  –   –   –    ●  –   –   –
title          lwtc     ●  –  –  –  –   –   –    ●  –   –   –

baton_give     lwtc     ●  –  –  –  –   –   –    –  –   –   –
baton_take     lwtc     –  –  –  –  –   –   –    –  –   –   ●
baton_decline  lwtc     –  –  –  –  –   –   –    –  –   –   ●
baton_co       lwtc     ●  –  –  –  –   –   –    –  –   –   –
baton_lock     lwtc     ●  –  –  –  –   –   –    –  –   –   –
undo           lwtc     ●  –  –  –  –   –   –    ●  –   –   –

start          l        ●  –  –  –  –   –   –    ●  –   –   –
ahead          l        ●  –  –  –  –   –   –    ●  –   –   –
timebox        l        ●  –  –  –  –   –   –    ●  –   –   –
shift          l        ●  –  –  –  –   –   –    ●  –   –   –
next           wtc      ●  –  –  –  –   –   –    ●  –   –   –
pause          wtc      ●  –  –  –  –   –   –    ●  –   –   –
resume         wtc      ●  –  –  –  –   –   –    ●  –   –   –
extend         wtc      ●  –  –  –  –   –   –    ●  –   –   –
hold           wtc      ●  –  –  –  –   –   –    ●  –   –   –
end            wtc      ●  –  –  –  –   –   –    ●  –   –   –
back           tc       ●  –  –  –  –   –   –    ●  –   –   –
reopen         c        ●  –  –  –  –   –   –    ●  –   –   –
autopilot      lwtc     ●  –  –  –  –   –   –    ●  –   –   –
done           wt       –  –  –  –  –   ●   –    –  –   –   –

pass           t        ●  –  –  –  –   –   –    ●  ●   –   –
later          t        ●  –  –  –  ●   –   –    ●  –   –   –
skip           t        –  ●  –  –  –   –   –    –  –   –   –
more           t        –  ●  –  –  –   –   –    –  –   –   –
reorder        t        –  ●  –  –  –   –   –    –  –   –   –
order          lt       –  ●  –  –  –   –   –    –  –   –   –
hard           lt       –  ●  –  –  –   –   –    –  –   –   –
call_in        wt       –  –  ●  –  –   –   –    –  –   –   –
call_out       wt       –  –  ●  –  –   –   –    –  –   ●   –
hand           lwtc     ●  ●  ●  ●  ●   ●   ●    ●  –   –   –

vote           w        –  ●  ●  –  ●   –   –    –  –   –   –
unvote         w        –  ●  ●  –  ●   –   –    –  –   –   –
reveal         t        –  –  ●  –  –   –   –    –  –   –   –
revote         t        –  –  ●  –  –   –   –    –  –   –   –

agree          w        –  ●  ●  –  ●   –   –    –  –   –   –
heard          t        –  –  ●  –  –   –   –    –  ●   –   –
settle         w        –  ●  –  –  –   –   –    –  –   –   –
aside          w        –  ●  –  –  –   –   –    –  –   –   –
deck           l        –  –  –  –  ●   –   –    –  –   –   –

item_add       lw       –  –  –  –  ●   –   –    –  –   –   –
item_bring     lw       –  –  –  –  ●   –   –    –  –   –   –
item_reword    w        ●  ●  ●  –  ●   –   –    ●  –   –   –
item_withdraw  w        ●  ●  ●  –  ●   –   –    ●  –   –   –
item_move      lwtc     –  –  ●  –  –   –   –    –  –   –   –
item_pick      lwtc     –  –  ●  –  –   –   –    –  –   –   –

criterion_add    lw      –  ●  ●  –  ●   –   –    –  –   –   –
criterion_reword lw      –  ●  ●  –  ●   –   –    –  –   –   –
criterion_drop   lw      –  ●  ●  –  ●   –   –    –  –   –   –
acceptance_add   lw      –  ●  ●  –  ●   –   –    –  –   –   –
question_add     lw      –  ●  ●  –  ●   –   –    –  –   –   –
serves           t       –  –  ●  –  –   –   –    –  –   –   –
acceptance_accept t       –  –  ●  –  –   –   –    –  –   –   –
acceptance_reword t       –  –  ●  –  –   –   –    –  –   –   –
acceptance_drop  t       –  –  ●  –  –   –   –    –  –   –   –
question_answer  t       –  –  ●  –  –   –   –    –  –   –   –
question_drop    t       –  –  ●  –  –   –   –    –  –   –   –
concern_answer   t       –  –  ●  –  –   –   –    –  –   –   –
goal_add         lwtc    –  –  –  ●  –   –   –    –  –   –   –
goal_reword      lwtc    –  –  –  ●  –   –   –    –  –   –   –
goal_drop        lwtc    –  –  –  ●  –   –   –    –  –   –   –
market_note      lwtc    –  –  –  ●  –   –   –    –  –   –   –
market_drop      lwtc    –  –  –  ●  –   –   –    –  –   –   –
concern_raise    lwtc    –  –  –  ●  –   –   –    –  –   –   –
ready            w       –  –  –  –  ●   –   –    –  –   –   –
item_split       w       –  –  –  –  ●   –   –    –  –   –   –

task           tc       –  –  –  –  ●   –   –    –  –   –   –
accept         tc       –  –  –  –  ●   –   –    –  –   –   –
ask            tc       –  –  –  –  ●   –   –    –  –   –   –
retext         tc       –  –  –  –  ●   –   –    –  –   –   –
due            tc       –  –  –  –  ●   –   –    –  –   –   –
how            tc       –  –  –  –  ●   –   –    –  –   –   –
drop           tc       –  –  –  –  ●   –   –    –  –   –   –
finish         c        ●  ●  ●  –  ●   –   –    ●  –   –   –

park           t        –  –  –  –  ●   –   –    –  –   –   –
unpark         t        –  –  –  –  ●   –   –    –  –   –   –
follow_up      t        –  –  –  –  ●   –   –    –  –   –   –
concern        lwtc     ●  ●  ●  ●  ●   ●   ●    ●  –   –   –

raise          w        ●  ●  ●  –  ●   –   –    ●  –   –   –
own            w        ●  ●  ●  –  ●   –   –    ●  –   –   –
help           w        ●  ●  ●  –  ●   –   –    ●  –   –   –
today          w        ●  ●  ●  –  ●   –   –    ●  –   –   –
solve          w        ●  ●  ●  –  ●   –   –    ●  –   –   –
reword         w        ●  ●  ●  –  ●   –   –    ●  –   –   –

admit          lwtc     ●  –  –  –  –   –   –    ●  –   –   –
invite         lwtc     ●  –  –  –  –   –   –    ●  –   –   –
team_only      lwtc     ●  –  –  –  –   –   –    ●  –   –   –
around         lwtc     ●  ●  ●  –  ●   –   –    ●  –   –   –
not_around     lwtc     ●  ●  ●  –  ●   –   –    ●  –   –   –
`

// handMatrix is the hand queue's, which the floor has as well.
const handMatrix = `
action         phases  FAC SM PO PM DEV STK OBS  CO SPK GST OFR

hand           lwtc     ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
call_next      lwtc     ●  –  –  –  –   –   –    ●  ●   –   –
`

func TestBundlesOfRightsCellByCell(t *testing.T) {
	keys := map[rune]string{'l': rooms.Lobby, 'w': "work", 't': "talk", 'c': rooms.Closing}
	roomstest.Matrix(t, bundled, bundledMatrix, keys, roomstest.Cast)
	roomstest.Matrix(t, rooms.HandRights(), handMatrix, keys, roomstest.Cast)
}

// A reason goes with each row that is made after its example.
func TestABundleTakesTheReasonOfItsExample(t *testing.T) {
	for _, row := range rooms.BallotRights(rooms.Right{Why: "vote_pulse"}, rooms.Right{}) {
		want := map[string]string{"vote": "vote_pulse", "unvote": "vote_pulse", "reveal": "reveal", "revote": "revote"}[row.Do]
		if row.Reason() != want {
			t.Errorf("%s is refused with %q, want %q", row.Do, row.Reason(), want)
		}
	}
}

// A meeting of two phases goes back from none; the row is there all the same, as Register asks.
func TestTheAgendaOfTwoPhasesHasAllRows(t *testing.T) {
	for _, row := range rooms.AgendaRights([]rooms.PhasePlan{{Key: rooms.Lobby}, {Key: "work"}}, rooms.Right{In: rooms.EveryPhase}) {
		if len(row.In) == 0 {
			t.Errorf("%s is in no phase", row.Do)
		}
	}
}
