package rooms

import (
	"errors"
)

// Sets that rows of rights name again and again.
const (
	Everybody = Everyone | Leads
	AtWork    = Team | Leads
	Leading   = Leads
)

// Course is where a ceremony's phases lie, for the rights that are the same in
// all of them.
type Course struct {
	Lobby   string
	Running []string // every phase but the lobby
	Later   []string // phases that one can go back from
	Done    []string // phases in which "I'm done" means something
	End     string   // the phase in which a meeting that ended can be opened again
}

// RoomRights are the rights that people have in every room, with a row for every action of the people, baton and agenda services.
// "co" in docs/rights.md is a right of co-facilitators, whom the facilitator
// names; a scrum master is one by being named.
func RoomRights(c Course) Rights {
	return Rights{
		{Do: "rename", May: Everybody},
		{Do: "roles", May: Everybody},
		{Do: "grant", May: Leading},
		{Do: "late", May: Everybody},
		{Do: "away", May: Everybody},
		{Do: "remove", May: Facilitator},
		{Do: "leave", May: Everybody},
		{Do: "lock", May: Leading},
		{Do: "phone", May: Everybody},
		{Do: "look", May: Leading},
		{Do: "hand", May: Everybody},

		{Do: "baton_give", May: Facilitator},
		{Do: "baton_take", May: Offered},
		{Do: "baton_decline", May: Offered},
		{Do: "baton_co", May: Facilitator},
		{Do: "baton_lock", May: Facilitator},

		{Do: "start", In: []string{c.Lobby}, May: Leading},
		{Do: "next", In: c.Running, May: Leading},
		{Do: "back", In: c.Later, May: Leading},
		{Do: "pause", In: c.Running, May: Leading},
		{Do: "resume", In: c.Running, May: Leading},
		{Do: "extend", In: c.Running, May: Leading},
		{Do: "hold", In: c.Running, May: Leading},
		{Do: "done", In: c.Done, May: AtWork},
		{Do: "autopilot", May: Leading},
		{Do: "timebox", In: []string{c.Lobby}, May: Leading},
		{Do: "shift", In: []string{c.Lobby}, May: Leading},
		{Do: "end", In: c.Running, May: Leading},
		{Do: "reopen", In: []string{c.End}, May: Leading},
		{Do: "title", May: Leading},
		{Do: "undo", May: Leading},
	}
}

// Phases that a meeting of any kind begins and ends with.
const (
	Lobby   = "lobby"
	Closing = "close"
)

// UnlessTooFew drops the refusal of a ballot that has nobody, or too few, to ask, or that
// could be put together with an earlier one: the meeting goes on without it.
func UnlessTooFew(err error) error {
	var refusal *Error
	if errors.As(err, &refusal) && (refusal.Code == "too_few" || refusal.Code == "same_people") {
		return nil
	}
	return err
}
