package ceremonies

import (
	"slices"
	"strings"
	"testing"

	"rondo/rooms"
)

// standupMatrix is the table of docs/rights.md, written out for every
// action: ● acts, – does not. Columns: the facilitator by the baton alone, the
// roles, and the positions of a co-facilitator, of the speaker, of a guest, and
// of somebody who is offered the baton. Phases: l lobby, g goal, r round,
// b blockers, p plan, c close.
const standupMatrix = `
action         phases  FAC SM PO PM DEV STK OBS  CO SPK GST OFR

rename         lgrbpc   ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
roles          lgrbpc   ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
grant          lgrbpc   ●  –  –  –  –   –   –    ●  –   –   –
late           lgrbpc   ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
away           lgrbpc   ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
remove         lgrbpc   ●  –  –  –  –   –   –    –  –   –   –
leave          lgrbpc   ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
lock           lgrbpc   ●  –  –  –  –   –   –    ●  –   –   –
phone          lgrbpc   ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
look           lgrbpc   ●  –  –  –  –   –   –    ●  –   –   –

baton_give     lgrbpc   ●  –  –  –  –   –   –    –  –   –   –
baton_take     lgrbpc   –  –  –  –  –   –   –    –  –   –   ●
baton_decline  lgrbpc   –  –  –  –  –   –   –    –  –   –   ●
baton_co       lgrbpc   ●  –  –  –  –   –   –    –  –   –   –
baton_lock     lgrbpc   ●  –  –  –  –   –   –    –  –   –   –

start          l        ●  –  –  –  –   –   –    ●  –   –   –
next           grbpc    ●  –  –  –  –   –   –    ●  –   –   –
back           rbpc     ●  –  –  –  –   –   –    ●  –   –   –
pause          grbpc    ●  –  –  –  –   –   –    ●  –   –   –
resume         grbpc    ●  –  –  –  –   –   –    ●  –   –   –
extend         grbpc    ●  –  –  –  –   –   –    ●  –   –   –
hold           grbpc    ●  –  –  –  –   –   –    ●  –   –   –
done           lgbpc    ●  ●  ●  –  ●   –   –    ●  –   –   –
autopilot      lgrbpc   ●  –  –  –  –   –   –    ●  –   –   –
timebox        l        ●  –  –  –  –   –   –    ●  –   –   –
shift          l        ●  –  –  –  –   –   –    ●  –   –   –
end            grbpc    ●  –  –  –  –   –   –    ●  –   –   –
reopen         c        ●  –  –  –  –   –   –    ●  –   –   –
title          lgrbpc   ●  –  –  –  –   –   –    ●  –   –   –
undo           lgrbpc   ●  –  –  –  –   –   –    ●  –   –   –

pass           r        ●  –  –  –  –   –   –    ●  ●   –   –
later          r        ●  –  –  –  ●   –   –    ●  –   –   –
skip           r        ●  –  –  –  –   –   –    ●  –   –   –
more           r        ●  –  –  –  –   –   –    ●  –   –   –
order          lgr      ●  –  –  –  –   –   –    ●  –   –   –
reorder        r        ●  –  –  –  –   –   –    ●  –   –   –
hard           lgr      ●  –  –  –  –   –   –    ●  –   –   –
hand           lgrbpc   ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
call_in        grbp     ●  –  ●  –  ●   –   –    ●  –   –   –
call_out       grbp     ●  –  ●  –  ●   –   –    ●  –   ●   –

vote           g        –  ●  ●  –  ●   –   –    –  –   –   –
vote           p        –  –  –  –  ●   –   –    –  –   –   –
unvote         g        –  ●  ●  –  ●   –   –    –  –   –   –
unvote         p        –  –  –  –  ●   –   –    –  –   –   –
reveal         gp       ●  –  –  –  –   –   –    ●  –   –   –
revote         gp       ●  –  –  –  –   –   –    ●  –   –   –

raise          lgrbpc   ●  ●  ●  –  ●   –   –    ●  –   –   –
own            lgrbpc   ●  ●  ●  –  ●   –   –    ●  –   –   –
help           lgrbpc   ●  ●  ●  –  ●   –   –    ●  –   –   –
today          lgrbpc   ●  ●  ●  –  ●   –   –    ●  –   –   –
solve          lgrbpc   ●  ●  ●  –  ●   –   –    ●  –   –   –
reword         lgrbpc   ●  ●  ●  –  ●   –   –    ●  –   –   –
park           lgrbpc   ●  ●  ●  –  ●   –   –    ●  –   –   –
unpark         lgrbpc   ●  ●  ●  –  ●   –   –    ●  –   –   –
concern        lgrbpc   ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
follow_up      lgrbpc   ●  ●  ●  –  ●   –   –    ●  –   –   –

note           lgr      –  –  –  –  ●   –   –    –  –   –   –
goal           lg       ●  –  ●  –  ●   –   –    ●  –   –   –
pulse          l        ●  –  –  –  –   –   –    ●  –   –   –
async          l        ●  –  –  –  –   –   –    ●  –   –   –
remote         lgr      –  –  –  –  ●   –   –    –  –   –   –
board          lg       ●  –  –  –  –   –   –    ●  –   –   –
`

var standupKeys = map[rune]string{'l': lobby, 'g': goal, 'r': round, 'b': blockers, 'p': plan, 'c': closing}

