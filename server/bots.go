package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"net/http"
	"strings"

	"rondo/rooms"
)

// runBots lets n bots join the room behind link and behave until ctx ends.
var runBots = sendCompany

// bots is the command `rondo bots LINK -n 8`.
func bots(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	set := flag.NewFlagSet("rondo bots", flag.ContinueOnError)
	set.SetOutput(stderr)
	n := set.Int("n", 8, "how many")
	link := ""
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		link, args = args[0], args[1:]
	}
	if err := set.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	if link == "" && set.NArg() == 1 {
		link = set.Arg(0)
	} else if set.NArg() > 0 {
		return errors.New("bots: one link is enough")
	}
	switch {
	case link == "":
		return errors.New("bots: which room? Give its link, secret included")
	case *n < 1 || *n > 200:
		return errors.New("bots: -n must be from 1 to 200")
	}
	return runBots(ctx, link, *n, stdout)
}

// botsWanted is how many bots a facilitator asks for.
type botsWanted struct {
	N int `json:"n"`
}

// bots lets a facilitator try the room with company.
func (s *server) bots(w http.ResponseWriter, r *http.Request) {
	if err := s.sendBots(r); err != nil {
		s.refuse(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *server) sendBots(r *http.Request) error {
	var ask botsWanted
	if err := readBody(r, &ask); err != nil {
		return err
	}
	if ask.N < 1 || ask.N > s.limits.botsAtOnce {
		return rooms.Invalid("n", "bots", "most", s.limits.botsAtOnce)
	}
	browser, err := s.seatedBrowser(r)
	if err != nil {
		return err
	}
	if err := s.house.MayRunBots(r.Context(), roomOf(r), browser); err != nil {
		return err
	}
	if ok, wait := s.botsPerBrowser.take(visitor(browser), s.now()); !ok {
		return rooms.Refuse("rate_limited/bots").After(wait)
	}
	if s.botsAt == nil {
		return rooms.Refuse("not_implemented")
	}
	return s.botsAt(roomOf(r), neighbourhood(requestOf(r).addr), ask.N)
}
