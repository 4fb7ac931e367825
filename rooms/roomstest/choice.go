package roomstest

import (
	"maps"
	"slices"

	"rondo/rooms"
)

// aim is what somebody looks for who does something.
type aim int

const (
	anything aim = iota // what may be forbidden
	possible            // what the table of rights gives somebody now
	onward              // what moves the meeting on
	special             // what is for this phase more than for others, or a vote
	fresh               // what was done least so far
)

// aims are how often: without what moves it on a random meeting would stay in its
// lobby, without what is special it would do in each phase what can be done in all.
var aims = []aim{anything, possible, onward, special, special, special, fresh, fresh}

// choice is who does what. It is nobody when nobody is connected.
func (s *stage) choice(aim aim, dice draw) (v *viewer, verb string) {
	there := s.seated()
	if len(there) == 0 {
		return nil, ""
	}
	may := s.may(there)
	verbs := slices.Sorted(maps.Keys(may))
	if dice(10, "end") > 0 {
		verbs = among(verbs, func(verb string) bool { return !slices.Contains(ends, verb) })
	}
	if len(verbs) == 0 && aim != anything {
		return nil, ""
	}
	switch aim {
	case anything:
		verbs = slices.Sorted(maps.Keys(s.types))
	case onward:
		verbs = among(verbs, func(verb string) bool { return slices.Contains(movesOn, verb) })
	case special:
		verbs = among(verbs, s.isSpecial)
		if dice(2, "often") == 0 {
			verbs = among(verbs, func(verb string) bool { return slices.Contains(s.hints["do"], verb) })
		}
	case fresh:
		slices.SortStableFunc(verbs, func(a, b string) int { return s.did[a] - s.did[b] })
		verbs = verbs[:len(verbs)/4+1]
	}
	verb = verbs[dice(len(verbs), "verb")]
	if who := may[verb]; aim != anything {
		there = who
	}
	return there[dice(len(there), "who")], verb
}

var (
	movesOn = []string{"start", "next"}
	votes   = []string{"vote", "unvote"}
	ends    = []string{"end", "leave", "remove"} // seldom done
)

// isSpecial tells whether an action is for few phases, or for a vote.
func (s *stage) isSpecial(verb string) bool {
	phases := 0
	for _, phase := range s.kind.Phases {
		if slices.ContainsFunc(s.kind.Rights, func(r rooms.Right) bool { return r.Do == verb && r.HoldsIn(phase.Key) }) {
			phases++
		}
	}
	return 2*phases < len(s.kind.Phases) || slices.Contains(votes, verb)
}

// among are the verbs that are so, or all where none is.
func among(verbs []string, so func(string) bool) (some []string) {
	for _, verb := range verbs {
		if so(verb) {
			some = append(some, verb)
		}
	}
	if len(some) == 0 {
		return verbs
	}
	return some
}

// may is who may do what now, by the table of rights.
func (s *stage) may(there []*viewer) map[string][]*viewer {
	may := map[string][]*viewer{}
	base := there[0].base()
	for _, v := range there {
		who := base.WhoIs(v.you)
		for _, row := range s.kind.Rights {
			if row.May&who != 0 && row.HoldsIn(base.Room.Agenda.Now) && !slices.Contains(may[row.Do], v) {
				may[row.Do] = append(may[row.Do], v)
			}
		}
	}
	return may
}
