package main

import (
	"context"
	"encoding/json"
	"time"

	"rondo/rooms"
	"rondo/rooms/wire"
)

// take does what a frame asks for.
func (k *socket) take(up wire.Up) {
	switch {
	case up.Hello != nil:
		k.fault(wire.Up{}, nil, rooms.Invalid("hello", "hello_twice"))
	case up.Ping != nil:
		if k.allow(k.signals, up) {
			k.pong(up.Ping)
		}
	case up.Gesture != nil:
		if k.allow(k.signals, up) {
			k.act(up)
		}
	case up.Beat != nil:
		if k.allow(k.signals, up) {
			k.hear(*up.Beat)
		}
	default:
		if k.allow(k.actions, up) {
			k.act(up)
		}
	}
}

// hear takes what comes by the beat, in an anonymous round.
func (k *socket) hear(beat string) {
	for up, err := range k.said.Ups(beat) {
		if err != nil {
			k.fault(up, nil, err)
		} else {
			k.take(up)
		}
	}
}

// pong tells the room's time, from which a page knows how far its clock is off.
func (k *socket) pong(ping json.RawMessage) {
	var number float64
	if len(ping) > 32 || json.Unmarshal(ping, &number) != nil {
		k.fault(wire.Up{}, nil, rooms.Invalid("ping", "no_number"))
		return
	}
	k.Send([]wire.Frame{pongFrame(ping, k.session.Now())})
}

// act hands on what the room is asked for, in its turn.
func (k *socket) act(up wire.Up) {
	k.server.shares.turns.turn(context.Background(), k.at.ip, k.server.now())
	k.session.Act(up)
}

// allow bounds how fast a connection may ask. Who asks on and on is shown out.
func (k *socket) allow(from purse, up wire.Up) bool {
	now := k.server.now()
	ok, wait := from.take(k.server.limits.worth(up), now)
	if ok {
		return true
	}
	k.server.metrics.limited.Inc()
	k.Send([]wire.Frame{wire.ErrorFrame(up.N, rooms.Refuse("rate_limited").After(wait))})
	if k.floods.out(now, k.server.limits.floods, k.server.limits.strikeTime) {
		k.flooded("too fast")
	}
	return false
}

// flooded shows somebody out who asks for too much. Their browser may come back after
// a pause.
func (k *socket) flooded(why string) {
	k.server.flooders.take(k.at.who, k.server.now())
	k.shut(wire.CloseFlood, why)
}

// fault answers a frame that is none; up is what can be read of it. What is not
// JSON at all is no page of ours; of the rest a few are forgiven.
func (k *socket) fault(up wire.Up, raw []byte, err error) {
	k.server.metrics.badFrames.Inc()
	if k.session == nil || raw != nil && rooms.AsError(err).Field == "/" && !json.Valid(raw) {
		k.shut(wire.CloseBadFrame, "not a frame")
		return
	}
	if up.Wrong == nil {
		k.Send([]wire.Frame{wire.ErrorFrame(0, rooms.AsError(err))})
	} else if k.allow(k.actions, up) {
		k.act(up) // the room refuses it, in its turn
	}
	if k.bad.out(k.server.now(), k.server.limits.badFrames, k.server.limits.strikeTime) {
		k.shut(wire.CloseBadFrame, "too many frames that are none")
	}
}

// pingReceived lets coder/websocket answer a ping, unless there are too many.
func (k *socket) pingReceived(context.Context, []byte) bool {
	now := k.server.now()
	ok, _ := k.pings.take(now)
	if !ok && k.floods.out(now, k.server.limits.floods, k.server.limits.strikeTime) {
		k.flooded("too many pings")
	}
	return ok
}

func (k *socket) pongReceived(context.Context, []byte) { k.pinged.Store(false) }

// end gives everything back.
func (k *socket) end() {
	if bug := recover(); bug != nil {
		k.server.log.Error("panic", "trace", k.trace, "room", k.room, "err", rooms.BugOf(bug))
		k.shut(closeBug, "")
	}
	if c := k.stand(); c != nil {
		c.Leave()
	}
	k.actions.drop()
	k.signals.drop()
	k.server.crowd.forget(k)
	k.farewell()
	_ = k.ws.CloseNow()
	code := k.closedWith()
	k.server.metrics.closed(code)
	k.server.log.Info("session", "trace", k.trace, "room", k.room, "ip", k.ip, "code", code,
		"s", int(time.Since(k.start).Seconds()))
	k.server.crowd.leave(k.at, k.heard)
}
