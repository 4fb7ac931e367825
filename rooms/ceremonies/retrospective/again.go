package retrospective

import (
	"errors"
	"time"

	"rondo/rooms"
)

// goesOn has from the retrospective before how it is held, and the actions that are still
// open: everybody accepts theirs again. Of what people wrote nothing comes along.
func goesOn(t *turn, was *meeting) error {
	s, old := t.Shared, was.Shared
	s.Template, s.Columns, s.Weeks, s.Named = old.Template, old.Columns, old.Weeks, old.Named
	s.Aloud, s.Leads, s.Dots, s.Stack, s.Least = old.Aloud, old.Leads, old.Dots, old.Stack, old.Least
	m := minutes(was)
	with := bringWith{}
	with.Minutes.Kind, with.Minutes.Started, with.Minutes.Sections = m.Kind, m.Started.Time().UTC().Format(time.RFC3339), m.Sections
	err := bring(t, with)
	if refusal := new(rooms.Error); errors.As(err, &refusal) && refusal.Code == "nothing_new" {
		return nil
	}
	return err
}
