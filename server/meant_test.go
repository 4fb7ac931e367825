package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"rondo/rooms"
)

// tab is a line into a room that counts its actions, as a page does.
type tab struct {
	*line
	n int
}

// acts sends an action, meant for what is in seen, and returns its answer.
func (c *tab) acts(do, with, seen string) string {
	c.t.Helper()
	c.n++
	c.send(fmt.Sprintf(`{"n":%d,"do":%q,"with":%s,"if":%s}`, c.n, do, with, seen))
	return c.await(fmt.Sprintf(`"n":%d`, c.n))
}

// does is acts for what must be done.
func (c *tab) does(do, with, seen string) {
	c.t.Helper()
	if got := c.acts(do, with, seen); !strings.Contains(got, `"ok":true`) {
		c.t.Fatalf("%s: %s", do, got)
	}
}

// changed is acts for what comes too late.
func (c *tab) changed(do, with, seen, field string) {
	c.t.Helper()
	if got := c.acts(do, with, seen); !strings.Contains(got, `"code":"changed"`) || !strings.Contains(got, `"field":"`+field+`"`) {
		c.t.Fatalf("%s: %s", do, got)
	}
}

// shown is the document that a browser is sent.
func (b *browser) shown(room rooms.ID) rooms.Room {
	b.w.t.Helper()
	var shown struct{ Doc struct{ Room rooms.Room } }
	got := b.get(string("/api/rooms/"+room+"/doc")).must(b.w.t, 200)
	if err := json.Unmarshal(got.body, &shown); err != nil {
		b.w.t.Fatal(err)
	}
	return shown.Doc.Room
}

// meeting opens a room of a kind with as many people, of whom the first leads.
func (w *world) meeting(kind string, people int) (*browser, rooms.ID, []*tab) {
	w.t.Helper()
	ann := w.browser()
	room := ann.openKind(kind)
	lines := []*tab{{line: ann.enter(room.ID)}}
	for i := 1; i < people; i++ {
		other := w.browser()
		other.join(room, fmt.Sprint("Person ", i))
		lines = append(lines, &tab{line: other.enter(room.ID)})
	}
	return ann, room.ID, lines
}

const phaseIs = `{"/room/agenda/now":%q}`

// Two press "next" together, here in two tabs of the one who leads: no phase is skipped.
func TestTwoTabsThatPressNextTogetherSkipNothing(t *testing.T) {
	ann, room, lines := realWorld(t).meeting("standup", 1)
	first, second := lines[0], &tab{line: ann.dial(room)}
	second.send(strings.Replace(helloFrame, "0123", "4567", 1))
	second.await(`"hello"`)
	first.does("start", `{}`, fmt.Sprintf(phaseIs, "lobby"))
	first.does("next", `{}`, fmt.Sprintf(phaseIs, "goal"))
	second.changed("next", `{}`, fmt.Sprintf(phaseIs, "goal"), "/room/agenda/now")
	if at := ann.shown(room).Agenda.Now; at != "round" {
		t.Errorf("it is in %q", at)
	}
}

// Two reword one action: the second is told, and overwrites nothing that they have not read
// (nextcloud/deck#5852).
func TestTheSecondWhoRewordsAnActionIsTold(t *testing.T) {
	ann, room, lines := realWorld(t).meeting("talk", 2)
	lines[0].does("start", `{}`, fmt.Sprintf(phaseIs, "lobby"))
	lines[0].does("task", `{"text":"Call them"}`, `{}`)
	var task rooms.ID
	for id := range ann.shown(room).Actions.All() {
		task = id
	}
	with := func(text string) string { return fmt.Sprintf(`{"task":%q,"text":%q}`, task, text) }
	at := "/room/actions/" + string(task) + "/text"
	read := func(text string) string { return fmt.Sprintf(`{%q:%q}`, at, text) }
	lines[0].does("retext", with("Call Eve"), read("Call them"))
	lines[1].changed("retext", with("Write to them"), read("Call them"), at)
	if now, _ := ann.shown(room).Actions.Get(task); now.Text != "Call Eve" {
		t.Errorf("it is %q now", now.Text)
	}
	lines[1].does("retext", with("Write to Eve"), read("Call Eve"))
}

// A step back by mistake costs no vote.
func TestAVoteThatIsGoneBackFromGoesOn(t *testing.T) {
	ann, room, lines := realWorld(t).meeting("standup", 3)
	lead := lines[0]
	for _, phase := range []string{"lobby", "goal", "round", "blockers"} {
		lead.does(map[bool]string{true: "start", false: "next"}[phase == "lobby"], `{}`, fmt.Sprintf(phaseIs, phase))
	}
	lead.does("vote", `{"ballot":"track","card":"up"}`, `{"/room/ballots/track/round":1}`)
	lead.does("back", `{}`, fmt.Sprintf(phaseIs, "plan"))
	lead.does("next", `{}`, fmt.Sprintf(phaseIs, "blockers"))
	if track, _ := ann.shown(room).Ballots.Get("track"); track.State != "open" || track.Round != 1 || !track.Done.Has("p1") {
		t.Fatalf("%+v", track)
	}
	lines[1].does("vote", `{"ballot":"track","card":"up"}`, `{"/room/ballots/track/round":1}`)
	lines[2].does("vote", `{"ballot":"track","card":"up"}`, `{"/room/ballots/track/round":1}`)
	if track, _ := ann.shown(room).Ballots.Get("track"); track.State != "counting" {
		t.Fatalf("%+v", track)
	}
}

// What comes along with a paste is dropped, what a language or an emoji needs stays, and
// whatever comes after it goes on. Each is answered by its number.
func TestWhatPeoplePasteIsTaken(t *testing.T) {
	const wales = `\udb40\udc67\udb40\udc62\udb40\udc77\udb40\udc6c\udb40\udc73\udb40\udc7f`
	ann, room, lines := realWorld(t).meeting("standup", 1)
	for sent, kept := range map[string]string{
		`a\u0000b`:                       "ab",
		`copied from\u200b Slack`:        "copied from Slack",
		`Zu\u00adsam\u2060men\ufeff`:     "Zusammen",
		`\ud83c\udff4` + wales:           "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
		`\u05e9\u05dc\u05d5\u05dd\u200e`: "שלום\u200e",
		`one\u000btwo`:                   "one\ntwo",
		`one\rtwo\u0085three`:            "one\ntwo\nthree",
		`x\u200fy\u061cz`:                "x\u200fy\u061cz",
	} {
		lines[0].does("park", `{"text":"`+sent+`"}`, `{}`)
		found := false
		for _, topic := range ann.shown(room).Parked.All() {
			found = found || topic.Text == kept
		}
		if !found {
			t.Errorf("%s is not kept as %+q", sent, kept)
		}
	}
	if got := lines[0].acts("note", `{"progress":"a\u0000b","plan":"one\u000btwo\rthree\u0085four"}`, `{}`); !strings.Contains(got, `"ok":true`) {
		t.Fatal(got)
	}
	doc := string(ann.get(string("/api/rooms/"+room+"/doc")).must(t, 200).body)
	if !strings.Contains(doc, `"progress":"ab"`) || !strings.Contains(doc, `"plan":"one\ntwo\nthree\nfour"`) {
		t.Error(doc)
	}
}
