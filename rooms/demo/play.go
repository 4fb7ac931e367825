package demo

import (
	"fmt"
	"time"

	"rondo/rooms"
)

// sprintDays is how many working days a sprint has.
const sprintDays = 10

// play plays everything, and returns the way back of the product owner.
func play(s *stage, today time.Time) (back string) {
	first, held := calendar(today)
	s.at(first.AddDate(0, 0, -4).Add(9 * time.Hour))
	back = found(s)
	refinement(s, []int{0, 1, 2, 3, 4, 6})
	for n := range sprints {
		start, days := first.AddDate(0, 0, 14*n), sprintDays
		if n == len(sprints)-1 {
			days = held
		}
		for day := 1; day <= days && s.err == nil; day++ {
			workday(s, n, day, start.AddDate(0, 0, day-1+2*((day-1)/5)))
		}
	}
	return back
}

// calendar is when the first sprint begins, and how many days of the third are held: from
// four to eight, the last of them the last working day before today.
func calendar(today time.Time) (first time.Time, held int) {
	last := today.UTC().Truncate(24*time.Hour).AddDate(0, 0, -1)
	for last.Weekday() == time.Saturday || last.Weekday() == time.Sunday {
		last = last.AddDate(0, 0, -1)
	}
	held = int(last.Weekday())
	third := last.AddDate(0, 0, 1-held)
	if held < 4 {
		third, held = third.AddDate(0, 0, -7), held+5
	}
	return third.AddDate(0, 0, -14*(len(sprints)-1)), held
}

// workday is a day of a sprint, the first being 1.
func workday(s *stage, n, day int, date time.Time) {
	this := sprints[n]
	if day == 1 {
		s.at(date.Add(7 * time.Hour))
		planning(s, n, date)
	}
	s.at(date.Add(9*time.Hour + 30*time.Minute))
	standup(s, n, day)
	s.at(date.Add(11 * time.Hour))
	for _, at := range this.done[day] {
		s.does(developers[at%len(developers)], "built", "item", s.item(backlog[at].title), "on", true)
	}
	switch day {
	case 6:
		s.at(date.Add(12 * time.Hour))
		refinement(s, this.refine)
	case sprintDays:
		if s.kinds["review"] != nil {
			s.at(date.Add(12 * time.Hour))
			review(s, n)
		}
		s.at(date.Add(14 * time.Hour))
		retrospective(s, n)
	}
}

// found makes the home.
func found(s *stage) (back string) {
	s.opens("team", team, lead, append([]string{owner, manager, guest}, developers...)...)
	s.home = s.room
	for name, role := range map[string]rooms.Role{lead: rooms.ScrumMaster, owner: rooms.ProductOwner, manager: rooms.ProductManager, guest: rooms.Stakeholder} {
		s.does(lead, "roles", "person", s.people[name], "roles", []rooms.Role{role})
	}
	s.does(lead, "rhythm", "zone", "Europe/Vienna", "weeks", 2)
	goals := make([]rooms.ID, len(productGoals))
	for i, goal := range productGoals {
		s.does(manager, "goal_add", "text", goal)
		goals[i] = find(s, s.sees(lead).Room.Backlog.Goals.All(), func(g rooms.ProductGoal) string { return g.Text }, goal)
	}
	for _, text := range readyWhen {
		s.does(lead, "criterion_add", "text", text)
	}
	for _, text := range doneWhen {
		s.does(lead, "done_add", "text", text)
	}
	for _, is := range backlog {
		s.does(owner, "item_add", "title", is.title)
		id := s.item(is.title)
		s.does(owner, "serves", "item", id, "goal", goals[is.goal])
		if is.accept != "" {
			s.does(owner, "acceptance_add", "item", id, "text", is.accept)
		}
	}
	secret := rooms.NewSecret()
	s.does(owner, "recovery", "digest", rooms.DigestOf(rooms.RecoveryPurpose, secret))
	return secret
}

// refinement is of some items of the backlog.
func refinement(s *stage, items []int) {
	s.opens("refinement", "Refinement", owner, append([]string{lead, manager}, developers...)...)
	s.does(owner, "start")
	for _, at := range items {
		id := s.item(backlog[at].title)
		if s.sees(owner).Shared.Item != id {
			s.does(owner, "item_pick", "item", id)
		}
		s.passes(s.seconds(60, 115))
		s.does(owner, "step", "to", "ready")
		for criterion := range s.sees(owner).Room.Backlog.Ready.All() {
			s.does(developers[0], "ready", "item", id, "criterion", criterion, "on", true)
		}
		size(s, owner, backlog[at].size)
		s.passes(s.seconds(10, 25))
	}
	s.does(owner, "next")
	s.ends(owner)
}

