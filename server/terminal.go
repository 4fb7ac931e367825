package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"rondo/rooms"
	protocol "rondo/rooms/client"
	"rondo/rooms/client/terminal"
)

// linkInEnv names the variable with the link of a room, for whoever does not want its
// secret among the arguments, which everybody on a machine may list.
const linkInEnv = "RONDO_LINK"

// comer is who comes, by `rondo watch`, `rondo join` or `rondo vote`.
type comer struct {
	set    *flag.FlagSet
	visit  terminal.Visit
	name   string // what they are called unless they say so
	role   rooms.Role
	choice *[]string // takes what stands behind the link; nil: nothing may
}

// takePart runs a command that comes into a room over the network, as a page does.
func takePart(ctx context.Context, command string, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) error {
	t := &terminal.Terminal{In: stdin, Out: stdout, Err: stderr, Lang: terminal.Language(getenv), Kinds: kinds()}
	c := comer{set: flag.NewFlagSet("rondo "+command, flag.ContinueOnError)}
	c.set.SetOutput(stderr)
	run := c.command(ctx, t, command)
	err := c.read(args, getenv)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return nil
	case err != nil:
		return err
	}
	return run()
}

// command declares the flags of a command, and returns what runs it once they are read.
func (c *comer) command(ctx context.Context, t *terminal.Terminal, name string) func() error {
	switch c.name, c.role = "", rooms.Developer; name {
	case "watch":
		c.name, c.role = "Watcher", rooms.Observer
		asJSON := c.set.Bool("json", false, "a line of JSON for each frame")
		return func() error { return t.Watch(ctx, c.visit, *asJSON) }
	case "join":
		stay := c.set.Bool("stay", false, "stay when the input ends")
		return func() error { return t.Join(ctx, c.visit, *stay) }
	default:
		ask := terminal.Ask{}
		c.choice = &ask.Choice
		c.set.StringVar(&ask.Ballot, "ballot", "", "which vote, when several are open")
		c.set.BoolVar(&ask.Wait, "wait", false, "wait until a vote is open, and then for its result")
		c.set.DurationVar(&ask.Within, "timeout", 10*time.Second, "how long the server may take to answer")
		return func() error { return t.Vote(ctx, c.visit, ask) }
	}
}

// read takes the link, who comes, and what else there is.
func (c *comer) read(args []string, getenv func(string) string) error {
	c.set.StringVar(&c.visit.Guest.Name, "name", c.name, "what to be called there")
	roles := c.set.String("role", string(c.role), "what to be there; several with commas")
	c.set.StringVar(&c.visit.Seat, "seat", "", "file that keeps the seat, so that the same person comes back")
	rest, err := parseMixed(c.set, args)
	if err != nil {
		return err
	}
	text := getenv(linkInEnv)
	if len(rest) > 0 && (text == "" || strings.Contains(rest[0], "/r/")) {
		text, rest = rest[0], rest[1:]
	}
	if text == "" {
		return fmt.Errorf("which room? Give its link, secret included, or put it into %s", linkInEnv)
	}
	if c.visit.Link, err = protocol.ParseLink(text); err != nil {
		return err
	}
	switch {
	case c.choice != nil && len(rest) == 0:
		return errors.New("what is the vote? Give a card, an answer, or dots as option=n")
	case c.choice != nil:
		*c.choice = rest
	case len(rest) > 0:
		return fmt.Errorf("nothing can be done with %q", rest[0])
	}
	for role := range strings.SplitSeq(*roles, ",") {
		if !slices.Contains(rooms.Everyone.Names(), role) {
			return fmt.Errorf("-role: %q is none; there are %s", role, strings.Join(rooms.Everyone.Names(), ", "))
		}
		c.visit.Guest.Roles = append(c.visit.Guest.Roles, rooms.Role(role))
	}
	return nil
}
