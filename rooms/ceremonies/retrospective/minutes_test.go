package retrospective

import (
	"bytes"
	"os"
	"path/filepath"
	"rondo/rooms"
	"rondo/rooms/roomstest"
	catalogue "rondo/rooms/words"
	"testing"
	"time"
)

var english = catalogue.All.In(catalogue.Source)

// kept is a retrospective with something in every part of its minutes.
func kept(t *testing.T, open func(*testing.T, ...string) retro) retro {
	t.Helper()
	r := open(t, "Ann", "Canary Ben", "Canary Cara", "Dan")
	r.Does(ann, "carry", roomstest.With("text", "Pair on reviews", "owner", ann, "streak", 1))
	r.Does(ann, "fact", roomstest.With("text", "Release 4 | went out", "day", "2025-11-20"))
	r.GoTo(stage)
	r.cards(safetyBallot, "4", "3", "4")
	r.GoTo(old)
	r.Does(ann, "answer", roomstest.With("action", r.carried("Pair on reviews"), "state", "done", "helped", "yes"))
	r.written(ben, "=1+1 slow build", "Good talks")
	r.Does(cara, "write", roomstest.With("column", r.column(1), "text", "Builds are slow\nevery day"))
	r.GoTo(group)
	r.groups(ann, "Builds are slow\nevery day", "=1+1 slow build")
	r.GoTo(dots)
	r.gives(ann, map[string]int{"=1+1 slow build": 3})
	r.gives(ben, map[string]int{"=1+1 slow build": 2, "Good talks": 1})
	r.gives(cara, map[string]int{"Good talks": 1})
	r.GoTo(discuss)
	r.Does(ann, "said", roomstest.With("topic", r.shared().Topic, "text", "It is the *cache*."))
	r.Does(ann, "topic_done", roomstest.With("state", topicDecided))
	r.Does(ann, "topic_done", roomstest.With("state", topicParked))
	r.GoTo(decide)
	r.fitTask(ann, "Tidy the board")
	r.Does(ann, "pick", roomstest.With("task", r.fitTask(ann, "Cache the modules"), "on", true))
	r.GoTo(rooms.Closing)
	r.cards(roti, "5", "4", "5")
	r.Does(ben, "thank", roomstest.With("to", ann, "text", "For the cache"))
	r.Passes(9 * time.Second)
	r.Does(ann, "next_lead", roomstest.With("person", ann))
	r.Does(ann, "end", nil)
	return r
}

func TestMinutesOfRetrospectives(t *testing.T) {
	for name, open := range map[string]func(*testing.T, ...string) retro{anonymous: inRetro, named: inNamedRetro} {
		m := kept(t, open).Minutes()
		for end, got := range map[string][]byte{"md": m.Markdown(english), "csv": m.CSV(english), "json": m.JSON()} {
			file := filepath.Join("testdata", name+"."+end)
			if *roomstest.Update {
				if err := os.WriteFile(file, got, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs (-update rewrites it):\n%s", file, got)
			}
		}
	}
}

// Ben and Cara wrote, chose and thanked: an anonymous retrospective names them as
// people who took part, and nowhere else.
func TestNobodyReadsInTheMinutesWhoWroteWhat(t *testing.T) {
	for name, c := range map[string]struct {
		open  func(*testing.T, ...string) retro
		wrote int
	}{anonymous: {inRetro, 0}, named: {inNamedRetro, 3}} {
		m := kept(t, c.open).Minutes()
		for end, got := range map[string][]byte{"md": m.Markdown(english), "csv": m.CSV(english), "json": m.JSON()} {
			if n := bytes.Count(got, []byte("Canary")); n != 2+c.wrote {
				t.Errorf("%s, %s: %d names, want the two who took part and %d authors:\n%s", name, end, n, c.wrote, got)
			}
		}
	}
}

// What is kept once more is handed on with one more, however often the meeting ends.
func TestTheMinutesCountThisTimeOnceItIsOver(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	for text, streak := range map[string]int{"Kept": 2, "Done": 2, "Often": 99} {
		r.Does(ann, "carry", roomstest.With("text", text, "owner", ann, "streak", streak))
	}
	r.GoTo(old)
	r.Does(ann, "answer", roomstest.With("action", r.carried("Done"), "state", "done"))
	r.GoTo(facts)
	streaks := func(want map[string]string) {
		t.Helper()
		for _, s := range r.Minutes().Sections {
			for _, row := range s.Rows {
				if s.Key == "carried" && row[len(row)-1] != want[row[0]] {
					t.Errorf("%q, want %q", row, want[row[0]])
				}
			}
		}
	}
	streaks(map[string]string{"Kept": "2", "Done": "2", "Often": "99"})
	for range 2 {
		r.Does(ann, "end", nil)
		streaks(map[string]string{"Kept": "3", "Done": "2", "Often": "99"})
		r.Does(ann, "reopen", nil)
		streaks(map[string]string{"Kept": "2", "Done": "2", "Often": "99"})
	}
}
