package poker

import (
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// matrix is what the poker says itself of docs/rights.md, and of each example that it gives
// to a bundle one action. Phases: l lobby, s size, c close.
const matrix = `
action         phases  FAC SM PO PM DEV STK OBS  CO SPK GST OFR

agree          s        –  –  –  –  ●   –   –    –  –   –   –
heard          s        ●  –  ●  –  –   –   –    ●  ●   –   –
aside          s        ●  –  ●  –  –   –   –    ●  –   –   –
deck           ls       ●  –  ●  –  –   –   –    ●  –   –   –
vote           s        –  –  –  –  ●   –   –    –  –   –   –
reveal         s        ●  –  ●  –  –   –   –    ●  –   –   –
settle         s        ●  –  ●  –  –   –   –    ●  –   –   –
done           s        ●  ●  ●  –  ●   –   –    ●  –   –   –
item_add       ls       ●  ●  ●  –  ●   –   –    ●  –   –   –
item_move      ls       ●  –  ●  –  –   –   –    ●  –   –   –
task           lsc      ●  ●  ●  –  ●   –   –    ●  –   –   –
park           lsc      ●  ●  ●  –  ●   –   –    ●  –   –   –
`

func TestRights(t *testing.T) {
	keys := map[rune]string{'l': rooms.Lobby, 's': sizing, 'c': rooms.Closing}
	roomstest.Rights(t, Kind(), matrix, keys, roomstest.Cast)
}
