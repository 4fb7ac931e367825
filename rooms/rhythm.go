package rooms

import (
	_ "embed"
	"slices"
	"strings"
	"time"
)

// Rhythm is when a team works, and how long its sprints are. It is set at the team's home and
// goes along to its meetings.
type Rhythm struct {
	Zone  string    `json:"zone,omitempty"`  // where its days begin and end, a name of IANA's time zone database; "": where each person is
	Days  List[int] `json:"days,omitzero"`   // of the week, that it works on: 1 is Monday (ISO 8601); none: Monday to Friday
	Weeks int       `json:"weeks,omitempty"` // that a sprint lasts; 0: not said
}

// zones are the names of IANA's time zone database. Rules read no files, and what a room
// takes must not depend on the machine that it is on.
//
//go:embed zones.txt
var zones string

// CheckZone refuses, at the field "zone", what is no name of a time zone.
func CheckZone(name string) error {
	if _, there := slices.BinarySearch(strings.Fields(zones), name); !there {
		return Invalid("zone", "no_such_zone", "zone", Clip(name))
	}
	return nil
}

// Works tells whether the team works on a day.
func (r Rhythm) Works(on time.Time) bool {
	if r.Days.Len() == 0 {
		return weekday(on) <= 5
	}
	return r.Days.Has(weekday(on))
}
