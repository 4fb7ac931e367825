package live

import (
	"maps"
	"rondo/rooms"
	"slices"
	"strings"
	"time"
)

// forgetTabs forgets tabs that went away long ago. It is journaled, so that
// after a restart the page is told that its numbers no longer count.
func (r *room) forgetTabs(now rooms.Millis) {
	if now < r.forgot+rooms.For(time.Minute) || now < r.full || r.closing || r.inRound() {
		return
	}
	r.forgot = now
	r.noteLeft(now)
	here := r.tabsHere()
	r.forget(func(key string, left rooms.Millis) bool { return !here[key] && now >= left+rooms.For(TabMemory) })
}

// noteLeft notes that tabs went away whose going nobody saw, because the server
// stopped or its disk was full.
func (r *room) noteLeft(now rooms.Millis) {
	here, unseen := r.tabsHere(), map[string]bool{}
	for key, tab := range r.newest.doc.Common().Internal.Tabs.All() {
		if tab.Left == 0 && !here[key] {
			unseen[key] = true
		}
	}
	if len(unseen) == 0 {
		return
	}
	r.play(stepInfo{do: "tab"}, func(_ rooms.Document, t *rooms.Tx) error {
		for key := range unseen {
			t.Internal.Tabs.Edit(key, func(tab *rooms.Tab) { tab.Left = now })
		}
		return nil
	})
}

// forget forgets the tabs that old names, in memory and in the document.
func (r *room) forget(old func(key string, left rooms.Millis) bool) {
	journaled := map[string]bool{}
	for key, tab := range r.newest.doc.Common().Internal.Tabs.All() {
		if old(key, tab.Left) {
			journaled[key] = true
		}
	}
	maps.DeleteFunc(r.tabs, func(key string, tab *tabState) bool {
		return journaled[key] || !r.newest.doc.Common().Internal.Tabs.Has(key) && old(key, tab.left)
	})
	if len(journaled) == 0 {
		return
	}
	r.play(stepInfo{do: "forget"}, func(_ rooms.Document, t *rooms.Tx) error {
		for key := range journaled {
			t.Internal.Tabs.Delete(key)
		}
		return nil
	})
}

// spareTab sees that a person who opens one tab after another is not remembered
// with more of them than may be connected: the one that left first is forgotten.
func (r *room) spareTab(person rooms.ID) {
	here := r.tabsHere()
	var gone []string
	known := 0
	for key := range r.tabs {
		if !strings.HasPrefix(key, tabKey(person, "")) {
			continue
		}
		if known++; !here[key] {
			gone = append(gone, key)
		}
	}
	if known < r.house.with.Limits.Tabs || len(gone) == 0 {
		return
	}
	first := slices.MinFunc(gone, func(a, b string) int { return int(r.tabs[a].left - r.tabs[b].left) })
	r.forget(func(key string, _ rooms.Millis) bool { return key == first })
}

// tabsHere names the tabs that are connected.
func (r *room) tabsHere() map[string]bool {
	here := map[string]bool{}
	for c := range r.sessions {
		here[tabKey(c.person, c.tab)] = true
	}
	return here
}
