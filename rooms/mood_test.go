package rooms

import (
	"slices"
	"testing"
)

// asked is what a meeting gives that people of the team answered, and guests.
func asked(room ID, ended Millis, tally map[string]int, who ...ID) Handover {
	h := Handover{Room: room, Ended: ended}
	r := Result{Voters: len(who)}
	for card, n := range tally {
		r.Tally.Put(card, n)
	}
	for _, person := range who {
		h.People.Put(person, Person{Name: string(person), Member: person})
		r.Who.Put(person, true)
	}
	h.Moods.Put("worth", r)
	return h
}

// kept are the rooms of which a home tells what was answered, after it was given each.
func kept(given ...Handover) []ID {
	t := &Tx{Base: &Base{}}
	var moods Map[ID, Mood]
	for _, h := range given {
		t.KeepMood(&moods, "worth", h)
	}
	return moods.Ranked(func(m Mood) int { return int(m.At) })
}

// Whoever sees two results beside each other that count other people learns what those
// answered who are in one alone. Seen red: with what differs by three let through; with
// unknown people taken for the same; without forgetting those before.
func TestBesideEachOtherStandAnswersOfTheSamePeopleOnly(t *testing.T) {
	five := []ID{"p1", "p2", "p3", "p4", "p5"}
	guest := asked("b", 2, nil, five...)
	guest.People.Put("p5", Person{Name: "Guest"})
	unknown := asked("b", 2, nil, five...)
	unknown.Moods.Put("worth", Result{Voters: 5})
	small := asked("b", 2, nil, five...)
	small.Moods.Put("worth", Result{Small: true})
	for name, c := range map[string]struct {
		second Handover
		want   []ID
	}{
		"the same":                  {asked("b", 2, nil, five...), []ID{"a", "b"}},
		"one more":                  {asked("b", 2, nil, append(slices.Clone(five), "p6")...), []ID{"b"}},
		"one less":                  {asked("b", 2, nil, five[:4]...), []ID{"b"}},
		"one for another":           {asked("b", 2, nil, "p1", "p2", "p3", "p4", "p6"), []ID{"b"}},
		"two for others":            {asked("b", 2, nil, "p1", "p2", "p3", "p6", "p7"), []ID{"b"}},
		"three for others":          {asked("b", 2, nil, "p1", "p2", "p6", "p7", "p8"), []ID{"b"}},
		"a guest among them":        {guest, []ID{"b"}},
		"not all who were asked":    {unknown, []ID{"b"}},
		"too few to show something": {small, []ID{"a"}},
		"the first once more":       {asked("a", 2, nil, five...), []ID{"a"}},
	} {
		if got := kept(asked("a", 1, nil, five...), c.second); !slices.Equal(got, c.want) {
			t.Errorf("%s: beside each other stand %v, not %v", name, got, c.want)
		}
	}
}

// Of a chain of sprints, each of which differs from the next by many, no two that are close
// to each other stand together.
func TestNoDetourLeadsToAComparison(t *testing.T) {
	first := []ID{"p1", "p2", "p3", "p4", "p5"}
	between := []ID{"p6", "p7", "p8", "p9", "p10"}
	if got := kept(asked("a", 1, nil, first...), asked("b", 2, nil, between...), asked("c", 3, nil, append(first[:4:4], "p6")...)); !slices.Equal(got, []ID{"c"}) {
		t.Errorf("beside each other stand %v", got)
	}
	// And what is unknown is not the same as what is unknown.
	unknown := func(room ID, at Millis) Handover {
		h := asked(room, at, nil, first...)
		h.Moods.Put("worth", Result{Voters: 5})
		return h
	}
	if got := kept(unknown("a", 1), unknown("b", 2)); !slices.Equal(got, []ID{"b"}) {
		t.Errorf("of unknown people there are %v", got)
	}
	// A guest may be somebody else each time.
	withGuest := func(room ID, at Millis) Handover {
		h := asked(room, at, nil, first...)
		h.People.Put("p5", Person{Name: "Guest"})
		return h
	}
	if got := kept(withGuest("a", 1), withGuest("b", 2)); !slices.Equal(got, []ID{"b"}) {
		t.Errorf("with a guest there are %v", got)
	}
}

func TestAHomeTellsOfTheNewestMoods(t *testing.T) {
	var given []Handover
	for n := range mostMoods + 3 {
		given = append(given, asked(ID([]rune{rune(97 + n)}), Millis(n+1), map[string]int{"4": 5}, "p1", "p2", "p3", "p4", "p5"))
	}
	if got := kept(given...); len(got) != mostMoods || got[0] != "d" {
		t.Errorf("it tells of %v", got)
	}
}
