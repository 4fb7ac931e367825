package main

import (
	"slices"
	"testing"
)

// A browser at another node that falls behind before its seat is known there is as behind as
// any other: it gets no frames that lack some, and a snapshot when it can take one.
func TestASeatFallsBehindBeforeItIsKnown(t *testing.T) {
	for name, c := range map[string]struct {
		says [][]byte
		told []string
	}{
		"in time":    {nil, nil},
		"behind":     {[][]byte{saysBehind}, []string{"lapsed"}},
		"and ready":  {[][]byte{saysBehind, saysReady}, []string{"lapsed", "ready"}},
		"and behind": {[][]byte{saysBehind, saysReady, saysBehind}, []string{"lapsed"}},
	} {
		t.Run(name, func(t *testing.T) {
			s, session := &remoteSeat{talk: mute{}}, &toldSession{}
			for _, what := range c.says {
				s.hear([][]byte{what})
			}
			if !s.sits(session, nil, nil) || !slices.Equal(session.told, c.told) {
				t.Errorf("the room is told %v, not %v", session.told, c.told)
			}
			s.hear([][]byte{saysBehind})
			s.hear([][]byte{saysReady})
			if got, want := session.told, slices.Concat(c.told, []string{"lapsed", "ready"}); !slices.Equal(got, want) {
				t.Errorf("in the end the room is told %v, not %v", got, want)
			}
		})
	}
}

// toldSession notes what it is told.
type toldSession struct {
	sitting
	told []string
}

func (s *toldSession) Lapsed() { s.told = append(s.told, "lapsed") }
func (s *toldSession) Ready()  { s.told = append(s.told, "ready") }

// mute is a talk in which nobody listens.
type mute struct{}

func (mute) Say(...[]byte) {}
func (mute) End()          {}
