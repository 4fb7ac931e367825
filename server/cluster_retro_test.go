package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	protocol "rondo/rooms/client"
)

// tapped is everything that Redis is told from now on, also what it only passes on.
func (c *cluster) tapped() *safeBuffer {
	c.t.Helper()
	var all safeBuffer
	tap := exec.CommandContext(c.t.Context(), "redis-cli", "-s", c.redis.Socket, "MONITOR")
	tap.Stdout = &all
	if err := tap.Start(); err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { _ = tap.Process.Kill(); _ = tap.Wait() })
	return &all
}

// files is all that Redis has written to its disk.
func (c *cluster) files() []byte {
	c.t.Helper()
	var all bytes.Buffer
	err := filepath.WalkDir(c.redis.Dir(), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		raw, err := os.ReadFile(path)
		all.Write(raw)
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return all.Bytes()
}

// Notes without a name are written at three nodes, and the one that has the room is killed.
// Nothing is lost; until the reveal no note is in anything that Redis stores or passes on,
// and no key of the round ever is.
func TestNotesAreAnonymousOverNodes(t *testing.T) {
	t.Parallel()
	nodes := newCluster(t, 3)
	told := nodes.tapped()
	c := newCircle(t, &process{url: nodes.front}, 0)
	c.eachWrites(3)
	nodes.owner(c.link.Room).kill()
	c.eachWrites(2)
	for _, a := range c.authors {
		c.holds(a, a.texts)
	}
	if keys := nodes.redis.Do("HKEYS", "rondo:{"+c.link.Room+"}:keys"); keys != "room\n" {
		t.Errorf("Redis has the keys %q", keys)
	}
	for where, all := range map[string][]byte{"what Redis was told": []byte(told.String()), "its files": nodes.files()} {
		if len(all) < 10_000 {
			t.Errorf("%s: only %d bytes were looked at", where, len(all))
		}
		if note := noteOf.Find(all); note != nil {
			t.Errorf("a note is in %s: %s", where, note)
		}
	}
	before := nodes.redis.Do("ZCARD", "rondo:burnt")
	c.reveals()
	c.isRevealed()
	for nodes.redis.Do("ZCARD", "rondo:burnt") == before { // the burn follows the reveal
		select {
		case <-c.ctx.Done():
			t.Fatal("the round's key was not burned")
		case <-time.After(10 * time.Millisecond):
		}
	}
	c.leave()
	for i, n := range nodes.nodes {
		if noteOf.MatchString(n.log.String()) {
			t.Errorf("the log of node %d has a note", i)
		}
	}
}

// When all nodes end at once, the key of the round is gone with them, and what was written
// in it: people are told, and write again.
func TestARoundEndsWithTheLastNode(t *testing.T) {
	t.Parallel()
	nodes := newCluster(t, 2)
	c := newCircle(t, &process{url: nodes.front}, 0)
	c.eachWrites(2)
	for _, n := range nodes.nodes {
		n.kill()
	}
	for _, n := range nodes.nodes {
		n.start()
	}
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
