package roomstest

import (
	"bytes"
	"context"
	"encoding/json"
	"hash/crc32"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing/synctest"

	"rondo/rooms"
	"rondo/rooms/calendar"
	"rondo/rooms/client"
	"rondo/rooms/live"
	catalogue "rondo/rooms/words"
)

// seated are those who are connected.
func (s *stage) seated() (there []*viewer) {
	for _, v := range s.people {
		if v.seat != nil {
			there = append(there, v)
		}
	}
	return there
}

// looksTheSame: whatever patches came, everybody sees what a newcomer with
// their eyes would be sent, at the same position.
func (s *stage) looksTheSame() {
	s.t.Helper()
	synctest.Wait()
	for range 3 { // a drawer that is on its way by the beat comes with the next ones
		if !slices.ContainsFunc(s.seated(), (*viewer).isToldMore) {
			break
		}
		s.sleep(live.Beat)
		synctest.Wait()
	}
	for _, v := range s.seated() {
		if v.isToldMore() {
			s.t.Errorf("%s is not told all of their drawers", v.name)
		}
	}
	s.looksLikeFresh()
}

// isToldMore tells whether something of the person's drawers has not come yet.
func (v *viewer) isToldMore() bool {
	if !v.sealed() {
		return false
	}
	_, doc := v.fresh()
	return difference("", doc["me"], v.view.Doc["me"]) != ""
}

// looksLikeFresh lets no time pass: what is on its way by the beat is not looked at.
func (s *stage) looksLikeFresh() {
	s.t.Helper()
	for _, v := range s.seated() {
		at, doc := v.fresh()
		if v.isToldMore() {
			doc["me"] = v.view.Doc["me"]
		}
		if at[1] != v.view.At[1] || at[0] < v.view.At[0] { // who came back before a new owner's mark is at the end of the epoch before
			s.t.Errorf("%s is at %v, a newcomer at %v", v.name, v.view.At, at)
		}
		if d := difference("", doc, v.view.Doc); d != "" {
			s.t.Errorf("%s sees something else than a newcomer: %s", v.name, d)
		}
		if v.view.Resets != 0 {
			s.t.Errorf("%s was told that history was lost", v.name)
		}
	}
	s.textsAreClean()
	s.minutesAreThere()
	s.noFaults()
}

// minutesAreThere: who is in the room can take minutes and calendar home at any
// moment, in every form.
func (s *stage) minutesAreThere() {
	s.t.Helper()
	there := s.seated()
	if len(there) == 0 {
		return
	}
	said := catalogue.All.In(catalogue.Source)
	m, err := s.house.Minutes(context.Background(), s.room, there[0].name)
	if err != nil {
		s.t.Errorf("no minutes: %v", err)
	}
	if m.Title == "" || len(m.Markdown(said)) == 0 || len(m.CSV(said)) == 0 || !json.Valid(m.JSON()) {
		s.t.Errorf("the minutes have no title, or not every form: %+v", m)
	}
	s.minutesAreWhole(m)
	due, err := s.house.Due(context.Background(), s.room, there[0].name)
	if err != nil {
		s.t.Errorf("what is due is not said: %v", err)
	}
	if file, err := calendar.Due(due, said); err != nil || !bytes.HasPrefix(file, []byte("BEGIN:VCALENDAR")) {
		s.t.Errorf("no calendar: %v, %q", err, file)
	}
}

// textsAreClean: whatever way a text came in by, it was cleaned on it. Each is looked at
// once.
func (s *stage) textsAreClean() {
	s.t.Helper()
	for _, v := range s.seated() {
		for _, text := range texts(v.view.Doc) {
			if s.read[text] {
				continue
			}
			s.read[text] = true
			if clean, _ := rooms.Lines("", text, 0, rooms.MaxNote); clean != text {
				s.t.Errorf("%s sees %+q, which should be %+q", v.name, text, clean)
			}
		}
	}
}

