package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	protocol "rondo/rooms/client"
)

var retroKills = flag.Int("retro-kills", 9, "how often TestKilledInARetrospective kills the program")

// The program is killed while people write, while they vote, and while the notes
// are being revealed. What was acknowledged lies in the drawer of who did it and
// in no other; the notes are revealed once, each of them once; and nobody is sent
// another's note before.
func TestKilledInARetrospective(t *testing.T) {
	p := spawn(t, t.TempDir(), "-raise-limits", "100")
	for i := range *retroKills {
		c := newCircle(t, p, i)
		[]func(*circle){(*circle).killedWriting, (*circle).killedVoting, (*circle).killedRevealing}[i%3](c)
		c.leave()
	}
	if log := p.log.String(); strings.Contains(log, "~") {
		t.Errorf("the log has a note: %s", log)
	}
}

// When the keys of rounds are in memory and that is lost, so are the notes: people
// are told so, and write again.
func TestKeysLostInARetrospective(t *testing.T) {
	keys, err := os.MkdirTemp("/dev/shm", "rondo")
	if err != nil || checkKeysDir(keys) != nil {
		t.Skip("there is no directory in memory")
	}
	t.Cleanup(func() { _ = os.RemoveAll(keys) })
	p := spawn(t, t.TempDir(), "-keys", keys, "-raise-limits", "100")
	c := newCircle(t, p, 0)
	c.eachWrites(3)
	p.kill()
	if err := os.RemoveAll(filepath.Join(keys, "rounds")); err != nil {
		t.Fatal(err)
	}
	p.start()
	c.await(c.lead, "the loss", func(v protocol.View) bool {
		return v.Get("shared", "lost") == true && v.Get("shared", "writing") == "open"
	})
	for _, a := range c.authors {
		c.await(a, "an empty drawer", func(v protocol.View) bool { return v.Online && v.Get("me", "own") == nil })
		a.texts = nil
	}
	c.eachWrites(2)
	c.reveals()
	c.isRevealed()
	c.leave()
}

func (c *circle) killedWriting() {
	c.killDuring(300*time.Millisecond, c.each(func(m *member) { c.writes(m, 20) })...)
	for _, a := range c.authors {
		c.holds(a, a.texts)
	}
	c.holds(c.lead, nil)
	c.reveals()
	c.isRevealed()
}

// holds compares what the server has in somebody's drawer.
func (c *circle) holds(m *member, texts []string) {
	c.t.Helper()
	if got, want := textsAt(c, m, "me", "own", "notes"), slices.Sorted(slices.Values(texts)); !slices.Equal(got, want) {
		c.t.Errorf("%s wrote %v, and has %v", m.name, want, got)
	}
}

// textsAt is what a newcomer with this person's eyes is sent.
func textsAt(c *circle, m *member, path ...string) (texts []string) {
	c.t.Helper()
	_, doc, err := m.browser.Doc(c.ctx, c.link.Room)
	if err != nil {
		c.t.Fatal(err)
	}
	notes, _ := protocol.View{Doc: doc}.Get(path...).(protocol.Tree)
	for _, n := range notes {
		note := n.(protocol.Tree)
		if note["by"] != nil {
			c.t.Errorf("a note says who wrote it: %v", note)
		}
		texts = append(texts, note["text"].(string))
	}
	slices.Sort(texts)
	return texts
}

func (c *circle) reveals() {
	c.revealed.Store(true)
	err := c.lead.Act(c.ctx, "next", nil)
	if rooms.AsError(err).Code != "tab_forgotten" {
		if err != nil {
			c.t.Errorf("next: %v", err)
		}
		return
	}
	// Killed before the answer: the round may have ended, and its numbers with it.
	_, doc, err := c.lead.browser.Doc(c.ctx, c.link.Room)
	if err != nil {
		c.t.Error(err)
		return
	}
	if now := (protocol.View{Doc: doc}).Get("room", "agenda", "now"); now != "read" {
		c.do(c.lead, "next", nil)
	}
	c.await(c.lead, "the reading", func(v protocol.View) bool { return v.Online && v.Get("room", "agenda", "now") == "read" })
}

