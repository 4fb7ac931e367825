package planning

import (
	"strconv"
	"time"

	"rondo/rooms"
)

// voiceTime is what somebody has who doubts and chooses to say why.
const voiceTime = time.Minute

// mostReworks is how often the plan is changed because somebody doubts.
const mostReworks = 2

// askConfidence asks the developers for their fists, and apart from them, with names, those
// who advise: once for each time that the meeting comes here with another plan.
func askConfidence(t *turn) error {
	s := t.Shared
	if t.Room.Agenda.Now != confidence || s.Asked > s.Reworks.Len() {
		return nil // it is asked, or was: whoever leads may ask again
	}
	err := rooms.UnlessTooFew(askDevelopers(t, confidenceBallot, rooms.BallotPlan{Kind: rooms.Fist, Fine: s.Least}))
	if err != nil || !isAsked(t, confidenceBallot) {
		return err
	}
	s.Asked = s.Reworks.Len() + 1
	return rooms.UnlessTooFew(t.AskAnew(adviceBallot, rooms.BallotPlan{
		Kind: rooms.Fist, Secrecy: rooms.Hidden, Who: rooms.ProductOwners | rooms.ScrumMasters, Late: true,
	}))
}

// confidenceSettles shows what those who advise chose in the same moment, and leads on where
// nobody doubts.
func confidenceSettles(t *turn) error {
	if err := t.CloseBallot(adviceBallot); err != nil {
		return err
	}
	s := t.Shared
	switch r := latest(t, confidenceBallot); {
	case r.Voters == 0 || r.Part:
		s.Confidence = ""
	case r.Mood == rooms.SomeNot || s.hasLow(r):
		s.Confidence = doubted
	default:
		s.Confidence = confident
	}
	return confidenceReady(t)
}

func (s State) hasLow(r rooms.Result) bool {
	for card := range r.Tally.All() {
		if x, _ := rooms.NumberOf(card); x < float64(s.Least) {
			return true
		}
	}
	return false
}

// confidenceReady leads on where nobody doubts, or the product owner goes on all the same.
func confidenceReady(t *turn) error {
	if t.Room.Agenda.Now != confidence {
		return nil
	}
	return t.SetReady(t.Shared.Confidence == confident || t.Shared.Accepted != "")
}

func leavesConfidence(t *turn, phase string) error {
	if phase != confidence {
		return nil
	}
	return t.CloseBallot(adviceBallot)
}

// speakUp gives the floor to somebody who chooses to say why they doubt. Nobody learns
// otherwise who they are.
func speakUp(t *turn, _ struct{}) error {
	if t.Shared.Confidence != doubted {
		return rooms.Refuse("nobody_doubts")
	}
	t.GiveFloor(t.Actor, voiceTime)
	return nil
}

// rework goes back to what is forecast, and keeps why, and what was forecast until then.
func rework(t *turn, with struct {
	Why string `json:"why" takes:"extra"`
}) error {
	s := t.Shared
	switch n := s.Reworks.Len(); {
	case s.Confidence != doubted:
		return rooms.Refuse("nobody_doubts")
	case n >= mostReworks:
		return rooms.Refuse("too_many/reworks", "n", mostReworks)
	default:
		s.Reworks.Put(strconv.Itoa(n+1), Rework{with.Why, t.Actor, rooms.ListOf(forecast(t.Base, s)...)})
	}
	s.Confidence, s.Accepted = "", ""
	t.BackTo(what)
	return nil
}

// acceptRisk is the product owner's: to go on with the plan although somebody doubts it, or
// although nothing can be shown of how confident people are; or to take that back.
func acceptRisk(t *turn, with struct {
	On bool `json:"on"`
}) error {
	switch {
	case t.Shared.Confidence == confident:
		return rooms.Refuse("nobody_doubts")
	case isAsked(t, confidenceBallot):
		return rooms.Refuse("asked_now")
	}
	if t.Shared.Accepted = ""; with.On {
		t.Shared.Accepted = t.Actor
	}
	return confidenceReady(t)
}
