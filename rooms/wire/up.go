package wire

import (
	"encoding/json"
	"maps"
	"regexp"
	"rondo/rooms"
	"slices"
)

// Up is one frame from a browser: exactly one of its fields is there.
type Up struct {
	Hello   *Hello          `json:"hello,omitempty"`
	N       int             `json:"n,omitempty"`
	Era     string          `json:"era,omitempty"` // of n; absent: the one that the connection was welcomed in
	Do      string          `json:"do,omitempty"`
	With    json.RawMessage `json:"with,omitempty"`
	If      rooms.Seen      `json:"if,omitempty"` // what it is meant for; absent: whatever there is
	Ping    json.RawMessage `json:"ping,omitempty"`
	Gesture *Gesture        `json:"signal,omitempty"`
	Beat    *string         `json:"beat,omitempty"` // lines of frames, cut anywhere (beat.go)
	Wrong   *rooms.Error    `json:"-"`              // why the room refuses an action whose frame is not right
}

// Hello is the first frame of a connection.
type Hello struct {
	Tab   string  `json:"tab"`             // 32 hex digits, random, in the page's memory only
	Next  int     `json:"next"`            // the lowest action number the page still waits for
	Era   string  `json:"era,omitempty"`   // that next counts in, as the room said last; absent on a tab's first hello
	Since []int64 `json:"since,omitempty"` // [epoch, seq] up to which the page has everything
	Glass bool    `json:"glass,omitempty"` // a looking glass, which is nobody (glass.go)
}

// Gesture is short-lived: shown, never journaled, dropped when there is no room.
type Gesture struct {
	Kind string `json:"kind"` // "react", "point" or "quiet"
	What string `json:"what"`
	On   *bool  `json:"on,omitempty"` // of a quiet one: false takes it back
}

// gestures are the signs that may be shown.
var gestures = map[string][]string{
	"react": {"clap", "heart", "laugh", "up", "wow", "think"},
	"point": {"here"},
	Quietly: {"too_fast", "lost", "pause", "disagree"}, // see quiet.go
}

// ErrNoSign refuses a sign that nobody knows.
var ErrNoSign = rooms.Invalid("signal", "no_such_sign")

// check refuses a sign that nobody may show.
func (g Gesture) check() error {
	switch {
	case !slices.Contains(gestures[g.Kind], g.What):
		return ErrNoSign
	case g.On != nil && g.Kind != Quietly:
		return rooms.Invalid("signal/on", "sign_stays")
	}
	return nil
}

// ParseUp decodes a frame strictly. The error names what is wrong with it. If the
// number of an action can be read all the same, the frame comes back as that action
// with what is Wrong: the room has to hear of it, or it would wait for the number.
func ParseUp(raw []byte) (Up, error) {
	up, err := parse(raw)
	if err == nil {
		return up, nil
	}
	var about struct {
		N   int `json:"n"`
		Era any `json:"era"`
	}
	rooms.Skim(raw, &about)
	if about.N < 1 {
		return Up{}, err
	}
	era, _ := about.Era.(string)
	return Up{N: about.N, Era: era, Wrong: rooms.AsError(err)}, err
}

func parse(raw []byte) (Up, error) {
	var up Up
	if err := rooms.Decode(raw, &up); err != nil {
		return up, err
	}
	kinds := 0
	for _, there := range []bool{up.Hello != nil, up.Do != "" || up.N != 0, up.Ping != nil, up.Gesture != nil, up.Beat != nil} {
		if there {
			kinds++
		}
	}
	if kinds != 1 {
		return up, rooms.Invalid("", "frame")
	}
	if up.Hello == nil && up.Ping == nil && up.Gesture == nil && up.Beat == nil && (up.N < 1 || up.Do == "") {
		return up, rooms.Invalid("n", "action")
	}
	if g := up.Gesture; g != nil {
		return up, g.check()
	}
	return up, nil
}

// Check refuses a hello that is not one.
func (h Hello) Check() error {
	switch {
	case !tabForm.MatchString(h.Tab):
		return rooms.Invalid("hello/tab", "tab")
	case h.Next < 1 || h.Next > rooms.MaxNumber:
		return rooms.Invalid("hello/next", "next")
	case len(h.Since) != 0 && len(h.Since) != 2:
		return rooms.Invalid("hello/since", "since")
	}
	return nil
}

var tabForm = regexp.MustCompile(`^[0-9a-f]{32}$`)

// Quietly is the kind of a sign that only the facilitators hear of, without a name.
const Quietly = "quiet"

// Gestures returns what may be shown with a signal, by its kind.
func Gestures() map[string][]string { return maps.Clone(gestures) }
