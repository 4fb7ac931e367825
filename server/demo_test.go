package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"rondo/rooms"
	"rondo/rooms/live"
)

// Whoever clones the repository sees a team with its pictures filled within a minute: the link
// that is printed leads to the product owner's seat, at home and in what was held.
func TestTheDemoIsATeamWithTwoSprintsBehindIt(t *testing.T) {
	data := t.TempDir()
	var out bytes.Buffer
	if err := run(t.Context(), []string{"demo", "-data", data, "-addr", "127.0.0.1:9090"}, noEnv, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	link := regexp.MustCompile(`http://localhost:9090/r/([0-9a-f-]{36})#back\.([\w-]{22})\n`).FindStringSubmatch(out.String())
	if link == nil {
		t.Fatalf("it says: %s", out.String())
	}
	at, err := openSQLite(config{data: data})
	if err != nil {
		t.Fatal(err)
	}
	h := live.NewHouse(live.Options{Journal: at.journal, Keys: at.keys}, kinds()...)
	defer func() { _, _ = h.Close(context.Background()), at.journal.Close() }()
	if _, err := h.Join(t.Context(), rooms.ID(link[1]), live.Knock{Recovery: link[2], Browser: "mine"}); err != nil {
		t.Fatal(err)
	}
	_, me, err := h.WhoIs(t.Context(), rooms.ID(link[1]), "mine")
	if err != nil || !me.Is(rooms.ProductOwner) {
		t.Fatalf("who opens it is %+v, %v", me, err)
	}
	raw, _, err := h.Doc(t.Context(), rooms.ID(link[1]), "mine")
	if err != nil {
		t.Fatal(err)
	}
	var frame struct {
		Doc struct {
			Room   rooms.Room
			Shared struct {
				Sprint  rooms.Sprint
				Sprints map[string]rooms.Sprint
				Past    map[rooms.ID]struct{ Kind, Link string }
			}
		}
	}
	if err := json.Unmarshal(raw, &frame); err != nil {
		t.Fatal(err)
	}
	home, shared := frame.Doc.Room, frame.Doc.Shared
	for number, sprint := range shared.Sprints {
		if sprint.Points == 0 || sprint.Done == 0 || sprint.Capacity == 0 {
			t.Errorf("sprint %s is %+v", number, sprint)
		}
	}
	if len(shared.Sprints) != 2 || shared.Sprint.Number != 3 || shared.Sprint.Goal == "" || shared.Sprint.Done == 0 {
		t.Errorf("there are %d sprints before %+v", len(shared.Sprints), shared.Sprint)
	}
	if home.Block.Len() == 0 || home.Parked.Len() == 0 || home.Actions.Len() == 0 || home.Backlog.Goals.Len() == 0 || home.Items.Len() < 10 {
		t.Errorf("at home are %d blockers, %d topics, %d actions, %d goals and %d items",
			home.Block.Len(), home.Parked.Len(), home.Actions.Len(), home.Backlog.Goals.Len(), home.Items.Len())
	}
	held := map[string]int{}
	for room, past := range shared.Past {
		held[past.Kind]++
		secret := past.Link[len("/r/"+string(room)+"#"):]
		_, err := h.Join(t.Context(), room, live.Knock{Secret: secret, Browser: "mine"})
		if past.Kind == "retrospective" && rooms.AsError(err).Code == "room_locked" {
			continue // nobody comes in who was not there
		}
		if err != nil {
			t.Errorf("into a %s: %v", past.Kind, err)
		} else if minutes, err := h.Minutes(t.Context(), room, "mine"); err != nil || len(minutes.Sections) == 0 {
			t.Errorf("minutes of a %s: %+v, %v", past.Kind, minutes, err)
		}
	}
	if held["standup"] < 24 || held["planning"] != 3 || held["refinement"] < 3 || held["retrospective"] != 2 {
		t.Errorf("held were %v", held)
	}
}

func TestTheDemoLeavesADirectoryWithSomethingInItAlone(t *testing.T) {
	data := t.TempDir()
	file := filepath.Join(data, "notes.txt")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(t.Context(), []string{"demo", "-data", data}, noEnv, io.Discard, io.Discard); err == nil {
		t.Error("it was filled")
	}
	if there, _ := os.ReadDir(data); len(there) != 1 {
		t.Errorf("there is %v", there)
	}
}
