package rooms

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Calendar returns the open actions that have a day as an iCalendar file (RFC 5545),
// an all-day event for each, so that people's calendars remind them. room makes the
// events' names the same each time: who takes the file over twice has them once.
// Nobody is named but the owner.
func (b *Base) Calendar(room ID, w Words) []byte {
	c := calendar{say: speaker{w, b.Room.Kind}}
	c.line("BEGIN:VCALENDAR")
	c.line("VERSION:2.0")
	c.line("PRODID:-//Rondo//Minutes//EN")
	c.line("CALSCALE:GREGORIAN")
	c.line("METHOD:PUBLISH")
	empty := true
	for _, id := range b.Room.Actions.Ranked(func(a Task) int { return a.Rank }) {
		a, _ := b.Room.Actions.Get(id)
		if day, err := time.Parse(time.DateOnly, a.Due); err == nil && a.State == stateOpen {
			c.event(b, a, day, string(id)+"@"+string(room))
			empty = false
		}
	}
	if empty {
		// A calendar has at least one component (RFC 5545, 3.4), and some programs
		// take one without for broken. A time zone is nothing that anybody sees.
		c.line("BEGIN:VTIMEZONE")
		c.line("TZID:UTC")
		c.line("BEGIN:STANDARD")
		c.line("DTSTART:19700101T000000")
		c.line("TZOFFSETFROM:+0000")
		c.line("TZOFFSETTO:+0000")
		c.line("END:STANDARD")
		c.line("END:VTIMEZONE")
	}
	c.line("END:VCALENDAR")
	return []byte(c.String())
}

type calendar struct {
	strings.Builder
	say speaker
}

func (c *calendar) event(b *Base, a Task, day time.Time, uid string) {
	c.line("BEGIN:VEVENT")
	c.line("UID:" + uid)
	c.line("DTSTAMP:" + b.settled().Time().Format("20060102T150405Z"))
	c.line("DTSTART;VALUE=DATE:" + day.Format("20060102"))
	c.line("TRANSP:TRANSPARENT") // nobody is busy all day for it
	c.line("SUMMARY:" + icsText(a.Text))
	c.line("DESCRIPTION:" + icsText(b.whatItIsFor(a, c.say)))
	c.line("END:VEVENT")
}

// settled is the moment whose state a file shows: the end of the meeting, or its
// beginning as long as it has none.
func (b *Base) settled() Millis {
	if b.Room.Ended != 0 {
		return b.Room.Ended
	}
	return b.Room.Opened
}

// whatItIsFor is how we will know that it helped, who does it, and where that was
// agreed, a line each.
func (b *Base) whatItIsFor(a Task, say speaker) string {
	var lines []string
	for _, line := range []struct{ label, text string }{
		{say.word("head.How we will know", "How we will know"), a.How},
		{say.word("head.Owner", "Owner"), b.NameOf(a.Owner)},
		{say.word("minutes.from", "From"), b.Room.Title},
	} {
		if line.text != "" {
			lines = append(lines, line.label+": "+line.text)
		}
	}
	return strings.Join(lines, "\n")
}

var icsEscapes = strings.NewReplacer("\\", "\\\\", ";", "\\;", ",", "\\,", "\r", "", "\n", "\\n")

// icsText escapes what means something in a calendar (RFC 5545, 3.3.11).
func icsText(text string) string { return icsEscapes.Replace(text) }

// icsWidth is how many octets a line has at most, without its end.
const icsWidth = 75

// line writes one line, folded where it is too long (RFC 5545, 3.1), and never
// within a character: a program may unfold after decoding.
func (c *calendar) line(text string) {
	for room := icsWidth; len(text) > room; room = icsWidth - 1 {
		cut := room
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		c.WriteString(text[:cut] + "\r\n ")
		text = text[cut:]
	}
	c.WriteString(text + "\r\n")
}
