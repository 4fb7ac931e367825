package rooms

import "time"

// toy is a ceremony that has a bit of everything the kernel promises something
// about: public words, private ones, an audience, clocks, a secret round.
type toy struct {
	Words Map[string] `json:"words"`
	Rung  int         `json:"rung,omitempty"`
}

type toyOwn struct {
	Secret string `json:"secret,omitempty"`
}

type toyTurn = Turn[toy, toyOwn, toyOwn]

type word struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

type after struct {
	MS int `json:"ms"`
}

var everybody = Everyone | Facilitator

func toyKind() *Kind { return Register(toyCeremony()) }

func toyCeremony() Ceremony[toy, toyOwn, toyOwn] {
	return Ceremony[toy, toyOwn, toyOwn]{
		Kind: "toy", Version: 1,
		Services:  []Service{toyRound()},
		Audiences: map[string]Who{"devs": Developers},
		Quiet:     true,
		Rights: Rights{
			{Do: "say", May: everybody, Why: "Everybody may."}, {Do: "whisper", May: everybody, Why: "Everybody may."},
			{Do: "tell_devs", May: everybody, Why: "Everybody may."}, {Do: "arm", May: everybody, Why: "Everybody may."},
			{Do: "panic", May: everybody, Why: "Everybody may."}, {Do: "nothing", May: everybody, Why: "Everybody may."},
			{Do: "round", May: everybody, Why: "Everybody may."}, {Do: "vote", May: everybody, Why: "Everybody may."},
			{Do: "end_round", May: everybody, Why: "Everybody may."}, {Do: "out", May: everybody, Why: "Everybody may."},
			{Do: "become", May: everybody, Why: "Everybody may."},
			{Do: "undo", May: Facilitator, Why: "Only the facilitator takes back."},
			{Do: "unsay", May: everybody, Why: "Everybody may."},
			{Do: "lead", May: Facilitator, Why: "Only the facilitator leads."},
		},
		Actions: map[string]Action[toy, toyOwn, toyOwn]{
			"say":   On(func(t *toyTurn, w word) error { t.Shared.Words.Put(w.Key, w.Text); return nil }).Undoable(),
			"unsay": On(func(t *toyTurn, w word) error { t.Shared.Words.Delete(w.Key); return nil }),
			"whisper": On(func(t *toyTurn, w word) error {
				t.Private.Edit(t.Actor, func(o *toyOwn) { o.Secret = w.Text })
				return nil
			}),
			"tell_devs": On(func(t *toyTurn, w word) error {
				t.Audience.Edit("devs", func(o *toyOwn) { o.Secret = w.Text })
				return nil
			}),
			"arm":     On(func(t *toyTurn, a after) error { t.SetTimer("toy", time.Duration(a.MS)*time.Millisecond); return nil }).Undoable(),
			"panic":   On(func(t *toyTurn, _ struct{}) error { t.Shared.Rung = 99; panic("a bug in a rule") }),
			"nothing": On(func(*toyTurn, struct{}) error { return nil }),
			"lead":    On(func(t *toyTurn, _ struct{}) error { t.Shared.Rung = -1; return nil }),
			"out": On(func(t *toyTurn, w word) error {
				t.Room.People.Edit(w.Key, func(p *Person) { p.Left = true })
				return nil
			}),
			"become": On(func(t *toyTurn, w word) error {
				t.Room.People.Edit(t.Actor, func(p *Person) { p.Roles = ListOf(w.Text) })
				return nil
			}),
		},
		Opens: func(t *toyTurn, b Brief) error { return nil },
		Hears: func(t *toyTurn, e Event) error {
			if e.What == Rang {
				t.Shared.Rung++
			}
			return nil
		},
		Minutes: func(m *Meeting[toy, toyOwn, toyOwn]) Minutes { return Minutes{Title: m.Room.Title} },
	}
}

// toyRound is a secret round without the ballot service: what is sealed and
// burned must not depend on who opens the round.
func toyRound() Service {
	empty := func(b *Base) {
		for person, held := range b.Held.All() {
			held.Votes = Map[Choice]{}
			b.Held.Put(person, held)
		}
	}
	return Service{
		Name: "round",
		Verbs: map[string]Verb{
			"round": Do(func(t *Table, _ struct{}) error { t.HoldRound("toy"); return nil }),
			"vote": Do(func(t *Table, w word) error {
				t.Held.Edit(t.Actor, func(h *Held) { h.Votes.Put("b", Choice{Card: w.Text}) })
				return nil
			}),
			"end_round": Do(func(t *Table, _ struct{}) error {
				t.ReleaseRound("toy")
				t.Room.Look = "the round is over"
				empty(t.Base)
				return nil
			}),
		},
		Tidies: func(b *Base) {
			if b.Kernel.Round == "" {
				empty(b)
			}
		},
		Hears: func(t *Table, e Event) error {
			if e.What == Voided {
				t.Room.Look = "please vote again"
			}
			return nil
		},
	}
}
