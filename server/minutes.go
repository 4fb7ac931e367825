package main

import (
	"net/http"

	"rondo/rooms"
	"rondo/rooms/words"
)

// wordsFor are the words that a reader asks for: ?lang=, or else Accept-Language; in
// English where we speak none of those.
func wordsFor(r *http.Request) *words.Words {
	return words.All.In(r.URL.Query().Get("lang"), r.Header.Get("Accept-Language"))
}

// minutesFile is one way to write minutes down.
type minutesFile struct {
	ending, mediaType string
	write             func(rooms.Minutes, rooms.Words) []byte
}

var (
	markdownFile = minutesFile{"md", "text/markdown; charset=utf-8", rooms.Minutes.Markdown}
	csvFile      = minutesFile{"csv", "text/csv; charset=utf-8", rooms.Minutes.CSV}
	jsonFile     = minutesFile{"json", "application/json", func(m rooms.Minutes, w rooms.Words) []byte { return m.In(w).JSON() }}
)

// minutes returns the minutes to people of the room, as a file: what people
// wrote is in it, so it is never shown as a page of ours.
func (s *server) minutes(file minutesFile) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		browser, err := s.seatedBrowser(r)
		if err != nil {
			s.refuse(w, r, err)
			return
		}
		said := wordsFor(r)
		var m rooms.Minutes
		var body []byte
		if !s.assemble(w, r, func() (looked int, err error) {
			if m, err = s.house.Minutes(r.Context(), roomOf(r), browser); err == nil {
				body = file.write(m, said)
			}
			return len(body), err
		}) {
			return
		}
		w.Header().Set("Content-Language", said.Tag.String())
		setDownload(w.Header(), file.mediaType, m.FileName(said), file.ending)
		_, _ = w.Write(body)
	}
}

// minutesJSON returns the minutes for programs, always the same; with ?lang= for a page
// that shows them to people.
func (s *server) minutesJSON(w http.ResponseWriter, r *http.Request) {
	file := jsonFile
	if !r.URL.Query().Has("lang") {
		file.write = func(m rooms.Minutes, _ rooms.Words) []byte { return m.JSON() }
		r.Header.Del("Accept-Language")
	}
	s.minutes(file)(w, r)
}
