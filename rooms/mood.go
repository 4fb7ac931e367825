package rooms

// Mood is what a team answered in one meeting, without names, to a question that it is asked
// sprint after sprint, as far as that meeting itself showed it.
type Mood struct {
	At     Millis           `json:"at"`     // the end of the meeting
	Voters int              `json:"voters"` // from how many answers it is
	Tally  Map[string, int] `json:"tally,omitzero"`
	Mean   float64          `json:"mean,omitempty"`
	Mood   string           `json:"mood,omitempty"` // in place of the answers, see Result
}

// mostMoods is of how many meetings a home tells what was answered, the newest.
const mostMoods = 12

// TellMood gives the home, under the name of a question, what was answered to an anonymous
// ballot, as far as it was shown.
func (b *Base) TellMood(h *Handover, ballot, question string) {
	asked, _ := b.Room.Ballots.Get(ballot)
	if r, shown := asked.Shown(); shown && asked.Secrecy == Anonymous {
		h.Moods.Put(question, r)
	}
}

// KeepMood puts what was answered in a meeting beside what was answered to the same question
// in those before.
//
// Beside each other stand only answers of the same people, all of whom answered. Where others
// did, or not everybody, what lies between two results is the answer of one or two people; over
// several sprints any difference can be reached, however many differ from one to the next. So
// the newest then stands alone, and those before are forgotten. It is the rule by which a
// question is asked again within a meeting (ballot_again.go).
func (t *Tx) KeepMood(moods *Map[ID, Mood], question string, h Handover) {
	r, asked := h.Moods.Get(question)
	if !asked || r.Voters == 0 {
		return
	}
	moods.Delete(h.Room) // it was opened again, and has ended again
	who := h.allMembers(r.Who)
	if before, _ := t.Internal.Counted.Get(question); !samePeople(who, before) {
		*moods = Map[ID, Mood]{}
	}
	t.Internal.Counted.Put(question, who)
	moods.Put(h.Room, Mood{At: h.Ended, Voters: r.Voters, Tally: r.Tally, Mean: r.Mean, Mood: r.Mood})
	forgetOldest(moods, mostMoods, func(m Mood) Millis { return m.At })
}

// allMembers are people of a meeting as the home knows them; nobody, where one is a guest.
func (h Handover) allMembers(of Map[ID, bool]) (members Map[ID, bool]) {
	for person := range of.All() {
		at := h.MemberOf(person)
		if at == "" {
			return Map[ID, bool]{}
		}
		members.Put(at, true)
	}
	return members
}
