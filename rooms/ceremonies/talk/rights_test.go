package talk

import (
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// matrix is what the talk says itself of docs/rights.md, and of each example that it gives
// to a bundle one action. Phases: l lobby, t talk, c close.
const matrix = `
action         phases  FAC SM PO PM DEV STK OBS  CO SPK GST OFR

outcome        ltc      ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
done           t        ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
task           ltc      ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
park           ltc      ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
`

func TestRights(t *testing.T) {
	keys := map[rune]string{'l': rooms.Lobby, 't': conversation, 'c': rooms.Closing}
	roomstest.Rights(t, Kind(), matrix, keys, roomstest.Cast)
}
