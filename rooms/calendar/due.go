package calendar

import (
	"cmp"
	"strings"

	ics "github.com/arran4/golang-ical"

	"rondo/rooms"
)

// Due returns a file with what a meeting agreed for a day, an all-day event for each in the
// words of a language, so that people's calendars remind them. An event is called the same
// each time, so that who takes the file over twice has it once.
func Due(d rooms.Due, w rooms.Words) ([]byte, error) {
	cal := begun("Minutes")
	if len(d.Tasks) == 0 {
		if err := addZone(cal, rooms.Schedule{}); err != nil {
			return nil, err
		}
	}
	for _, task := range d.Tasks {
		event := ics.NewEvent(string(task.ID) + "@" + string(d.Room))
		event.SetDtStampTime(d.Settled.Time())
		event.SetAllDayStartAt(task.Day)
		event.SetTimeTransparency(ics.TransparencyTransparent) // nobody is busy all day for it
		event.SetSummary(plain(task.Text))
		event.SetDescription(plain(whatItIsFor(d, task, w)))
		cal.AddVEvent(event)
	}
	return written(cal), nil
}

// whatItIsFor is how we will know that it helped, who does it, and where that was
// agreed, a line each.
func whatItIsFor(d rooms.Due, task rooms.DueTask, w rooms.Words) string {
	var lines []string
	for _, line := range []struct{ label, text string }{
		{word(w, d.Kind, "head.How we will know", "How we will know"), task.How},
		{word(w, d.Kind, "head.Owner", "Owner"), task.Owner},
		{word(w, d.Kind, "minutes.from", "From"), d.Title},
	} {
		if line.text != "" {
			lines = append(lines, line.label+": "+line.text)
		}
	}
	return strings.Join(lines, "\n")
}

// word is what a kind of meeting says under a key, or instead where there is nothing.
func word(w rooms.Words, kind, key, instead string) string {
	said, _ := w.Word(kind, key, nil)
	return cmp.Or(said, instead)
}
