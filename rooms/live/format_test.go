package live

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"rondo/rooms"
	"rondo/rooms/document"
	"rondo/rooms/journal"
	"slices"
	"strings"
	"testing"
)

// spoiled is a journal that returns something else than what was stored.
type spoiled struct {
	*journal.Memory
	spoil func(*journal.Record)
}

func (j spoiled) Read(ctx context.Context, room rooms.ID) (journal.Record, error) {
	record, err := j.Memory.Read(ctx, room)
	if err == nil {
		j.spoil(&record)
	}
	return record, err
}

// opens boots a house at a spoiled journal and says how the room answers.
func (s *stage) opens(spoil func(*journal.Record)) (code, log string) {
	s.t.Helper()
	b := &bytes.Buffer{}
	house := NewHouse(Options{Journal: spoiled{s.journal, spoil}, Keys: s.keys, Log: slog.New(slog.NewTextHandler(b, nil)), PassOn: s.passOn,
		Fatal: func(err error) { s.t.Errorf("the storage is said to have failed: %v", err) }}, s.kind())
	defer func() {
		if err := house.Close(context.Background()); err != nil {
			s.t.Error(err)
		}
	}()
	for range 2 {
		if _, _, err := house.WhoIs(context.Background(), s.room, "ann"); err != nil {
			code = rooms.AsError(err).Code
		}
	}
	if damaged := house.Stats().Damaged; (damaged == 1) != (code == "room_damaged") {
		s.t.Errorf("%d rooms are damaged: %q", damaged, code)
	}
	return code, b.String()
}

// stored leaves a room in the journal: a snapshot, entries before it and behind it.
func (s *stage) stored() {
	s.t.Helper()
	s.join("ann")
	ann := s.sit("ann")
	ann.must("say", word{"a", "one"})
	s.shutDown()
	s.boot(Limits{})
	ann.connect()
	for _, text := range []string{"two", "three", "four"} {
		ann.must("say", word{"a", text})
	}
	s.kill()
	record, err := s.journal.Read(context.Background(), s.room)
	if n := len(record.Entries); err != nil || n < 5 || record.Entries[0].LSN > record.Snapshot.LSN || record.Entries[n-3].LSN <= record.Snapshot.LSN {
		s.t.Fatalf("%d entries behind %d, %v", n, record.Snapshot.LSN, err)
	}
}

