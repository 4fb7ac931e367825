package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/coder/websocket"
)

// Ten thousand frames that went wrong on the way: the server neither panics nor
// keeps a goroutine (see TestMain), and somebody else's connection lives on.
func TestMutatedFrames(t *testing.T) {
	w := realWorld(t, func(_ *config, l *limits) { *l = l.times(10_000) })
	ann := w.browser()
	room := ann.open()
	ben := w.browser()
	ben.join(room, "Ben")
	witness := ben.enter(room.ID)
	const senders, frames = 4, 2500
	for i := range senders {
		eve := w.browser()
		eve.join(room, fmt.Sprintf("Eve %d", i))
		sendMutations(t, eve, room, rand.New(rand.NewPCG(1, uint64(i))), frames)
	}
	witness.send(`{"ping":1}`)
	witness.await("pong")
	if log := w.log.String(); strings.Contains(log, "panic") || strings.Contains(log, `"ERROR"`) {
		t.Errorf("the log has %s", log)
	}
}

var seeds = []string{
	helloFrame, `{"hello":{"tab":"0123456789abcdef0123456789abcdef","next":1,"since":[1,2]}}`,
	`{"n":1,"do":"title","with":{"title":"Heron"}}`, `{"n":2,"do":"vote","with":{"ballot":"pulse","card":"5"}}`,
	`{"ping":12345}`, `{"signal":{"kind":"react","what":"clap"}}`, `{"n":3,"do":"note","with":{"plan":"a","blocked":"b"}}`,
}

func sendMutations(t *testing.T, eve *browser, room openedRoom, dice *rand.Rand, frames int) {
	t.Helper()
	var c *line
	for n := range frames {
		if c == nil {
			c = eve.dial(room.ID)
			c.send(helloFrame)
			c.drainInBackground()
		}
		kind := websocket.MessageText
		if dice.IntN(50) == 0 {
			kind = websocket.MessageBinary
		}
		if c.ws.Write(t.Context(), kind, mutate(dice, seeds[n%len(seeds)])) != nil {
			_ = c.ws.CloseNow()
			c = nil
		}
	}
	if c != nil {
		_ = c.ws.CloseNow()
	}
}

// drainInBackground reads until the connection ends.
func (c *line) drainInBackground() {
	ctx := c.t.Context()
	go func() {
		for {
			if _, _, err := c.ws.Read(ctx); err != nil {
				return
			}
		}
	}()
}

// mutate changes a few bytes: flips, drops, repeats, or puts in what parsers mind.
func mutate(dice *rand.Rand, seed string) []byte {
	frame := []byte(seed)
	spices := []string{"null", "-1", "1e999", "\x00", "\xff", `"`, "{", "]", "\\u0000", `"__proto__"`, strings.Repeat("[", 50), "😀"}
	for range dice.IntN(3) {
		at := dice.IntN(len(frame))
		switch dice.IntN(4) {
		case 0:
			frame[at] ^= byte(1 + dice.IntN(255))
		case 1:
			frame = append(frame[:at], frame[min(len(frame), at+1+dice.IntN(8)):]...)
		case 2:
			frame = append(frame[:at:at], append([]byte(spices[dice.IntN(len(spices))]), frame[at:]...)...)
		case 3:
			frame = append(frame, frame[at:]...)
		}
		if len(frame) == 0 {
			break
		}
	}
	return frame
}

// The same below the frames: bytes that are no WebSocket.
func TestMutatedBytes(t *testing.T) {
	h := newFakeHouse()
	w := newWorld(t, h, func(_ *config, l *limits) { *l = l.times(1000) })
	dice := rand.New(rand.NewPCG(2, 2))
	good := append(maskedFrame(finText, helloFrame), maskedFrame(finText, `{"ping":1}`)...)
	for range 300 {
		conn := dialRaw(t, w, w.guest().cookie, mutate(dice, string(good)))
		_ = conn.Close()
	}
	<-w.s.crowd.gone()
	if log := w.log.String(); strings.Contains(log, "panic") {
		t.Errorf("the log has %s", log)
	}
}
