package roomstest

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"rondo/rooms"
	"rondo/rooms/client"
	"rondo/rooms/journal"
)

var wholes = flag.Int("wholes", 0, "whole meetings that are played twice, with people in each other's place; 0: two for three sequences, or one for fifty checks of rapid")

// Actor is somebody in a whole meeting.
type Actor struct {
	client.Guest
	Swaps bool // what this person does in secret another may do instead
}

// Whole is whole meetings of a kind, from the door to the end, as dice play them.
type Whole struct {
	Kind  *rooms.Kind
	Cast  func(dice *rand.Rand) []Actor // the first is ann, who opens the room
	Play  func(p *Party)
	Shown map[string]string // what the patch that shows a group of secret texts contains besides
	Named []string          // ballots that are hidden only until their result, which has names
}

// Alike is non-interference over whole meetings. Each is played again from the
// same seed with people in each other's place in everything that is done in
// secret, and every third once more with other words in what one person writes.
// Whoever is nobody's stand-in is sent the same bytes at the same moments, over
// the whole meeting, whoever did what in secret; and whoever is not the writer, up
// to the moment at which everything is shown. What is done in secret is heard by
// nobody else at that moment, and every secret text is looked for in whatever
// anybody is sent and in the log (tap.go). The minutes are the same, whoever did what, and
// what lies in the journal is of the same size.
func (w Whole) Alike(t *testing.T) {
	t.Helper()
	for seed := range uint64(howMany()) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			plain := w.play(t, seed, nil, "")
			names := plain.swapping()
			swapped := w.play(t, seed, derangement(names, seed), "")
			w.compare(t, plain, swapped, names, forEver)
			if seed%3 > 0 {
				return
			}
			writer := names[seed/3%uint64(len(names))]
			w.compare(t, plain, w.play(t, seed, nil, writer), []string{writer}, plain.tap.shownAt())
		})
	}
}

// howMany is as many as the other properties allow for.
func howMany() int {
	if *wholes > 0 {
		return *wholes
	}
	return max(*sequences*2/3, checks()/50)
}

// checks is how many rapid makes.
func checks() int {
	n, _ := strconv.Atoi(flag.Lookup("rapid.checks").Value.String())
	return n
}

var forEver = time.Unix(1<<40, 0)

// compare compares what was heard before a moment, but not by these people.
func (w Whole) compare(t *testing.T, one, other *Party, but []string, until time.Time) {
	t.Helper()
	if until.Equal(forEver) {
		for i := range max(len(one.left), len(other.left)) {
			if at(one.left, i) != at(other.left, i) {
				t.Fatalf("what %v did in secret is seen in what is left:\n%s\n%s", but, at(one.left, i), at(other.left, i))
			}
		}
	}
	for _, v := range one.stage.people {
		if slices.Contains(but, v.name) {
			continue
		}
		a, b := v.heardUntil(until), other.stage.named(v.name).heardUntil(until)
		for i := range max(len(a), len(b)) {
			if i >= len(a) || i >= len(b) || a[i] != b[i] {
				t.Fatalf("what %v did in secret is heard by %s, frame %d of %d:\n%s\n%s", but, v.name, i, len(a), at(a, i), at(b, i))
			}
		}
	}
}

func (v *viewer) heardUntil(until time.Time) (lines []string) {
	for _, k := range v.raw {
		if k.when.Before(until) {
			lines = append(lines, k.when.Format("15:04:05.000 ")+string(k.frame))
		}
	}
	return lines
}

// derangement puts everybody into another's place.
func derangement(names []string, seed uint64) map[string]string {
	order := slices.Clone(names)
	dice := rand.New(rand.NewPCG(seed, 11))
	dice.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	places := map[string]string{}
	for i, name := range order {
		places[name] = order[(i+1)%len(order)]
	}
	return places
}

func (w Whole) play(t *testing.T, seed uint64, places map[string]string, other string) (p *Party) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		dice := rand.New(rand.NewPCG(seed, 5))
		p = &Party{Dice: dice, actors: w.Cast(dice), places: places, other: other, tap: &tap{t: t, shown: w.Shown, named: w.Named}}
		p.stage = &stage{
			t: t, kind: w.Kind, seed: seed + 1, faults: &faults{}, did: map[string]int{}, read: map[string]bool{}, journal: journal.NewMemory(), keys: journal.NewMemoryKeys(),
			log: slog.NewJSONHandler(&p.tap.log, &slog.HandlerOptions{Level: slog.LevelDebug}),
		}
		p.stage.open(cast[0].Name)
		defer p.stage.end()
		for _, actor := range p.actors {
			p.stage.bring(actor.Guest)
		}
		w.Play(p)
		synctest.Wait()
		p.stage.looksTheSame()
		p.left = p.stage.leaves()
		p.stage.goDeaf()
		p.tap.check(p.stage.people)
		if bytes.Contains(p.tap.log.Bytes(), []byte(`"level":"ERROR"`)) {
			t.Errorf("a fault of ours: %s", p.tap.log.Bytes())
		}
	})
	return p
}

// leaves are the minutes, and how much lies in the journal.
func (s *stage) leaves() []string {
	s.t.Helper()
	minutes, err := s.house.Minutes(context.Background(), s.room, s.people[0].name)
	record, err2 := s.journal.Read(context.Background(), s.room)
	if err := errors.Join(err, err2); err != nil {
		s.t.Fatal(err)
	}
	keep := func(what string, open, door, sealed []byte) []string {
		return []string{fmt.Sprintf("%s of %d and %d bytes", what, len(door), len(sealed)), fmt.Sprintf("%s that says %s", what, open)}
	}
	was := record.Snapshot
	left := append([]string{string(minutes.JSON())}, keep("a snapshot", was.Open, was.Door, was.Sealed)...)
	for _, e := range record.Entries {
		left = append(left, keep(fmt.Sprintf("step %d", e.Seq), e.Open, e.Door, e.Sealed)...)
	}
	return left
}

// goDeaf ends what is heard: whom a house that closes sends away first is chance.
func (s *stage) goDeaf() {
	s.turn.Lock()
	defer s.turn.Unlock()
	for _, v := range s.people {
		v.seat = nil
	}
}
