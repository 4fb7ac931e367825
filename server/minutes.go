package main

import (
	"net/http"

	"rondo/rooms"
)

// calendar returns what is due to people of the room, as a file for their calendars.
func (s *server) calendar(w http.ResponseWriter, r *http.Request) {
	browser, err := s.seatedBrowser(r)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	file, err := s.house.Calendar(r.Context(), roomOf(r), browser)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	setDownload(w.Header(), "text/calendar; charset=utf-8", "minutes.ics")
	_, _ = w.Write(file)
}

// minutesFile is one way to write minutes down.
type minutesFile struct {
	name, mediaType string
	write           func(rooms.Minutes) []byte
}

var (
	markdownFile = minutesFile{"minutes.md", "text/markdown; charset=utf-8", rooms.Minutes.Markdown}
	csvFile      = minutesFile{"minutes.csv", "text/csv; charset=utf-8", rooms.Minutes.CSV}
	jsonFile     = minutesFile{"minutes.json", "application/json", rooms.Minutes.JSON}
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
		m, err := s.house.Minutes(r.Context(), roomOf(r), browser)
		if err != nil {
			s.refuse(w, r, err)
			return
		}
		body := file.write(m)
		setDownload(w.Header(), file.mediaType, file.name)
		_, _ = w.Write(body)
	}
}