// texts lists every string in a document, keys included.
func texts(doc any) (all []string) {
	switch doc := doc.(type) {
	case string:
		return []string{doc}
	case []any:
		for _, part := range doc {
			all = append(all, texts(part)...)
		}
	case client.Tree:
		for key, part := range doc {
			all = append(append(all, key), texts(part)...)
		}
	}
	return all
}

// docs is what everybody sees now, by name.
func (s *stage) docs() map[string]client.Tree {
	docs := map[string]client.Tree{}
	for _, v := range s.seated() {
		docs[v.name] = v.view.Doc
	}
	return docs
}

// difference names the first place at which two documents differ.
func difference(at string, want, got any) string {
	a, isA := want.(client.Tree)
	b, isB := got.(client.Tree)
	if !isA || !isB {
		if reflect.DeepEqual(want, got) {
			return ""
		}
		return at + " is " + short(got) + ", not " + short(want)
	}
	for key := range a {
		if d := difference(at+"/"+key, a[key], b[key]); d != "" {
			return d
		}
	}
	for key := range b {
		if _, there := a[key]; !there {
			return at + "/" + key + " is " + short(b[key]) + ", and should not be"
		}
	}
	return ""
}

// runningOn is what was there, with those clocks as they are now that ring later by no
// more than the time that has passed, or that have rung in it and were set anew.
func runningOn(was, is client.Tree, passed, now rooms.Millis) client.Tree {
	clocks, those := timersOf(was), timersOf(is)
	if clocks == nil || those == nil || passed == 0 {
		return was
	}
	clocks = maps.Clone(clocks)
	for name := range clocks {
		old, _ := clocks[name].(client.Tree)
		timer, _ := those[name].(client.Tree)
		from, hadDue := dueOf(old)
		to, hasDue := dueOf(timer)
		if hadDue && hasDue && to >= from && (to-from <= int64(passed) || from <= int64(now)) {
			old = maps.Clone(old)
			old["due"] = timer["due"]
			clocks[name] = old
		}
	}
	was = maps.Clone(was)
	room := maps.Clone(was["room"].(client.Tree))
	was["room"], room["timers"] = room, clocks
	return was
}

// withoutSpentLinks is a document without the one-time links that are gone in another:
// with who was removed goes theirs, and does not come back with them.
func withoutSpentLinks(was, is client.Tree) client.Tree {
	clocks, those := timersOf(was), timersOf(is)
	left := maps.Clone(clocks)
	maps.DeleteFunc(left, func(name string, _ any) bool { return strings.HasPrefix(name, "phone:") && those[name] == nil })
	if len(left) == len(clocks) {
		return was
	}
	was = maps.Clone(was)
	room := maps.Clone(was["room"].(client.Tree))
	was["room"], room["timers"] = room, left
	return was
}

func dueOf(timer client.Tree) (due int64, ok bool) {
	number, ok := timer["due"].(json.Number)
	if !ok {
		return 0, false
	}
	due, err := number.Int64()
	return due, err == nil
}

func timersOf(doc client.Tree) client.Tree {
	room, _ := doc["room"].(client.Tree)
	timers, _ := room["timers"].(client.Tree)
	return timers
}

func short(v any) string {
	raw, _ := json.Marshal(v)
	return string(raw[:min(len(raw), 200)])
}

// framesAreUntouched: a frame is shared by all who get it, and what it was made
// of is shared by all later versions; both are never changed again.
func (s *stage) framesAreUntouched() {
	s.t.Helper()
	for _, v := range s.people {
		for _, k := range v.raw {
			if crc32.ChecksumIEEE(k.frame) != k.sum {
				s.t.Errorf("a frame was changed after %s got it: %s", v.name, k.frame)
			}
		}
	}
}

// base is the part of the document that every ceremony has, as v sees it. It is asked
// for all the time, and made anew only of another position: at one all see the same.
func (v *viewer) base() *rooms.Base {
	s := v.stage
	s.t.Helper()
	if s.common != nil && s.at == v.view.At {
		return s.common
	}
	room, err := v.view.Room()
	if err != nil {
		s.t.Fatal(err)
	}
	s.common, s.at = &rooms.Base{Room: room}, v.view.At
	return s.common
}