// isRevealed: every note is on the board once, and in no drawer.
func (c *circle) isRevealed() {
	c.t.Helper()
	var all []string
	for _, a := range c.authors {
		c.holds(a, nil)
		all = append(all, a.texts...)
	}
	slices.Sort(all)
	for _, m := range append(c.authors, c.lead) {
		if got := textsAt(c, m, "shared", "notes"); !slices.Equal(got, all) {
			c.t.Errorf("%s sees %v, and %v were written", m.name, got, all)
		}
	}
	if now := c.lead.View().Get("room", "agenda", "now"); now != "read" {
		c.t.Errorf("after one step on from the writing the phase is %v", now)
	}
}

func (c *circle) killedRevealing() {
	c.eachWrites(5)
	c.killDuring(12*time.Millisecond, c.reveals)
	c.isRevealed()
}

// killedVoting: the dots of everybody are in their drawers, as acknowledged last,
// and what is told in the end is their sum.
func (c *circle) killedVoting() {
	c.eachWrites(2)
	c.reveals()
	for range 2 {
		c.do(c.lead, "next", nil)
	}
	v := c.await(c.lead, "the vote", func(v protocol.View) bool { return v.Get("room", "ballots", "dots") != nil })
	var notes []string
	for id := range v.Get("shared", "notes").(protocol.Tree) {
		notes = append(notes, id)
	}
	lots := make(chan int, 200)
	for range cap(lots) {
		lots <- c.dice.IntN(1000)
	}
	c.killDuring(300*time.Millisecond, c.each(func(m *member) {
		for range 20 {
			lot := <-lots
			m.dots = map[string]int{notes[lot%len(notes)]: 1 + lot%3}
			c.do(m, "vote", map[string]any{"ballot": "dots", "dots": m.dots})
		}
	})...)
	c.dotsAreKept()
}

func (c *circle) dotsAreKept() {
	c.t.Helper()
	sums := map[string]int{}
	for _, m := range append(c.authors, c.lead) {
		_, doc, err := m.browser.Doc(c.ctx, c.link.Room)
		if err != nil {
			c.t.Fatal(err)
		}
		held, _ := protocol.Decode[rooms.Held](protocol.View{Doc: doc}, "me", "held")
		vote, _ := held.Votes.Get("dots")
		kept := map[string]int{}
		for id, n := range vote.Dots.All() {
			kept[id] = n
			sums[id] += n
		}
		if fmt.Sprint(kept) != fmt.Sprint(m.dots) && len(kept)+len(m.dots) > 0 {
			c.t.Errorf("%s gave %v and has %v", m.name, m.dots, kept)
		}
	}
	c.do(c.lead, "next", nil)
	room, err := c.lead.View().Room()
	if err != nil {
		c.t.Fatal(err)
	}
	ballot, _ := room.Ballots.Get("dots")
	result, _ := ballot.Latest()
	told := map[string]int{}
	for id, n := range result.Tally.All() {
		told[id] = n
	}
	if fmt.Sprint(told) != fmt.Sprint(sums) {
		c.t.Errorf("people gave %v, and %v is told", sums, told)
	}
}

// leave ends the meeting and looks at what is stored of it: no key of a round stays.
func (c *circle) leave() {
	c.do(c.lead, "end", nil)
	for _, m := range append(c.authors, c.lead) {
		if v := m.View(); v.Resets != 0 {
			c.t.Errorf("%s was told that history was lost", m.name)
		}
		m.Close()
	}
	if log := c.p.log.String(); strings.Contains(log, `"level":"ERROR"`) {
		c.t.Errorf("a fault of ours: %s", log)
	}
}
