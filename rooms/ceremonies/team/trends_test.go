package team

import (
	"slices"
	"strings"
	"testing"

	"rondo/rooms"
	"rondo/rooms/words"
)

// What a home has of its meetings for pictures over sprints.
func TestAHomeKnowsWhatItsMeetingsWereLike(t *testing.T) {
	s := team4(t)
	h := rooms.Handover{Room: "r", Kind: "retrospective", Ended: 9, Budget: 5, Took: 6, Followed: rooms.Followed{Done: 2, Kept: 1}}
	h.Moods.Put("safety", rooms.Result{Voters: 5, Mean: 4})
	taking{t, s}.takes(h)
	past, _ := state(s).Past.Get("r")
	if past.Budget != 5 || past.Took != 6 || past.Followed != h.Followed {
		t.Errorf("of the meeting there is %+v", past)
	}
	moods, _ := s.Meeting().(*meeting).Audience.Get(theTeam)
	if safety, there := moods.Safety.Get("r"); !there || safety.Voters != 5 || safety.Mean != 4 || safety.At != 9 || moods.Worth.Len() != 0 {
		t.Errorf("of what was answered there is %+v", moods)
	}
}

// What the team answered is the team's: whoever visits its home was asked out of such a
// meeting, or was never in it.
func TestOnlyTheTeamSeesWhatItAnswered(t *testing.T) {
	s := team4(t)
	doc := s.Meeting().(rooms.Document)
	for who, sees := range map[rooms.ID]bool{ada: true, jonas: true, ilse: true, marek: false} {
		if got := slices.Contains(Kind().AudiencesOf(doc, who), theTeam); got != sees {
			t.Errorf("%s sees it: %t", who, got)
		}
	}
	h := rooms.Handover{Room: "r", Kind: "retrospective", Ended: 9}
	h.Moods.Put("safety", rooms.Result{Voters: 5, Mean: 4.25})
	taking{t, s}.takes(h)
	if text := string(s.Minutes().Markdown(words.All.In(words.Source))); strings.Contains(text, "4.25") {
		t.Errorf("the minutes, which everybody has, say it:\n%s", text)
	}
}
