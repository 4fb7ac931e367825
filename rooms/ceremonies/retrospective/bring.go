package retrospective

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"rondo/rooms"
)

// bringWith is the minutes of another meeting as the server exports them, or those
// sections of them that bring reads: what a frame can hold is less than minutes can.
// What is not read may be there, and stays behind.
type bringWith struct {
	Minutes struct {
		Kind     string          `json:"kind"`
		Title    string          `json:"title,omitempty"`
		Started  string          `json:"started,omitempty"`
		Ended    string          `json:"ended,omitempty"`
		People   []string        `json:"people,omitempty"`
		Sections []rooms.Section `json:"sections"`
	} `json:"minutes" takes:"any"`
}

// haul is what was found in minutes.
type haul struct {
	day   string // of the meeting, or ""
	old   []Carried
	facts []Fact
}

// bring takes over what an earlier meeting left: actions that are still open, and
// what happened. It brings no names: everybody accepts for themselves, and facts have
// none. What is here already is left out.
func bring(t *turn, with bringWith) error {
	if !slices.Contains([]string{"standup", "retrospective", "talk"}, with.Minutes.Kind) {
		return rooms.Invalid("minutes/kind", "minutes_kind")
	}
	h := haul{day: dayOf(with.Minutes.Started)}
	for i, s := range with.Minutes.Sections {
		if err := h.read(s, with.Minutes.Kind, fmt.Sprintf("minutes/sections/%d", i)); err != nil {
			return err
		}
	}
	h.leaveOut(t, with.Minutes.Sections)
	switch {
	case len(h.old)+len(h.facts) == 0:
		return rooms.Refuse("nothing_new")
	case t.Shared.Old.Len()+len(h.old) > mostCarried:
		return rooms.Refuse("too_many/carried_brought", "n", mostCarried)
	case t.Shared.Facts.Len()+len(h.facts) > mostFacts:
		return rooms.Refuse("too_many/facts_brought", "n", mostFacts)
	}
	last := rooms.LastRank(t.Shared.Old, func(c Carried) int { return c.Rank })
	for i, c := range h.old {
		c.Rank = last + i + 1
		t.Shared.Old.Put(t.Rand.ID(), c)
	}
	last = rooms.LastRank(t.Shared.Facts, func(f Fact) int { return f.Rank })
	for i, f := range h.facts {
		f.Rank = last + i + 1
		t.Shared.Facts.Put(t.Rand.ID(), f)
	}
	return oldReady(t)
}

// read takes what it knows from one section; all others are skipped.
func (h *haul) read(s rooms.Section, kind, at string) error {
	cell := cells(s.Head)
	switch kind + " " + s.Key {
	case "standup goal":
		return h.fact(s.Text, "goal", "", at+"/text")
	case "standup blockers":
		return eachRow(s, at, func(row []string, at string) error {
			return h.fact(row[0], "blocker", blockerState(cell(row, "State")), at)
		})
	case "standup parked":
		return eachRow(s, at, func(row []string, at string) error { return h.fact(row[0], "parked", "", at) })
	case "talk actions":
		return eachRow(s, at, func(row []string, at string) error {
			if cell(row, "State") != "open" {
				return nil
			}
			return h.action(row[0], 0, false, at)
		})
	case "retrospective picked":
		return eachRow(s, at, func(row []string, at string) error {
			return h.action(row[0], 0, cell(row, "The one") == "yes", at)
		})
	case "retrospective carried":
		return eachRow(s, at, func(row []string, at string) error {
			if cell(row, "Became") != carriedKeep {
				return nil
			}
			streak, err := strconv.Atoi(cell(row, "Kept before"))
			if err != nil || streak < 0 {
				streak = 0
			}
			return h.action(row[0], min(streak, mostStreak), false, at)
		})
	}
	return nil
}

func (h *haul) fact(text, kind, state, at string) error {
	if text == "" {
		return nil
	}
	text, err := rooms.Lines(at, text, 1, rooms.MaxCard)
	if err != nil {
		return err
	}
	h.facts = append(h.facts, Fact{Text: text, Kind: kind, State: state, Day: h.day})
	return nil
}

// action notes an open action; the one that mattered most comes first.
func (h *haul) action(text string, streak int, first bool, at string) error {
	text, err := rooms.Lines(at, text, 1, rooms.MaxCard)
	if err != nil {
		return err
	}
	place := len(h.old)
	if first {
		place = 0
	}
	h.old = slices.Insert(h.old, place, Carried{Text: text, Streak: streak})
	return nil
}

// leaveOut drops what is here already or twice, what became of an action at the end
// of its retrospective, and actions that nobody can be asked about any more.
func (h *haul) leaveOut(t *turn, sections []rooms.Section) {
	over := overIn(sections)
	var asked, said []string
	for _, c := range t.Shared.Old.All() {
		asked = append(asked, c.Text)
	}
	for _, f := range t.Shared.Facts.All() {
		said = append(said, f.Text)
	}
	h.old = slices.DeleteFunc(h.old, func(c Carried) bool {
		drop := t.Past(old) || slices.Contains(over, c.Text) || slices.Contains(asked, c.Text)
		asked = append(asked, c.Text)
		return drop
	})
	h.facts = slices.DeleteFunc(h.facts, func(f Fact) bool {
		drop := slices.Contains(said, f.Text)
		said = append(said, f.Text)
		return drop
	})
}

// overIn are the actions that were done before the minutes were written.
func overIn(sections []rooms.Section) (texts []string) {
	for _, s := range sections {
		cell := cells(s.Head)
		for _, row := range s.Rows {
			if s.Key == "actions" && len(row) > 0 && cell(row, "State") == "done" {
				texts = append(texts, row[0])
			}
		}
	}
	return texts
}

// eachRow reads the rows of a table, whose first cell is the text.
func eachRow(s rooms.Section, at string, read func(row []string, at string) error) error {
	for i, row := range s.Rows {
		if len(row) == 0 {
			continue
		}
		if err := read(row, fmt.Sprintf("%s/rows/%d/0", at, i)); err != nil {
			return err
		}
	}
	return nil
}

// cells finds a cell by the head of its column; "" where there is none.
func cells(head []string) func(row []string, column string) string {
	return func(row []string, column string) string {
		if i := slices.Index(head, column); i >= 0 && i < len(row) {
			return row[i]
		}
		return ""
	}
}

// blockerState is what became of a blocker, or "" for a word that means nothing here.
func blockerState(word string) string {
	if factStates.Has(word) {
		return word
	}
	return ""
}

// dayOf is the day of a moment as minutes write it, or "".
func dayOf(moment string) string {
	at, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		return ""
	}
	return at.UTC().Format(time.DateOnly)
}
