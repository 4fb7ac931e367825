package main

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	protocol "rondo/rooms/client"
)

// A node stands still, another takes its room and goes on in it, and Redis then forgets just
// that in a power cut. When the first one wakes up before the other is back, Redis takes it
// for the owner still. It must not believe it: what the other has acknowledged would be lost.
func TestANodeThatStoodStillDoesNotTrustARedisThatWasStartedAgain(t *testing.T) {
	t.Parallel()
	c := newCluster(t, 2)
	people := newCrew(t, c.nodes[0].url, "a", 1)
	first := c.owner(people.link.Room)
	next := 1 - slices.Index(c.nodes, first)
	browser := protocol.NewBrowser(c.nodes[next].url, nil)
	if _, err := browser.Join(t.Context(), people.link, protocol.Guest{Name: "next"}); err != nil {
		t.Fatal(err)
	}
	p := browser.Enter(t.Context(), people.link.Room, protocol.Options{})
	defer p.Close()
	raise := func(text string) {
		if err := p.Act(t.Context(), "raise", map[string]string{"text": text}); err != nil {
			t.Fatal(err)
		}
	}
	raise("before")
	first.signal(syscall.SIGSTOP)
	file, size := c.appendOnly()
	raise("after") // once the other node has the room
	c.lines[next].Cut(true, true)
	c.redis.Kill()
	if err := os.Truncate(file, size); err != nil {
		t.Fatal(err)
	}
	c.redis.Again()
	first.signal(syscall.SIGCONT)
	<-time.After(2 * time.Second) // the first one is alone with Redis
	c.lines[next].Mend(false)
	raise("in the end")
	people.opener = browser
	things, err := people.read(t.Context())
	slices.Sort(things)
	if want := []string{"after", "before", "in the end"}; err != nil || !slices.Equal(things, want) {
		t.Errorf("%q are there, %v", things, err)
	}
	if n := p.View().Resets; n != 0 {
		t.Errorf("something was taken back, %d times", n)
	}
}

// A node stands still, nobody takes its room, since the others or Redis stand still as well, and
// Redis forgets its last second in a power cut. What the node has in memory is all there is of
// that: it must not give it up, however long it cannot know whether somebody took the room.
func TestANodeThatStoodStillGivesBackWhatRedisForgot(t *testing.T) {
	t.Parallel()
	for name, still := range map[string]time.Duration{"for less than a lease": 2 * time.Second, "for longer": 4 * time.Second} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCluster(t, 2)
			people := newCrew(t, c.front, "a", 1)
			raise := func(text string) {
				if err := people.people[0].Act(t.Context(), "raise", map[string]string{"text": text}); err != nil {
					t.Fatal(err)
				}
			}
			raise("before")
			file, size := c.appendOnly()
			raise("in the last second")
			c.redis.Kill()
			for _, n := range c.nodes {
				n.signal(syscall.SIGSTOP)
			}
			if err := os.Truncate(file, size); err != nil {
				t.Fatal(err)
			}
			<-time.After(still)
			c.redis.Again()
			for _, n := range c.nodes {
				n.signal(syscall.SIGCONT)
			}
			raise("after")
			things, err := people.read(t.Context())
			slices.Sort(things)
			if want := []string{"after", "before", "in the last second"}; err != nil || !slices.Equal(things, want) {
				t.Errorf("%q are there, %v", things, err)
			}
			if n := people.people[0].View().Resets; n != 0 {
				t.Errorf("something was taken back, %d times", n)
			}
		})
	}
}

// appendOnly is Redis's append-only file, and how long it is.
func (c *cluster) appendOnly() (file string, size int64) {
	c.t.Helper()
	files, err := filepath.Glob(filepath.Join(c.redis.Dir(), "appendonlydir", "*.incr.aof"))
	if err != nil || len(files) != 1 {
		c.t.Fatalf("%q, %v", files, err)
	}
	info, err := os.Stat(files[0])
	if err != nil {
		c.t.Fatal(err)
	}
	return files[0], info.Size()
}
