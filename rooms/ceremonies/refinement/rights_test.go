package refinement

import (
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// matrix is what the refinement says itself of docs/rights.md, and of each example that it
// gives to a bundle one action. Phases: l lobby, r refine, c close.
const matrix = `
action             phases  FAC SM PO PM DEV STK OBS  CO SPK GST OFR

ahead              l        ●  –  ●  –  –   –   –    ●  –   –   –
estimate           l        –  –  –  –  ●   –   –    –  –   –   –
item_add           lr       ●  ●  ●  –  ●   –   –    ●  –   –   –
item_reword        lr       –  –  ●  –  –   –   –    –  –   –   –
item_move          lr       –  –  ●  –  –   –   –    –  –   –   –
item_pick          lr       –  –  ●  –  –   –   –    –  –   –   –
reveal             r        ●  ●  ●  –  –   –   –    ●  –   –   –
revote             r        ●  ●  ●  –  –   –   –    ●  –   –   –
heard              r        ●  ●  ●  –  –   –   –    ●  ●   –   –
vote               r        –  –  –  –  ●   –   –    –  –   –   –
agree              r        –  –  –  –  ●   –   –    –  –   –   –
settle             r        ●  –  –  –  –   –   –    ●  –   –   –
aside              r        ●  –  ●  –  ●   –   –    ●  –   –   –
deck               lr       ●  –  ●  –  –   –   –    ●  –   –   –
acceptance_add     lr       ●  ●  ●  ●  ●   –   –    ●  –   –   –
acceptance_reword  lr       –  –  ●  –  –   –   –    –  –   –   –
acceptance_accept  lr       –  –  ●  –  –   –   –    –  –   –   –
acceptance_drop    lr       –  –  ●  –  –   –   –    –  –   –   –
criterion_add      lr       ●  ●  ●  –  ●   –   –    ●  –   –   –
criterion_reword   lr       ●  ●  ●  –  ●   –   –    ●  –   –   –
criterion_drop     lr       ●  ●  ●  –  ●   –   –    ●  –   –   –
serves             lr       –  –  ●  –  –   –   –    –  –   –   –
ready              r        –  –  ●  –  ●   –   –    –  –   –   –
not_ready          r        ●  –  ●  –  ●   –   –    ●  –   –   –
item_split         r        –  –  ●  –  ●   –   –    –  –   –   –
question_add       r        ●  ●  –  ●  ●   –   –    ●  ●   –   –
ask_unnamed        r        ●  ●  –  ●  ●   –   –    ●  –   –   –
unask              r        ●  ●  –  ●  ●   –   –    ●  –   –   –
question_answer    lr       –  –  ●  –  –   –   –    –  –   –   –
question_drop      lr       –  –  ●  –  –   –   –    –  –   –   –
market_note        lr       –  –  –  ●  –   –   –    –  –   –   –
market_drop        lr       –  –  –  ●  –   –   –    –  –   –   –
concern_raise      lr       –  –  –  ●  –   –   –    –  –   –   –
concern_answer     lr       –  –  ●  –  –   –   –    –  –   –   –
goal_add           lr       –  –  –  ●  –   –   –    –  –   –   –
goal_reword        lr       –  –  –  ●  –   –   –    –  –   –   –
goal_drop          lr       –  –  –  ●  –   –   –    –  –   –   –
market             r        –  –  –  ●  –   –   –    –  –   –   –
step               r        ●  ●  ●  –  –   –   –    ●  –   –   –
item_time          lr       ●  –  ●  –  –   –   –    ●  –   –   –
want               r        –  –  ●  –  ●   –   –    –  –   –   –
done               r        ●  ●  ●  –  ●   –   –    ●  –   –   –
task               lrc      ●  ●  ●  –  ●   –   –    ●  –   –   –
park               lrc      ●  ●  ●  –  ●   –   –    ●  –   –   –
`

func TestRights(t *testing.T) {
	keys := map[rune]string{'l': rooms.Lobby, 'r': refine, 'c': rooms.Closing}
	roomstest.Rights(t, Kind(), matrix, keys, roomstest.Cast)
}