// Whatever of a room's store is not what was stored, the room is set aside: it is
// told so, the log says so once, and nothing of it is served.
func TestNothingButWhatWasStoredIsServed(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.stored()
		last := func(r *journal.Record) *journal.Entry { return &r.Entries[len(r.Entries)-1] }
		for _, c := range []struct {
			what  string
			spoil func(*journal.Record)
		}{
			{"the snapshot's text", func(r *journal.Record) {
				r.Snapshot.Open = bytes.Replace(r.Snapshot.Open, []byte("one"), []byte("two"), 1)
			}},
			{"its position", func(r *journal.Record) { r.Snapshot.Seq++ }},
			{"its time", func(r *journal.Record) { r.Snapshot.At++ }},
			{"its epoch", func(r *journal.Record) { r.Snapshot.Epoch++ }},
			{"its place", func(r *journal.Record) { r.Snapshot.LSN-- }},
			{"its kind", func(r *journal.Record) { r.Snapshot.Kind = "other" }},
			{"its version", func(r *journal.Record) { r.Snapshot.Version = 0 }},
			{"its key", func(r *journal.Record) { r.Snapshot.Key = "other" }},
			{"its door", func(r *journal.Record) { r.Snapshot.Door[20] ^= 1 }},
			{"no door", func(r *journal.Record) { r.Snapshot.Door = nil }},
			{"its sealed part", func(r *journal.Record) { r.Snapshot.Sealed[20] ^= 1 }},
			{"its code", func(r *journal.Record) { r.Snapshot.MAC[3] ^= 1 }},
			{"its format", func(r *journal.Record) { r.Snapshot.Format = 1 }},
			{"no format", func(r *journal.Record) { r.Snapshot.Format = 0 }},
			{"its format and code", func(r *journal.Record) { r.Snapshot.Format, r.Snapshot.MAC = 1, nil }},
			{"an entry's text", func(r *journal.Record) { last(r).Open = bytes.Replace(last(r).Open, []byte("four"), []byte("five"), 1) }},
			{"its epoch there", func(r *journal.Record) { last(r).Epoch++ }},
			{"its position there", func(r *journal.Record) { last(r).Seq++ }},
			{"its time there", func(r *journal.Record) { last(r).At++ }},
			{"its key there", func(r *journal.Record) { last(r).Key = "round" }},
			{"its sealed part gone", func(r *journal.Record) { last(r).Sealed = nil }},
			{"its text gone", func(r *journal.Record) { last(r).Open = nil }},
			{"its code gone", func(r *journal.Record) { last(r).MAC = nil }},
			{"its format there", func(r *journal.Record) { last(r).Format, last(r).MAC = 1, nil }},
			{"one that served to resume", func(r *journal.Record) { r.Entries[0].Seq++ }},
			{"the last is missing", func(r *journal.Record) { r.Entries = r.Entries[:len(r.Entries)-1] }},
			{"one is missing", func(r *journal.Record) { r.Entries = slices.Delete(r.Entries, len(r.Entries)-2, len(r.Entries)-1) }},
			{"one is there twice", func(r *journal.Record) { r.Entries = append(r.Entries, *last(r)) }},
			{"all are missing", func(r *journal.Record) { r.Entries = nil }},
			{"one is missing that served to resume", func(r *journal.Record) {
				public := func(e journal.Entry) bool { return e.Open != nil }
				i := slices.IndexFunc(r.Entries, public) + 1
				i += slices.IndexFunc(r.Entries[i:], public)
				r.Entries = slices.Delete(r.Entries, i, i+1)
			}},
			{"the end is another", func(r *journal.Record) { r.Last++ }},
		} {
			code, log := s.opens(c.spoil)
			if code != "room_damaged" || strings.Count(log, "\n") != 1 || strings.Contains(log, string(s.room)) {
				t.Errorf("%s: %q, the log says %s", c.what, code, log)
			}
		}
		if code, log := s.opens(func(*journal.Record) {}); code != "" || log != "" {
			t.Errorf("as it was stored: %q, %s", code, log)
		}
		s.boot(Limits{})
	})
}

func TestARoomWhoseKeyIsGoneIsSetAside(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.stored()
		if err := s.keys.Forget(s.room); err != nil {
			t.Fatal(err)
		}
		if code, log := s.opens(func(*journal.Record) {}); code != "room_damaged" || !strings.Contains(log, "its key is gone") {
			t.Errorf("%q, %s", code, log)
		}
	})
}

// What another program stored is not dropped unseen: it is said, and the room waits
// for that program.
func TestWhatThisProgramDoesNotKnowIsNotDropped(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.stored()
		sealer := newSealer(s.room, s.keys)
		for want, spoil := range map[string]func(*journal.Record){
			"/room/people/*/shoe": func(r *journal.Record) {
				var open map[string]map[string]any
				if err := json.Unmarshal(r.Snapshot.Open, &open); err != nil {
					t.Error(err)
				}
				open["room"]["people"].(map[string]any)["p1"].(map[string]any)["shoe"] = 43
				r.Snapshot.Open, _ = json.Marshal(open)
			},
			"entry":      func(r *journal.Record) { r.Entries[len(r.Entries)-1].Format = format + 1 },
			"snapshot":   func(r *journal.Record) { r.Snapshot.Format = format + 1 },
			"version 99": func(r *journal.Record) { r.Snapshot.Version = 99 },
		} {
			code, log := s.opens(func(r *journal.Record) {
				spoil(r)
				r.Snapshot.MAC, _ = sealer.snapshotMAC(&r.Snapshot)
			})
			if code != "room_newer" || !strings.Contains(log, want) {
				t.Errorf("%s: %q, %s", want, code, log)
			}
		}
	})
}

