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

// cells are a matrix that was read: action -> phase -> who acts.
type cells map[string]map[string][]string

// readMatrix reads a matrix and its columns.
func readMatrix(table string, keys map[rune]string) (read cells, columns []string) {
	lines := strings.Split(strings.TrimSpace(table), "\n")
	read, columns = cells{}, strings.Fields(lines[0])[2:]
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
		if read[fields[0]] == nil {
			read[fields[0]] = map[string][]string{}
		}
		for _, key := range fields[1] {
			read[fields[0]][keys[key]] = who
		}
	}
	return read, columns
}

// Rights compares the rights of a kind with a matrix of its own rows, cell by cell. What
// the bundles of the services give every kind alike is tested with them (package rooms),
// and of what a bundle makes after one example, one action stands for all.
func Rights(t testing.TB, kind *rooms.Kind, table string, keys map[rune]string, cast func(phase string) *rooms.Base) {
	t.Helper()
	cells := compare(t, kind.Rights, table, keys, cast)
	for _, row := range kind.Rights {
		if cells[row.Do] == nil && !isGiven(kind, row) && !standsFor(kind, row.Do, cells) {
			t.Errorf("%s is not in the matrix", row.Do)
		}
	}
}

// isGiven tells whether a row is the same in all kinds that have the service.
func isGiven(kind *rooms.Kind, row rooms.Right) bool {
	given := slices.Concat(
		rooms.PeopleRights(), rooms.BatonRights(), rooms.UndoRights(), rooms.HandRights(), rooms.InvitationRights(),
		rooms.DeviceRights(), rooms.AgendaRights(kind.Phases, rooms.Right{}), rooms.ParkingRights(rooms.Right{}),
	)
	return slices.ContainsFunc(given, func(g rooms.Right) bool { return g.Do == row.Do && alike(g, row) })
}

// standsFor tells whether an action is in the matrix that has the rows of this one, which
// is of the same service.
func standsFor(kind *rooms.Kind, do string, cells cells) bool {
	service := kind.ServiceOf(do)
	for other := range cells {
		if service != "" && kind.ServiceOf(other) == service && slices.EqualFunc(rowsOf(kind, other), rowsOf(kind, do), alike) {
			return true
		}
	}
	return false
}

func rowsOf(kind *rooms.Kind, do string) (rows rooms.Rights) {
	for _, row := range kind.Rights {
		if row.Do == do {
			rows = append(rows, row)
		}
	}
	return rows
}

// alike tells whether two rows give the same people the same right in the same phases.
func alike(a, b rooms.Right) bool {
	return slices.Equal(a.In, b.In) && a.May == b.May && a.Why == b.Why
}

// Matrix compares a table of rights with a matrix of all of it, cell by cell.
func Matrix(t testing.TB, rights rooms.Rights, table string, keys map[rune]string, cast func(phase string) *rooms.Base) {
	t.Helper()
	cells := compare(t, rights, table, keys, cast)
	for _, right := range rights {
		if cells[right.Do] == nil {
			t.Errorf("%s is not in the matrix", right.Do)
		}
	}
}

// compare looks up in a table of rights what its matrix says, and returns the matrix.
func compare(t testing.TB, rights rooms.Rights, table string, keys map[rune]string, cast func(phase string) *rooms.Base) cells {
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
	return cells
}

func checkCell(t testing.TB, got *rooms.Error, cell string, open, may bool) {
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
