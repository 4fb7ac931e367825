// Package terminal is the client for people at a terminal and for scripts: it says in
// lines what happens in a room, takes commands in lines, and votes. It knows no kind of
// meeting: what it says of one is what all have, and what it takes is what the kind's own
// table of actions says.
//
// Nothing that opens a door is ever written: no link's secret, no cookie, nothing that is
// for one person alone.
package terminal

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode"

	"rondo/rooms"
	"rondo/rooms/client"
	"rondo/rooms/words"
)

// Terminal is where somebody sits.
type Terminal struct {
	In       io.Reader
	Out, Err io.Writer
	Lang     string // of refusals, a tag of BCP 47; see Language
	Kinds    []*rooms.Kind
}

// Visit is who goes where.
type Visit struct {
	Link  client.Link
	Guest client.Guest
	Seat  string // file that keeps the cookie, so that the same person comes back; "": nobody does
}

// What a program ends with, so that scripts can tell.
const (
	Failed    = 1 // it was asked wrongly, or something broke
	Refused   = 3 // the room said no
	NoBallot  = 4 // nothing is being voted on
	Unreached = 5 // the server did not answer, or not in time
)

// Exit is why a command was not done, and what the program ends with.
type Exit struct {
	Code int
	Say  string // for people, in their language where the room refused
}

// Error is what people are told.
func (e *Exit) Error() string { return e.Say }

// ExitCode is what the program ends with for an error of this package.
func ExitCode(err error) int {
	var exit *Exit
	if errors.As(err, &exit) {
		return exit.Code
	}
	return Failed
}

// Language is the language that the environment names (POSIX, 8.2): LC_ALL before
// LC_MESSAGES before LANG, "de_DE.UTF-8" being "de-DE".
func Language(getenv func(string) string) string {
	locale := cmp.Or(getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG"))
	tag, _, _ := strings.Cut(locale, ".")
	tag, _, _ = strings.Cut(tag, "@")
	return strings.ReplaceAll(tag, "_", "-")
}

// Say is a refusal in the reader's language; in English where that has no words for it,
// as of a server that is newer than this program. It names the argument at fault.
func (t *Terminal) Say(kind string, e *rooms.Error) string {
	say := e.Say
	said := words.All.In(t.Lang)
	if _, known := said.Word(kind, "refusal."+e.Code, nil); known || say == "" {
		say = said.Refusal(cmp.Or(e.Kind, kind), e.Code, e.Reason, e.Field, e.Args)
	}
	if field := strings.TrimPrefix(e.Field, "/"); field != "" && e.Code == "invalid" {
		say = field + ": " + say
	}
	return plain(say)
}

// exit is an error as the program ends with it.
func (t *Terminal) exit(kind string, err error) error {
	var refused *rooms.Error
	var ended *client.Ended
	var exit *Exit
	switch {
	case err == nil, errors.As(err, &exit):
		return err
	case errors.As(err, &refused):
		return &Exit{Refused, t.Say(kind, refused)}
	case errors.As(err, &ended) && ended.Code != 0:
		return &Exit{Refused, fmt.Sprintf("the room has closed the connection: %d %s", ended.Code, plain(ended.Reason))}
	case errors.Is(err, context.Canceled), errors.Is(err, client.ErrClosed):
		return &Exit{Failed, "interrupted"}
	case errors.Is(err, context.DeadlineExceeded):
		return &Exit{Unreached, "the server did not answer in time"}
	}
	return &Exit{Unreached, plain(err.Error())}
}

// enter goes through the door as long as ctx lets it, unless the visitor has a seat
// already, and connects for as long as stay does.
func (t *Terminal) enter(ctx, stay context.Context, v Visit, with client.Options) (*client.Client, error) {
	b := client.NewBrowser(v.Link.Server, nil)
	cookies, err := readSeat(v.Seat, v.Link.Server)
	if err != nil {
		return nil, err
	}
	var you rooms.ID
	if len(cookies) > 0 {
		b.SetCookies(cookies)
		if you, err = b.Me(ctx, v.Link.Room); err != nil {
			return nil, t.exit("", err)
		}
	}
	if you == "" {
		if _, err := b.Join(ctx, v.Link, v.Guest); err != nil {
			return nil, t.exit("", err)
		}
	}
	if err := writeSeat(v.Seat, v.Link.Server, b.Cookies()); err != nil {
		return nil, err
	}
	return b.Enter(stay, v.Link.Room, with), nil
}

// frames is an OnFrame that hands on copies of what comes from the room, and the channel
// on which they come. Who does not take them holds the connection up; it ends with ctx.
func frames(ctx context.Context) (func(client.Direction, []byte), <-chan []byte) {
	came := make(chan []byte)
	return func(dir client.Direction, raw []byte) {
		if dir != client.Down {
			return
		}
		select {
		case came <- bytes.Clone(raw):
		case <-ctx.Done():
		}
	}, came
}

// printer writes whole lines, from any goroutine, and keeps the first error.
type printer struct {
	mu  sync.Mutex
	to  io.Writer
	err error
}

func (p *printer) line(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, err := io.WriteString(p.to, text+"\n"); err != nil && p.err == nil {
		p.err = err
	}
}

func (p *printer) failed() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.err
}

// plain is a text of somebody's in one line, without what a terminal would obey.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
}
