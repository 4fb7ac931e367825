//go:build golden

package main

import (
	"strings"
	"testing"
)

func aStandup(t *testing.T, p *process) *gathering {
	g := newGathering(t, p, "standup", "Heron, Friday")
	g.do(1, "note", with{"progress": "Import", "plan": "Export", "blocked": "No test database"})
	g.do(2, "note", with{"progress": "Größe der Kacheln", "plan": "👩‍💻 pairing"})
	g.do(0, "goal", with{"text": "Everybody can export"})
	g.do(0, "start", nil)
	g.do(0, "next", nil)
	g.await("round")
	g.do(0, "raise", with{"text": "The build takes 40 minutes"})
	g.do(0, "park", with{"text": "Which <cache>?"})
	g.do(2, "concern", with{"topic": g.the("text", "Which <cache>?", "room", "parked"), "on": true})
	g.do(0, "next", nil)
	blocker := g.the("text", "No test database", "room", "blockers")
	g.do(0, "own", with{"blocker": blocker})
	g.do(2, "help", with{"blocker": blocker, "on": true})
	g.do(0, "today", with{"blocker": blocker, "by": "14:00"})
	g.do(0, "end", nil)
	g.await("close")
	return g
}

// aRetrospective goes as far as a phase.
func aRetrospective(t *testing.T, p *process, until string) *gathering {
	g := newGathering(t, p, "retrospective", "Heron, looking back")
	g.do(0, "columns", with{"columns": []with{{"title": "Good"}, {"title": "Bad"}}})
	for _, verb := range []string{"start", "next", "next"} {
		g.do(0, verb, nil)
	}
	g.do(1, "fact", with{"text": "Release 4 went out", "kind": "event"})
	g.do(0, "next", nil)
	g.await("write")
	bad := g.the("title", "Bad", "shared", "columns")
	g.do(0, "write", with{"column": g.the("title", "Good", "shared", "columns"), "text": "Good talks"})
	g.do(1, "write", with{"column": bad, "text": "Slow build"})
	g.do(2, "write", with{"column": bad, "text": "Der Build dauert zu lange & keiner weiß, warum"})
	if until == "write" {
		return g
	}
	g.do(0, "next", nil)
	g.await("read")
	g.goOnTo("discuss")
	g.decide()
	return g
}

func (g *gathering) goOnTo(phase string) {
	g.t.Helper()
	for now := ""; now != phase; now, _ = g.all[0].View().Get("room", "agenda", "now").(string) {
		if strings.HasPrefix(now, "vote") {
			for who := range g.all {
				g.do(who, "vote", with{"ballot": "dots", "dots": with{g.the("text", "Slow build", "shared", "notes"): 2}})
			}
		}
		g.do(0, "next", nil)
	}
}

// decide is the end of a retrospective: an action, thanks, goodbye.
func (g *gathering) decide() {
	g.do(0, "park", with{"text": "Which cache?"})
	g.goOnTo("decide")
	g.do(1, "task", with{"text": "Cache the modules"})
	task := g.the("text", "Cache the modules", "room", "actions")
	g.do(1, "accept", with{"task": task})
	g.do(1, "due", with{"task": task, "date": "2027-01-14"})
	g.do(1, "how", with{"task": task, "text": "Builds take five minutes"})
	g.goOnTo("close")
	g.do(2, "thank", with{"to": g.all[1].View().You, "text": "For the build"})
	g.do(0, "end", nil)
}

func aTalk(t *testing.T, p *process) *gathering {
	g := newGathering(t, p, "talk", "Which cache?")
	g.do(0, "start", nil)
	g.do(2, "outcome", with{"text": "The one on the disk"})
	g.do(1, "task", with{"text": "Write it down"})
	g.do(1, "park", with{"text": "And the other?"})
	return g
}
