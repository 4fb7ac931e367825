package roomstest

import (
	"context"
	"sync/atomic"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// process is the journal as one process has it. One that was taken over from no
// longer looks for rooms that are due: it would take them back.
type process struct {
	*journal.Memory
	over atomic.Bool
}

// Due is the journal's, and none once another process has taken over.
func (p *process) Due(ctx context.Context, now rooms.Millis, limit int) ([]rooms.ID, error) {
	if p.over.Load() {
		return nil, ctx.Err()
	}
	return p.Memory.Due(ctx, now, limit)
}
