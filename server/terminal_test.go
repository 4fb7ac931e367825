package main

import (
	"context"
	"encoding/json"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	protocol "rondo/rooms/client"
	"rondo/rooms/client/terminal"
)

// atTerminal is a command that comes into a room, as it runs in a shell.
type atTerminal struct {
	t        testing.TB
	in       *io.PipeWriter
	out, err *safeBuffer
	stop     context.CancelFunc
	ended    chan error
}

// sit runs a command in the room; how are its arguments, LINK the room's link among them.
func (p *program) sit(room openedRoom, env map[string]string, how ...string) *atTerminal {
	p.t.Helper()
	ctx, stop := context.WithCancel(p.t.Context())
	stdin, in := io.Pipe()
	a := &atTerminal{t: p.t, in: in, out: &safeBuffer{}, err: &safeBuffer{}, stop: stop, ended: make(chan error, 1)}
	for i, word := range how {
		how[i] = strings.ReplaceAll(word, "LINK", p.link(room))
	}
	go func() {
		a.ended <- takePart(ctx, how[0], how[1:], func(name string) string { return env[name] }, stdin, a.out, a.err)
		_ = stdin.Close()
	}()
	p.t.Cleanup(func() {
		stop()
		if shown := a.out.String() + a.err.String() + p.log.String(); strings.Contains(shown, room.Secret) {
			p.t.Errorf("the link's secret is shown: %s", shown)
		}
	})
	return a
}

func (p *program) link(room openedRoom) string {
	return p.url + "/r/" + string(room.ID) + "#" + room.Secret
}

// says waits until the command has written a text.
func (a *atTerminal) says(text string) {
	a.t.Helper()
	for end := time.Now().Add(20 * time.Second); !strings.Contains(a.out.String(), text); runtime.Gosched() {
		if time.Now().After(end) {
			a.t.Fatalf("it does not say %q but\n%s%s", text, a.out, a.err)
		}
	}
}

// exits waits until the command ends, with a code.
func (a *atTerminal) exits(code int) {
	a.t.Helper()
	select {
	case err := <-a.ended:
		got := 0
		if err != nil {
			got = terminal.ExitCode(err)
			_, _ = io.WriteString(a.err, err.Error()) // as main does
		}
		if got != code {
			a.t.Errorf("it ends with %d, not %d: %v\n%s%s", got, code, err, a.out, a.err)
		}
	case <-time.After(20 * time.Second):
		a.t.Fatalf("it does not end\n%s%s", a.out, a.err)
	}
}

// poker is a room with two items to be sized, and the facilitator in it.
func (p *program) poker() (room openedRoom, ann *protocol.Client) {
	p.t.Helper()
	opener := protocol.NewBrowser(p.at(), nil)
	link, err := opener.Open(p.t.Context(), "poker", "Heron")
	if err == nil {
		_, err = opener.Join(p.t.Context(), link, protocol.Guest{Name: "Ann", Roles: []rooms.Role{rooms.ProductOwner}})
	}
	if err != nil {
		p.t.Fatal(err)
	}
	ann = opener.Enter(p.t.Context(), link.Room, protocol.Options{})
	p.t.Cleanup(func() { _ = ann.Close() })
	p.act(ann, "item_bring", map[string]any{"text": "Log in with a passkey\nPay by invoice"})
	return openedRoom{ID: rooms.ID(link.Room), Secret: link.Secret}, ann
}

func (p *program) act(c *protocol.Client, verb string, with any) {
	p.t.Helper()
	if err := c.Act(p.t.Context(), verb, with); err != nil {
		p.t.Fatalf("%s: %v", verb, err)
	}
}

