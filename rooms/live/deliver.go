package live

import (
	"rondo/rooms"
	"rondo/rooms/wire"
	"slices"
)

// deliver sends what a write made durable: to each seat the public patches,
// what is for its person alone, and then the answers; all in one write.
func (r *room) deliver(b batch) {
	public := r.publish(b.steps)
	covered := covers(b.steps)
	if covered {
		r.coverAll(b.steps[0].before, tidied(b.steps))
	}
	answers := map[*Session][]wire.Frame{}
	for _, p := range b.answers {
		switch {
		case p.session == nil:
		case p.session.cover != nil:
			p.session.sendAnswer(p.frame)
		default:
			p.session.waiting.Add(-1)
			answers[p.session] = append(answers[p.session], p.frame)
		}
	}
	shared := map[rooms.ID][]wire.Frame{}
	for c := range r.sessions {
		frames, made := shared[c.person]
		switch {
		case c.cover != nil:
			frames = public
		case !made:
			frames = r.framesFor(c.person, b.steps, public)
			shared[c.person] = frames
		}
		if own := answers[c]; own != nil {
			frames = append(slices.Clip(frames), own...)
		}
		if len(frames) > 0 {
			c.send(frames...)
		}
	}
	if covered && (!r.durable.doc.InRound() || tidied(b.steps)) {
		r.uncover()
	}
	b.answer(nil)
	r.showOut(b.steps)
}

// publish builds each public frame once, and keeps it for those who resume.
func (r *room) publish(steps []*step) []wire.Frame {
	var frames []wire.Frame
	for _, s := range steps {
		if s.clean {
			r.backlog.forget()
		}
		if s.public != nil {
			f := s.publicFrame()
			frames = append(frames, f)
			r.backlog.add(s.seq, f)
		}
	}
	return frames
}

// framesFor is what a person gets of some steps, in the order of the steps.
func (r *room) framesFor(person rooms.ID, steps []*step, public []wire.Frame) []wire.Frame {
	var frames []wire.Frame
	for _, s := range steps {
		if s.public != nil {
			frames = append(frames, public[0])
			public = public[1:]
		}
		if own := r.ownFrame(person, s); own != nil {
			frames = append(frames, own)
		}
	}
	return frames
}

// ownFrame is what a person alone gets of a step: what changed in the person's
// drawers, or all of them when a change of roles opened or closed one.
func (r *room) ownFrame(person rooms.ID, s *step) wire.Frame {
	was, is := r.kind.AudiencesOf(s.before, person), r.kind.AudiencesOf(s.after, person)
	if !slices.Equal(was, is) {
		return wire.DrawerFrame(s.epoch, s.seq, "me", s.after.Drawer(person, is))
	}
	if mine := mineOf(s.patch, person, is); mine != nil {
		return wire.DrawerFrame(s.epoch, s.seq, "mine", *mine)
	}
	return nil
}

// showOut closes the connections of people who are no longer of the room.
func (r *room) showOut(steps []*step) {
	for _, s := range steps {
		if s.patch.Room == nil {
			continue
		}
		for c := range r.sessions {
			if p, ok := s.after.Common().Room.People.Get(c.whose()); !ok || p.Left {
				r.disconnect(c)
				c.subscriber.Close(wire.CloseRemoved, "no longer in the room")
			}
		}
	}
}

// showAllOut closes every connection of the room.
func (r *room) showAllOut(code int, reason string) {
	for c := range r.sessions {
		r.disconnect(c)
		c.subscriber.Close(code, reason)
	}
}

// publicFrame is what everyone in the room gets of the step.
func (s *step) publicFrame() wire.Frame { return wire.PatchFrame(s.epoch, s.seq, s.public) }
