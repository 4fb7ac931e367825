package bots

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"rondo/rooms/client"
)

// What a bot does in a retrospective beyond what it does in every meeting.

// keys are the names of things in what all see, in an order that does not change.
func (s scene) keys(of string) []string {
	things, _ := s.Get("shared", of).(client.Tree)
	return slices.Sorted(maps.Keys(things))
}

// reflects: notes, groups, what is said, what is decided, thanks.
func (b *bot) reflects(s scene) (w []wish) {
	if !s.inTeam() || s.room.Agenda.Paused != 0 {
		return nil
	}
	switch s.room.Agenda.Now {
	case "write":
		w = b.jots(s)
	case "group":
		w = b.sorts(s)
	case "discuss":
		w = b.discusses(s)
	case "decide":
		w = b.decides(s)
	case "close":
		w = b.thanks(s)
	}
	if s.in("facts", "write", "read", "group", "vote", "decide") {
		w = append(w, wish{key: fmt.Sprint("done", s.room.Agenda.Since), least: 40 * second, most: 100 * second, do: "done", with: args{"on": true}, seen: s.Seen("/room/agenda/now")})
	}
	return w
}

// jots: a few notes, in one column or another.
func (b *bot) jots(s scene) (w []wish) {
	columns := s.keys("columns")
	if s.Get("shared", "writing") != "open" || len(columns) == 0 {
		return nil
	}
	for i := range 2 + b.roll("how many notes", 3) {
		key := fmt.Sprint("note", i)
		note := args{"text": b.pick(notes, key), "column": b.pick(columns, key+"column")}
		w = append(w, wish{key: key, least: 3 * second, most: 35 * second, do: "write", with: note})
	}
	return w
}

// sorts: accepts what the room proposes, now and then.
func (b *bot) sorts(s scene) (w []wish) {
	for _, hint := range s.keys("hints") {
		if key := "hint" + hint; b.often(key, 30) {
			w = append(w, wish{key: key, least: 4 * second, most: 30 * second, do: "hint", with: args{"hint": hint, "yes": true}})
		}
	}
	return w
}

func (b *bot) discusses(s scene) (w []wish) {
	topic, _ := s.Get("shared", "topic").(string)
	if topic == "" {
		return nil
	}
	key := "about" + topic
	switch {
	case s.speaks():
		w = append(w, wish{key: key + "yield", least: 15 * second, most: 50 * second, do: "call_next", seen: s.Seen("/room/floor/speaker")})
	case b.often(key, 40) && !s.room.Floor.Hands.Has(s.You):
		w = append(w, wish{key: key + "hand", least: 3 * second, most: 60 * second, do: "hand", with: args{"on": true}})
	}
	if s.Get("shared", "scribe") == nil && b.often("scribe", 40) {
		w = append(w, wish{key: "scribe", least: 5 * second, most: 20 * second, do: "scribe", with: args{"on": true}, seen: s.Seen("/shared/scribe")})
	}
	if s.Get("shared", "scribe") == s.You {
		w = append(w, wish{key: key + "said", least: 30 * second, most: 80 * second, do: "said", with: args{"topic": topic, "text": b.pick(plans, key)}})
	}
	return w
}

// decides: one proposal, taken on by whoever made it, with a day and a measure.
func (b *bot) decides(s scene) (w []wish) {
	if s.room.Actions.Len() < 3 && b.often("propose", 50) {
		w = append(w, wish{key: "propose", least: 4 * second, most: 30 * second, do: "task", with: args{"text": b.pick(improvements, "propose")}})
	}
	for id, task := range s.room.Actions.All() {
		in := args{"task": id}
		switch {
		case task.State != "open" || task.By != s.You:
		case task.Owner == "":
			w = append(w, wish{key: "accept" + string(id), least: 2 * second, most: 10 * second, do: "accept", with: in})
		case task.Due == "":
			due := s.now.Time().Add(14 * 24 * time.Hour).Format(time.DateOnly)
			w = append(w, wish{key: "due" + string(id), least: 2 * second, most: 8 * second, do: "due", with: args{"task": id, "date": due}})
		case task.How == "":
			w = append(w, wish{key: "how" + string(id), least: 2 * second, most: 12 * second, do: "how", with: args{"task": id, "text": b.pick(measures, string(id))}})
		default:
			w = append(w, wish{key: "pick" + string(id), least: 2 * second, most: 12 * second, do: "pick", with: args{"task": id, "on": true}})
		}
	}
	return w
}

func (b *bot) thanks(s scene) (w []wish) {
	for id := range s.room.People.All() {
		if id != s.You && b.often("thank"+string(id), 25) {
			with := args{"to": id, "text": b.pick(kindness, "thank"+string(id)), "signed": b.often("signed"+string(id), 50)}
			w = append(w, wish{key: "thank" + string(id), least: 5 * second, most: 40 * second, do: "thank", with: with})
		}
	}
	return w
}

// What they write in a retrospective.
var (
	notes = []string{
		"Two days of pairing saved us a week", "Reviews wait too long, mine waited three days", "The test data is from last year",
		"Big changes wait for a review and nobody dares to start", "Demo day with real buyers in the room", "Keys ran out and nobody was told",
		"Refinement ran over three times", "The new on-call notes are very good", "A review hour each day, before lunch",
		"Staging is not like live", "Split anything large before planning", "Alarm at night that was no alarm",
		"Staging had a full disk twice", "Pair on changes of more than 300 lines",
	}
	improvements = []string{"Keep an hour for reviews each morning", "Warn two weeks before a key runs out", "Copy live to staging, names removed", "Start planning with what last sprint left"}
	measures     = []string{"No review is older than a day", "No outage by a key until March", "Bugs found in staging, not live", "Half of the items fit their estimate"}
	kindness     = []string{"for the patience with the ledger", "for answering within the hour", "for the calm on Tuesday night", "for asking the question that nobody asked"}
)
