package bots

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"time"

	"rondo/rooms"
)

// wish is something a bot wants to do once it has thought about it for a time
// between least and most. A wish that is no longer there when it is due has
// become pointless.
type wish struct {
	key         string // wanted once
	least, most time.Duration
	do          string
	with        any
	seen        rooms.Seen    // what it is meant for
	sign        string        // instead of do: a reaction
	leave       time.Duration // instead of do: a tunnel of this length
}

type args map[string]any

const second = time.Second

// wishes is all that a bot wants, given what it sees.
func (b *bot) wishes(s scene) []wish {
	if !s.Online || s.room.Ended != 0 {
		return nil
	}
	var w []wish
	for _, part := range []func(scene) []wish{b.talks, b.votes, b.weighs, b.cares, b.guides, b.fidgets} {
		w = append(w, part(s)...)
	}
	if own, ok := habits[s.room.Kind]; ok {
		w = append(w, own(b, s)...)
	}
	return w
}

// habits are what bots do in one kind of meeting beyond what they do in all. Each has
// a file.
var habits = map[string]func(*bot, scene) []wish{
	"standup":       (*bot).writes,
	"retrospective": (*bot).reflects,
	"poker":         (*bot).sizes,
}

// roll is a bot's dice for one thing: the same number whenever it is asked about
// the same thing, so habits do not depend on how often it looks.
func (b *bot) roll(key string, of int) int {
	sum := sha256.Sum256(fmt.Append(nil, b.with.Seed, b.guest.Name, key))
	return int(binary.LittleEndian.Uint32(sum[:]) % uint32(of))
}

// often tells whether this bot does a thing that only some people do, some of
// the time.
func (b *bot) often(key string, percent int) bool { return b.roll(key, 100) < percent }

func (b *bot) pick(from []string, key string) string { return from[b.roll(key, len(from))] }

// talks: speaks for most of the slot, or a bit beyond it, and passes the floor.
func (b *bot) talks(s scene) []wish {
	f := s.room.Floor
	turn := fmt.Sprint("turn", f.Since)
	switch {
	case s.room.Agenda.Paused != 0:
	case f.Guest.Person == s.You:
		return []wish{{key: turn + "guest", least: 12 * second, most: 45 * second, do: "call_out", seen: s.Seen("/room/floor/guest/person")}}
	case s.speaks():
		return b.speech(s, turn)
	case f.Speaker != "" && f.Mode == rooms.Hands && s.waits() && !f.Hands.Has(s.You):
		return []wish{{key: turn + "hand", least: 2 * second, most: 15 * second, do: "hand", with: args{"on": true}}}
	}
	return nil
}

func (b *bot) speech(s scene, turn string) []wish {
	slot := s.left("slot").Duration()
	pass := wish{key: turn, least: slot * 4 / 10, most: slot * 95 / 100, do: "pass", seen: s.Seen("/room/floor/speaker")}
	if b.often(turn, 25) {
		pass.least, pass.most = slot+3*second, slot+25*second
	}
	if s.room.Floor.Mode == rooms.Popcorn {
		if next := s.nextWaiting(); next != "" {
			pass.with = args{"to": next}
		}
	}
	w := []wish{pass}
	if b.often(turn+"raise", 15) {
		w = append(w, wish{key: "raise", least: slot / 5, most: slot / 3, do: "raise", with: args{"text": b.pick(troubles, turn)}})
	}
	return w
}

func (s scene) waits() bool {
	turn, ok := s.room.Floor.Turns.Get(s.You)
	return ok && (turn.State == "waits" || turn.State == "later" || turn.State == "dropped")
}

// nextWaiting is whom the speaker picks: the first in the order who waits and is there.
func (s scene) nextWaiting() rooms.ID {
	for _, id := range s.room.Floor.Order.All() {
		turn, _ := s.room.Floor.Turns.Get(id)
		if _, here := s.Here[id]; here && id != s.You && turn.State == "waits" {
			return id
		}
	}
	return ""
}

// votes: in every ballot that asks this person.
func (b *bot) votes(s scene) (w []wish) {
	for id, ballot := range s.room.Ballots.All() {
		if ballot.State != "open" || !ballot.Who.Has(s.You) || s.held.Votes.Has(id) || ballot.Options.Len() == 0 {
			continue
		}
		key := fmt.Sprint("vote", id, ballot.Round)
		options := ballot.Options.Slice()
		with := args{"ballot": id, "card": options[b.mood(key, len(options))]}
		if ballot.Kind == rooms.Dots {
			with = args{"ballot": id, "dots": b.spread(key, ballot)}
		}
		w = append(w, wish{key: key, least: 2 * second, most: 14 * second, do: "vote", with: with, seen: s.Seen("/room/ballots/" + id + "/round")})
	}
	return w
}