// cast is a meeting with one person for each column who is nothing else. The
// positions are put in by hand: what gives them is tested with the services.
func cast(phase string) *rooms.Base {
	b := &rooms.Base{}
	for id, role := range map[rooms.ID]rooms.Role{
		"SM": rooms.ScrumMaster, "PO": rooms.ProductOwner, "PM": rooms.ProductManager,
		"DEV": rooms.Developer, "STK": rooms.Stakeholder, "OBS": rooms.Observer,
	} {
		b.Room.People.Put(id, rooms.Person{Name: id, Roles: rooms.ListOf(role)})
	}
	for _, id := range []rooms.ID{"FAC", "CO", "SPK", "GST", "OFR"} {
		b.Room.People.Put(id, rooms.Person{Name: id})
	}
	b.Room.Agenda.Now = phase
	b.Room.Baton = rooms.Baton{Holder: "FAC", Co: rooms.ListOf("CO"), Offer: "OFR"}
	b.Room.Floor.Speaker, b.Room.Floor.Guest.Person = "SPK", "GST"
	return b
}

// matrix reads a table: action -> phase -> who acts, and its columns.
func matrix(table string, keys map[rune]string) (cells map[string]map[string][]string, columns []string) {
	lines := strings.Split(strings.TrimSpace(table), "\n")
	cells, columns = map[string]map[string][]string{}, strings.Fields(lines[0])[2:]
	for _, line := range lines[1:] {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		var who []string
		for i, mark := range fields[2:] {
			if mark == "●" {
				who = append(who, columns[i])
			}
		}
		if cells[fields[0]] == nil {
			cells[fields[0]] = map[string][]string{}
		}
		for _, key := range fields[1] {
			cells[fields[0]][keys[key]] = who
		}
	}
	return cells, columns
}

func TestRightsOfTheStandupCellByCell(t *testing.T) {
	checkMatrix(t, Standup().Rights, standupMatrix, standupKeys, cast)
}

// checkMatrix compares a table of rights with its matrix, cell by cell.
func checkMatrix(t *testing.T, rights rooms.Rights, table string, keys map[rune]string, cast func(phase string) *rooms.Base) {
	t.Helper()
	cells, columns := matrix(table, keys)
	for do, phases := range cells {
		for _, phase := range keys {
			who, open := phases[phase]
			for _, column := range columns {
				turn := &rooms.Tx{Base: cast(phase), Actor: column}
				checkCell(t, rights.Refuses(turn, do), do+" in "+phase+" by "+column, open, slices.Contains(who, column))
			}
		}
	}
	for _, right := range rights {
		if cells[right.Do] == nil {
			t.Errorf("%s is not in the matrix", right.Do)
		}
	}
}

func checkCell(t *testing.T, got *rooms.Error, cell string, open, may bool) {
	t.Helper()
	switch {
	case may && got != nil:
		t.Errorf("%s is refused: %v", cell, got)
	case may:
	case got == nil:
		t.Errorf("%s is allowed", cell)
	case !open && got.Code != "phase_closed":
		t.Errorf("%s: %v, want phase_closed", cell, got)
	case open && (got.Code != "forbidden" || !strings.Contains(got.Say, ". You are here as ")):
		t.Errorf("%s: %v, want a reason and the role", cell, got)
	}
}

// What the table says in words, and no row can.

func TestASlotInTheRoundIsForDevelopersWhateverElseTheyAre(t *testing.T) {
	s := inStandup(t, "Ann")
	s.do(ann, "roles", with("roles", []rooms.Role{rooms.ScrumMaster}))
	po := s.as("Olaf", rooms.ProductOwner)
	both := s.as("Petra", rooms.ProductOwner, rooms.Developer)
	dev := s.join("Ben")
	for _, role := range []rooms.Role{rooms.ScrumMaster, rooms.ProductManager, rooms.Stakeholder, rooms.Observer} {
		s.as("Somebody", role)
	}
	s.to(round)
	order := s.floor().Order
	if order.Len() != 2 || !order.Has(both) || !order.Has(dev) || order.Has(po) {
		t.Fatalf("order %v", order)
	}
	s.to(plan)
	who := s.Base().Room.Ballots
	track, _ := who.Get(trackBallot)
	if track.Who.Len() != 2 || !track.Who.Has(both) || !track.Who.Has(dev) {
		t.Fatalf("asked whether the goal is in reach: %v", track.Who)
	}
}

func TestWhoReadsTheNotes(t *testing.T) {
	kind := Standup()
	base := cast(lobby)
	reads := map[string]bool{"FAC": true, "SM": true, "PO": true, "PM": true, "DEV": true, "CO": true}
	for name, who := range kind.Audiences() {
		for id := range base.Room.People.All() {
			if got := base.WhoIs(id)&who != 0; got != reads[id] {
				t.Errorf("%s in audience %s: %v", id, name, got)
			}
		}
	}
}

func TestAProductManagerIsSilentUntilCalledInByPODevOrFac(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	pam := s.as("Pam", rooms.ProductManager)
	olaf := s.as("Olaf", rooms.ProductOwner)
	sam := s.as("Sam", rooms.ScrumMaster)
	s.to(round)
	for _, verb := range []string{"raise", "park"} {
		s.refused("forbidden", pam, verb, with("text", "What about the market?"))
	}
	s.refused("forbidden", sam, "call_in", with("person", pam))
	s.do(pam, "hand", with("on", true)) // may ask to be called
	for _, caller := range []rooms.ID{ann, ben, olaf} {
		s.do(caller, "call_in", with("person", pam))
		s.do(pam, "call_out", nil)
	}
	s.refused("not_a_guest", ben, "call_in", with("person", olaf)) // the PO answers anyway
}
