package review

import (
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// matrix is what the review says itself of docs/rights.md, and of each example that it gives to
// a bundle one action. Phases: l lobby, g goal, d demos, c context, n what next, x close.
const matrix = `
action            phases  FAC SM PO PM DEV STK OBS  CO SPK GST OFR

settings          lg       ●  ●  ●  –  ●   –   –    ●  –   –   –
goal_outcome      lgdcnx   –  –  ●  –  –   –   –    –  –   –   –
built             lgd      –  –  ●  –  ●   –   –    –  –   –   –
work_add          lgd      ●  ●  ●  –  ●   –   –    ●  –   –   –
work_drop         lgd      ●  ●  ●  –  ●   –   –    ●  –   –   –
demo_add          lgd      ●  ●  ●  ●  ●   ●   –    ●  –   –   –
demo_queue        lgd      ●  ●  ●  –  –   –   –    ●  –   –   –
demo_time         lgd      ●  ●  ●  –  –   –   –    ●  –   –   –
demo_move         lgd      ●  ●  ●  –  –   –   –    ●  –   –   –
demo_drop         lgd      ●  ●  ●  ●  ●   ●   –    ●  –   –   –
present           lgd      ●  ●  ●  –  ●   –   –    ●  –   –   –
demo_start        d        ●  ●  ●  –  –   –   –    ●  –   –   –
demo_end          d        ●  ●  ●  ●  ●   ●   –    ●  –   –   –
feedback          dcn      ●  ●  ●  ●  ●   ●   –    ●  –   –   –
feedback_drop     dcn      ●  ●  ●  ●  ●   ●   –    ●  –   –   –
upvote            dcn      ●  ●  ●  ●  ●   ●   –    ●  –   –   –
answered          dcn      ●  ●  ●  –  ●   –   –    ●  –   –   –
context           c        –  –  –  ●  –   ●   –    –  –   –   –
candidate_add     n        ●  ●  ●  ●  ●   ●   –    ●  –   –   –
candidate_reword  n        –  –  ●  –  –   –   –    –  –   –   –
candidate_move    n        –  –  ●  –  –   –   –    –  –   –   –
flag              n        –  –  –  ●  –   –   –    –  –   –   –
dots              n        ●  ●  ●  –  ●   –   –    ●  –   –   –
decide            nx       –  –  ●  –  –   –   –    –  –   –   –
vote              n        –  –  –  ●  –   ●   –    –  –   –   –
vote              x        –  ●  ●  ●  ●   ●   –    –  –   –   –
unvote            n        –  –  –  ●  –   ●   –    –  –   –   –
unvote            x        –  ●  ●  ●  ●   ●   –    –  –   –   –
extend            gdcnx    ●  –  ●  –  –   –   –    ●  –   –   –
next              gdcnx    ●  –  ●  –  –   –   –    ●  –   –   –
reveal            nx       ●  –  ●  –  –   –   –    ●  –   –   –
done              dcn      –  ●  ●  ●  ●   ●   –    –  –   –   –
task              lgdcnx   ●  ●  ●  –  ●   –   –    ●  –   –   –
park              lgdcnx   ●  ●  ●  –  ●   –   –    ●  –   –   –
`

func TestRights(t *testing.T) {
	keys := map[rune]string{'l': rooms.Lobby, 'g': outcome, 'd': demos, 'c': context, 'n': next, 'x': rooms.Closing}
	roomstest.Rights(t, Kind(), matrix, keys, roomstest.Cast)
}
