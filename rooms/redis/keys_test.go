package redis

import (
	"slices"
	"testing"
	"time"
)

// A round's key is not taken for lost because the node that knows it hears nothing for a moment.
func TestAKeyIsAskedForUntilItsNodeHears(t *testing.T) {
	server := settled(t)
	a, b := join(t, server.URL()), join(t, server.URL())
	key, err := a.Keys().Make("r", "round", true)
	if err != nil {
		t.Fatal(err)
	}
	until(t, "b knows a, and the key", func() bool {
		b.keys.mu.Lock()
		defer b.keys.mu.Unlock()
		return len(b.Members()) == 2 && b.keys.rounds[keyName{"r", "round"}] != nil
	})
	b.keys.drop(keyName{"r", "round"})
	a.deafen(t)
	if got, err := b.Keys().Get("r", "round"); err != nil || !slices.Equal(got, key) {
		t.Errorf("%x, %v", got, err)
	}
}

// What is known of rounds whose keys are burnt is forgotten when no node can have them any more.
func TestBurntRoundsAreForgotten(t *testing.T) {
	server := settled(t)
	a := join(t, server.URL())
	if _, err := a.Keys().Make("r", "round", true); err != nil {
		t.Fatal(err)
	}
	if err := a.Keys().Destroy("r", "round"); err != nil {
		t.Fatal(err)
	}
	a.keys.forgetBurnt(t.Context())
	if n := server.Do("ZCARD", burntKey); n != "1\n" {
		t.Errorf("%s are known at once", n)
	}
	server.Do("ZADD", burntKey, "XX", "1", keyName{"r", "round"}.String())
	a.keys.forgetBurnt(t.Context())
	if n := server.Do("ZCARD", burntKey); n != "0\n" {
		t.Errorf("%s are known for ever", n)
	}
}

// The time of a node is that of Redis, whatever its own clock says.
func TestTheTimeIsThatOfRedis(t *testing.T) {
	server := settled(t)
	a := join(t, server.URL())
	if off := time.Since(a.Now()).Abs(); off > time.Second { // it runs on this machine
		t.Errorf("off by %v", off)
	}
	a.setClock("2000000000", "0", time.Now(), time.Millisecond)
	if off := a.Now().Sub(time.Unix(2_000_000_000, 0)).Abs(); off > time.Second {
		t.Errorf("off by %v", off)
	}
}