// mood is which of n answers one gives: mostly an early one, which in a roman
// vote is the good one.
func (b *bot) mood(key string, n int) int { return min(b.roll(key, n), b.roll(key+"again", n)) }

// spread gives all dots of a ballot to what a bot likes.
func (b *bot) spread(key string, ballot rooms.Ballot) map[string]int {
	dots, options := map[string]int{}, ballot.Options.Slice()
	for i := range ballot.Budget {
		if option := b.pick(options, fmt.Sprint(key, i)); dots[option] < ballot.Stack {
			dots[option]++
		}
	}
	return dots
}

// cares: for what is in others' way, and says "done" when nothing is left to do.
func (b *bot) cares(s scene) (w []wish) {
	if !s.inTeam() {
		return nil
	}
	for id, blocker := range s.room.Block.All() {
		if blocker.State != "open" || !s.in("blockers", "plan") {
			continue
		}
		switch key := "blocker" + id; {
		case blocker.Owner == s.You && blocker.Today == "":
			w = append(w, wish{key: string(key) + "today", least: 3 * second, most: 12 * second, do: "today", with: args{"blocker": id, "by": "14:00+00:00"}})
		case blocker.Owner == "" && b.often(string(key)+"own", 30):
			w = append(w, wish{key: string(key) + "own", least: 4 * second, most: 40 * second, do: "own", with: args{"blocker": id}})
		case blocker.Owner != s.You && !blocker.Helpers.Has(s.You) && b.often(string(key)+"help", 20):
			w = append(w, wish{key: string(key) + "help", least: 4 * second, most: 50 * second, do: "help", with: args{"blocker": id, "on": true}})
		}
	}
	if s.in("round") && b.often("park", 15) {
		w = append(w, wish{key: "park", least: 20 * second, most: 4 * time.Minute, do: "park", with: args{"text": b.pick(topics, "park")}})
	}
	if s.in("blockers") && !s.room.Agenda.Done.Has(s.You) {
		w = append(w, wish{key: fmt.Sprint("done", s.room.Agenda.Since), least: 50 * second, most: 110 * second, do: "done", with: args{"on": true}})
	}
	return w
}

// guides: a bot that passes for a person may hold the baton.
func (b *bot) guides(s scene) (w []wish) {
	if s.room.Baton.Offer == s.You && s.room.Baton.Gone {
		w = append(w, wish{key: fmt.Sprint("take", s.At), least: 3 * second, most: 8 * second, do: "baton_take"})
	}
	if !s.leads() {
		return w
	}
	for id, p := range s.room.People.All() {
		for _, role := range p.Asks.All() {
			w = append(w, wish{key: "grant" + string(id) + string(role), least: second, most: 5 * second, do: "grant", with: args{"person": id, "role": role, "yes": true}})
		}
	}
	if s.overtime() {
		w = append(w, wish{key: fmt.Sprint("next", s.room.Agenda.Since), least: 3 * second, most: 12 * second, do: "next", seen: s.Seen("/room/agenda/now")})
	}
	if s.room.Started == 0 && s.room.People.Len() > 1 {
		w = append(w, wish{key: "start", least: 25 * second, most: 40 * second, do: "start", seen: s.Seen("/room/agenda/now")})
	}
	return w
}

// fidgets: reactions, and connections that break.
func (b *bot) fidgets(s scene) (w []wish) {
	minute := int64(s.now) / 60000
	key := fmt.Sprint("minute", minute)
	if s.room.Floor.Speaker != "" && !s.speaks() && b.often(key+"react", 20) {
		signs := []string{"clap", "heart", "laugh", "up", "wow", "think"}
		w = append(w, wish{key: key + "react", least: second, most: 30 * second, sign: b.pick(signs, key)})
	}
	if !s.leads() && b.often(key+"tunnel", 12) {
		length := time.Duration(2+b.roll(key+"length", 25)) * second
		w = append(w, wish{key: key + "tunnel", least: second, most: 50 * second, leave: length})
	}
	if s.speaks() && s.Here[s.productManager()] == 1 && b.often(key+"call", 20) {
		w = append(w, wish{key: key + "call", least: 5 * second, most: 25 * second, do: "call_in", with: args{"person": s.productManager()}})
	}
	return w
}

func (s scene) productManager() rooms.ID {
	for id, p := range s.room.People.All() {
		if p.Is(rooms.ProductManager) && id != s.You {
			return id
		}
	}
	return ""
}
