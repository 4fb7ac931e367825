package main

import (
	"context"
	"encoding/json"
	"sync"

	"rondo/rooms"
	"rondo/rooms/redis"
	"rondo/rooms/wire"
)

// sitting is a session that is told when its seat, which is at another node, has dropped frames.
type sitting interface {
	session
	Lapsed()
}

// talk is what a seat says to the node of its connection; see redis.Talk.
type talk interface {
	Say(parts ...[]byte)
	End()
}

// remoteSeat is the seat here of a connection at another node.
type remoteSeat struct {
	server *server
	talk   talk

	mu              sync.Mutex
	session         sitting
	actions, signal purse
	behind          bool // nothing is sent to it meanwhile
	lapsed          bool // it fell behind before the session was there that is to know of it
	gone            bool
}

// seat gives a seat to a connection at another node.
func (e *elsewhere) seat(with *redis.Talk, ask *remoteEnter) {
	s := &remoteSeat{server: e.server, talk: with}
	with.Hear(s.hear, s.leave)
	go func() {
		c, err := e.house.Enter(context.Background(), ask.Room, ask.Browser, ask.Hello, s)
		if err != nil {
			s.say(saysSeated, remoteAnswer{Refusal: rooms.AsError(err)})
			return
		}
		actions, signals := e.server.shares.purses(place{ip: ask.IP, who: ask.Who, room: ask.Room}, c.Person())
		if s.sits(c, actions, signals) {
			s.say(saysSeated, remoteAnswer{Person: c.Person(), Now: c.Now()})
		}
	}()
}

// sits takes the session of the seat, unless the connection has gone meanwhile, and tells it
// what came before it was there.
func (s *remoteSeat) sits(c sitting, actions, signals purse) bool {
	s.mu.Lock()
	s.session, s.actions, s.signal = c, actions, signals
	gone, lapsed, behind := s.gone, s.lapsed, s.behind
	s.mu.Unlock()
	if gone {
		s.leave()
		return false
	}
	if lapsed {
		c.Lapsed()
		if !behind {
			c.Ready()
		}
	}
	return true
}

func (s *remoteSeat) say(what []byte, body any) {
	if raw, err := json.Marshal(body); err == nil {
		s.talk.Say(what, raw)
	}
}

// Send implements live.Subscriber: the same frames for many seats of one node go over once.
func (s *remoteSeat) Send(frames []wire.Frame) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.behind {
		return false
	}
	parts := make([][]byte, 1, len(frames)+1)
	parts[0] = saysFrames
	for _, f := range frames {
		parts = append(parts, f)
	}
	s.talk.Say(parts...)
	return true
}

// Close implements live.Subscriber.
func (s *remoteSeat) Close(code int, reason string) {
	s.say(saysClose, remoteClose{code, reason})
	s.talk.End()
	go s.leave() // the room calls us, and must not wait for itself
}

// hear takes what the connection says.
func (s *remoteSeat) hear(parts [][]byte) {
	switch string(parts[0]) {
	case string(saysAct):
		var up remoteUp
		if c := s.whose(); c != nil && json.Unmarshal(parts[1], &up) == nil {
			up.Up.Wrong = up.Wrong
			s.act(c, up.Up)
		}
	case string(saysBehind):
		s.mu.Lock()
		s.behind, s.lapsed = true, s.session == nil
		c := s.session
		s.mu.Unlock()
		if c != nil {
			c.Lapsed()
		}
	case string(saysReady):
		s.mu.Lock()
		s.behind = false
		s.talk.Say(saysReady)
		c := s.session
		s.mu.Unlock()
		if c != nil {
			c.Ready()
		}
	}
}

// whose is the session of the seat; nil where there is none yet, or no longer.
func (s *remoteSeat) whose() sitting {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.session
}

// act lets a person act, as often as they may over all nodes together.
func (s *remoteSeat) act(c session, up wire.Up) {
	s.mu.Lock()
	from := s.actions
	if up.Gesture != nil {
		from = s.signal
	}
	s.mu.Unlock()
	if ok, wait := from.take(s.server.limits.worth(up), s.server.now()); !ok {
		s.Send([]wire.Frame{wire.ErrorFrame(up.N, rooms.Refuse("rate_limited").After(wait))})
		return
	}
	c.Act(up)
}

// leave gives the seat back.
func (s *remoteSeat) leave() {
	s.mu.Lock()
	c := s.session
	s.session, s.gone = nil, true
	actions, signals := s.actions, s.signal
	s.actions, s.signal = nil, nil
	s.mu.Unlock()
	if c != nil {
		actions.drop()
		signals.drop()
		c.Leave()
	}
}
