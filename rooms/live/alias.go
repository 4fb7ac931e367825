package live

import (
	"log/slog"
	"rondo/rooms"
	"time"
)

// Alias names a room in the log: in all lines of one day of this process alike, so
// that they can be read together, and never as it was called on another day. It
// opens nothing.
func (h *House) Alias(id rooms.ID) string {
	day := time.Now().UTC().Format(time.DateOnly)
	return string(rooms.DigestOf("log "+h.salt+" "+day, string(id))[:12])
}

// log is for lines about a room.
func (h *House) log(id rooms.ID) *slog.Logger { return h.with.Log.With("room", h.Alias(id)) }

func (r *room) log() *slog.Logger { return r.house.log(r.id) }
