package rooms

import (
	"cmp"
	"time"
)

// Ahead is the window before a meeting in which people do their part alone, each in their own
// time, over days if need be: they write, estimate, or say when they are there. Then they meet
// about what is left: what is given by its end is settled.
type Ahead struct {
	Until Millis `json:"until"`          // when it closes
	Zone  string `json:"zone"`           // in which that moment is said, a name of IANA's time zone database
	Over  bool   `json:"over,omitempty"` // it has closed
}

// IsOpen tells whether people may still do their part alone.
func (a Ahead) IsOpen() bool { return a.Until != 0 && !a.Over }

// AheadOver is told when the window has closed by its clock.
const AheadOver = "ahead_over"

const ahead = "ahead"

// AheadService is the window before the meeting. It closes by its clock, also with every
// browser closed, or when the meeting starts; settles then takes what was given.
func AheadService(settles func(*Tx) error) Service {
	over := func(t *Tx) error {
		t.Room.Ahead.Over = true
		t.StopTimer(ahead)
		return settles(t)
	}
	return Service{
		Name:  ahead,
		Verbs: map[string]Verb{ahead: Do(openAhead).MeantFor("/room/ahead/until")},
		Rings: map[string]func(*Tx, string) error{ahead: func(t *Tx, _ string) error {
			t.Tell(AheadOver, "")
			return over(t)
		}},
		Steady: []string{ahead},
		Hears: func(t *Tx, e Event) error {
			p, _ := t.Room.Agenda.Phases.Get(e.Of)
			if e.What != Leaving || p.Rank != 0 || !t.Room.Ahead.IsOpen() {
				return nil
			}
			return over(t)
		},
	}
}

// AheadRights is the row of the service: who opens the window, before the meeting.
func AheadRights(may Who) Rights { return Right{In: []string{Lobby}, May: may}.For(ahead) }

// openAhead opens the window, moves its end, or (without one) closes it without a trace: what
// was given stays where it is, and nothing is settled.
func openAhead(t *Tx, with struct {
	Seconds int    `json:"seconds,omitempty" takes:"60..1209600"` // from now; two weeks at most
	Zone    string `json:"zone,omitempty" takes:"key?"`           // of whoever opens it; the team's own counts where it has one
}) error {
	t.StopTimer(ahead)
	if t.Room.Ahead = (Ahead{}); with.Seconds == 0 {
		return nil
	}
	zone := cmp.Or(t.Room.Rhythm.Zone, with.Zone)
	if err := CheckZone(zone); err != nil {
		return err
	}
	in := time.Duration(with.Seconds) * time.Second
	t.Room.Ahead = Ahead{Until: t.Now + For(in), Zone: zone}
	t.SetTimer(ahead, in)
	return nil
}
