package rooms

import "time"

// Presence is who is connected now. It is memory of the room's owner, not part
// of the document: connections that come and go cost no journal write.
type Presence struct {
	Now    Millis
	Since  map[ID]Millis // connected people: since when
	Gone   map[ID]Millis // people who lost every connection: since when
	Opened Millis        // when this process opened the room
	Known  Millis        // until when another process is known to have kept it before
}

// Settle is how long after the room opened everybody who takes part counts as
// present, so that no quorum is met by the first to come back.
const Settle = 30 * time.Second

// Present tells whether person is connected, or was within grace.
func (p Presence) Present(person ID, grace time.Duration) bool {
	if _, ok := p.Since[person]; ok {
		return true
	}
	if gone, ok := p.Gone[person]; ok {
		return p.Now < gone+For(grace)
	}
	return p.Awaited(person)
}

// Awaited tells whether person counts as present only because the room was
// opened a moment ago: not seen since, and not known to be gone.
func (p Presence) Awaited(person ID) bool {
	_, here := p.Since[person]
	_, gone := p.Gone[person]
	return !here && !gone && p.Now < p.Opened+For(Settle)
}
