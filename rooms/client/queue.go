package client

import (
	"encoding/json"
	"time"

	"rondo/rooms"
	"rondo/rooms/wire"
)

// act is an action on its way.
type act struct {
	n      int
	do     string
	with   json.RawMessage
	seen   rooms.Seen // what it is meant for
	sealed bool       // asked for while an anonymous round was open
	tried  bool       // was sent once, so it may have been done
	done   chan error // has room for the one answer
}

// frame is the act on the wire: the same words whenever it is sent, because the
// room knows it again by number and content.
func (a *act) frame(era string) ([]byte, error) {
	return json.Marshal(wire.Up{N: a.n, Era: era, Do: a.do, With: a.with, If: a.seen})
}

// mostUnanswered is how many actions a tab may have in flight.
const mostUnanswered = 32

// leastHold is how long a client waits when a refusal to be sent again names no time.
const leastHold = 20 * time.Millisecond

// queue is the actions that have no answer yet, in the order of their numbers.
// The room takes them in that order and each once, so all that a client has to
// do after anything went wrong is to send them again.
type queue struct {
	acts []*act
	last int       // the newest number given out
	sent int       // how many from the front are on the way on this connection
	hold time.Time // nothing is sent before
}

func (q *queue) full() bool { return len(q.acts) >= mostUnanswered }

func (q *queue) add(a *act) {
	q.last++
	a.n = q.last
	q.acts = append(q.acts, a)
}

// next is the lowest number that is still waited for. It tells the room which
// refusals have arrived.
func (q *queue) next() int {
	if len(q.acts) > 0 {
		return q.acts[0].n
	}
	return q.last + 1
}

// restart says that nothing is on the way: the connection is new.
func (q *queue) restart() { q.sent, q.hold = 0, time.Time{} }

// unsent returns the next action to send, or nil.
func (q *queue) unsent() *act {
	if q.sent >= len(q.acts) {
		return nil
	}
	return q.acts[q.sent]
}

// answered takes an answer in and tells whether it settled an action. One that
// comes twice is passed over.
func (q *queue) answered(n int, refused *rooms.Error) bool {
	for i, a := range q.acts {
		if a.n != n {
			continue
		}
		if refused != nil && again[refused.Code] {
			q.repeat(i, refused.Retry)
			return false
		}
		q.acts = append(q.acts[:i:i], q.acts[i+1:]...)
		if i < q.sent {
			q.sent--
		}
		a.answer(refused)
		return true
	}
	return false
}

func (a *act) answer(refused *rooms.Error) {
	if refused == nil {
		a.done <- nil // not the nil *Error, which would be an error that is not nil
		return
	}
	a.done <- refused
}

// repeat sends everything from place i on again, a moment later. What the room
// refused behind it as out of order is on the list already.
func (q *queue) repeat(i int, pause time.Duration) {
	if i >= q.sent {
		return
	}
	q.sent = i
	q.hold = time.Now().Add(max(pause, leastHold))
}

// renumber counts from 1 again, in a new era. What the room had answered by then
// and still waits here was answered on a connection that broke: it may have been
// done, so it is taken out and returned.
func (q *queue) renumber(last int) (lost []*act) {
	return q.recount(func(a *act) bool { return a.n <= last })
}

// afresh counts from 1 again, for a new tab. What was sent once may have been
// done, so it is taken out and returned.
func (q *queue) afresh() (lost []*act) {
	return q.recount(func(a *act) bool { return a.tried })
}

func (q *queue) recount(isLost func(*act) bool) (lost []*act) {
	waiting := q.acts
	*q = queue{hold: q.hold}
	for _, a := range waiting {
		if isLost(a) {
			lost = append(lost, a)
			continue
		}
		q.add(a)
	}
	return lost
}

// fail answers everything that waits.
func (q *queue) fail(err error) {
	for _, a := range q.acts {
		a.done <- err
	}
	q.acts, q.sent = nil, 0
}
