package rooms

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// saw makes a Seen of pointers and JSON in turn.
func saw(pairs ...string) Seen {
	seen := Seen{}
	for i := 0; i < len(pairs); i += 2 {
		seen[pairs[i]] = json.RawMessage(pairs[i+1])
	}
	return seen
}

// comes lets somebody act who saw something, and expects a code, or "" for done.
func (h session) comes(code string, seen Seen, actor ID, verb string, with any) {
	h.t.Helper()
	err := h.DoIf(seen, actor, verb, with)
	if got := (*Error)(nil); err == nil && code == "" {
		return
	} else if got = AsError(err); err == nil || got.Code != code {
		h.t.Fatalf("%s by %s: got %v, want %q", verb, actor, err, code)
	}
}

// (spokvulcan/poker-planning#46, qbreader/website#34)
func TestTwoWhoPressNextTogetherSkipNothing(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	lobby, warm := saw(phaseSeen, `"lobby"`), saw(phaseSeen, `"warm"`)
	h.comes("", lobby, ann, "start", nil)
	h.comes("changed", lobby, ben, "start", nil)
	h.comes("", warm, ann, "next", nil)
	h.comes("changed", warm, ben, "next", nil)
	h.in("talk")
	h.comes("", saw(phaseSeen, `"talk"`), ann, "back", nil)
	h.comes("changed", saw(phaseSeen, `"talk"`), ben, "back", nil)
	h.in("warm")
	h.comes("", saw("/room/ended", "null"), ann, "end", nil)
	h.comes("changed", saw("/room/ended", "null"), ben, "end", nil)
}

// (nextcloud/viewer#50)
func TestNextRightAfterTheClockSkipsNothing(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	h.do(ann, "start", nil)
	h.wait(30*time.Second + 120*time.Millisecond)
	h.in("talk")
	for _, verb := range []string{"next", "extend"} {
		h.comes("changed", saw(phaseSeen, `"warm"`), ann, verb, nil)
	}
	for _, verb := range []string{"hold", "done"} {
		h.comes("changed", saw(phaseSeen, `"warm"`), ann, verb, with("on", true))
	}
	h.in("talk")
	h.left("phase", 5*time.Minute-120*time.Millisecond)
}

func TestASpeakerIsPassedByOnceOnly(t *testing.T) {
	h := atTalk(t, "Ann", "Ben", "Cara")
	waits := saw("/room/floor/turns/p2/state", `"waits"`)
	h.comes("", saw(speakerSeen, `"p1"`), ann, "pass", nil)
	h.comes("changed", saw(speakerSeen, `"p1"`), ann, "pass", nil)
	h.comes("changed", waits, ann, "skip", with("person", ben)) // Ben has begun to speak
	h.comes("changed", waits, ann, "later", with("person", ben))
	h.speaks(ben)
}

func TestWhatWasSeenMayBeAnything(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	long := strings.Repeat("ü", 100)
	h.do(ann, "title", with("title", long))
	for _, c := range []struct {
		code string
		seen Seen
	}{
		{"", saw("/room/title", `"`+long+`"`)},
		{"", saw("/room/title", `{"fnv":"`+Sum(long)+`"}`)},
		{"changed", saw("/room/title", `{"fnv":"`+Sum("x")+`"}`)},
		{"changed", saw("/room/title", `null`)},
		{"", saw("/room/floor/speaker", `null`)},
		{"", saw("/room/nothing/here", `null`)},
		{"", saw("/room/people/p1/roles", `["developer"]`)},
		{"", saw("/room/agenda/budget", `405000.0`)},
		{"", saw("/room/people/p1/roles/0", `null`)}, // a list has no names
		{"changed", saw("/me/held/phone", `"x"`)},
		{"", saw("/me/audience/leads", `null`)},
		{"invalid", saw("/kernel/people", `2`)},
		{"invalid", saw("/door", `null`)},
		{"invalid", saw("", `null`)},
		{"invalid", saw("/room~1", `null`)},
		{"changed", saw("/room/agenda/now", `"lobby"`, "/room/title", `"x"`)},
	} {
		h.comes(c.code, c.seen, ben, "hand", with("on", true))
	}
	many := Seen{}
	for _, name := range strings.Split("abcdefghi", "") {
		many["/room/"+name] = json.RawMessage("null")
	}
	h.comes("invalid", many, ben, "hand", with("on", true))
	if field := AsError(h.DoIf(saw("/kernel/people", `2`), ben, "hand", with("on", true))).Field; field != "/if/~1kernel~1people" {
		t.Errorf("the field at fault is %q", field)
	}
	if field := AsError(h.DoIf(saw("/room/title", `1`), ben, "hand", with("on", true))).Field; field != "/room/title" {
		t.Errorf("what changed is %q", field)
	}
}

func TestTheSumIsFNV1a(t *testing.T) {
	for text, sum := range map[string]string{"": "811c9dc5", "a": "e40c292c", "foobar": "bf9cf968"} {
		if got := Sum(text); got != sum {
			t.Errorf("%q has %s, want %s", text, got, sum)
		}
	}
}

func TestNobodyReadsOthersDrawersByAsking(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	h.do(ann, "phone", nil)
	secret := h.Base().Held
	held, _ := secret.Get(ann)
	h.comes("", saw("/me/held/phone/until", mustJSON(held.Phone.Until)), ann, "hand", with("on", true))
	h.comes("changed", saw("/me/held/phone/until", mustJSON(held.Phone.Until)), ben, "hand", with("on", true))
}

func mustJSON(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

func TestWhatNoDocumentHasIsFoundAtRegistration(t *testing.T) {
	for pointer, want := range map[string]string{
		"/room/agenda/noww":         "is not in the document",
		"/room/actions/{task}/text": "has no argument for {task}",
		"/kernel/people":            "is not in the document",
		"room":                      "is not in the document",
	} {
		t.Run(pointer, func(t *testing.T) {
			defer func() {
				said, _ := recover().(string)
				if want := fmt.Sprintf("\n  Actions[\"x\"].MeantFor: %q %s", pointer, want); !strings.Contains(said, want) {
					t.Errorf("Register says %q, want %q", said, want)
				}
			}()
			talkKind(Service{Name: "x", Verbs: map[string]Verb{"x": Do(func(*Tx, nothing) error { return nil }).MeantFor(pointer)}})
		})
	}
}
