package main

import (
	"encoding/json"
	"net/http"

	"rondo/rooms"
)

// takenApart is as how much what a file of a room says counts, since it is taken apart and put
// together again for it.
const takenApart = 4

// roomFile returns a room as a file that opens it anew, here or elsewhere.
func (s *server) roomFile(w http.ResponseWriter, r *http.Request) {
	browser, err := s.seatedBrowser(r)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	var of rooms.Portable
	var title string
	var file []byte
	if !s.assemble(w, r, func() (looked int, err error) {
		if of, title, err = s.house.Portable(r.Context(), roomOf(r), browser); err == nil {
			file, err = json.MarshalIndent(of, "", " ")
		}
		return takenApart * len(file), err
	}) {
		return
	}
	name := rooms.Minutes{Kind: of.Kind, Title: title}.FileName(wordsFor(r))
	setDownload(w.Header(), "application/json", name, "json")
	_, _ = w.Write(append(file, '\n'))
}

// openFile opens a room as a file says that one was. It counts as any room that is opened.
func (s *server) openFile(w http.ResponseWriter, r *http.Request) {
	of, title, err := s.broughtRoom(r)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	s.openBrief(w, r, rooms.Brief{Kind: of.Kind, Title: title, File: &of})
}

func (s *server) broughtRoom(r *http.Request) (of rooms.Portable, title string, err error) {
	if r.Header.Get("Content-Type") != "application/octet-stream" {
		return of, "", rooms.Refuse("wrong_type")
	}
	if err := s.mayOpen(r); err != nil {
		return of, "", err
	}
	if ok, wait := s.brought.take(neighbourhood(requestOf(r).addr), s.now()); !ok {
		return of, "", rooms.Refuse("rate_limited/requests_of_network").After(wait)
	}
	file, done, err := s.readFile(r)
	defer done()
	if err != nil {
		return of, "", err
	}
	s.files.Lock() // one at a time: some are much work
	defer s.files.Unlock()
	return rooms.ReadPortable(file)
}
