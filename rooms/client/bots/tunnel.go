package bots

import (
	"context"
	"time"

	"rondo/rooms/client"
)

// enterTunnel cuts the connection for a while.
func (b *bot) enterTunnel(d time.Duration) {
	b.mu.Lock()
	b.back = time.Now().Add(time.Duration(float64(d) / b.with.Pace))
	b.mu.Unlock()
	b.with.Say(b.guest.Name, "loses the connection")
	b.Drop()
}

func (b *bot) throughTunnels(dial client.Dialer) client.Dialer {
	return func(ctx context.Context) (client.Conn, error) {
		b.mu.Lock()
		wait := time.Until(b.back)
		b.mu.Unlock()
		select {
		case <-time.After(max(0, wait)):
			return dial(ctx)
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
