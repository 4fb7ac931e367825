package planning

import (
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// matrix is what the planning says itself of docs/rights.md, and of each example that it
// gives to a bundle one action. Phases: l lobby, y why, w what, h how, f confidence, c close.
const matrix = `
action         phases  FAC SM PO PM DEV STK OBS  CO SPK GST OFR

ahead          l        ●  –  –  –  –   –   –    ●  –   –   –
settings       lyw      ●  ●  ●  –  ●   –   –    ●  –   –   –
available      lyw      ●  ●  –  –  ●   –   –    ●  –   –   –

carried        ly       ●  ●  –  –  –   –   –    ●  –   –   –
resize         ly       ●  –  ●  –  ●   –   –    ●  –   –   –

context        y        –  –  –  ●  –   –   –    –  –   –   –
goal_draft     y        ●  ●  ●  ●  ●   –   –    ●  –   –   –
goal_choose    y        ●  –  ●  –  ●   –   –    ●  –   –   –
goal_confirm   y        –  –  ●  –  –   –   –    –  –   –   –
objection      y        ●  ●  ●  ●  ●   –   –    ●  –   –   –
objection_settle y      ●  ●  ●  ●  ●   –   –    ●  –   –   –
vote           y        –  –  –  –  ●   –   –    –  –   –   –
vote           f        –  ●  ●  –  ●   –   –    –  –   –   –
vote           w        –  –  –  –  ●   –   –    –  –   –   –
reveal         yf       ●  –  –  –  –   –   –    ●  –   –   –
revote         yf       ●  –  –  –  –   –   –    ●  –   –   –
reveal         w        ●  ●  ●  –  –   –   –    ●  –   –   –
revote         w        ●  ●  ●  –  –   –   –    ●  –   –   –
size           w        ●  ●  ●  –  ●   –   –    ●  –   –   –
agree          w        –  –  –  –  ●   –   –    –  –   –   –
heard          w        ●  ●  ●  –  –   –   –    ●  ●   –   –
settle         w        ●  –  –  –  –   –   –    ●  –   –   –
aside          w        ●  –  ●  –  ●   –   –    ●  –   –   –
deck           lyw      ●  –  ●  –  –   –   –    ●  –   –   –

item_add       lywh     ●  ●  ●  –  ●   –   –    ●  –   –   –
item_reword    lywh     –  –  ●  –  –   –   –    –  –   –   –
item_move      lywh     –  –  ●  –  –   –   –    –  –   –   –
acceptance_add lywh     ●  ●  ●  ●  ●   –   –    ●  –   –   –
acceptance_reword lywh  ●  –  ●  –  –   –   –    ●  –   –   –
question_add   lywh     ●  ●  ●  –  ●   –   –    ●  –   –   –
serves         lywh     –  –  ●  –  –   –   –    –  –   –   –
concern_raise  lywh     –  –  –  ●  –   –   –    –  –   –   –
ready          lywh     –  –  ●  –  ●   –   –    –  –   –   –
pull           lyw      –  –  –  –  ●   –   –    –  –   –   –
wish           lyw      –  –  ●  –  –   –   –    –  –   –   –
done           wh       –  –  –  –  ●   –   –    –  –   –   –

step_add       wh       –  –  –  –  ●   –   –    –  –   –   –
step_drop      wh       –  –  –  –  ●   –   –    –  –   –   –
risk_add       whf      ●  ●  ●  –  ●   –   –    ●  –   –   –
risk_own       whfc     ●  ●  ●  –  ●   –   –    ●  –   –   –
risk_drop      whf      ●  ●  ●  –  ●   –   –    ●  –   –   –
page           whf      ●  –  ●  –  ●   –   –    ●  –   –   –

speak          f        –  –  –  –  ●   –   –    –  –   –   –
rework         f        ●  –  ●  –  –   –   –    ●  –   –   –
accept_risk    f        –  –  ●  –  –   –   –    –  –   –   –

task           lywhfc   ●  ●  ●  –  ●   –   –    ●  –   –   –
park           lywhfc   ●  ●  ●  –  ●   –   –    ●  –   –   –
`

func TestRights(t *testing.T) {
	keys := map[rune]string{'l': rooms.Lobby, 'y': why, 'w': what, 'h': how, 'f': confidence, 'c': rooms.Closing}
	roomstest.Rights(t, Kind(), matrix, keys, roomstest.Cast)
}
