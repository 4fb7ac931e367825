package live

import (
	"context"
	"rondo/rooms"
)

// Again opens the room in which a meeting that has ended is held again, for a browser that
// leads it, and returns the path and secret of that room. Whoever asks later is told the
// same one. What the next room has from this one, package rooms says (handover.go).
func (h *House) Again(ctx context.Context, id rooms.ID, browser, secret string) (link string, err error) {
	brief := rooms.Brief{Secret: secret, Browser: browser}
	err = h.ask(ctx, id, func(r *room) error {
		person, _, err := r.seatOf(browser)
		if err != nil {
			return err
		}
		base := r.durable.doc.Common()
		switch {
		case base.WhoIs(person)&rooms.Leads == 0:
			return rooms.Refuse("forbidden/again")
		case base.Room.Team != "":
			return rooms.Refuse("forbidden/again_team")
		case base.Room.Ended == 0:
			return rooms.Refuse("not_over")
		case r.readOnly():
			return errNoSpace
		}
		link, brief.Kind, brief.Title = base.Room.Next, base.Room.Kind, base.Room.Title
		brief.Given, brief.Before = r.kind.Handover(r.durable.doc, id), r.durable.doc.Clone()
		return nil
	})
	if err != nil || link != "" {
		return link, err
	}
	next, err := h.Open(ctx, brief)
	if err != nil {
		return "", err
	}
	_, err = h.join(ctx, id, func(r *room) (rooms.ID, error) {
		return "", r.change("again", func(_ rooms.Document, t *rooms.Tx) error {
			link = r.kind.GoOnIn(t, "/r/"+string(next)+"#"+secret)
			return nil
		})
	})
	return link, err
}
