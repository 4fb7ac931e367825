package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"rondo/rooms"
	protocol "rondo/rooms/client"
	"rondo/rooms/client/terminal"
)

// linkInEnv names the variable with the link of a room, for whoever does not want its
// secret among the arguments, which everybody on a machine may list.
const linkInEnv = "RONDO_LINK"

// comer is what `rondo watch`, `rondo join` and `rondo vote` are asked for.
type comer struct {
	visit terminal.Visit
	words []string // behind the link
	set   *flag.FlagSet
}

// takePart runs a command that comes into a room over the network, as a page does.
func takePart(ctx context.Context, command string, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) error {
	t := &terminal.Terminal{In: stdin, Out: stdout, Err: stderr, Lang: terminal.Language(getenv), Kinds: kinds()}
	s := comer{set: flag.NewFlagSet("rondo "+command, flag.ContinueOnError)}
	s.set.SetOutput(stderr)
	asJSON := s.set.Bool("json", false, "a line of JSON for each frame")
	err := s.read(args, getenv, rooms.Observer, "Watcher")
	if err == nil {
		err = t.Watch(ctx, s.visit, *asJSON)
	}
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	return err
}

// read takes the link, who comes, and what else there is.
func (s *comer) read(args []string, getenv func(string) string, role rooms.Role, name string) error {
	as := s.set.String("name", name, "what to be called there")
	roles := s.set.String("role", string(role), "what to be there; several with commas")
	s.set.StringVar(&s.visit.Seat, "seat", "", "file that keeps the seat, so that the same person comes back")
	rest, err := parseMixed(s.set, args)
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
	if s.visit.Link, err = protocol.ParseLink(text); err != nil {
		return err
	}
	s.words, s.visit.Guest.Name = rest, *as
	for role := range strings.SplitSeq(*roles, ",") {
		if !slices.Contains(rooms.Everyone.Names(), role) {
			return fmt.Errorf("-role: %q is none; there are %s", role, strings.Join(rooms.Everyone.Names(), ", "))
		}
		s.visit.Guest.Roles = append(s.visit.Guest.Roles, rooms.Role(role))
	}
	return nil
}
