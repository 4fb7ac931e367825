package terminal

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"rondo/rooms"
	"rondo/rooms/client"
)

// Ask is a vote that somebody wants to cast.
type Ask struct {
	Choice []string      // a card or an answer; of dots "option=n", several
	Ballot string        // "": the one that is open
	Wait   bool          // until one is open that asks this person, and then until the result is shown
	Within time.Duration // how long the server may take to answer
}

// Vote votes in the ballot that is open and returns when the room has it. What was chosen
// is not written out.
func (t *Terminal) Vote(ctx context.Context, v Visit, ask Ask) error {
	kind := ""
	err := func() error {
		soon, cancel := context.WithTimeout(ctx, ask.Within)
		defer cancel()
		c, err := t.enter(soon, ctx, v, client.Options{})
		if err != nil {
			return err
		}
		defer func() { _ = c.Close() }()
		view, err := c.Ready(soon)
		if err != nil {
			return err
		}
		room, err := view.Room()
		if err != nil {
			return err
		}
		kind = room.Kind
		if ask.Wait {
			if view, err = c.Until(ctx, func(v client.View) bool { _, err := openBallot(v, ask.Ballot, true); return err == nil || over(v) }); err != nil {
				return err
			}
		}
		id, err := openBallot(view, ask.Ballot, ask.Wait)
		if err != nil {
			return err
		}
		soon, cancel = context.WithTimeout(ctx, ask.Within)
		defer cancel()
		return t.voteIn(ctx, soon, c, view, id, ask)
	}()
	return t.exit(kind, err)
}

func (t *Terminal) voteIn(ctx, soon context.Context, c *client.Client, view client.View, id string, ask Ask) error {
	round := ballotOf(view, id).Round
	with := choice(ask.Choice)
	with["ballot"] = id
	if err := c.ActIf(soon, view.Seen("/room/ballots/"+id+"/round"), "vote", with); err != nil {
		return err
	}
	fmt.Fprintf(t.Out, "%s: voted\n", plain(id))
	if !ask.Wait {
		return nil
	}
	view, err := c.Until(ctx, func(v client.View) bool {
		b := ballotOf(v, id)
		return b.Round != round || !b.IsOpen() || over(v)
	})
	if err != nil {
		return err
	}
	room, err := view.Room()
	if err != nil {
		return err
	}
	if b := ballotOf(view, id); b.Round == round {
		fmt.Fprintln(t.Out, plain(Outcome(room, id, b)))
	}
	return nil
}

// choice are the arguments of a vote: a card, or dots.
func choice(words []string) map[string]any {
	dots := map[string]int{}
	for _, word := range words {
		option, count, _ := strings.Cut(word, "=")
		if n, err := strconv.Atoi(count); err == nil {
			dots[option] = n
		}
	}
	if len(words) > 0 && len(dots) == len(words) {
		return map[string]any{"dots": dots}
	}
	return map[string]any{"card": strings.Join(words, " ")}
}

// openBallot finds the ballot to vote in: the one of a name, or the only one that is open,
// those first that ask this person; asked: only those.
func openBallot(v client.View, name string, asked bool) (string, error) {
	all, err := client.Decode[map[string]rooms.Ballot](v, "room", "ballots")
	if err != nil {
		return "", err
	}
	var mine, open []string
	for _, id := range slices.Sorted(maps.Keys(all)) {
		b := all[id]
		if !b.IsOpen() || name != "" && id != name {
			continue
		}
		open = append(open, id)
		if b.Who.Has(v.You) {
			mine = append(mine, id)
		}
	}
	if len(mine) > 0 || asked {
		open = mine
	}
	switch {
	case len(open) == 1:
		return open[0], nil
	case len(open) > 1:
		return "", &Exit{Failed, "several votes are open, choose one with -ballot: " + plain(strings.Join(open, ", "))}
	case name != "":
		return "", &Exit{NoBallot, "no vote " + plain(name) + " is open"}
	}
	return "", &Exit{NoBallot, "no vote is open"}
}

func ballotOf(v client.View, id string) rooms.Ballot {
	b, err := client.Decode[rooms.Ballot](v, "room", "ballots", id)
	if err != nil {
		return rooms.Ballot{}
	}
	return b
}

// over tells whether the meeting has ended: nothing more will be asked.
func over(v client.View) bool { return v.Get("room", "ended") != nil }
