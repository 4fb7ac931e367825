package standup

import (
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

func (s standup) votes(cards ...string) {
	s.T.Helper()
	for i, card := range cards {
		id := []rooms.ID{ann, ben, cara, dan}[i]
		if card != "" {
			s.Does(id, "vote", roomstest.With("ballot", trackBallot, "card", card))
		}
	}
}

func TestHalfOrFewerUpParksATalkAboutThePlanFirst(t *testing.T) {
	for name, c := range map[string]struct {
		cards []string
		parks bool
	}{
		"all up":         {[]string{"up", "up", "up", "up"}, false},
		"three of four":  {[]string{"up", "up", "up", "down"}, false},
		"half":           {[]string{"up", "up", "side", "down"}, true},
		"one of four":    {[]string{"up", "side", "side", "down"}, true},
		"one of one":     {[]string{"up", "", "", ""}, false},
		"nobody says so": {[]string{"", "", "", ""}, false},
	} {
		s := inStandup(t, "Ann", "Ben", "Cara", "Dan")
		s.Does(ben, "park", roomstest.With("text", "Lunch"))
		s.GoTo(plan)
		s.votes(c.cards...)
		s.Passes(time.Minute + time.Second)
		s.IsIn(rooms.Closing)
		if topics := s.Parked(); (len(topics) == 2 && topics[1] == "Lunch") != c.parks {
			t.Errorf("%s: parked %q", name, topics)
		}
	}
}

func TestTheVoteLeadsOnWhenAllHaveLookedAtIt(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.GoTo(plan)
	s.votes("up", "up")
	s.Passes(3 * time.Second) // it is revealed
	s.Passes(14 * time.Second)
	s.IsIn(plan)
	s.Passes(time.Second)
	s.IsIn(rooms.Closing)
}

func TestAskingAgainStopsTheWayOn(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.GoTo(plan)
	s.votes("up", "down")
	s.Passes(5 * time.Second)
	s.Does(ann, "revote", roomstest.With("ballot", trackBallot))
	s.Passes(20 * time.Second)
	s.IsIn(plan)
}

func TestAVoteInFlightAtZeroCounts(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.GoTo(plan)
	s.Passes(time.Minute + 500*time.Millisecond)
	s.IsIn(plan)
	s.votes("up")
	s.Passes(time.Second)
	s.IsIn(rooms.Closing)
	b, _ := s.Base().Room.Ballots.Get(trackBallot)
	if r, _ := b.Latest(); r.Voters != 1 {
		t.Fatalf("%d votes", r.Voters)
	}
	s.Refused("phase_closed", ben, "vote", roomstest.With("ballot", trackBallot, "card", "up"))
}

func TestAnotherVoteCanTakeThePlanTalkBack(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.GoTo(plan)
	s.votes("down", "down")
	s.Passes(3 * time.Second)
	if len(s.Parked()) != 1 {
		t.Fatalf("parked %q", s.Parked())
	}
	s.Does(ann, "revote", roomstest.With("ballot", trackBallot))
	s.votes("up", "up")
	s.Passes(18 * time.Second)
	s.IsIn(rooms.Closing)
	if len(s.Parked()) != 0 {
		t.Fatalf("parked %q", s.Parked())
	}
}

func TestWhoComesDuringTheVoteMayVote(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.Does(ann, "away", roomstest.With("person", ben, "on", true))
	s.GoTo(plan)
	s.Enter("Cara")
	olaf := s.EnterAs("Olaf", rooms.ProductOwner)
	s.Does(ann, "away", roomstest.With("person", ben, "on", false))
	s.Does(cara, "vote", roomstest.With("ballot", trackBallot, "card", "up"))
	s.Does(ben, "vote", roomstest.With("ballot", trackBallot, "card", "up"))
	s.Refused("forbidden", olaf, "vote", roomstest.With("ballot", trackBallot, "card", "up"))
}

func TestWithoutDevelopersThePlanRunsByItsClock(t *testing.T) {
	s := inStandup(t, "Ann")
	s.Does(ann, "roles", roomstest.With("roles", []rooms.Role{rooms.ScrumMaster}))
	s.GoTo(plan)
	s.Passes(time.Minute)
	s.IsIn(rooms.Closing)
}

func TestTheVoteDoesNotWaitForADeveloperWhoOnlyListensNow(t *testing.T) {
	s := inStandup(t, "Ann", "Ben", "Cara")
	s.GoTo(plan)
	s.votes("up", "up")
	s.Does(cara, "roles", roomstest.With("roles", []rooms.Role{rooms.Observer}))
	s.Passes(3*time.Second + 15*time.Second)
	s.IsIn(rooms.Closing)
}

func TestTheVoteWaitsForTheFirstDeveloper(t *testing.T) {
	s := inStandup(t, "Ann")
	s.Does(ann, "roles", roomstest.With("roles", []rooms.Role{rooms.ScrumMaster}))
	s.GoTo(plan)
	ben := s.Enter("Ben")
	s.Does(ben, "vote", roomstest.With("ballot", trackBallot, "card", "up"))
}

// A step back by mistake costs no vote: the ballot waits, and goes on where it was.
func TestGoingBackAndOnAgainCostsNoVote(t *testing.T) {
	for name, c := range map[string]struct {
		voted []string      // before
		after time.Duration // in the phase
		then  []string      // once the meeting is there again
	}{
		"one of three":        {[]string{"up"}, 10 * time.Second, []string{"", "up", "down"}},
		"a vote is changed":   {[]string{"down"}, 10 * time.Second, []string{"up", "up", "down"}},
		"just before the end": {[]string{"up", "up", "down"}, time.Second, nil},
		"just after the zero": {[]string{"up"}, time.Minute + 100*time.Millisecond, []string{"", "up", "down"}},
	} {
		s := inStandup(t, "Ann", "Ben", "Cara")
		s.GoTo(plan)
		s.votes(c.voted...)
		s.Passes(c.after)
		s.Does(ann, "back", nil)
		s.Passes(20 * time.Second)
		s.IsIn(blockers)
		s.Refused("phase_closed", ben, "vote", roomstest.With("ballot", trackBallot, "card", "up"))
		s.Refused("phase_closed", ann, "revote", roomstest.With("ballot", trackBallot))
		s.Does(ann, "next", nil)
		if b, _ := s.Base().Room.Ballots.Get(trackBallot); !b.IsOpen() || b.Round != 1 || b.Done.Len() != len(c.voted) {
			t.Errorf("%s: %+v", name, b)
		}
		s.votes(c.then...)
		s.Passes(3 * time.Second)
		b, _ := s.Base().Room.Ballots.Get(trackBallot)
		if r, _ := b.Latest(); b.IsOpen() || r.Voters != 3 || len(s.Parked()) != 0 {
			t.Errorf("%s: %+v", name, r)
		}
		s.Passes(15 * time.Second)
		s.IsIn(rooms.Closing)
	}
}

func TestAMeetingThatEndsWhileAVoteWaitsCountsIt(t *testing.T) {
	s := inStandup(t, "Ann", "Ben", "Cara")
	s.GoTo(plan)
	s.votes("down", "down")
	s.Does(ann, "back", nil)
	s.Does(ann, "end", nil)
	b, _ := s.Base().Room.Ballots.Get(trackBallot)
	if r, _ := b.Latest(); b.IsOpen() || r.Voters != 2 || s.Base().Room.Timers.Len() > 0 {
		t.Fatalf("%+v", r)
	}
}
