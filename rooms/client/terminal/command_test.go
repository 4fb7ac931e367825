package terminal

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"rondo/rooms"
	"rondo/rooms/client"
)

const someRoom = `{"hello":{"you":"p1"},"at":[1,1],"here":{},"doc":{"room":{"kind":"library",
	"people":{"p1":{"name":"Ann"},"p2":{"name":"Ben K"}},"items":{"i7":{"title":"Log in"}},"agenda":{"now":"size"},
	"ballots":{"cards":{"state":"open","round":3,"who":{"p1":true}},"fist":{"state":"open","round":1,"who":{"p2":true}},"old":{"state":"closed"}}}}}`

func seenRoom(t *testing.T, raw string) client.View {
	t.Helper()
	v, err := client.View{}.Apply([]byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// What is typed becomes what the room takes: people by their names, switches on, the ballot
// that asks, and what it is meant for.
func TestALineBecomesAnAction(t *testing.T) {
	term, v := &Terminal{Kinds: []*rooms.Kind{rooms.Library()}}, seenRoom(t, someRoom)
	for line, want := range map[string]string{
		`hand`:                        `hand {"on":true}`,
		`do hand on=off`:              `hand {"on":false}`,
		`baton_give "Ben K"`:          `baton_give {"to":"p2"}`,
		`baton_give to=p2`:            `baton_give {"to":"p2"}`,
		`item_pick item='log in'`:     `item_pick {"item":"i7"}`,
		`park Who pays for 2 = two?`:  `park {"text":"Who pays for 2 = two?"}`,
		`extend ms=60000`:             `extend {"ms":60000} {"/room/agenda/now":"size"}`,
		`vote 5`:                      `vote {"ballot":"cards","card":"5"} {"/room/ballots/cards/round":3}`,
		`vote a=2 b=1`:                `vote {"ballot":"cards","dots":{"a":2,"b":1}} {"/room/ballots/cards/round":3}`,
		`vote ballot=fist card=2`:     `vote {"ballot":"fist","card":"2"} {"/room/ballots/fist/round":1}`,
		`next`:                        `next {} {"/room/agenda/now":"size"}`,
		`roles roles=developer`:       `roles {"roles":["developer"]}`,
		`hand maybe`:                  `/on`,
		`hand on=true more=1`:         `/more`,
		`extend ms=1`:                 `/ms`,
		`raise`:                       `/text`,
		`vote card=5 sure=perhaps`:    `/sure`,
		`dance`:                       `unknown_action`,
		`say "half`:                   `a quotation mark (") is open`,
		`hand on=true on=false extra`: `/extra`,
	} {
		if got := acted(term, line, v); got != want {
			t.Errorf("%s becomes\n%s, not\n%s", line, got, want)
		}
	}
}

func acted(term *Terminal, line string, v client.View) string {
	words, err := split(line)
	var c command
	if err == nil {
		c, err = term.command(words, v)
	}
	var refused *rooms.Error
	switch {
	case errors.As(err, &refused):
		if refused.Field != "" {
			return refused.Field
		}
		return refused.Code
	case err != nil:
		return err.Error()
	}
	with, _ := json.Marshal(c.with)
	seen := ""
	if len(c.seen) > 0 {
		raw, _ := json.Marshal(c.seen)
		seen = " " + string(raw)
	}
	return c.verb + " " + string(with) + seen
}

// A server may hold a kind of meeting that this program has never heard of: it checks then.
func TestAKindOfTomorrowTakesActionsToo(t *testing.T) {
	v := seenRoom(t, strings.Replace(someRoom, "library", "tomorrow", 1))
	if got := acted(&Terminal{}, `dance steps=3 to="a song"`, v); got != `dance {"steps":3,"to":"a song"}` {
		t.Error(got)
	}
}

func TestTheBallotIsTheOneThatIsOpen(t *testing.T) {
	all := seenRoom(t, someRoom)
	both := seenRoom(t, strings.Replace(someRoom, `"who":{"p2":true}`, `"who":{"p1":true}`, 1))
	other := seenRoom(t, strings.Replace(someRoom, `"who":{"p1":true}`, `"who":{"p2":true}`, 1))
	for _, c := range []struct {
		v     client.View
		name  string
		asked bool
		want  string
		code  int
	}{
		{all, "", false, "cards", 0},
		{all, "fist", false, "fist", 0},
		{all, "fist", true, "", NoBallot},
		{all, "old", false, "", NoBallot},
		{both, "", false, "", Failed},
		{both, "cards", true, "cards", 0},
		{other, "", false, "", Failed},
		{other, "", true, "", NoBallot},
	} {
		id, err := openBallot(c.v, c.name, c.asked)
		if id != c.want || err != nil && ExitCode(err) != c.code || err == nil && c.code != 0 {
			t.Errorf("%q, %v: %q, %v", c.name, c.asked, id, err)
		}
	}
}
