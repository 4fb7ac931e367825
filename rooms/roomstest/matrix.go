package roomstest

import (
	"slices"
	"strings"
	"testing"

	"rondo/rooms"
)

// Cast is a meeting with one person for each column who is nothing else. The
// positions are put in by hand: what gives them is tested with the services.
func Cast(phase string) *rooms.Base {
	b := &rooms.Base{}
	for id, role := range map[rooms.ID]rooms.Role{
		"SM": rooms.ScrumMaster, "PO": rooms.ProductOwner, "PM": rooms.ProductManager,
		"DEV": rooms.Developer, "STK": rooms.Stakeholder, "OBS": rooms.Observer,
	} {
		b.Room.People.Put(id, rooms.Person{Name: string(id), Roles: rooms.ListOf(role)})
	}
	for _, id := range []rooms.ID{"FAC", "CO", "SPK", "GST", "OFR"} {
		b.Room.People.Put(id, rooms.Person{Name: string(id)})
	}
	b.Room.Agenda.Now = phase
	b.Room.Baton = rooms.Baton{Holder: "FAC", Co: rooms.ListOf[rooms.ID]("CO"), Offer: "OFR"}
	b.Room.Floor.Speaker, b.Room.Floor.Guest.Person = "SPK", "GST"
	return b
}

// matrix reads a table: action -> phase -> who acts, and its columns.
func readMatrix(table string, keys map[rune]string) (cells map[string]map[string][]string, columns []string) {
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

// Matrix compares a table of rights with its matrix, cell by cell.
func Matrix(t *testing.T, rights rooms.Rights, table string, keys map[rune]string, cast func(phase string) *rooms.Base) {
	t.Helper()
	cells, columns := readMatrix(table, keys)
	for do, phases := range cells {
		for _, phase := range keys {
			who, open := phases[phase]
			for _, column := range columns {
				turn := &rooms.Tx{Base: cast(phase), Actor: rooms.ID(column)}
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
	case open && (got.Code != "forbidden" || got.Reason == "" || got.Args["as"] == nil):
		t.Errorf("%s: %v, want a reason and the role", cell, got)
	}
}
