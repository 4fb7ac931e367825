package terminal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rondo/rooms"
	"rondo/rooms/client"
)

// What is for one person, and what opens a door, is in no line of JSON.
func TestFramesAreShownWithoutWhatIsNotForAll(t *testing.T) {
	for raw, want := range map[string]string{
		`{"hello":{"you":"p1"},"at":[1,2],"doc":{"room":{"next":"/r/ab#s3cret"},"me":{"held":{"phone":{"secret":"s3cret"}}}},"here":{"p1":1}}`: `{"at":[1,2],"doc":{"room":{"next":"/r/ab"}},"hello":{"you":"p1"},"here":{"p1":1}}`,
		`{"at":[1,3],"patch":{"room":{"parked":{"x":{"text":"see https://h/r/ab#role.s3cret, all"}}}}}`:                                        `{"at":[1,3],"patch":{"room":{"parked":{"x":{"text":"see https://h/r/ab, all"}}}}}`,
		`{"at":[1,3],"mine":{"held":{"votes":{"cards":{"card":"5"}}}}}`:                                                                        "",
		`{"at":[1,3],"me":{}}`:  "",
		`{"beat":"x"}`:          "",
		`{"n":1,"ok":true}`:     "",
		`{"quiet":{"lost":3}}`:  "",
		`{"callers":[]}`:        "",
		`{"pong":1,"now":2}`:    "",
		`no frame`:              "",
		`{"bye":{"in":4200}}`:   `{"bye":{"in":4200}}`,
		`{"here":{"p2":null}}`:  `{"here":{"p2":null}}`,
		`{"era":"x","last":17}`: "",
	} {
		if got := string(public([]byte(raw))); got != want {
			t.Errorf("%s is shown as\n%s", raw, got)
		}
	}
}

// A name is no command to a terminal, and a text with a link opens no room.
func TestLinesObeyNobody(t *testing.T) {
	var said []string
	n := newNarrator(func(line string) { said = append(said, line) })
	for _, frame := range []string{
		`{"hello":{"you":"p1"},"at":[1,1],"doc":{"room":{"kind":"standup","title":"Heron\u001b[2J","people":{"p1":{"name":"A\u0007nn"}}}},"here":{"p1":1,"p2":1}}`,
		`{"at":[1,2],"patch":{"room":{"people":{"p2":{"name":"Bob"}},"blockers":{"b":{"text":"at /r/ab#s3cret\nnow","by":"p2"}}}}}`,
	} {
		n.frame([]byte(frame))
	}
	want := "Heron [2J (Standup). Here: A nn|Bob is here|blocker: at /r/ab now (Bob)"
	if got := strings.Join(said, "|"); got != want {
		t.Errorf("it says\n%s", got)
	}
}

func TestLanguageIsThatOfTheEnvironment(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want string
	}{
		{map[string]string{"LANG": "de_DE.UTF-8"}, "de-DE"},
		{map[string]string{"LANG": "de_DE", "LC_ALL": "en_GB@euro"}, "en-GB"},
		{map[string]string{"LC_MESSAGES": "de", "LANG": "fr"}, "de"},
		{nil, ""},
	} {
		if got := Language(func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%v is %q", c.env, got)
		}
	}
	locked := rooms.Refuse("no_room")
	for lang, want := range map[string]string{"": "There is no such room", "C": "There is no such room", "de-DE": "Diesen Raum gibt es nicht"} {
		if say := (&Terminal{Lang: lang}).Say("", locked); !strings.HasPrefix(say, want) {
			t.Errorf("in %q it says %s", lang, say)
		}
	}
	newer := &rooms.Error{Code: "of_tomorrow", Say: "Not before\ntomorrow.", Field: "/when"}
	if say := (&Terminal{Lang: "de"}).Say("", newer); say != "Not before tomorrow." {
		t.Errorf("what it has no words for is %q", say)
	}
}

// A seat is a key: nobody else can read it, and no other server is shown it.
func TestASeatIsKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "seat")
	here, there := linkAt(t, "https://rondo.example"), linkAt(t, "https://other.example")
	b := client.NewBrowser(here.Server, nil)
	if cookies, err := readSeat(file, here.Server); err != nil || len(cookies) != 0 {
		t.Fatalf("no seat is %v, %v", cookies, err)
	}
	b.SetCookies(cookiesOf(map[string]string{"__Host-sid": "v1.s3cret"}))
	if err := writeSeat(file, here.Server, b.Cookies()); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode() != 0o600 {
		t.Errorf("the seat has the mode %v, %v", info.Mode(), err)
	}
	again := client.NewBrowser(here.Server, nil)
	cookies, err := readSeat(file, here.Server)
	again.SetCookies(cookies)
	if got := again.Cookies(); err != nil || len(got) != 1 || got[0].String() != "__Host-sid=v1.s3cret" {
		t.Errorf("it comes back with %v, %v", got, err)
	}
	if _, err := readSeat(file, there.Server); err == nil || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("another server: %v", err)
	}
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := readSeat(file, here.Server); err == nil {
		t.Error("a seat that others may read is taken")
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(file), ".*")); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}

func linkAt(t *testing.T, server string) client.Link {
	t.Helper()
	link, err := client.ParseLink(server + "/r/x#s")
	if err != nil {
		t.Fatal(err)
	}
	return link
}
