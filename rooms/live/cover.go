package live

import (
	"rondo/rooms"
	"rondo/rooms/wire"
	"slices"
)

// While an anonymous round is open, what goes to one connection alone is covered:
// it comes by the beat, in frames of one size, whether there is something to say or
// not (wire.Beat). Who counts bytes, such as a proxy that logs them, sees the same
// for everybody, whatever they do. What all get goes out at once, as ever.
type cover struct {
	told    rooms.Document // whose drawers of the person were said; nil: all of them are due
	answers []wire.Frame
	said    []byte // and is not out yet
}

// covers tells whether what is private of some steps is covered, the first and the
// last of a round included.
func covers(steps []*step) bool {
	return slices.ContainsFunc(steps, func(s *step) bool { return s.before.InRound() || s.after.InRound() })
}

// tidied tells whether one of some steps ended a round and emptied the drawers.
func tidied(steps []*step) bool {
	return slices.ContainsFunc(steps, func(s *step) bool { return s.tidy })
}

// coverAll covers every connection, from a version on that all know. When drawers
// were emptied, everything left in them is said: what changed would tell what there
// had been.
func (r *room) coverAll(from rooms.Document, emptied bool) {
	for c := range r.sessions {
		if c.cover == nil {
			c.cover = &cover{told: from}
		}
		if emptied {
			c.cover.told = nil
		}
	}
}

// coverAnew covers a connection that is told everything from the start, if a round
// is open. What waited for it is dropped.
func (r *room) coverAnew(c *Session) {
	if c.cover != nil {
		c.waiting.Add(-int32(len(c.cover.answers)))
		c.cover = nil
	}
	if r.durable.doc.InRound() {
		c.cover = &cover{}
	}
}

// beat gives everybody their beat when it is due.
func (r *room) beat(now rooms.Millis) {
	switch {
	case len(r.sessions) == 0 || !r.durable.doc.InRound():
		r.beatAt = 0
		return
	case r.beatAt != 0 && now >= r.beatAt:
		news := r.news()
		for c := range r.sessions {
			c.cover.add(news(c), c)
			c.send(c.cover.next())
		}
	case r.beatAt != 0:
		return
	}
	every := rooms.For(r.house.with.Limits.Beat)
	r.beatAt = now + every - (now-r.anchor)%every
}

// uncover says all that is left, as beats: at least one, for everybody.
func (r *room) uncover() {
	news := r.news()
	for c := range r.sessions {
		c.cover.add(news(c), c)
		frames := []wire.Frame{c.cover.next()}
		for len(c.cover.said) > 0 {
			frames = append(frames, c.cover.next())
		}
		c.send(frames...)
		if !r.durable.doc.InRound() {
			c.cover = nil
		}
	}
}

// news returns what says the drawers of a connection's person, as far as they
// have changed since that was told, or nil. Most were told at the same time.
func (r *room) news() func(*Session) wire.Frame {
	doc, since := r.durable.doc, map[rooms.Document]rooms.Patch{}
	return func(c *Session) wire.Frame {
		if c.cover.told == doc {
			return nil
		}
		is := r.kind.AudiencesOf(doc, c.person)
		if c.cover.told == nil || !slices.Equal(is, r.kind.AudiencesOf(c.cover.told, c.person)) {
			return wire.FrameOf(map[string]any{"me": doc.Drawer(c.person, is)})
		}
		patch, known := since[c.cover.told]
		if !known {
			patch = doc.Since(c.cover.told)
			since[c.cover.told] = patch
		}
		if mine := mineOf(patch, c.person, is); mine != nil {
			return wire.FrameOf(map[string]any{"mine": mine})
		}
		return nil
	}
}

// add takes in what is to be said: what changed, and then the answers.
func (v *cover) add(news wire.Frame, c *Session) {
	if news != nil {
		v.said = wire.AddLine(v.said, news)
	}
	for _, f := range v.answers {
		v.said = wire.AddLine(v.said, f)
	}
	c.waiting.Add(-int32(len(v.answers)))
	v.told, v.answers = c.room.durable.doc, nil
}

func (v *cover) next() (beat wire.Frame) {
	beat, v.said = wire.Beat(v.said)
	return beat
}