// size lets the developers size the item in hand: where the dice say so, in two rounds.
func size(s *stage, leads, card string) {
	if s.dice.IntN(3) == 0 {
		for i, name := range developers {
			s.does(name, "vote", "ballot", "cards", "card", []string{card, "2", card, "13", card}[i])
		}
		s.passes(5 * time.Second)
		s.passes(46 * time.Second) // the low voice
		s.passes(46 * time.Second) // and the high one
	}
	for _, name := range developers {
		s.does(name, "vote", "ballot", "cards", "card", card)
	}
	s.passes(5 * time.Second)
	s.does(leads, "settle", "card", card)
}

// planning is of a sprint that begins on a day.
func planning(s *stage, n int, from time.Time) {
	this := sprints[n]
	s.opens("planning", fmt.Sprint("Planning of sprint ", n+1), lead, append([]string{owner, manager}, developers...)...)
	s.does(lead, "settings", "number", n+1, "from", from.Format(time.DateOnly), "to", from.AddDate(0, 0, 11).Format(time.DateOnly))
	for i, name := range developers {
		s.does(name, "available", "halves", this.halves[i])
	}
	s.does(lead, "start")
	s.does(manager, "context")
	s.passes(s.seconds(60, 200))
	s.does(manager, "call_next")
	s.does(owner, "goal_draft", "text", this.goal)
	s.passes(s.seconds(300, 600))
	s.does(owner, "goal_confirm")
	for _, name := range developers {
		s.does(name, "vote", "ballot", "veto", "card", "yes")
	}
	s.passes(10 * time.Second)
	s.passes(10 * time.Second)
	for at := range this.resize {
		s.does(developers[0], "pull", "item", s.item(backlog[at].title), "on", true)
		s.does(developers[0], "resize", "item", s.item(backlog[at].title), "on", true)
	}
	s.goesTo("what")
	for _, card := range this.resize {
		size(s, lead, card)
	}
	for _, at := range this.pull {
		s.passes(s.seconds(200, 500))
		s.does(developers[at%len(developers)], "pull", "item", s.item(backlog[at].title), "on", true)
	}
	s.goesTo("how")
	for _, at := range this.pull {
		s.passes(s.seconds(200, 600))
		s.does(developers[at%len(developers)], "step_add", "item", s.item(backlog[at].title), "text", "What the buyer sees, first")
	}
	s.does(developers[1], "risk_add", "text", "The bank answers slowly")
	s.goesTo("confidence")
	for i, name := range developers {
		s.does(name, "vote", "ballot", "confidence", "card", []string{"4", "4", "5", "3", "4"}[i])
	}
	s.passes(10 * time.Second)
	s.passes(15 * time.Second)
	s.goesTo("close")
	s.ends(lead)
}

// standup is of a day of a sprint, the first being 1.
func standup(s *stage, n, day int) {
	s.opens("standup", fmt.Sprintf("Standup, sprint %d, day %d", n+1, day), lead, append([]string{owner}, developers...)...)
	this := sprints[n]
	for i, name := range developers {
		at := this.pull[(i+day)%len(this.pull)]
		s.does(name, "note", "plan", backlog[at].title)
	}
	s.does(lead, "start")
	s.passes(31 * time.Second)
	for s.phase() == "round" {
		s.passes(s.seconds(30, 95))
		if s.phase() == "round" {
			s.does(lead, "pass")
		}
	}
	trouble, troubled := troubles[[2]int{n + 1, day}]
	if troubled {
		s.does(trouble.by, "raise", "text", trouble.text)
		id := find(s, s.sees(lead).Room.Block.All(), func(b rooms.Blocker) string { return b.Text }, trouble.text)
		s.does(trouble.owner, "own", "blocker", id)
	}
	for on, was := range troubles {
		if on[0] == n+1 && was.solved == day {
			id := find(s, s.sees(lead).Room.Block.All(), func(b rooms.Blocker) string { return b.Text }, was.text)
			s.does(was.owner, "solve", "blocker", id, "on", true)
		}
	}
	if topic, is := topics[[2]int{n + 1, day}]; is {
		s.does(developers[day%len(developers)], "park", "text", topic)
	}
	s.passes(s.seconds(10, 80))
	if s.goesTo("plan") {
		for i, name := range developers {
			card := "up"
			if troubled && i < 2 {
				card = "side"
			}
			s.does(name, "vote", "ballot", "track", "card", card)
		}
		s.passes(5 * time.Second)
	}
	s.ends(lead)
}
