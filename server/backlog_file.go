package main

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"rondo/rooms"
	"rondo/rooms/tracker"
	"rondo/rooms/wire"
)

// A file of thousands of items is some megabytes.
const (
	mostFile   = 12 << 20
	mostFaults = 50 // are named; how many more there are is said
	mostSample = 5
)

// found is what would be taken of a file, or was.
type found struct {
	Columns []string        `json:"columns"`
	From    tracker.Columns `json:"from"`
	Items   int             `json:"items"`
	Sample  []rooms.Brought `json:"sample"`
	Cut     int             `json:"cut"`
	Left    int             `json:"left"`
	Faults  []fault         `json:"faults"`
	More    int             `json:"more"` // faults that are not named
	Saved   bool            `json:"saved"`
}

// fault is what cannot be taken, in words.
type fault struct {
	Line   int            `json:"line"`
	Column int            `json:"column,omitempty"`
	Field  string         `json:"field,omitempty"`
	Code   string         `json:"code"`
	Reason string         `json:"reason,omitempty"`
	Args   map[string]any `json:"args,omitempty"`
	Say    string         `json:"say"`
}

// bringBacklog looks at a file that somebody brings, or, with save, puts what is in it on the
// team's backlog. Nothing is written while a line of it is bad, unless those are to be left out.
func (s *server) bringBacklog(w http.ResponseWriter, r *http.Request) {
	answer, err := s.broughtBacklog(r)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, "application/json", answer)
}

func (s *server) broughtBacklog(r *http.Request) (f found, err error) {
	if r.Header.Get("Content-Type") != "application/octet-stream" {
		return f, rooms.Refuse("wrong_type")
	}
	browser, err := s.seatedBrowser(r)
	if err != nil {
		return f, err
	}
	if _, _, err = s.house.WhoIs(r.Context(), roomOf(r), browser); err != nil {
		return f, err
	}
	if ok, wait := s.brought.take(neighbourhood(requestOf(r).addr), s.now()); !ok {
		return f, rooms.Refuse("rate_limited/requests_of_network").After(wait)
	}
	file, done, err := s.readFile(r)
	defer done()
	if err != nil {
		return f, err
	}
	ask := r.URL.Query()
	b := s.readBacklog(file, columnsOf(ask))
	f = foundIn(b)
	if !ask.Has("save") {
		return f, nil
	}
	if len(b.Faults) > 0 && !ask.Has("skip") {
		return f, rooms.Refuse("invalid/faults", "n", len(b.Faults)).At("file")
	}
	b.Items = append([]rooms.Brought{}, b.Items...) // never null
	with, err := json.Marshal(b.BroughtBacklog)
	if err != nil {
		return f, err
	}
	f.Saved = true
	return f, s.house.Act(r.Context(), roomOf(r), browser, "item_import", with)
}

// readBacklog reads one file at a time: some are much work. Whoever is slow in sending one is
// in nobody's way.
func (s *server) readBacklog(file []byte, from *tracker.Columns) tracker.Backlog {
	s.files.Lock()
	defer s.files.Unlock()
	return tracker.Read(file, from)
}

// readFile reads what somebody brings. It counts as what is on its way does, for the address and
// for all, until done.
func (s *server) readFile(r *http.Request) (file []byte, done func(), err error) {
	if body, ok := r.Body.(*measured); ok {
		body.most, body.left = mostFile, mostFile
	}
	coming := &counted{ReadCloser: r.Body, ip: neighbourhood(requestOf(r).addr), in: s.halves}
	r.Body = coming
	file, err = readFully(r)
	if coming.full {
		err = rooms.Refuse("busy")
	}
	return file, func() { s.halves.change(coming.ip, -coming.bytes) }, err
}

// counted is a body whose bytes stand in a ledger; it ends where there is no room for more.
type counted struct {
	io.ReadCloser
	ip    string
	in    *ledger
	bytes int
	full  bool
}

// Read reads some of it.
func (c *counted) Read(p []byte) (n int, err error) {
	n, err = c.ReadCloser.Read(p)
	if c.full = n > 0 && !c.in.change(c.ip, n); c.full {
		return 0, errHalves
	}
	c.bytes += n
	return n, err
}

// readFully reads a request's body, as far as it may be long.
func readFully(r *http.Request) ([]byte, error) {
	file, err := io.ReadAll(r.Body)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, rooms.Refuse("too_large/body", "most", large.Limit)
	case err != nil:
		return nil, rooms.Refuse("malformed/cut")
	}
	return file, nil
}

// columnsOf are the columns that somebody chose, nil: whatever they are called.
func columnsOf(ask map[string][]string) *tracker.Columns {
	first := func(name string) string {
		if of := ask[name]; len(of) > 0 {
			return of[0]
		}
		return ""
	}
	if first("title") == "" {
		return nil
	}
	return &tracker.Columns{
		Title: first("title"), Key: first("key"), Link: first("link"),
		Note: first("note"), Size: first("size"), Acceptance: first("acceptance"),
	}
}

func foundIn(b tracker.Backlog) found {
	f := found{Columns: b.Head, From: b.From, Items: len(b.Items), Sample: b.Items[:min(mostSample, len(b.Items))], Cut: b.Cut, Left: b.Left}
	f.More = max(0, len(b.Faults)-mostFaults)
	for _, bad := range b.Faults[:len(b.Faults)-f.More] {
		f.Faults = append(f.Faults, fault{bad.Line, bad.Column, bad.Field, bad.Why.Code, bad.Why.Reason, bad.Why.Args, wire.Say(bad.Why)})
	}
	return f
}

// backlogFile returns a backlog as a file that this program, or a spreadsheet, reads again.
func (s *server) backlogFile(ending, mediaType string, write func(rooms.BroughtBacklog) []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		browser, err := s.seatedBrowser(r)
		if err != nil {
			s.refuse(w, r, err)
			return
		}
		var file []byte
		if s.assemble(w, r, func() (looked int, err error) {
			all, err := s.house.Backlog(r.Context(), roomOf(r), browser)
			if err == nil {
				file = write(all)
			}
			return len(file), err
		}) {
			setDownload(w.Header(), mediaType, "backlog", ending)
			_, _ = w.Write(file)
		}
	}
}

func backlogJSON(all rooms.BroughtBacklog) []byte {
	file, err := json.MarshalIndent(tracker.Own{Rondo: tracker.OwnKind, Version: tracker.OwnVersion, BroughtBacklog: all}, "", " ")
	if err != nil {
		panic(err) // our own structs
	}
	return append(file, '\n')
}

func backlogCSV(all rooms.BroughtBacklog) []byte { return rooms.BacklogCSV(all.Items) }
