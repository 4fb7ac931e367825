package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"rondo/rooms"
	"rondo/rooms/wire"
)

// Join is somebody in a room: it tells what happens, as Watch does, and takes commands
// from In, a line each, until that ends, the meeting does, or ctx. Stay: the end of In is
// none. When In has ended, a command that was not done is an error.
func (t *Terminal) Join(ctx context.Context, v Visit, stay bool) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	f, err := t.follow(ctx, v)
	if f == nil {
		return err
	}
	defer func() { cancel(); _ = f.c.Close() }()
	s := &session{follower: f, stay: stay, done: make(chan error, 1)}
	typed := lines(ctx, t.In)
	for !s.over() {
		select {
		case raw := <-s.came:
			s.tell.frame(raw)
		case line, more := <-s.takes(typed):
			s.typed(ctx, line, more)
		case err := <-s.done:
			s.answered(err)
		case <-s.c.Done():
			return s.gone(ctx)
		}
	}
	return s.result()
}

// session is somebody's time in a room. Commands are done one after the other.
type session struct {
	*follower
	stay  bool
	doing string // the command that waits for its answer; "": none
	done  chan error
	ended bool // nothing more is typed
	quit  bool
	not   int // commands that were not done
}

func (s *session) over() bool {
	leaves := s.quit || s.tell.over() || s.ended && !s.stay
	return leaves && s.doing == "" || s.out.failed() != nil
}

func (s *session) result() error {
	if s.not > 0 && s.ended {
		return &Exit{Refused, fmt.Sprintf("%d of the commands were not done", s.not)}
	}
	return s.out.failed()
}

// takes lets a line come when the one before is done and the room has been seen.
func (s *session) takes(typed <-chan string) <-chan string {
	if s.doing != "" || s.ended || s.tell.view.Doc == nil {
		return nil
	}
	return typed
}

func (s *session) typed(ctx context.Context, line string, more bool) {
	s.ended = !more
	words, err := split(line)
	if err != nil {
		s.refused("", err)
		return
	}
	if len(words) == 0 {
		return
	}
	switch room := s.tell.room; words[0] {
	case "quit", "exit":
		s.quit = true
	case "state":
		s.tell.begin()
	case "help":
		s.out.line("  quit\n  state\n  react " + strings.Join(wire.Gestures()["react"], "|"))
		if k := s.t.kindOf(room.Kind); k != nil {
			s.out.line(strings.TrimSuffix(usage(k), "\n"))
		}
	case "react":
		s.react(ctx, words[1:])
	default:
		s.act(ctx, words)
	}
}

func (s *session) react(ctx context.Context, words []string) {
	if len(words) != 1 || !slices.Contains(wire.Gestures()["react"], words[0]) {
		s.refused("react", wire.ErrNoSign)
		return
	}
	s.doing = "react"
	go func() { s.done <- s.c.Signal(ctx, "react", words[0]) }()
}

func (s *session) act(ctx context.Context, words []string) {
	do, err := s.t.command(words, s.c.View())
	if err != nil {
		s.refused(do.verb, err)
		return
	}
	s.doing = do.verb
	go func() { s.done <- s.c.ActIf(ctx, do.seen, do.verb, do.with) }()
}

func (s *session) answered(err error) {
	verb := s.doing
	s.doing = ""
	if err != nil {
		s.refused(verb, err)
		return
	}
	s.out.line("done: " + plain(verb))
}

// refused says on standard error why a command was not done.
func (s *session) refused(verb string, err error) {
	s.not++
	say := plain(err.Error())
	var refused *rooms.Error
	if errors.As(err, &refused) {
		say = s.t.Say(s.tell.room.Kind, refused)
	}
	if verb != "" {
		say = plain(verb) + ": " + say
	}
	fmt.Fprintln(s.t.Err, say)
}

// lines hands on what is typed, line by line; the channel is closed at the end.
func lines(ctx context.Context, in io.Reader) <-chan string {
	typed := make(chan string)
	go func() {
		defer close(typed)
		scan := bufio.NewScanner(in)
		for scan.Scan() {
			select {
			case typed <- scan.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return typed
}
