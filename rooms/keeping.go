package rooms

import "time"

// Keeping is how long a room is kept. It can only be for less long than the server keeps rooms.
type Keeping struct {
	Days  int  `json:"days,omitempty"`   // after people last used it; 0: as long as the server keeps rooms
	AtEnd bool `json:"at_end,omitempty"` // it goes an hour after the meeting has ended
}

// takeAlong is how long a meeting stays that is deleted at its end: whoever took part may take
// the minutes along.
const takeAlong = time.Hour

// keepRoom says how long the room is kept. What a team's home says holds for the meetings that
// are opened from it from then on.
func keepRoom(t *Tx, with struct {
	Days  int  `json:"days" takes:"0..3650"`
	AtEnd bool `json:"at_end,omitempty"`
}) error {
	if with.AtEnd && t.kind.IsHome() {
		return Invalid("at_end", "no_end")
	}
	t.Room.Keeping = Keeping(with)
	return nil
}

// goesAtEnd tells whether the meeting is over and goes by itself, whoever is still there.
func (b *Base) goesAtEnd() bool { return b.Room.Keeping.AtEnd && b.Room.Ended != 0 }

// expires is when the room is deleted if nobody comes back before; keep is how long the server
// keeps rooms. When people last used it is known to the day.
func (b *Base) expires(keep time.Duration) Millis {
	if days := b.Room.Keeping.Days; days > 0 {
		keep = min(keep, time.Duration(days+1)*24*time.Hour)
	}
	at := b.Internal.Touched + For(keep)
	if b.goesAtEnd() {
		at = min(at, b.Room.Ended+For(takeAlong))
	}
	return at
}
