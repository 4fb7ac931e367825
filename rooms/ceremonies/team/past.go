package team

import (
	"strings"

	"rondo/rooms"
)

// PastMeeting is a ceremony that was held: its minutes are where it was.
type PastMeeting struct {
	Kind     string         `json:"kind"`
	Title    string         `json:"title"`
	Began    rooms.Millis   `json:"began,omitempty"`
	Ended    rooms.Millis   `json:"ended"`
	People   int            `json:"people"`
	Link     string         `json:"link,omitempty"`    // to the room, where its minutes are
	Led      rooms.ID       `json:"led,omitempty"`     // who facilitated, if they belong to the team
	Budget   rooms.Millis   `json:"budget,omitempty"`  // its timebox, ms
	Took     rooms.Millis   `json:"took,omitempty"`    // how long it was, pauses left out, ms
	Followed rooms.Followed `json:"followed,omitzero"` // what became of the actions that a retrospective asked about
	Full     int            `json:"full,omitempty"`    // how many new items the backlog had no room for: they are in the minutes alone
}

// mostPast is of how many ceremonies the home tells, the newest.
const mostPast = 100

// gives is what a meeting begins with, beside what every room has.
func gives(m *meeting, h *rooms.Handover) {
	h.Goal, h.By, h.Starters, h.One = m.Shared.Sprint.Goal, m.Shared.Sprint.To, m.Shared.Starters, m.Shared.One
	h.Sprint, h.Sprints = m.Shared.Sprint, m.Shared.Sprints
	for _, room := range m.Shared.Past.Ranked(func(p PastMeeting) int { return int(p.Ended) }) {
		past, _ := m.Shared.Past.Get(room)
		h.Last.Put(past.Kind, room)
	}
}

// receives notes that a meeting was held, and that nobody needs to go there any more.
func receives(t *turn, h rooms.Handover) error {
	was, _ := t.Shared.Past.Get(h.Room)
	held := PastMeeting{
		Kind: h.Kind, Title: h.Title, Began: h.Began, Ended: h.Ended, People: h.Came, Link: was.Link, Led: h.MemberOf(h.Led),
		Budget: h.Budget, Took: h.Took, Followed: h.Followed, Full: t.Homeless(h),
	}
	if place, open := t.Shared.Open.Get(h.Kind); open && strings.HasPrefix(place.Room, "/r/"+string(h.Room)+"#") {
		held.Link = place.Room
		t.Shared.Open.Delete(h.Kind)
	}
	t.Shared.Past.Put(h.Room, held)
	if t.Shared.Past.Len() > mostPast {
		t.Shared.Past.Delete(t.Shared.Past.Ranked(func(p PastMeeting) int { return int(p.Ended) })[0])
	}
	if h.Starters.Len() > 0 { // of other meetings than standups there are none
		var starters []rooms.ID
		for _, id := range h.Starters.All() {
			if home := h.MemberOf(id); home != "" {
				starters = append(starters, home)
			}
		}
		t.Shared.Starters = rooms.ListOf(starters...)
	}
	if h.Sprint.Number != 0 { // of other meetings than plannings there is none
		t.Shared.Risks, h.Sprint.Risks = withMembers(h.Sprint.Risks, h), rooms.Map[rooms.ID, rooms.Risk]{}
		if err := begin(t, h.Sprint); err != nil {
			return err
		}
	}
	reviewed(t, h.Found)
	if h.Moods.Len() > 0 {
		t.Audience.Edit(theTeam, func(m *Moods) {
			t.KeepMood(&m.Safety, "safety", h)
			t.KeepMood(&m.Worth, "worth", h)
			t.KeepMood(&m.Review, "review", h)
		})
	}
	if h.One != "" && t.Room.Actions.Has(h.One) {
		t.Shared.One = h.One
	}
	return nil
}
