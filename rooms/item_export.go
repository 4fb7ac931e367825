package rooms

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
)

// Brings is a backlog as it is taken elsewhere: ImportBacklog makes the same of it again, but
// for ids, and for who said what.
func (b *Base) Brings() (all BroughtBacklog) {
	for _, id := range b.Room.Backlog.Goals.Ranked(ProductGoal.rank) {
		goal, _ := b.Room.Backlog.Goals.Get(id)
		all.Goals = append(all.Goals, BroughtLine{string(id), goal.Text})
	}
	all.Ready, all.Done = linesOf(b.Room.Backlog.Ready), linesOf(b.Room.Backlog.Done)
	all.Items = []Brought{}
	for _, id := range b.Room.Items.Ranked(Item.rank) {
		item, _ := b.WholeItem(id)
		all.Items = append(all.Items, item.brings(id, b.Room.Items))
	}
	return all
}

func linesOf(criteria Map[ID, Criterion]) (lines []BroughtLine) {
	for _, id := range criteria.Ranked(Criterion.rank) {
		c, _ := criteria.Get(id)
		lines = append(lines, BroughtLine{string(id), c.Text})
	}
	return lines
}

// stays are the states that an item keeps when it is taken elsewhere.
var stays = []string{ItemDone, ItemParked, ItemSplit, ItemWithdrawn, ItemToSplit, ItemSpike, ItemDeferred, ItemUnready}

func (i Item) brings(id ID, listed Map[ID, Item]) Brought {
	b := Brought{ID: string(id), Title: i.Title, Link: i.Link, Note: i.Note, Size: i.Result, Rounds: i.Rounds, Goal: string(i.Goal)}
	if slices.Contains(stays, i.State) {
		b.State = i.State
	}
	if listed.Has(i.Parent) { // else a home has forgotten it
		b.Parent = string(i.Parent)
	}
	for n, id := range i.Details.Acceptance.Ranked(Criterion.rank) {
		c, _ := i.Details.Acceptance.Get(id)
		if b.Acceptance = append(b.Acceptance, c.Text); c.Proposed {
			b.Proposed = append(b.Proposed, n+1)
		}
	}
	for _, id := range i.Details.Questions.Ranked(Question.rank) {
		q, _ := i.Details.Questions.Get(id)
		b.Questions = append(b.Questions, BroughtQuestion{q.Text, q.Answer})
	}
	for criterion := range i.Details.Ready.All() {
		b.Ready = append(b.Ready, string(criterion))
	}
	slices.Sort(b.Ready)
	b.Market = i.Details.Market.Text
	if c := i.Details.Concern; c.Text != "" {
		b.Concern = &BroughtConcern{c.Text, int64(c.At), c.Answer}
	}
	for _, e := range i.Details.Estimates.All() {
		b.Estimates = append(b.Estimates, BroughtEstimate{int64(e.At), e.Size, e.Rounds, e.From, e.To})
	}
	return b
}

// BacklogCSV writes the items that are on the list as a table that spreadsheets and trackers
// read, and package tracker as well. What people wrote cannot become a formula (see
// Minutes.CSV).
func BacklogCSV(items []Brought) []byte {
	buf := bytes.NewBufferString("\ufeff")
	out := csv.NewWriter(buf)
	out.UseCRLF = true
	_ = out.Write([]string{"Title", "Link", "Description", "Size", "Acceptance criteria"}) // into memory: cannot fail
	for _, item := range items {
		if item.State == ItemSplit || item.State == ItemWithdrawn {
			continue
		}
		line := []string{item.Title, item.Link, item.Note, item.Size, strings.Join(item.Acceptance, "\n")}
		for i, cell := range line {
			line[i] = csvCell(cell)
		}
		_ = out.Write(line)
	}
	out.Flush()
	return buf.Bytes()
}
