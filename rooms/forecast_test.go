package rooms

import (
	"testing"
	"time"
)

// ends checks when the forecast says the meeting ends, counted from now.
func (h session) ends(early, late time.Duration) {
	h.t.Helper()
	f := h.Base().Forecast(h.Now())
	if e, l := (f.Ends - h.Now()).Duration(), (f.Latest - h.Now()).Duration(); e != early || l != late {
		h.t.Fatalf("ends in %v, at the latest in %v; want %v and %v", e, l, early, late)
	}
}

func TestForecast(t *testing.T) {
	h := inSession(t, crowd(5)...)
	rest := 75 * time.Second // wrap and end
	h.ends(30*time.Second+270*time.Second+rest, 30*time.Second+300*time.Second+rest)
	h.do(ann, "start", nil)
	h.wait(10 * time.Second)
	h.ends(20*time.Second+270*time.Second+rest, 20*time.Second+300*time.Second+rest)
	h.do(ann, "next", nil)
	h.wait(24 * time.Second)
	h.ends(30*time.Second+216*time.Second+rest, 30*time.Second+216*time.Second+30*time.Second+rest)
	h.do(ann, "pass", nil) // 30 s unused
	h.ends(216*time.Second+rest, 276*time.Second+rest)
	h.wait(64 * time.Second) // 10 s of overtime
	h.ends(162*time.Second+rest, 162*time.Second+50*time.Second+rest)
	h.do(ann, "pause", nil)
	h.wait(time.Hour)
	h.ends(162*time.Second+rest, 162*time.Second+50*time.Second+rest)
	h.do(ann, "resume", nil)
	h.do(ann, "next", nil)
	h.wait(10 * time.Second)
	h.ends(rest-10*time.Second, rest-10*time.Second)
	h.do(ann, "end", nil)
	at := h.Now()
	h.wait(time.Hour)
	if f := h.Base().Forecast(h.Now()); f.Ends != at || f.Latest != at {
		t.Fatal("an ended meeting has ended when it ended")
	}
}

func TestForecastWithASoftBank(t *testing.T) {
	h := atTalk(t, crowd(5)...)
	h.do(ann, "hard", with("on", false))
	rest := 75 * time.Second
	h.ends(270*time.Second+rest, 5*time.Minute+2*time.Minute+rest) // four might still get half a minute each
	h.wait(4 * time.Minute)
	h.ends(2*time.Minute+rest, time.Minute+2*time.Minute+rest)
}

func TestForecastWithAGuest(t *testing.T) {
	h, pam := withGuest(t)
	rest := 75 * time.Second
	h.do(ann, "call_in", with("person", pam))
	h.wait(20 * time.Second)
	shorter := 186 * time.Second // of 216 s: half of the minute is not in the bank
	h.ends(54*time.Second+40*time.Second+shorter+rest, 54*time.Second+40*time.Second+shorter+rest)
	h.wait(40 * time.Second)
	h.ends(54*time.Second+shorter+rest, 54*time.Second+shorter+rest)
}
