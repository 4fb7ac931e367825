package main

import (
	"context"
	"encoding/json"
	"sync"

	"rondo/rooms"
	"rondo/rooms/live"
	"rondo/rooms/redis"
)

// remoteKnock is somebody at another node who asks to be let in.
type remoteKnock struct {
	Room    rooms.ID     `json:"room"`
	Browser string       `json:"browser"`
	Name    string       `json:"name"`
	Roles   []rooms.Role `json:"roles,omitempty"`
}

var saysIn = []byte("in")

// Knock is house.Knock, at the node that has the room.
func (h *withOthers) Knock(ctx context.Context, room rooms.ID, k live.Knock) error {
	return h.at.follow(ctx, room, func(node string) error {
		if node == "" {
			return h.realHouse.Knock(ctx, room, k)
		}
		return h.at.knock(ctx, node, room, k)
	})
}

// knock knocks at another node. The talk lasts as long as the knock.
func (e *elsewhere) knock(ctx context.Context, node string, room rooms.ID, k live.Knock) error {
	first, err := json.Marshal(map[string]any{"knock": remoteKnock{room, k.Browser, k.Name, k.Roles}})
	if err != nil {
		return err
	}
	in, over := make(chan struct{}), make(chan struct{})
	opened := sync.OnceFunc(func() { close(in) })
	talk := e.node.Post().Begin(node, first, func([][]byte) { opened() }, sync.OnceFunc(func() { close(over) }))
	defer talk.End()
	select {
	case <-in:
		return nil
	case <-over:
		return live.ErrAway
	case <-ctx.Done():
		return ctx.Err()
	}
}

// letIn lets somebody knock here who came to another node.
func (e *elsewhere) letIn(talk *redis.Talk, ask *remoteKnock) {
	ctx, cancel := context.WithCancel(e.server.life)
	talk.Hear(func([][]byte) {}, cancel)
	go func() {
		defer cancel()
		defer talk.End()
		if e.house.Knock(ctx, ask.Room, live.Knock{Browser: ask.Browser, Name: ask.Name, Roles: ask.Roles}) == nil {
			talk.Say(saysIn)
		}
	}()
}