func TestWatchTellsWhatHappensUntilTheMeetingEnds(t *testing.T) {
	p := boot(t, t.TempDir())
	room, ann := p.poker()
	lines, frames := p.sit(room, nil, "watch", "LINK"), p.sit(room, nil, "watch", "-json", "LINK", "-name", "Log")
	lines.says("Heron (Poker). Here: Ann")
	frames.says(`"doc"`)
	p.act(ann, "item_bring", map[string]any{"text": "An account\u200b is deleted"})
	p.act(ann, "start", nil)
	lines.says("phase: Size (30m0s)")
	bob, err := protocol.Join(t.Context(), p.parsed(room), protocol.Guest{Name: "Bob", Roles: []rooms.Role{rooms.Developer}}, protocol.Options{})
	if err != nil {
		t.Fatal(err)
	}
	lines.says("Bob is here")
	if _, err := bob.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.act(bob, "vote", map[string]any{"ballot": "cards", "card": "13"})
	p.act(bob, "hand", map[string]any{"on": true})
	if err := bob.Signal(t.Context(), "react", "clap"); err != nil {
		t.Fatal(err)
	}
	lines.says("Bob: clap")
	if shown := frames.out.String(); strings.Contains(shown, `"card"`) || strings.Contains(shown, `"me"`) || strings.Contains(shown, `"mine"`) {
		t.Errorf("what is hidden is shown: %s", shown)
	}
	p.act(ann, "reveal", map[string]any{"ballot": "cards"})
	p.act(ann, "extend", map[string]any{"ms": 60_000})
	_ = bob.Close()
	p.act(ann, "end", nil)
	lines.exits(0)
	frames.exits(0)
	said := lines.out.String()
	for _, want := range []string{
		"item: An account is deleted (Ann)", "the meeting has started", "phase: Size (30m0s)", "vote: cards, hidden, round 1: 0 1 2 3 5",
		"Bob is here", "Bob has voted (cards)", "Bob raises a hand", "cards: 1 × 13; mean 13 (Bob 13)", "clock: now 31m0s in all", "the meeting has ended",
	} {
		_, rest, there := strings.Cut(said, want)
		if !there {
			t.Errorf("it does not say %q, in this order:\n%s", want, lines.out)
			continue
		}
		said = rest
	}
	if n := strings.Count(lines.out.String(), "Bob is here"); n != 1 {
		t.Errorf("it says %d times that Bob is here", n)
	}
	for line := range strings.Lines(frames.out.String()) {
		if !json.Valid([]byte(line)) {
			t.Errorf("no line of JSON: %s", line)
		}
	}
	if shown := frames.out.String(); !strings.Contains(shown, `"tally":{"13":1}`) || !strings.Contains(shown, `"what":"clap"`) {
		t.Errorf("the frames lack the result or the sign: %s", shown)
	}
}

// A server that restarts is waited for, and what happens goes on where it was.
func TestWatchComesBackAndIsInterrupted(t *testing.T) {
	data := t.TempDir()
	first := boot(t, data)
	room, ann := first.poker()
	watch := first.sit(room, nil, "watch", "LINK")
	watch.says("Here: Ann")
	_ = ann.Close()
	watch.says("Ann is gone")
	addr := strings.TrimPrefix(first.url, "http://")
	if err := first.stop(); err != nil {
		t.Fatal(err)
	}
	second := boot(t, data, "-addr", addr)
	bob, err := protocol.Join(t.Context(), second.parsed(room), protocol.Guest{Name: "Bob"}, protocol.Options{})
	if err != nil {
		t.Fatal(err)
	}
	watch.says("Bob is here")
	_ = bob.Close()
	if said := watch.out.String(); strings.Count(said, "Heron (Poker)") != 1 {
		t.Errorf("it tells of the room again: %s", said)
	}
	watch.stop()
	watch.exits(0)
}

func (p *program) at() *url.URL {
	p.t.Helper()
	at, err := url.Parse(p.url)
	if err != nil {
		p.t.Fatal(err)
	}
	return at
}

func (p *program) parsed(room openedRoom) protocol.Link {
	p.t.Helper()
	link, err := protocol.ParseLink(p.link(room))
	if err != nil {
		p.t.Fatal(err)
	}
	return link
}