// A room of a newer program is for another node, where there is one that can read it; whoever
// wanted in here follows it.
func TestARoomOfANewerProgramIsPassedOn(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.stored()
		var passed []rooms.ID
		s.passOn = func(room rooms.ID) bool { passed = append(passed, room); return true }
		sealer := newSealer(s.room, s.keys)
		code, log := s.opens(func(r *journal.Record) {
			r.Snapshot.Version = 99
			r.Snapshot.MAC, _ = sealer.snapshotMAC(&r.Snapshot)
		})
		if code != ErrAway.Code || len(passed) == 0 || passed[0] != s.room || log != "" {
			t.Errorf("%q, passed on %v, logged %s", code, passed, log)
		}
	})
}

// A program reads more when it has a kind of room more, or a version, or a field.
func TestANewerProgramReadsMore(t *testing.T) {
	kind := toyKind()
	one := Reads(kind)
	if two := Reads(kind, kind); one <= 0 || two <= one {
		t.Errorf("one kind %d, two %d", one, two)
	}
	next := *kind
	if next.Version++; Reads(&next) <= one {
		t.Error("the next version reads no more")
	}
	type held struct{ A int }
	type more struct {
		A int
		B rooms.Map[string, held]
	}
	if less, more := document.Fields(&held{}), document.Fields(&more{}); less != 1 || more != 3 {
		t.Errorf("%d fields, and %d", less, more)
	}
}

// asFormat1 puts the room into a journal of its own, as it was stored in format 1.
func (s *stage) asFormat1() {
	s.t.Helper()
	ctx := context.Background()
	record, err := s.journal.Read(ctx, s.room)
	if err != nil {
		s.t.Fatal(err)
	}
	sealer := newSealer(s.room, s.keys)
	reseal := func(id, what string, lsn int64, sealed *[]byte) {
		if len(*sealed) == 0 {
			return
		}
		plain, err := sealer.open(id, what, format, lsn, *sealed)
		if err == nil {
			*sealed, err = seal(sealer.have[id], plain, sealer.place(what, 1, lsn))
		}
		if err != nil {
			s.t.Fatal(err)
		}
	}
	snap := &record.Snapshot
	reseal(roomKey, "snapshot door", snap.LSN, &snap.Door)
	reseal(snap.Key, "snapshot", snap.LSN, &snap.Sealed)
	snap.Format, snap.MAC = 1, nil
	var behind []journal.Entry
	for _, e := range record.Entries {
		reseal(roomKey, "door", e.LSN, &e.Door)
		reseal(e.Key, "step", e.LSN, &e.Sealed)
		e.Format, e.MAC = 1, nil
		if e.LSN > snap.LSN {
			behind = append(behind, e)
		}
	}
	s.journal = journal.NewMemory()
	if err := s.journal.Create(ctx, s.room, "", *snap, journal.Due{}); err != nil {
		s.t.Fatal(err)
	}
	epoch, _, err := s.journal.Acquire(ctx, s.room)
	if err == nil {
		err = s.journal.Append(ctx, s.room, epoch, snap.LSN, behind, journal.Due{})
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// A room of format 1 is stored anew before anything is added to it, however often
// the program is killed meanwhile.
func TestARoomOfFormat1IsStoredAnew(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.stored()
		s.asFormat1()
		free := s.journal.Fill()
		ann := &screen{t: t, stage: s, name: "ann", tab: strings.Repeat("e", 32)}
		for i, text := range []string{"", "five", "six"} {
			s.boot(Limits{})
			ann.connect()
			if want := []string{"four", "four", "five"}[i]; ann.words()["a"] != want {
				t.Errorf("boot %d: it says %q, not %q", i, ann.words()["a"], want)
			}
			if text != "" {
				ann.must("say", word{"a", text})
			}
			s.kill()
			free()
		}
		record, err := s.journal.Read(t.Context(), s.room)
		if err != nil || record.Snapshot.MAC == nil || record.Entries[0].MAC == nil {
			t.Errorf("it is stored in format %d, %v", record.Snapshot.Format, err)
		}
		s.boot(Limits{})
	})
}
