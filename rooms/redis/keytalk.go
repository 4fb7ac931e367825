package redis

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// word is what nodes say to each other about keys of rounds.
type word struct {
	Do   string   `json:"do"`
	From string   `json:"from"`
	Room rooms.ID `json:"room,omitempty"`
	ID   string   `json:"id,omitempty"`
	Key  []byte   `json:"key,omitempty"`
}

const (
	saysHas   = "has"   // here is a key
	saysHeard = "heard" // it has arrived
	saysAsk   = "ask"   // who has it?
	saysAll   = "all"   // a node is new: who has any?
	saysGone  = "gone"  // forget it
)

// How long it is waited for other nodes: for one that has heard of a new key, for one that
// knows a key, and until nobody does.
const (
	untilHeard = 300 * time.Millisecond
	untilKnown = 700 * time.Millisecond
	untilLost  = 2 * time.Second
)

// ask asks the other nodes for a round's key, unless it was destroyed. As long as there are
// others it asks again: one that knows the key may be about to hear again.
func (k *Keys) ask(ctx context.Context, name keyName) ([]byte, error) {
	if err := k.node.client.ZScore(ctx, burntKey, name.String()).Err(); !isNil(err) {
		if err == nil {
			err = journal.ErrNoKey
		}
		return nil, err
	}
	var key []byte
	for asked := time.Now(); key == nil; {
		var err error
		if key, err = k.hear(ctx, name, untilKnown, word{Do: saysAsk, Room: name.room, ID: name.id}); err != nil {
			return nil, err
		}
		alone := len(k.node.Members()) < 2
		if key == nil && (alone || time.Since(asked) > untilLost || pause(ctx, leastPause) != nil) {
			return nil, journal.ErrNoKey
		}
	}
	k.mu.Lock()
	k.rounds[name] = slices.Clone(key)
	k.mu.Unlock()
	return key, nil
}

// hear says something to all nodes and waits for the first to answer; nil when nobody did.
func (k *Keys) hear(ctx context.Context, name keyName, most time.Duration, w word) ([]byte, error) {
	answer := make(chan []byte, 1)
	k.mu.Lock()
	k.waits[name] = append(k.waits[name], answer)
	k.mu.Unlock()
	defer func() {
		k.mu.Lock()
		defer k.mu.Unlock()
		if k.waits[name] = slices.DeleteFunc(k.waits[name], func(c chan []byte) bool { return c == answer }); len(k.waits[name]) == 0 {
			delete(k.waits, name)
		}
	}()
	others, err := k.say(ctx, w)
	if err != nil || others == 0 {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	select {
	case key := <-answer:
		return key, nil
	case <-ctx.Done():
		return nil, nil
	}
}

// say says something to all other nodes, and returns how many there are.
func (k *Keys) say(ctx context.Context, w word) (others int64, err error) {
	w.From = k.node.id
	plain, err := json.Marshal(w)
	if err != nil {
		return 0, err
	}
	heard, err := k.node.client.Publish(ctx, allNodes, k.talk.seal(plain, allNodes)).Result()
	return heard - 1, err
}

// take takes in what another node said.
func (k *Keys) take(sealed []byte) {
	plain, err := k.talk.open(sealed, allNodes)
	var w word
	if err != nil || json.Unmarshal(plain, &w) != nil || w.From == k.node.id {
		return
	}
	name := keyName{w.Room, w.ID}
	switch w.Do {
	case saysHas:
		k.mu.Lock()
		k.rounds[name] = slices.Clone(w.Key)
		k.mu.Unlock()
		k.answer(name, w.Key)
		go k.reply(word{Do: saysHeard, Room: w.Room, ID: w.ID})
	case saysHeard:
		k.answer(name, []byte{})
	case saysGone:
		k.drop(name)
	case saysAsk, saysAll:
		k.mu.Lock()
		defer k.mu.Unlock()
		for known, key := range k.rounds {
			if w.Do == saysAll || known == name {
				go k.reply(word{Do: saysHas, Room: known.room, ID: known.id, Key: slices.Clone(key)})
			}
		}
	}
}

func (k *Keys) answer(name keyName, key []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, waits := range k.waits[name] {
		select {
		case waits <- slices.Clone(key):
		default: // one answer is enough
		}
	}
}

func (k *Keys) reply(w word) {
	ctx, cancel := k.patience()
	defer cancel()
	if _, err := k.say(ctx, w); err != nil && k.node.life.Err() == nil {
		k.node.options.Log.Debug("the other nodes did not hear of a key", "error", err)
	}
}
