package poker

import (
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// matrix is the table of docs/rights.md for the actions of the poker's own. Phases: l
// lobby, s size, c close.
const matrix = `
action         phases  FAC SM PO PM DEV STK OBS  CO SPK GST OFR

deck           ls       ●  –  ●  –  –   –   –    ●  –   –   –
vote           s        –  –  –  –  ●   –   –    –  –   –   –
unvote         s        –  –  –  –  ●   –   –    –  –   –   –
reveal         s        ●  –  ●  –  –   –   –    ●  –   –   –
revote         s        ●  –  ●  –  –   –   –    ●  –   –   –
settle         s        ●  –  ●  –  –   –   –    ●  –   –   –
`

func TestRights(t *testing.T) {
	keys := map[rune]string{'l': rooms.Lobby, 's': sizing, 'c': rooms.Closing}
	roomstest.Matrix(t, own, matrix, keys, roomstest.Cast)
}
