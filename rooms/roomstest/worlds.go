package roomstest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"rondo/rooms"
	"rondo/rooms/client"
	"rondo/rooms/live"
)

// Conduct is what people may do in secret in a phase of a ceremony.
type Conduct struct {
	Before []Deed // in the lobby
	Phase  string
	// Does is what somebody does next who sees this; the dice fall below n.
	Does func(doc client.Tree, dice func(n int) int) (do string, with any)
}

// Worlds is non-interference over a whole phase: two meetings in which one person does
// other things in secret, more of them or none, and at other moments, are alike to
// everybody else, and to whoever watches the network, also of that person: each frame is
// of the same length and comes at the same millisecond. What all others are told is the
// same but for ids, which are random.
func Worlds(t *testing.T, kind *rooms.Kind, conducts ...Conduct) {
	t.Helper()
	for _, conduct := range conducts {
		for seed := range uint64(max(3, *sequences/15)) {
			t.Run(fmt.Sprintf("%s/%d", conduct.Phase, seed), func(t *testing.T) {
				p := pair{t: t, kind: kind, seed: seed}
				who := cast[1+seed%2].Name
				one, other := p.spend(conduct, who, 0), p.spend(conduct, who, 1+seed)
				for what, frames := range one {
					if what != who {
						p.same(frames, other[what], []string{who}, what)
					}
				}
			})
		}
	}
}

const moments = 24 // in which somebody may do something

// spend plays a phase in which who does other things in every world, and in the first
// nothing.
func (p pair) spend(c Conduct, who string, world uint64) (h heard) {
	p.t.Helper()
	synctest.Test(p.t, func(t *testing.T) {
		s := newStage(t, p.kind, live.Limits{})
		defer s.end()
		s.enter()
		s.does(c.Before)
		s.goTo(c.Phase)
		all, own := rand.New(rand.NewPCG(p.seed, 7)), rand.New(rand.NewPCG(p.seed, world))
		for range moments {
			if v := s.people[all.IntN(3)]; v.name != who {
				c.act(v, all)
			}
			pause := time.Duration(200+all.IntN(3000)) * time.Millisecond
			before := time.Duration(own.Int64N(int64(pause)))
			s.sleep(before)
			synctest.Wait()
			for range own.IntN(4) * int(min(world, 1)) {
				c.act(s.named(who), own)
			}
			s.sleep(pause - before)
			synctest.Wait()
		}
		s.sleep(20 * time.Second)
		synctest.Wait()
		h = s.heardPlainly()
		if done := s.named(who).done(); done < int(min(world, 1)) {
			t.Errorf("%s did nothing that the room took", who)
		}
	})
	return h
}

// goTo lets whoever leads begin, and go on to a phase.
func (s *stage) goTo(phase string) {
	for do := "start"; s.people[0].base().Room.Agenda.Now != phase; do = "next" {
		if refused := s.people[0].do(do, nil); refused != nil {
			s.t.Fatalf("on the way to %s: %s: %v", phase, do, refused)
		}
	}
}

func (c Conduct) act(v *viewer, dice *rand.Rand) {
	do, with := c.Does(v.view.Doc, dice.IntN)
	v.send(do, with)
	synctest.Wait()
}

// done is how many actions the room took.
func (v *viewer) done() (n int) {
	for _, refusal := range v.answers {
		if refusal == nil {
			n++
		}
	}
	return n
}

// heardPlainly is when each frame came and how long it was, and then what they said.
func (s *stage) heardPlainly() heard {
	h := heard{}
	for _, v := range s.people {
		for _, k := range v.raw {
			wire := "whoever watches " + v.name
			h[wire] = append(h[wire], fmt.Sprintf("%s, %d bytes", k.when.Format("15:04:05.000"), len(k.frame)))
		}
		for _, k := range v.said {
			var frame any
			if err := json.Unmarshal(k.frame, &frame); err != nil {
				s.t.Fatalf("%s got %s", v.name, k.frame)
			}
			h[v.name] = append(h[v.name], strings.Join(slices.Sorted(slices.Values(leaves("", frame))), "\n"))
		}
	}
	return h
}

// leaves are the values of a frame with their paths, but for ids: they are random, and
// so is what comes first by them.
func leaves(at string, v any) (all []string) {
	switch v := v.(type) {
	case client.Tree:
		for key, part := range v {
			all = append(all, leaves(at+"/"+thing.ReplaceAllString(key, "#"), part)...)
		}
		return all
	case string:
		return []string{at + " " + thing.ReplaceAllString(v, "#")}
	}
	return []string{fmt.Sprint(at, " ", v)}
}
