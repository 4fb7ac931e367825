package live

import (
	"context"
	"rondo/rooms"
)

// JoinBot lets a bot of this server in, which needs no link: whoever asks for it
// has passed MayRunBots. browser is a secret that stands for the bot's cookie.
func (h *House) JoinBot(ctx context.Context, id rooms.ID, browser, name string, roles []rooms.Role) (rooms.ID, error) {
	return h.join(ctx, id, func(r *room) (rooms.ID, error) {
		return r.admitNew(r.digest(browser), Knock{Browser: browser, Name: name, Roles: roles, Bot: true}, nil)
	})
}
