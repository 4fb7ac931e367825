package ceremonies

import (
	"regexp"
	"slices"
	"testing"

	"rondo/rooms"
	"rondo/rooms/words"
)

// called are the words by which a refusal names people.
var called = map[string]map[string]rooms.Who{
	"en": {
		`[Dd]evelopers`: rooms.Developers, `scrum master`: rooms.ScrumMasters, `product owner`: rooms.ProductOwners,
		`product manager`: rooms.ProductManagers, `[Ss]takeholders`: rooms.Stakeholders, `facilitator`: rooms.Facilitator,
		`[Ww]hoever leads`: rooms.Facilitator, `[Tt]he team`: rooms.AtWork, `[Ee]verybody`: rooms.Everybody,
		`takes part|took part`: rooms.Everybody, `[Ww]hoever shows it|who said this`: rooms.Everybody, // what is one's own
	},
	"de": {
		`[Ee]ntwickler|[Dd]eveloper`: rooms.Developers, `[Ss]crum [Mm]aster`: rooms.ScrumMasters, `[Pp]roduct [Oo]wner`: rooms.ProductOwners,
		`[Pp]roduktmanagement|[Pp]roduct [Mm]anager`: rooms.ProductManagers, `[Ss]takeholder`: rooms.Stakeholders, `[Mm]oderation|[Mm]oderier`: rooms.Facilitator,
		`wer leitet`: rooms.Facilitator, `[Dd]as [Tt]eam|[Tt]eam und`: rooms.AtWork, `jede und jeder|[Aa]lle|[Jj]eder wird`: rooms.Everybody,
		`[Ww]er mitmacht|[Ww]er dabei war`: rooms.Everybody, `[Ww]er es zeigt|[Ww]er das gesagt hat`: rooms.Everybody,
	},
}

// Whoever is refused reads who may do it: no role that may is left out, in any language. Who
// facilitates belongs to the team.
func TestARefusalNamesAllWhoMay(t *testing.T) {
	const asked = rooms.Everyone | rooms.Facilitator
	for _, kind := range All() {
		if !slices.Contains([]string{"planning", "refinement", "review", "team", "poker"}, kind.Name) {
			continue
		}
		for _, row := range kind.Rights {
			phases := row.In
			if row.InEveryPhase() {
				phases = []string{""} // the same in each
			}
			for _, phase := range phases {
				may, reason := mayIn(kind.Rights, row.Do, phase)
				if may&asked == 0 {
					continue // what is offered to one person
				}
				for lang, names := range called {
					said := words.All.In(lang).Say(kind.Name, "refusal.forbidden/"+reason, nil)
					if left := may & asked &^ namedIn(said, names); left != 0 {
						t.Errorf("%s: %s in %q is refused with %q, which leaves out %b", kind.Name, row.Do, phase, said, left)
					}
				}
			}
		}
	}
}

// mayIn are all who may do something in a phase, and the reason that others are told.
func mayIn(rights rooms.Rights, do, phase string) (may rooms.Who, reason string) {
	for _, row := range rights {
		if row.Do == do && (row.InEveryPhase() || row.HoldsIn(phase)) {
			may, reason = may|row.May, row.Reason()
		}
	}
	return may, reason
}

func namedIn(said string, names map[string]rooms.Who) (named rooms.Who) {
	for pattern, who := range names {
		if regexp.MustCompile(pattern).MatchString(said) {
			named |= who
		}
	}
	return named
}
