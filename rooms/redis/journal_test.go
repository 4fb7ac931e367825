package redis

import (
	"bytes"
	"errors"
	"testing"

	"go.uber.org/goleak"

	"rondo/rooms/journal"
	"rondo/rooms/roomstest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var secret = bytes.Repeat([]byte("s"), LeastSecret)

// node joins the nodes of a Redis, until the test ends.
func node(t *testing.T, url string) *Node {
	t.Helper()
	n, err := Open(t.Context(), Options{URL: url, Secret: secret, TTL: quickTTL})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closed(t, n) })
	return n
}

func closed(t *testing.T, n *Node) {
	t.Helper()
	if err := n.Close(); err != nil {
		t.Error(err)
	}
}

// empty empties a Redis, which has been empty for long then.
func empty(t *testing.T, n *Node) {
	t.Helper()
	if err := errors.Join(n.client.FlushAll(t.Context()).Err(), n.client.Set(t.Context(), sinceKey, 1, 0).Err()); err != nil {
		t.Fatal(err)
	}
}

func TestJournal(t *testing.T) {
	server := settled(t)
	roomstest.Journal(t, func(t *testing.T) roomstest.Harness {
		n := node(t, server.URL())
		empty(t, n)
		return roomstest.Harness{Journal: n.Journal(), Reopen: func() journal.Journal {
			for room, h := range n.journal.held {
				if err := n.Journal().Release(t.Context(), room, h.epoch); err != nil {
					t.Fatal(err)
				}
			}
			closed(t, n)
			return node(t, server.URL()).Journal()
		}}
	})
}

func TestKeys(t *testing.T) {
	server := settled(t)
	roomstest.Keys(t, func(t *testing.T) roomstest.KeysHarness {
		node(t, server.URL()) // outlives the other
		n := node(t, server.URL())
		empty(t, n)
		return roomstest.KeysHarness{Keys: n.Keys(), Reopen: func() journal.Keys {
			closed(t, n)
			return node(t, server.URL()).Keys()
		}}
	})
}
