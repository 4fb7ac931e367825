package retrospective

import (
	"errors"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// refusedAt expects a refusal that names a field.
func (r retro) refusedAt(field string, actor rooms.ID, verb string, with any) {
	r.T.Helper()
	err := r.Do(actor, verb, with)
	if refusal := new(rooms.Error); !errors.As(err, &refusal) || refusal.Field != field {
		r.T.Fatalf("%s by %s with %v: got %v, want a refusal of %s", verb, actor, with, err, field)
	}
}

func TestWhatANoteMayBe(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(write)
	column := r.column(0)
	for name, text := range map[string]string{
		"empty": "", "spaces": " \n\t", "too long": strings.Repeat("ä", 1001), "NUL": "\x00",
		"turns nothing": "\u202e", "isolates": "\u2066\u2069", "nothing to see": "\u200d", "accents": "a" + strings.Repeat("\u0307", 12),
	} {
		if err := r.Do(ben, "write", roomstest.With("column", column, "text", text)); err == nil {
			t.Errorf("%s is accepted", name)
			continue
		}
		r.refusedAt("/text", ben, "write", roomstest.With("column", column, "text", text))
	}
	r.refusedAt("/column", ben, "write", roomstest.With("column", "x", "text", "Hello"))
	for _, text := range []string{"a", strings.Repeat("ä", 1000), "two\nlines\tand a tab", "=1+1", "<script>"} {
		r.Does(ben, "write", roomstest.With("column", column, "text", text))
	}
	for _, pasted := range []string{"a\x00b", "\x1b[31mred", "\u202egnp.exe", "\u2066x\u2069"} {
		r.Does(ben, "write", roomstest.With("column", column, "text", pasted))
	}
	for range mostNotes - 9 {
		r.Does(ben, "write", roomstest.With("column", column, "text", "more"))
	}
	r.Refused("too_many", ben, "write", roomstest.With("column", column, "text", "one too many"))
	r.Does(cara, "write", roomstest.With("column", column, "text", "another's first"))
}

func TestANoteIsItsAuthorsToChangeUntilItIsRevealed(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.written(ben, "Alpha")
	id := found(t, r.own(ben).Notes, "Alpha", func(OwnNote) bool { return true })
	r.Refused("no_such_note", cara, "rewrite", roomstest.With("note", id, "text", "Mine now"))
	r.Refused("no_such_note", cara, "unwrite", roomstest.With("note", id))
	r.refusedAt("/text", ben, "rewrite", roomstest.With("note", id, "text", ""))
	r.refusedAt("/column", ben, "rewrite", roomstest.With("note", id, "text", "x", "column", "nowhere"))
	r.Does(ben, "rewrite", roomstest.With("note", id, "text", "Beta", "column", r.column(1)))
	if n, _ := r.own(ben).Notes.Get(id); n.Text != "Beta" || n.Column != r.column(1) {
		t.Fatalf("%+v", n)
	}
	r.Does(ben, "unwrite", roomstest.With("note", id))
	if r.meeting().Private.Len() != 0 {
		t.Fatal("a drawer that is empty says that somebody wrote")
	}
}

func TestFewPeopleWaitForAThird(t *testing.T) {
	none := func(retro) {}
	for name, c := range map[string]struct{ before, comes func(retro) }{
		"comes": {none, func(r retro) { r.Enter("Cara") }},
		"comes back": {
			func(r retro) { r.Must(r.Drop(r.Enter("Cara"))); r.Passes(time.Minute) },
			func(r retro) { r.Must(r.Connect(cara)) },
		},
		"is no longer away": {
			func(r retro) { r.Does(ann, "away", roomstest.With("person", r.Enter("Cara"), "on", true)) },
			func(r retro) { r.Does(ann, "away", roomstest.With("person", cara, "on", false)) },
		},
		"is invited": {
			func(r retro) { r.guest("Olga", rooms.Observer) },
			func(r retro) { r.Does(ann, "invite", roomstest.With("person", cara, "on", true)) },
		},
	} {
		r := inRetro(t, "Ann", "Ben")
		c.before(r)
		r.GoTo(write)
		if w := r.shared().Writing; w != writingFew {
			t.Fatalf("before the third %s the writing is %q", name, w)
		}
		r.Refused("too_few", ben, "write", roomstest.With("column", r.column(0), "text", "x"))
		c.comes(r)
		if w := r.shared().Writing; w != writingOpen {
			t.Fatalf("when the third %s the writing is %q", name, w)
		}
		r.Does(ben, "write", roomstest.With("column", r.column(0), "text", "x"))
	}
}

func TestWithNamesTwoPeopleWrite(t *testing.T) {
	r := inNamedRetro(t, "Ann", "Ben")
	r.written(ben, "Alpha")
	r.GoTo(read)
	if n, _ := r.shared().Notes.Get(r.note("Alpha")); n.By != ben {
		t.Fatalf("%+v", n)
	}
}

func TestZeroFreezesAndWhatIsInFlightCounts(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.written(ben, "early")
	r.Passes(share(15))
	r.writing(writingFrozen)
	r.Does(ben, "write", roomstest.With("column", r.column(0), "text", "in flight"))
	r.Passes(writeGrace - time.Millisecond)
	r.IsIn(write)
	r.Passes(time.Millisecond)
	r.IsIn(read)
	r.Refused("phase_closed", ben, "write", roomstest.With("column", r.column(0), "text", "late"))
	r.note("early")
	r.note("in flight")
}

func TestMoreTimeThaws(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(write)
	r.Passes(share(15) + 3*time.Second)
	r.writing(writingFrozen)
	r.Does(ann, "extend", nil)
	r.writing(writingOpen)
	r.Passes(59 * time.Second)
	r.IsIn(write)
	r.Passes(time.Second)
	r.writing(writingFrozen)
	r.Passes(writeGrace)
	r.IsIn(read)
}

func TestAHeldWritingDoesNotFreeze(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(write)
	r.Does(ann, "hold", roomstest.With("on", true))
	r.Passes(share(15) + time.Minute)
	r.IsIn(write)
	r.writing(writingOpen)
	r.Does(ann, "hold", roomstest.With("on", false))
	r.writing(writingFrozen)
	r.Passes(writeGrace)
	r.IsIn(read)
}

func TestGoingBackLosesNothing(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.written(ben, "first")
	r.to2(facts)
	r.writing("")
	if r.own(ben).Notes.Len() != 1 || r.shared().Notes.Len() != 0 {
		t.Fatal("the note is not in its drawer")
	}
	r.GoTo(read)
	first := r.note("first")
	r.to2(write)
	r.Does(cara, "write", roomstest.With("column", r.column(0), "text", "second"))
	if r.shared().Notes.Len() != 1 {
		t.Fatal("a note was seen before the reveal")
	}
	r.Passes(rooms.LeastStay)
	r.GoTo(read)
	if r.note("first") != first {
		t.Fatal("a note that was revealed is another one")
	}
	r.note("second")
}

func TestTheEndInTheMiddleReveals(t *testing.T) {
	for _, phase := range []string{write, facts} {
		r := inRetro(t, "Ann", "Ben", "Cara")
		r.written(ben, "Alpha")
		r.to2(phase)
		r.Does(ann, "end", nil)
		r.note("Alpha")
		if r.meeting().Private.Len() != 0 || r.meeting().Internal.Holds.Len() != 0 || r.meeting().Internal.Burn == "" {
			t.Fatalf("after the end: %+v", r.meeting().Internal)
		}
	}
}

func TestAListenerDoesNotWrite(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	olga := r.guest("Olga", rooms.Observer)
	r.GoTo(write)
	r.Refused("forbidden", olga, "write", roomstest.With("column", r.column(0), "text", "x"))
	r.Refused("forbidden", olga, "done", roomstest.With("on", true))
}

// How many are done is a number, at steps of five seconds; the countdown it
// starts is stopped by somebody who is not done after all.
func TestDoneIsANumberAtAPaceWhilePeopleWrite(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(write)
	before := r.Base().Room
	r.Does(ben, "done", roomstest.With("on", true))
	if a := r.Base().Room; a.Agenda.Count != 0 || a.Agenda.Done.Len() != 0 || a.Timers != before.Timers {
		t.Fatalf("it shows at once: %+v", a.Agenda)
	}
	r.Passes(5 * time.Second)
	if a := r.Base().Room.Agenda; a.Count != 1 || a.Of != 3 || a.Done.Len() != 0 {
		t.Fatalf("%d of %d", a.Count, a.Of)
	}
	r.Does(ann, "done", roomstest.With("on", true))
	r.Does(cara, "done", roomstest.With("on", true))
	r.Passes(5 * time.Second)
	if !r.Base().Room.Timers.Has("countdown") {
		t.Fatal("all are done")
	}
	r.Passes(10 * time.Second)
	r.Does(cara, "done", roomstest.With("on", false))
	r.Passes(time.Minute)
	r.IsIn(write)
	r.Does(cara, "done", roomstest.With("on", true))
	r.Passes(5*time.Second + 15*time.Second)
	r.IsIn(read)
	for _, held := range r.Base().Held.All() {
		if held.Done {
			t.Fatal("who was done is still in a drawer")
		}
	}
}
