package bots

import (
	"fmt"
	"strings"

	"rondo/rooms"
)

// sizes: whoever leads brings what is to be sized and closes once all of it is; who
// owns the product settles as well.
func (b *bot) sizes(s scene) []wish {
	ballot, _ := s.room.Ballots.Get(rooms.SizeBallot)
	switch {
	case s.leads() && s.in("lobby") && s.room.Items.Len() == 0:
		return []wish{{key: "bring", least: 5 * second, most: 15 * second, do: "item_bring", with: args{"text": strings.Join(backlog, "\n")}}}
	case s.leads() && s.in("close"):
		return []wish{{key: "end", least: 10 * second, most: 20 * second, do: "end", seen: s.Seen("/room/ended")}}
	case !s.in("size") || ballot.IsOpen() || s.room.Sizing.Voices.Len() > 0:
		return nil
	case s.leads() && s.isSized():
		return []wish{{key: "close", least: 5 * second, most: 15 * second, do: "next", seen: s.Seen("/room/agenda/now")}}
	case s.leads() || s.me.Is(rooms.ProductOwner):
		return settles(s, ballot)
	}
	return nil
}

// settles on the highest card, or asks for another round where they lie far apart; what
// nobody can size is left for another time.
func settles(s scene, ballot rooms.Ballot) []wish {
	r, shown := ballot.Latest()
	if item, _ := s.room.Items.Get(rooms.ID(ballot.About)); !shown || item.State != rooms.ItemCurrent {
		return nil
	}
	w := wish{
		key: fmt.Sprint("settle", ballot.Round), least: 6 * second, most: 15 * second,
		do: "settle", with: args{"card": r.High}, seen: s.Seen("/room/ballots/cards/round"),
	}
	base := rooms.Base{Room: s.room}
	switch again := len(base.SizeRounds()) < rooms.MostSizeRounds; {
	case again && (r.High == "" || r.Spread == rooms.Wide):
		w.do, w.with = "revote", args{"ballot": rooms.SizeBallot}
	case r.High == "":
		w.do, w.with = "aside", args{"as": rooms.ItemDeferred}
	}
	return []wish{w}
}

// weighs: whoever has the lowest or the highest card says why, and who sizes helps to
// choose between two cards side by side.
func (b *bot) weighs(s scene) []wish {
	size := s.room.Sizing
	ballot, _ := s.room.Ballots.Get(rooms.SizeBallot)
	switch _, tie := s.room.Timers.Get("tie"); {
	case size.Voices.Len() > 0 && size.Voices.At(0) == s.You:
		return []wish{{key: fmt.Sprint("why", ballot.Round), least: 10 * second, most: 40 * second, do: "heard", seen: s.Seen("/room/sizing/voices")}}
	case tie && ballot.Who.Has(s.You) && !size.Agrees.Has(s.You):
		r, _ := ballot.Latest()
		card := b.pick([]string{r.Low, r.High}, fmt.Sprint("tie", ballot.Round))
		return []wish{{key: fmt.Sprint("tie", ballot.Round), least: 2 * second, most: 9 * second, do: "agree", with: args{"card": card}, seen: s.Seen("/room/ballots/cards/round")}}
	}
	return nil
}

// isSized tells whether nothing of the list waits for a size.
func (s scene) isSized() bool {
	for _, item := range s.room.Items.All() {
		if item.State == rooms.ItemOpen || item.State == rooms.ItemCurrent {
			return false
		}
	}
	return s.room.Items.Len() > 0
}

// What they size.
var backlog = []string{"Export as CSV", "Log in with a passkey", "Delete an account"}
