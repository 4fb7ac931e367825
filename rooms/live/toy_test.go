package live

import (
	"rondo/rooms"
	"time"
)

// toy is a ceremony that has a bit of everything the kernel promises something
// about: public words, private ones, an audience, clocks, a secret round.
type toy struct {
	Words rooms.Map[string, string] `json:"words"`
	Rung  int                       `json:"rung,omitempty"`
}

type toyOwn struct {
	Secret string `json:"secret,omitempty"`
}

type toyTurn = rooms.Turn[toy, toyOwn, toyOwn]

type word struct {
	Key  string `json:"key" takes:"any"`
	Text string `json:"text" takes:"any"`
}

type after struct {
	MS int `json:"ms" takes:"any"`
}

var anybody = rooms.Right{In: rooms.EveryPhase, May: rooms.Everyone | rooms.Facilitator}

func toyKind() *rooms.Kind { return rooms.Register(toyCeremony()) }

func toyCeremony() rooms.Ceremony[toy, toyOwn, toyOwn] {
	return rooms.Ceremony[toy, toyOwn, toyOwn]{
		Kind: "toy", Version: 1,
		Services:  []rooms.Service{toyRound()},
		Audiences: map[string]rooms.Who{"devs": rooms.Developers},
		Quiet:     true,
		Rights: append(
			anybody.For("say", "unsay", "strike", "whisper", "tell_devs", "arm", "panic", "nothing", "round", "vote", "end_round", "out", "become", "close"),
			rooms.Right{In: rooms.EveryPhase, May: rooms.Facilitator}.For("undo", "lead")...,
		),
		Actions: map[string]rooms.Action[toy, toyOwn, toyOwn]{
			"say":    rooms.On(func(t *toyTurn, w word) error { t.Shared.Words.Put(w.Key, w.Text); return nil }).Undoable(),
			"unsay":  rooms.On(func(t *toyTurn, w word) error { t.Shared.Words.Delete(w.Key); return nil }).Always(),
			"strike": rooms.On(func(t *toyTurn, w word) error { t.Shared.Words.Put(w.Key, "struck"); return nil }).Always(),
			"whisper": rooms.On(func(t *toyTurn, w word) error {
				t.Private.Edit(t.Actor, func(o *toyOwn) { o.Secret = w.Text })
				return nil
			}),
			"tell_devs": rooms.On(func(t *toyTurn, w word) error {
				t.Audience.Edit("devs", func(o *toyOwn) { o.Secret = w.Text })
				return nil
			}),
			"arm":     rooms.On(func(t *toyTurn, a after) error { t.SetTimer("toy", time.Duration(a.MS)*time.Millisecond); return nil }).Undoable(),
			"panic":   rooms.On(func(t *toyTurn, _ struct{}) error { t.Shared.Rung = 99; panic("a bug in a rule") }),
			"nothing": rooms.On(func(*toyTurn, struct{}) error { return nil }),
			"lead":    rooms.On(func(t *toyTurn, _ struct{}) error { t.Shared.Rung = -1; return nil }),
			"close":   rooms.On(func(t *toyTurn, _ struct{}) error { t.Room.Ended = t.Now; return nil }),
			"out": rooms.On(func(t *toyTurn, w word) error {
				t.Room.People.Edit(rooms.ID(w.Key), func(p *rooms.Person) { p.Left = true })
				return nil
			}),
			"become": rooms.On(func(t *toyTurn, w word) error {
				t.Room.People.Edit(t.Actor, func(p *rooms.Person) { p.Roles = rooms.ListOf(rooms.Role(w.Text)) })
				return nil
			}),
		},
		Opens: func(t *toyTurn, b rooms.Brief) error { return nil },
		Hears: func(t *toyTurn, e rooms.Event) error {
			if e.What == rooms.Rang {
				t.Shared.Rung++
			}
			return nil
		},
		Minutes: func(m *rooms.Meeting[toy, toyOwn, toyOwn]) rooms.Minutes { return rooms.Minutes{Title: m.Room.Title} },
	}
}

// toyRound is a secret round without the ballot service: what is sealed and
// burned must not depend on who opens the round.
func toyRound() rooms.Service {
	empty := func(b *rooms.Base) {
		for person, held := range b.Held.All() {
			held.Votes = rooms.Map[string, rooms.Choice]{}
			b.Held.Put(person, held)
		}
	}
	return rooms.Service{
		Name: "round",
		Verbs: map[string]rooms.Verb{
			"round": rooms.Do(func(t *rooms.Tx, _ struct{}) error { t.HoldRound("toy"); return nil }),
			"vote": rooms.Do(func(t *rooms.Tx, w word) error {
				t.Held.Edit(t.Actor, func(h *rooms.Held) { h.Votes.Put("b", rooms.Choice{Card: w.Text}) })
				return nil
			}),
			"end_round": rooms.Do(func(t *rooms.Tx, _ struct{}) error {
				t.ReleaseRound("toy")
				t.Room.Look = "the round is over"
				empty(t.Base)
				return nil
			}),
		},
		Tidies: func(b *rooms.Base) {
			if b.Internal.Round == "" {
				empty(b)
			}
		},
		Hears: func(t *rooms.Tx, e rooms.Event) error {
			if e.What == rooms.Voided {
				t.Room.Look = "please vote again"
			}
			return nil
		},
	}
}