func TestVoteFromAScript(t *testing.T) {
	p := boot(t, t.TempDir())
	room, ann := p.poker()
	seat := filepath.Join(t.TempDir(), "seat")
	german := map[string]string{"LANG": "de_DE.UTF-8"}
	p.sit(room, nil, "vote", "LINK", "5", "-name", "Bob", "-seat", seat).exits(terminal.NoBallot)
	p.act(ann, "start", nil)
	for _, card := range []string{"21", "8"} {
		vote := p.sit(room, nil, "vote", "LINK", "-seat", seat, card)
		vote.exits(0)
		if shown := vote.out.String() + vote.err.String(); shown != "cards: voted\n" {
			t.Errorf("it says %q", shown)
		}
	}
	refused := p.sit(room, german, "vote", "LINK", "1000", "-seat", seat, "-ballot", "cards")
	refused.exits(terminal.Refused)
	if said := refused.err.String(); !strings.HasPrefix(said, "card: ") || !strings.Contains(said, "Antwort") {
		t.Errorf("why it is refused: %s", said)
	}
	p.sit(room, nil, "vote", "LINK", "5", "-seat", seat, "-ballot", "dots").exits(terminal.NoBallot)
	p.sit(room, nil, "vote", "LINK", "5", "-name", "Olga", "-role", "observer").exits(terminal.Refused)
	p.sit(room, nil, "vote", "LINK", "5").exits(terminal.Refused) // without a name
	waits := p.sit(room, map[string]string{linkInEnv: p.link(room)}, "vote", "3", "-name", "Cy", "-wait")
	waits.says("voted")
	p.act(ann, "reveal", map[string]any{"ballot": "cards"})
	waits.exits(0)
	if said := waits.out.String(); said != "cards: voted\ncards: 1 × 3, 1 × 8; mean 5.5 (Bob 8, Cy 3)\n" {
		t.Errorf("it says %q", said)
	}
	names := ""
	seen, err := ann.View().Room()
	for _, id := range seen.People.Ranked(func(p rooms.Person) int { return p.Rank }) {
		p, _ := seen.People.Get(id)
		names += p.Name + " "
	}
	if err != nil || names != "Ann Bob Olga Cy " {
		t.Errorf("there are %q, %v", names, err)
	}
	if file, err := os.Stat(seat); err != nil || file.Mode().Perm() != 0o600 {
		t.Errorf("the seat is %v, %v", file, err)
	}
	wrong := room
	wrong.Secret = "AAAAAAAAAAAAAAAAAAAAAA"
	unknown := p.sit(wrong, german, "vote", "LINK", "5", "-name", "Eve")
	unknown.exits(terminal.Refused)
	if said := unknown.err.String(); !strings.HasPrefix(said, "Diesen Raum gibt es nicht") {
		t.Errorf("a wrong link: %s", said)
	}
	if err := p.stop(); err != nil {
		t.Fatal(err)
	}
	p.sit(room, nil, "vote", "LINK", "5", "-name", "Dan").exits(terminal.Unreached)
}

func TestJoinTakesCommandsInLines(t *testing.T) {
	p := boot(t, t.TempDir())
	room, ann := p.poker()
	seat := filepath.Join(t.TempDir(), "seat")
	bob := p.sit(room, map[string]string{"LC_ALL": "de"}, "join", "LINK", "-name", "Bob", "-seat", seat)
	bob.types("hand\n", "Bob raises a hand")
	bob.types("hand off\n", "Bob's hand is down")
	bob.types("do park text='Who pays?'\n", "parked: Who pays? (Bob)")
	bob.types("help\n", "  vote ballot [for] [card] [dots] [sure]")
	bob.types("react clap\n", "done: react")
	p.act(ann, "start", nil)
	bob.says("vote: cards")
	bob.types("vote 13\n", "Bob has voted")
	bob.types("park\nhand on=maybe\ndance\nsettle 5\nhand up=1\nvote 1000\npark 'x\nquit\n", "")
	bob.exits(0)
	said := bob.err.String()
	for _, want := range []string{"park: text: ", "hand: on: ", "dance: ", "settle: Nur ", "hand: up: ", "vote: card: ", "a quotation mark (') is open"} {
		_, rest, there := strings.Cut(said, want)
		if !there {
			t.Errorf("it does not say %q, in this order:\n%s", want, bob.err)
		}
		said = rest
	}
	again := p.sit(room, nil, "join", "LINK", "-seat", seat)
	again.types("unvote\nhand\n", "done: hand")
	_ = again.in.Close()
	again.exits(0)
	if seen, _ := ann.View().Room(); seen.People.Len() != 2 {
		t.Errorf("there are %d people", seen.People.Len())
	}
	last := p.sit(room, nil, "join", "LINK", "-seat", seat)
	last.types("dance\n", "")
	_ = last.in.Close()
	last.exits(terminal.Refused)
	stays := p.sit(room, nil, "join", "LINK", "-seat", seat, "-stay")
	_ = stays.in.Close()
	stays.says("Here: Ann")
	p.act(ann, "end", nil)
	stays.says("the meeting has ended")
	stays.exits(0)
}

// types writes lines into the command, and waits until it says something.
func (a *atTerminal) types(lines, says string) {
	a.t.Helper()
	if _, err := io.WriteString(a.in, lines); err != nil {
		a.t.Fatalf("%v\n%s%s", err, a.out, a.err)
	}
	a.says(says)
}

func TestWhoComesSaysWhere(t *testing.T) {
	for _, args := range [][]string{
		{"watch"}, {"watch", "x"}, {"watch", "http://h/r/x#s", "more"}, {"watch", "http://h/r/x#s", "-role", "king"},
		{"vote", "http://h/r/x#s"}, {"join", "http://h/r/x"}, {"join", "http://h/r/x#s", "-x"},
	} {
		if run(t.Context(), args, noEnv, io.Discard, io.Discard) == nil {
			t.Errorf("%q passes", args)
		}
	}
	if err := run(t.Context(), []string{"vote", "-h"}, noEnv, io.Discard, io.Discard); err != nil {
		t.Errorf("-h: %v", err)
	}
}
