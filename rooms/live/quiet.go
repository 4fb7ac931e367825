package live

import (
	"bytes"
	"rondo/rooms"
	"rondo/rooms/wire"
	"slices"
	"time"
)

// Quiet signals: at any time somebody may tell the facilitators that it goes too
// fast, that they are lost, need a break or disagree, and nobody learns who.
//
// They are in no document and no journal: there the room's key would open them
// for a later reader. They live in the memory of the room's goroutine, lapse by
// themselves, and a restart forgets them all.
type quiet struct {
	said  map[string]map[rooms.ID]rooms.Millis // sign -> person -> when it lapses
	leads []rooms.ID                           // who facilitates, while these are said
	due   rooms.Millis                         // when the facilitators are told next; 0: none is here
}

const (
	quietLife   = 3 * time.Minute
	quietPace   = 15 * time.Second // whether anything changed or not
	quietSize   = 128              // bytes of the frame, whatever it says
	fewestQuiet = 3                // people from whom on a sign is told
)

// hears takes a quiet signal, or takes one back. Those of the facilitators do
// not count, or two of them would learn of a third; nor do those of bots, which
// the facilitator brings in.
func (r *room) takeQuietSign(c *Session, g wire.Gesture) {
	if !r.kind.HearsQuietSigns() {
		c.send(wire.ErrorFrame(0, wire.ErrNoSign))
		return
	}
	base := r.durable.doc.Common()
	if p, _ := base.Room.People.Get(c.person); p.Bot || base.WhoIs(c.person)&rooms.Leads != 0 {
		return
	}
	if g.On != nil && !*g.On {
		delete(r.quiet.said[g.What], c.person)
		return
	}
	r.quiet.say(g.What, c.person, r.now()+rooms.For(quietLife))
}

func (q *quiet) say(what string, person rooms.ID, until rooms.Millis) {
	if q.said == nil {
		q.said = map[string]map[rooms.ID]rooms.Millis{}
	}
	if q.said[what] == nil {
		q.said[what] = map[rooms.ID]rooms.Millis{}
	}
	q.said[what][person] = until
}

// tellQuiet tells the facilitators, at a fixed pace, what was said quietly. When
// others facilitate than before, all is forgotten: to make somebody one of them
// and see the count fall would tell on that person.
func (r *room) tellQuiet(now rooms.Millis) {
	if !r.kind.HearsQuietSigns() {
		return
	}
	if leads := r.durable.doc.Common().Facilitators(); !slices.Equal(leads, r.quiet.leads) {
		r.quiet = quiet{leads: leads, due: r.quiet.due}
	}
	switch {
	case !slices.ContainsFunc(r.quiet.leads, r.isHere):
		r.quiet.due = 0
	case r.quiet.due == 0:
		r.quiet.due = r.nextQuiet(now)
	case now >= r.quiet.due:
		r.quiet.due = r.nextQuiet(now)
		frame := quietFrame(r.quiet.counts(now, r.quietPeople()))
		for c := range r.sessions {
			if slices.Contains(r.quiet.leads, c.person) {
				c.send(frame)
			}
		}
	}
}

func (r *room) isHere(person rooms.ID) bool {
	_, here := r.since[person]
	return here
}

// nextQuiet is the next tick of a clock that began with the epoch: to leave and
// come back must not move it.
func (r *room) nextQuiet(now rooms.Millis) rooms.Millis {
	return now + rooms.For(quietPace) - (now-r.anchor)%rooms.For(quietPace)
}

// quietPeople is how many are connected who may have said something.
func (r *room) quietPeople() (n int) {
	base := r.durable.doc.Common()
	for person := range r.since {
		if p, _ := base.Room.People.Get(person); !p.Bot && !p.Left && base.WhoIs(person)&rooms.Leads == 0 {
			n++
		}
	}
	return n
}

// counts is what may be told: a sign from three people on, and never that all
// who are here gave it, which would name each of them. A signal counts until it
// lapses, whatever becomes of its person: to remove somebody tells nothing.
func (q *quiet) counts(now rooms.Millis, people int) map[string]int {
	told := map[string]int{}
	for what, who := range q.said {
		for person, until := range who {
			if now >= until {
				delete(who, person)
			}
		}
		if n := min(len(who), people-1); n >= fewestQuiet {
			told[what] = n
		}
	}
	return told
}

// quietFrame has one size, so that it says nothing to who only sees its size.
func quietFrame(counts map[string]int) wire.Frame {
	f := wire.FrameOf(map[string]any{"quiet": counts})
	return append(f, bytes.Repeat([]byte(" "), quietSize-len(f))...)
}
