package main

import (
	"context"
	"encoding/json"
	"sync"

	"rondo/rooms"
	"rondo/rooms/redis"
	"rondo/rooms/wire"
)

// remoteSeat is the seat here of a connection at another node.
type remoteSeat struct {
	server *server
	talk   *redis.Talk

	mu              sync.Mutex
	session         session
	actions, signal purse
	behind          bool
	gone            bool
}

// seat gives a seat to a connection at another node.
func (e *elsewhere) seat(talk *redis.Talk, ask *remoteEnter) {
	s := &remoteSeat{server: e.server, talk: talk}
	talk.Hear(s.hear, s.leave)
	go func() {
		c, err := realHouse{e.house}.Enter(context.Background(), ask.Room, ask.Browser, ask.Hello, s)
		if err != nil {
			s.say(saysSeated, remoteAnswer{Refusal: rooms.AsError(err)})
			return
		}
		actions, signals := e.server.shares.purses(place{ip: ask.IP, who: ask.Who, room: ask.Room}, c.Person())
		s.mu.Lock()
		s.session, s.actions, s.signal = c, actions, signals
		gone := s.gone
		s.mu.Unlock()
		if gone {
			s.leave()
			return
		}
		s.say(saysSeated, remoteAnswer{Person: c.Person(), Now: c.Now()})
	}()
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
	s.mu.Lock()
	c := s.session
	s.mu.Unlock()
	if c == nil {
		return
	}
	switch string(parts[0]) {
	case string(saysAct):
		var up remoteUp
		if json.Unmarshal(parts[1], &up) == nil {
			up.Up.Wrong = up.Wrong
			s.act(c, up.Up)
		}
	case string(saysBehind):
		s.mu.Lock()
		s.behind = true
		s.mu.Unlock()
		if real, ok := c.(interface{ Lapsed() }); ok {
			real.Lapsed()
		}
	case string(saysReady):
		s.mu.Lock()
		s.behind = false
		s.talk.Say(saysReady)
		s.mu.Unlock()
		c.Ready()
	}
}

// act lets a person act, as often as they may over all nodes together.
func (s *remoteSeat) act(c session, up wire.Up) {
	s.mu.Lock()
	from := s.actions
	if up.Gesture != nil {
		from = s.signal
	}
	s.mu.Unlock()
	if ok, wait := from.take(s.server.now()); !ok {
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
