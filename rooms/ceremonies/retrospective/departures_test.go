package retrospective

import (
	"encoding/json"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// departures are ways in which somebody's part can end or change; none of them may
// tell what this person did in secret.
var departures = map[string]func(r retro, who rooms.ID){
	"is away":        func(r retro, who rooms.ID) { r.Does(ann, "away", roomstest.With("person", who, "on", true)) },
	"was away":       func(r retro, who rooms.ID) { awayAndBack(r, who) },
	"is removed":     func(r retro, who rooms.ID) { r.Does(ann, "remove", roomstest.With("person", who)) },
	"was removed":    func(r retro, who rooms.ID) { removedAndBack(r, who) },
	"leaves":         func(r retro, who rooms.ID) { r.Does(who, "leave", nil) },
	"loses the line": func(r retro, who rooms.ID) { r.Must(r.Drop(who)) },
	"only listens from now on": func(r retro, who rooms.ID) {
		r.Does(ann, "roles", roomstest.With("person", who, "roles", []string{"observer"}))
	},
}

func awayAndBack(r retro, who rooms.ID) {
	r.Does(ann, "away", roomstest.With("person", who, "on", true))
	r.Passes(2 * time.Second)
	r.Does(ann, "away", roomstest.With("person", who, "on", false))
}

func removedAndBack(r retro, who rooms.ID) {
	r.meeting().Door.Browsers.Put("a browser", who)
	r.Does(ann, "remove", roomstest.With("person", who))
	r.Passes(2 * time.Second)
	r.Does(ann, "undo", roomstest.With("removed", who))
}

// secretActs are what people do in secret, and where.
var secretActs = map[string]struct {
	phase string
	does  func(r retro, who rooms.ID)
}{
	"the safety check":   {stage, func(r retro, who rooms.ID) { r.Does(who, "vote", roomstest.With("ballot", safetyBallot, "card", "4")) }},
	"being done writing": {write, saysDone},
	"being done voting":  {dots, saysDone},
	"the dots": {dots, func(r retro, who rooms.ID) {
		r.Does(who, "vote", roomstest.With("ballot", dotsBallot, "dots", roomstest.With(r.note("a"), 2)))
	}},
	"what it was worth":   {rooms.Closing, func(r retro, who rooms.ID) { r.Does(who, "vote", roomstest.With("ballot", roti, "card", "4")) }},
	"being done at close": {rooms.Closing, saysDone},
}

func saysDone(r retro, who rooms.ID) { r.Does(who, "done", roomstest.With("on", true)) }

// Whoever goes, or is sent, while people act in secret takes along whether they did:
// everybody else sees the same, second by second.
func TestWhoGoesTakesTheSecretAlong(t *testing.T) {
	const eve, fay = "p5", "p6"
	for what, secret := range secretActs {
		for how, depart := range departures {
			seen := func(actors ...rooms.ID) (all []string) {
				r := inRetro(t, "Ann", "Ben", "Cara", "Dan", "Eve", "Fay")
				if secret.phase != stage {
					r.written(dan, "a", "b")
				}
				r.GoTo(secret.phase)
				for _, who := range actors {
					secret.does(r, who)
				}
				r.Passes(7 * time.Second)
				depart(r, ben)
				for range 50 {
					all = append(all, public(r))
					r.Passes(time.Second)
				}
				return all
			}
			for _, others := range [][2][]rooms.ID{{{ben, cara, eve}, {cara, dan, eve}}, {{ben, cara, dan, eve, fay}, {ann, cara, dan, eve, fay}}} {
				with, without := seen(others[0]...), seen(others[1]...)
				for i := range with {
					if with[i] != without[i] {
						t.Errorf("%s: %d s after Ben %s\nhad Ben done it:\n%s\nhad Ben not:\n%s", what, i, how, with[i], without[i])
						break
					}
				}
			}
		}
	}
}

// public is what everybody sees.
func public(r retro) string {
	m := r.meeting()
	raw, err := json.Marshal(map[string]any{"room": m.Room, "shared": m.Shared})
	r.Must(err)
	return string(raw)
}
