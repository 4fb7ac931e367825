package main

import (
	"net/http"

	"rondo/rooms/calendar"
)

// schedule returns when a team meets, as a file for its people's calendars.
func (s *server) schedule(w http.ResponseWriter, r *http.Request) {
	browser, err := s.seatedBrowser(r)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	all, err := s.house.Schedule(r.Context(), roomOf(r), browser)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	said := wordsFor(r)
	file, err := calendar.Of(all, said, func(kind string) string {
		return requestOf(r).site.origin() + "/r/" + string(all.Room) + "?meet=" + kind
	})
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	s.sendCalendar(w, r, all.FileName(said), file)
}

// due returns what is due to people of the room, as a file for their calendars.
func (s *server) due(w http.ResponseWriter, r *http.Request) {
	browser, err := s.seatedBrowser(r)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	all, err := s.house.Due(r.Context(), roomOf(r), browser)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	said := wordsFor(r)
	file, err := calendar.Due(all, said)
	if err != nil {
		s.refuse(w, r, err)
		return
	}
	s.sendCalendar(w, r, all.FileName(said), file)
}

func (s *server) sendCalendar(w http.ResponseWriter, r *http.Request, name string, file []byte) {
	s.charge(r, len(file))
	w.Header().Set("Content-Language", wordsFor(r).Tag.String())
	setDownload(w.Header(), "text/calendar; charset=utf-8", name, "ics")
	_, _ = w.Write(file)
}
