package ceremonies

import (
	"testing"
	"time"

	"rondo/rooms"
)

func (s standup) votes(cards ...string) {
	s.t.Helper()
	for i, card := range cards {
		id := []rooms.ID{ann, ben, cara, dan}[i]
		if card != "" {
			s.do(id, "vote", with("ballot", trackBallot, "card", card))
		}
	}
}

// topics returns the parked topics in order.
func (s rehearsed) topics() (texts []string) {
	parked := s.Base().Room.Parked
	for _, id := range parked.Ranked(func(p rooms.Topic) int { return p.Rank }) {
		topic, _ := parked.Get(id)
		texts = append(texts, topic.Text)
	}
	return texts
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
		s.do(ben, "park", with("text", "Lunch"))
		s.to(plan)
		s.votes(c.cards...)
		s.wait(time.Minute + time.Second)
		s.in(closing)
		if topics := s.topics(); (len(topics) == 2 && topics[1] == "Lunch") != c.parks {
			t.Errorf("%s: parked %q", name, topics)
		}
	}
}

func TestTheVoteLeadsOnWhenAllHaveLookedAtIt(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.to(plan)
	s.votes("up", "up")
	s.wait(3 * time.Second) // it is revealed
	s.wait(14 * time.Second)
	s.in(plan)
	s.wait(time.Second)
	s.in(closing)
}

func TestAskingAgainStopsTheWayOn(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.to(plan)
	s.votes("up", "down")
	s.wait(5 * time.Second)
	s.do(ann, "revote", with("ballot", trackBallot))
	s.wait(20 * time.Second)
	s.in(plan)
}

func TestAVoteInFlightAtZeroCounts(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.to(plan)
	s.wait(time.Minute + 500*time.Millisecond)
	s.in(plan)
	s.votes("up")
	s.wait(time.Second)
	s.in(closing)
	b, _ := s.Base().Room.Ballots.Get(trackBallot)
	if r, _ := b.Latest(); r.Voters != 1 {
		t.Fatalf("%d votes", r.Voters)
	}
	s.refused("phase_closed", ben, "vote", with("ballot", trackBallot, "card", "up"))
}

func TestAnotherVoteCanTakeThePlanTalkBack(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.to(plan)
	s.votes("down", "down")
	s.wait(3 * time.Second)
	if len(s.topics()) != 1 {
		t.Fatalf("parked %q", s.topics())
	}
	s.do(ann, "revote", with("ballot", trackBallot))
	s.votes("up", "up")
	s.wait(18 * time.Second)
	s.in(closing)
	if len(s.topics()) != 0 {
		t.Fatalf("parked %q", s.topics())
	}
}

func TestWhoComesDuringTheVoteMayVote(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.do(ann, "away", with("person", ben, "on", true))
	s.to(plan)
	s.join("Cara")
	olaf := s.as("Olaf", rooms.ProductOwner)
	s.do(ann, "away", with("person", ben, "on", false))
	s.do(cara, "vote", with("ballot", trackBallot, "card", "up"))
	s.do(ben, "vote", with("ballot", trackBallot, "card", "up"))
	s.refused("forbidden", olaf, "vote", with("ballot", trackBallot, "card", "up"))
}

func TestWithoutDevelopersThePlanRunsByItsClock(t *testing.T) {
	s := inStandup(t, "Ann")
	s.do(ann, "roles", with("roles", []rooms.Role{rooms.ScrumMaster}))
	s.to(plan)
	s.wait(time.Minute)
	s.in(closing)
}
