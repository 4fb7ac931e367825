package standup

import (
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// matrix is what the standup says itself of docs/rights.md, and of each example that it
// gives to a bundle one action: ● acts, – does not. Columns: the facilitator by the baton
// alone, the roles, and the positions of a co-facilitator, of the speaker, of a guest, and
// of somebody who is offered the baton. Phases: l lobby, g goal, r round, b blockers,
// p plan, c close.
const matrix = `
action         phases  FAC SM PO PM DEV STK OBS  CO SPK GST OFR

done           lgbpc    ●  ●  ●  –  ●   –   –    ●  –   –   –

pass           r        ●  –  –  –  –   –   –    ●  ●   –   –
later          r        ●  –  –  –  ●   –   –    ●  –   –   –
skip           r        ●  –  –  –  –   –   –    ●  –   –   –
more           r        ●  –  –  –  –   –   –    ●  –   –   –
reorder        r        ●  –  –  –  –   –   –    ●  –   –   –
order          lgr      ●  –  –  –  –   –   –    ●  –   –   –
call_in        grbp     ●  –  ●  –  ●   –   –    ●  –   –   –
call_out       grbp     ●  –  ●  –  ●   –   –    ●  –   ●   –

vote           g        –  ●  ●  –  ●   –   –    –  –   –   –
vote           p        –  –  –  –  ●   –   –    –  –   –   –
reveal         gp       ●  –  –  –  –   –   –    ●  –   –   –

raise          lgrbpc   ●  ●  ●  –  ●   –   –    ●  –   –   –
park           lgrbpc   ●  ●  ●  –  ●   –   –    ●  –   –   –

ahead          l        ●  –  –  –  –   –   –    ●  –   –   –
note           lgrb     –  –  –  –  ●   –   –    –  –   –   –
goal           lg       ●  –  ●  –  ●   –   –    ●  –   –   –
pulse          l        ●  –  –  –  –   –   –    ●  –   –   –
async          l        ●  –  –  –  –   –   –    ●  –   –   –
remote         lgr      –  –  –  –  ●   –   –    –  –   –   –
board          lg       ●  –  –  –  –   –   –    ●  –   –   –
`

var keys = map[rune]string{'l': rooms.Lobby, 'g': goal, 'r': round, 'b': blockers, 'p': plan, 'c': rooms.Closing}

func TestRightsOfTheStandupCellByCell(t *testing.T) {
	roomstest.Rights(t, Kind(), matrix, keys, roomstest.Cast)
}

// What the table says in words, and no row can.

func TestASlotInTheRoundIsForDevelopersWhateverElseTheyAre(t *testing.T) {
	s := inStandup(t, "Ann")
	s.Does(ann, "roles", roomstest.With("roles", []rooms.Role{rooms.ScrumMaster}))
	po := s.EnterAs("Olaf", rooms.ProductOwner)
	both := s.EnterAs("Petra", rooms.ProductOwner, rooms.Developer)
	dev := s.Enter("Ben")
	for _, role := range []rooms.Role{rooms.ScrumMaster, rooms.ProductManager, rooms.Stakeholder, rooms.Observer} {
		s.EnterAs("Somebody", role)
	}
	s.GoTo(round)
	order := s.Floor().Order
	if order.Len() != 2 || !order.Has(both) || !order.Has(dev) || order.Has(po) {
		t.Fatalf("order %v", order)
	}
	s.GoTo(plan)
	who := s.Base().Room.Ballots
	track, _ := who.Get(trackBallot)
	if track.Who.Len() != 2 || !track.Who.Has(both) || !track.Who.Has(dev) {
		t.Fatalf("asked whether the goal is in reach: %v", track.Who)
	}
}

func TestWhoReadsTheNotes(t *testing.T) {
	kind := Kind()
	base := roomstest.Cast(rooms.Lobby)
	reads := map[string]bool{"FAC": true, "SM": true, "PO": true, "PM": true, "DEV": true, "CO": true}
	for name, who := range kind.Audiences() {
		for id := range base.Room.People.All() {
			if got := base.WhoIs(id)&who != 0; got != reads[string(id)] {
				t.Errorf("%s in audience %s: %v", id, name, got)
			}
		}
	}
}

func TestAProductManagerIsSilentUntilCalledInByPODevOrFac(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	pam := s.EnterAs("Pam", rooms.ProductManager)
	olaf := s.EnterAs("Olaf", rooms.ProductOwner)
	sam := s.EnterAs("Sam", rooms.ScrumMaster)
	s.GoTo(round)
	for _, verb := range []string{"raise", "park"} {
		s.Refused("forbidden", pam, verb, roomstest.With("text", "What about the market?"))
	}
	s.Refused("forbidden", sam, "call_in", roomstest.With("person", pam))
	s.Does(pam, "hand", roomstest.With("on", true)) // may ask to be called
	for _, caller := range []rooms.ID{ann, ben, olaf} {
		s.Does(caller, "call_in", roomstest.With("person", pam))
		s.Does(pam, "call_out", nil)
	}
	s.Refused("not_a_guest", ben, "call_in", roomstest.With("person", olaf)) // the PO answers anyway
}
