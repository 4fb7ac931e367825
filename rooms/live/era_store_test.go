package live

import (
	"fmt"
	"rondo/rooms"
	"rondo/rooms/document"
	"rondo/rooms/journal"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

type empty struct{}

// pollKind asks anonymously with the ballot service, as a standup's pulse does.
func pollKind() *rooms.Kind {
	c := rooms.Ceremony[empty, empty, empty]{
		Kind: "poll", Version: 1, Ballots: []string{"pulse"},
		Services: []rooms.Service{rooms.PeopleService(), rooms.BatonService(), rooms.BallotService(), rooms.CrowdService()},
		Actions: map[string]rooms.Action[empty, empty, empty]{
			"poll": rooms.On(func(t *rooms.Turn[empty, empty, empty], _ struct{}) error {
				return t.OpenBallot("pulse", rooms.BallotPlan{Kind: rooms.Scale, Secrecy: rooms.Anonymous, Who: rooms.Developers})
			}),
			"hide": rooms.On(func(t *rooms.Turn[empty, empty, empty], _ struct{}) error {
				t.OpenCrowd("notes", rooms.Developers)
				return nil
			}),
		},
		Opens:   func(*rooms.Turn[empty, empty, empty], rooms.Brief) error { return nil },
		Hears:   func(*rooms.Turn[empty, empty, empty], rooms.Event) error { return nil },
		Minutes: func(*rooms.Meeting[empty, empty, empty]) rooms.Minutes { return rooms.Minutes{} },
	}
	c.Rights = anybody.For("poll", "hide", rooms.UndoVerb)
	for _, s := range c.Services {
		for do := range s.Verbs {
			c.Rights = append(c.Rights, anybody.For(do)...)
		}
	}
	return rooms.Register(c)
}

// legible is what somebody reads who has the room's key and the database: every
// entry and the snapshot, their sealed parts opened where the key opens them.
func (s *stage) legible() string {
	s.t.Helper()
	s.shutDown()
	defer s.boot(Limits{})
	record, err := s.journal.Read(s.t.Context(), s.room)
	if err != nil {
		s.t.Fatal(err)
	}
	var b strings.Builder
	seals := newSealer(s.room, s.keys)
	read := func(key, what string, lsn int64, sealed []byte) string {
		plain, err := seals.open(key, what, format, lsn, sealed)
		if err != nil {
			return fmt.Sprintf("%d bytes", len(sealed))
		}
		return string(plain)
	}
	for _, e := range record.Entries {
		fmt.Fprintf(&b, "entry %d %d %d %d %s %s %s\n", e.LSN, e.Epoch, e.Seq, e.At, e.Open, e.Key, read(e.Key, "step", e.LSN, e.Sealed))
	}
	snap := record.Snapshot
	fmt.Fprintf(&b, "snapshot %d %d %d %d %s %s\n", snap.LSN, snap.Epoch, snap.Seq, snap.At, snap.Open, read(snap.Key, "snapshot", snap.LSN, snap.Sealed))
	return b.String()
}

// Two meetings that differ only in who took part in an anonymous round leave the
// same database, to the byte, for whoever has the room's key; and so do copies
// from before and after the round, however much each of them had done by then.
func TestTheStoreDoesNotSayWhoTookPart(t *testing.T) {
	for what, part := range map[string][2][]string{
		"some and others":        {{"ann", "bob", "cyd"}, {"cyd", "dan", "eve"}},
		"who never acted before": {{"ann", "bob", "eve"}, {"ann", "bob", "fay"}},
		"who closes":             {{"ann", "ann", "bob", "cyd"}, {"bob", "bob", "cyd", "dan"}},
		"from another tab":       {{"ann", "bob", "eve again"}, {"ann", "bob", "dan"}},
		"and went":               {{"ann", "bob", "gil"}, {"ann", "bob", "dan"}},
	} {
		t.Run(what, func(t *testing.T) {
			one, before := afterPoll(t, part[0])
			other, _ := afterPoll(t, part[1])
			if one != other {
				t.Errorf("%v took part:\n%s\n%v took part:\n%s", part[0], one, part[1], other)
			}
			if strings.Contains(one, `"tidy":true`) || strings.Contains(one, `"tally:pulse"`) {
				t.Errorf("something of the round is still there:\n%s", one)
			}
			if strings.Count(before, `"last":`) < 4 || strings.Count(one, `"last":1}`) < 5 {
				t.Errorf("the numbers are not where this test looks for them:\n%s\n%s", before, one)
			}
		})
	}
}

// afterPoll plays a meeting in which some take part in an anonymous round, each
// with one action and all with the same answer, and returns what can be read
// then, and what could be read before.
func afterPoll(t *testing.T, part []string) (after, before string) {
	onStageWith(t, pollKind, Limits{}, func(s *stage) {
		s.house.Close(t.Context())
		s.room = "the same room"
		s.openAs(s.room)
		all := map[string]*screen{}
		for _, name := range []string{"ann", "bob", "cyd", "dan", "eve", "fay", "gil"} {
			s.join(name)
			all[name] = s.sit(name)
		}
		for i, name := range []string{"ann", "bob", "cyd", "dan"} {
			for n := range i + 1 {
				all[name].must("late", map[string]bool{"on": n%2 == 0})
			}
		}
		before = s.legible()
		for _, c := range all {
			c.connect()
		}
		s.poll(all, part)
		for _, name := range []string{"bob", "cyd", "dan", "eve", "fay"} {
			synctest.Wait() // what the room sends is read below
			all[name].must("late", map[string]bool{"on": all[name].doc["room"].(document.Tree)["people"].(document.Tree)[string(all[name].you)].(document.Tree)["late"] != true})
			time.Sleep(time.Second)
		}
		after = s.legible()
	})
	return after, before
}

// poll asks, lets some answer, and closes.
func (s *stage) poll(all map[string]*screen, part []string) {
	all["ann"].must("poll", struct{}{})
	all["eve again"] = &screen{t: s.t, stage: s, name: "eve", tab: strings.Repeat("e", 32)}
	all["eve again"].connect()
	for _, name := range part {
		all[name].must("vote", map[string]string{"ballot": "pulse", "card": "4"})
		time.Sleep(time.Second)
	}
	all["eve again"].chair.Leave()
	all["gil"].chair.Leave()
	time.Sleep(5 * time.Second) // the count is published
	all["ann"].must("reveal", map[string]string{"ballot": "pulse"})
	synctest.Wait()
}

// openAs makes a room whose id is the same in every run.
func (s *stage) openAs(id rooms.ID) {
	s.t.Helper()
	s.boot(Limits{})
	kind := s.kind()
	r := s.house.newRoom(id, kind, journal.Record{})
	step, err := kind.Play(kind.Blank(), r.moment(""), kind.Opening(rooms.Brief{Kind: kind.Name, Title: "T", Browser: "ann"}, rooms.Door{Secret: rooms.DigestOf("link", toySecret)}))
	if err != nil {
		s.t.Fatal(err)
	}
	first, err := r.record(version{doc: step.Doc})
	if err == nil {
		err = s.journal.Create(s.t.Context(), id, "", first, journal.Due{})
	}
	if err != nil {
		s.t.Fatal(err)
	}
}
