package main

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"rondo/rooms"
	"rondo/rooms/live"
	"rondo/rooms/redis"
	"rondo/rooms/wire"
)

// What is said in the talk of a connection. The first part says what the others are.
var (
	saysFrames = []byte("frames") // for the browser
	saysClose  = []byte("close")  // the connection: code and reason
	saysSeated = []byte("seated") // whether it was let in
	saysAct    = []byte("act")    // by the browser
	saysBehind = []byte("behind") // the browser does not keep up; nothing more for it
	saysReady  = []byte("ready")  // it can take a snapshot; and: here it comes
)

// remoteEnter is a connection that wants a seat at another node.
type remoteEnter struct {
	Room    rooms.ID   `json:"room"`
	Browser string     `json:"browser"`
	Hello   wire.Hello `json:"hello"`
	Who     string     `json:"who"` // by whom and by which address it is counted
	IP      string     `json:"ip"`
}

// remoteAnswer is what becomes of it.
type remoteAnswer struct {
	Person  rooms.ID     `json:"person,omitempty"`
	Now     rooms.Millis `json:"now,omitempty"`
	Refusal *rooms.Error `json:"refusal,omitempty"`
}

type remoteClose struct {
	Code   int    `json:"code"`
	Reason string `json:"reason"`
}

// remoteUp is a frame of a browser, with what is wrong with it.
type remoteUp struct {
	wire.Up
	Wrong *rooms.Error `json:"wrong,omitempty"`
}

// withOthers is the house of a node among others: what is here is as ever, and a connection
// to a room at another node gets a seat there.
type withOthers struct {
	realHouse
	at *elsewhere
}

// Enter is house.Enter, at the node that has the room.
func (h *withOthers) Enter(ctx context.Context, room rooms.ID, browser string, hello wire.Hello, seat live.Subscriber) (session, error) {
	ctx, cancel := context.WithTimeout(ctx, untilFound)
	defer cancel()
	var c session
	err := h.at.follow(ctx, room, func(node string) (err error) {
		if node == "" {
			c, err = h.realHouse.Enter(ctx, room, browser, hello, seat)
		} else {
			c, err = h.at.enter(ctx, node, room, browser, hello, seat)
		}
		return err
	})
	return c, err
}

// follow does something where a room is ("": here), and again when it has moved meanwhile.
func (e *elsewhere) follow(ctx context.Context, room rooms.ID, do func(node string) error) error {
	for {
		node, err := e.owner(ctx, room)
		if err == nil {
			err = do(node)
		}
		if err == nil || rooms.AsError(err).Code != live.ErrAway.Code {
			return err
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			return err
		}
	}
}

// remoteSession is the session of a connection at the node that has its room.
type remoteSession struct {
	talk   *redis.Talk
	person rooms.ID
	now    rooms.Millis // the meeting's time
	at     time.Time    // when it was that

	mu     sync.Mutex
	seat   live.Subscriber
	behind bool
	left   bool
}

// enter asks another node for a seat.
func (e *elsewhere) enter(ctx context.Context, node string, room rooms.ID, browser string, hello wire.Hello, seat live.Subscriber) (session, error) {
	at := place{}
	if k, ok := seat.(*socket); ok {
		at = k.at
	}
	first, err := json.Marshal(map[string]any{"enter": remoteEnter{Room: room, Browser: browser, Hello: hello, Who: at.who, IP: at.ip}})
	if err != nil {
		return nil, err
	}
	c := &remoteSession{seat: seat}
	answers := make(chan remoteAnswer, 1)
	gone := sync.OnceFunc(func() {
		select {
		case answers <- remoteAnswer{Refusal: live.ErrAway}: // it never was seated
		default:
			c.close(wire.CloseRestart, wire.ReasonMoved)
		}
	})
	c.talk = e.node.Post().Begin(node, first, func(parts [][]byte) { c.hear(parts, answers) }, gone)
	select {
	case answer := <-answers:
		if answer.Refusal != nil {
			c.Leave()
			return nil, answer.Refusal
		}
		c.person, c.now, c.at = answer.Person, answer.Now, time.Now()
		answers <- answer // from now on an end is the connection's
		return c, nil
	case <-ctx.Done():
		c.Leave()
		return nil, errUnavailable
	}
}

// hear takes what the other node says.
func (c *remoteSession) hear(parts [][]byte, answers chan remoteAnswer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch what := string(parts[0]); {
	case c.left:
	case what == string(saysFrames) && !c.behind:
		frames := make([]wire.Frame, len(parts)-1)
		for i, part := range parts[1:] {
			frames[i] = part
		}
		if !c.seat.Send(frames) {
			c.behind = true
			c.talk.Say(saysBehind)
		}
	case what == string(saysReady):
		c.behind = false
	case what == string(saysClose):
		var end remoteClose
		if json.Unmarshal(parts[1], &end) == nil {
			c.left = true
			c.seat.Close(end.Code, end.Reason)
		}
	case what == string(saysSeated):
		var answer remoteAnswer
		if json.Unmarshal(parts[1], &answer) == nil {
			select {
			case answers <- answer:
			default: // nobody waits any more
			}
		}
	}
}

func (c *remoteSession) close(code int, reason string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.left {
		c.left = true
		c.seat.Close(code, reason)
	}
}

// Act hands a frame to the room.
func (c *remoteSession) Act(up wire.Up) {
	if raw, err := json.Marshal(remoteUp{up, up.Wrong}); err == nil {
		c.talk.Say(saysAct, raw)
	}
}

// Ready says that the browser has caught up.
func (c *remoteSession) Ready() { c.talk.Say(saysReady) }

// Now is the meeting's time, as far as it is known here. Nobody who sets the clock of this
// machine changes it.
func (c *remoteSession) Now() rooms.Millis { return c.now + rooms.For(time.Since(c.at)) }

// Person is who sits there.
func (c *remoteSession) Person() rooms.ID { return c.person }

// Leave gives the seat back.
func (c *remoteSession) Leave() {
	c.mu.Lock()
	c.left = true
	c.mu.Unlock()
	c.talk.End()
}
