package roomstest

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"rondo/rooms"
	"rondo/rooms/live"
)

// fileOpensTheSame: a file of the room opens a room with the same document and minutes, in which
// nobody of before has a seat. A meeting is ended for that.
func (s *stage) fileOpensTheSame() {
	s.t.Helper()
	there := s.seated()
	if len(there) == 0 {
		return
	}
	for _, v := range there {
		if v.base().Room.Ended == 0 {
			_ = v.do("end", map[string]any{}) // not everybody may, and a home has no end
		}
	}
	file, _, err := s.house.Portable(context.Background(), s.room, there[0].name)
	if err != nil {
		if rooms.AsError(err).Code != "under_way" {
			s.t.Errorf("there is no file of the room: %v", err)
		}
		return
	}
	read, title, err := rooms.ReadPortable(written(s.t, file))
	if err != nil {
		s.t.Fatalf("the file is not read: %v", err)
	}
	s.opensTheSame(file, read, title, there[0].name)
	s.opensForNobody(read, title, there)
}

// opensTheSame: the document is the same, byte for byte, before somebody comes in, and so are
// the minutes.
func (s *stage) opensTheSame(file, read rooms.Portable, title, browser string) {
	s.t.Helper()
	opening := s.kind.Opening(rooms.Brief{Kind: read.Kind, Title: title, File: &read}, rooms.Door{})
	step, err := s.kind.Play(s.kind.Blank(), rooms.Moment{Now: rooms.MillisOf(time.Now()), Dice: rooms.SeededDice(1), Most: rooms.MostPeople}, opening)
	if err != nil {
		s.t.Fatalf("the file opens no room: %v\n%s", err, written(s.t, file))
	}
	again, err := s.kind.Portable(step.Doc)
	if err != nil {
		s.t.Fatal(err)
	}
	if was, is := written(s.t, file), written(s.t, again); !bytes.Equal(was, is) {
		s.t.Errorf("the file is\n%s\nand of what it opens\n%s", was, is)
	}
	minutes, err := s.house.Minutes(context.Background(), s.room, browser)
	if err != nil {
		s.t.Fatal(err)
	}
	if was, is := written(s.t, minutes), written(s.t, s.kind.Minutes(step.Doc)); !bytes.Equal(was, is) {
		s.t.Errorf("the minutes are\n%s\nand of the room from the file\n%s", was, is)
	}
}

// opensForNobody: who brings the file comes in and leads, and nobody of before has a seat.
func (s *stage) opensForNobody(read rooms.Portable, title string, there []*viewer) {
	s.t.Helper()
	const brings = "somebody else"
	id, err := s.house.Open(context.Background(), rooms.Brief{Kind: read.Kind, Title: title, File: &read, Secret: stageSecret, Browser: brings})
	if err != nil {
		s.t.Fatalf("the file opens no room in a house: %v", err)
	}
	if _, err := s.house.Join(context.Background(), id, live.Knock{Secret: stageSecret, Browser: brings, Name: "New"}); err != nil {
		s.t.Fatalf("nobody comes in: %v", err)
	}
	for _, v := range there {
		if _, _, err := s.house.WhoIs(context.Background(), id, v.name); err == nil {
			s.t.Errorf("%s has a seat in the room that a file opened", v.name)
		}
	}
	if err := s.house.Remove(context.Background(), id, brings); err != nil {
		s.t.Errorf("who opened the file does not lead: %v", err)
	}
}

func written(t interface{ Fatal(...any) }, v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
