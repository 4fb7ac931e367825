package team

import "rondo/rooms"

// importItems takes a whole backlog over from elsewhere.
func importItems(t *turn, with rooms.BroughtBacklog) error { return t.ImportBacklog(with) }
