package main

import (
	"bytes"
	"encoding/json"
	"rondo/rooms"
	"slices"
	"testing"
)

func minutesOf(t *testing.T, b *browser, room rooms.ID) (m rooms.Minutes) {
	t.Helper()
	if err := json.Unmarshal(b.get(string("/api/rooms/"+room+"/minutes.json")).must(t, 200).body, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// Who comes back is who they were (nextcloud/spreed#2845), and who never came was not
// there (OParl/spec#262).
func TestMinutesNameWhoWasThere(t *testing.T) {
	w := realWorld(t)
	ann, ben, cyd, dot, eve := w.browser(), w.browser(), w.browser(), w.browser(), w.browser()
	room := ann.open()
	in := string("/api/rooms/" + room.ID)
	a := ann.enter(room.ID)
	ben.join(room, "Ben")
	me := ben.get(in+"/me").must(t, 200).body
	b := ben.enter(room.ID)
	cyd.join(room, "Cyd") // and never opens the room
	dot.join(room, "Dot")
	d := dot.enter(room.ID)
	d.send(`{"n":1,"do":"leave","with":{}}`) // before it starts
	d.await(`{"n":1,"ok":true}`)
	a.send(`{"n":1,"do":"start","with":{}}`)
	a.await(`{"n":1,"ok":true}`)

	b.send(`{"n":1,"do":"leave","with":{}}`)
	b.await(`{"n":1,"ok":true}`)
	ben.get(in+"/minutes.md").must(t, 404) // it still goes on
	ben.join(room, "Ben")
	if again := ben.get(in+"/me").must(t, 200).body; !bytes.Equal(again, me) {
		t.Errorf("Ben came back as %s and was %s", again, me)
	}
	ben.enter(room.ID)

	a.send(`{"n":2,"do":"end","with":{}}`)
	a.await(`{"n":2,"ok":true}`)
	eve.join(room, "Eve") // after it has ended
	eve.enter(room.ID)
	if got := minutesOf(t, ann, room.ID).People; !slices.Equal(got, []string{"Ann", "Ben"}) {
		t.Errorf("the minutes name %q", got)
	}
}

// Who has gone home may read what became of it; who was removed may not.
func TestWhoLeftReadsTheMinutes(t *testing.T) {
	w := realWorld(t)
	ann, ben, cyd := w.browser(), w.browser(), w.browser()
	room := ann.open()
	in := string("/api/rooms/" + room.ID)
	a := ann.enter(room.ID)
	ben.join(room, "Ben")
	b := ben.enter(room.ID)
	cyd.join(room, "Cyd")
	a.send(`{"n":1,"do":"start","with":{}}`)
	a.await(`{"n":1,"ok":true}`)
	a.send(`{"n":2,"do":"remove","with":{"person":"p3"}}`)
	a.await(`{"n":2,"ok":true}`)
	a.send(`{"n":3,"do":"end","with":{}}`)
	a.await(`{"n":3,"ok":true}`)
	b.send(`{"n":1,"do":"leave","with":{}}`)
	b.await(`{"n":1,"ok":true}`)

	for _, ending := range []string{"md", "csv", "json", "ics"} {
		ben.get(in+"/minutes."+ending).must(t, 200)
		cyd.get(in+"/minutes."+ending).must(t, 404)
	}
	ben.get(in+"/doc").must(t, 404) // minutes alone
}

// Whom the team has asked to leave reads no more of it than they saw.
func TestWhomTheTeamAskedToLeaveReadsNoMinutes(t *testing.T) {
	w := realWorld(t)
	ann, pam := w.browser(), w.browser()
	room := ann.openKind("retrospective")
	in := string("/api/rooms/" + room.ID)
	a := ann.enter(room.ID)
	a.send(`{"n":1,"do":"admit","with":{"role":"stakeholder","on":true}}`)
	a.await(`{"n":1,"ok":true}`)
	pam.post(in+"/join", `{"secret":"`+room.Secret+`","name":"Pam","roles":["stakeholder"]}`).must(t, 200)
	p := pam.enter(room.ID)
	p.send(`{"n":1,"do":"leave","with":{}}`)
	p.await(`{"n":1,"ok":true}`)
	a.send(`{"n":2,"do":"start","with":{}}`)
	a.await(`{"n":2,"ok":true}`)
	a.send(`{"n":3,"do":"end","with":{}}`)
	a.await(`{"n":3,"ok":true}`)
	pam.get(in+"/minutes.md").must(t, 200)
	a.send(`{"n":4,"do":"admit","with":{"role":"stakeholder","on":false}}`)
	a.await(`{"n":4,"ok":true}`)
	pam.get(in+"/minutes.md").must(t, 404)
}
