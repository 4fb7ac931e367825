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
	s.charge(r, len(file))
	w.Header().Set("Content-Language", said.Tag.String())
	setDownload(w.Header(), "text/calendar; charset=utf-8", all.FileName(said), "ics")
	_, _ = w.Write(file)
}
