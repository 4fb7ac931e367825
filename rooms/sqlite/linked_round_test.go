package sqlite

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"rondo/rooms"
	"rondo/rooms/client"
	"rondo/rooms/live"
	"rondo/rooms/wire"
)

// linkedRound is one room: who wrote which text, in the order of writing.
type linkedRound struct {
	room    rooms.ID
	texts   []string       // as written
	author  map[string]int // of a text
	gone    []string       // what nobody may find: texts taken back, ids in drawers, tabs
	noteIDs []string       // after the reveal
}

// round is one retrospective up to the reveal.
func (h *linkedHouse) round(i int) *linkedRound {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	dice := rand.New(rand.NewPCG(uint64(i), 3))
	brief := rooms.Brief{Kind: "retrospective", Title: "R", Secret: "s", Browser: fmt.Sprint(i, "lead")}
	id, err := h.house.Open(ctx, brief)
	if err != nil {
		h.t.Error(err)
		return nil
	}
	r := &linkedRound{room: id, author: map[string]int{}}
	var people []*client.Client
	for p := range linkedAuthors + 1 {
		browser := fmt.Sprint(i, "author", p)
		if p == 0 {
			browser = brief.Browser
		}
		role := rooms.Developer
		if p == 0 {
			role = rooms.ScrumMaster
		}
		knock := live.Knock{Secret: "s", Browser: browser, Name: fmt.Sprint("name", p), Roles: []rooms.Role{role}}
		if _, err := h.house.Join(ctx, id, knock); err != nil {
			h.t.Error(err)
			return nil
		}
		c := client.New(ctx, h.house.Dial(id, browser), client.Options{Rush: true, OnFrame: r.keepTab})
		defer c.Close()
		people = append(people, c)
	}
	if err := r.play(ctx, dice, people, h); err != nil {
		h.t.Errorf("round %d: %v", i, err)
		return nil
	}
	return r
}

// keepTab notes the tabs, which must be found nowhere.
func (r *linkedRound) keepTab(dir client.Direction, raw []byte) {
	var up wire.Up
	if dir == client.Up && json.Unmarshal(raw, &up) == nil && up.Hello != nil {
		tabs.Lock()
		defer tabs.Unlock()
		r.gone = append(r.gone, up.Hello.Tab)
	}
}

var tabs sync.Mutex

// play writes and reveals; notes of all authors come in a random order.
func (r *linkedRound) play(ctx context.Context, dice *rand.Rand, people []*client.Client, h *linkedHouse) error {
	lead, authors := people[0], people[1:]
	do := func(c *client.Client, verb string, with any) error {
		if err := c.Act(ctx, verb, with); err != nil {
			return fmt.Errorf("%s: %w", verb, err)
		}
		return nil
	}
	for _, c := range people {
		if _, err := c.Ready(ctx); err != nil {
			return err
		}
	}
	if err := do(lead, "settings", map[string]any{"aside": true}); err != nil {
		return err
	}
	for _, verb := range []string{"start", "next", "next", "next"} {
		if err := do(lead, verb, nil); err != nil {
			return err
		}
	}
	view, err := lead.Until(ctx, func(v client.View) bool { return v.Get("shared", "writing") == "open" })
	if err != nil {
		return err
	}
	var column string
	for id := range view.Get("shared", "columns").(client.Tree) {
		column = max(column, id)
	}
	for _, a := range dice.Perm(linkedAuthors * linkedNotes) {
		if err := r.write(ctx, do, authors[a%linkedAuthors], a%linkedAuthors, column, dice); err != nil {
			return err
		}
	}
	for _, c := range authors {
		for id := range c.View().Get("me", "own", "notes").(client.Tree) {
			r.gone = append(r.gone, id)
		}
	}
	h.whileOpen(r)
	if err := do(lead, "next", nil); err != nil {
		return err
	}
	view = lead.View()
	for id := range view.Get("shared", "notes").(client.Tree) {
		r.noteIDs = append(r.noteIDs, id)
	}
	return nil
}

// write writes a note under another text first, and now and then one that is
// taken back.
func (r *linkedRound) write(ctx context.Context, do func(*client.Client, string, any) error, c *client.Client, author int, column string, dice *rand.Rand) error {
	draft, text := fmt.Sprintf("~gone~%016x", dice.Uint64()), fmt.Sprintf("~note~%016x %s", dice.Uint64(), strings.Repeat("x", dice.IntN(200)))
	if err := do(c, "write", map[string]string{"column": column, "text": draft}); err != nil {
		return err
	}
	notes, _ := client.Decode[map[string]struct{ Text string }](c.View(), "me", "own", "notes")
	for id, note := range notes {
		if note.Text != draft {
			continue
		}
		if dice.IntN(4) == 0 {
			if err := do(c, "unwrite", map[string]string{"note": id}); err != nil {
				return err
			}
			r.gone = append(r.gone, id, draft)
			return r.write(ctx, do, c, author, column, dice)
		}
		r.gone = append(r.gone, draft)
		r.texts, r.author[text] = append(r.texts, text), author
		return do(c, "rewrite", map[string]string{"note": id, "text": text})
	}
	return fmt.Errorf("no note %q", draft)
}
