package client

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"time"

	"rondo/rooms"
)

// down is one frame from the server: the fields that are there say what it is.
type down struct {
	Hello  *greeting         `json:"hello"`
	Beat   *string           `json:"beat"` // lines of frames, cut anywhere
	At     []int64           `json:"at"`
	Doc    json.RawMessage   `json:"doc"`   // all there is to see, replaces
	Patch  json.RawMessage   `json:"patch"` // what everybody sees, merges
	Mine   json.RawMessage   `json:"mine"`  // what is for this person alone, merges
	Me     json.RawMessage   `json:"me"`    // the same, replaces
	Here   map[rooms.ID]*int `json:"here"`  // who is connected
	Reset  bool              `json:"reset"` // beside doc: history was lost
	N      int               `json:"n"`     // answers this action
	OK     bool              `json:"ok"`
	Era    string            `json:"era"`  // numbers start at 1 again
	Last   int               `json:"last"` // beside era: up to this number all were answered
	Error  *refusal          `json:"error"`
	Pong   json.RawMessage   `json:"pong"`
	Now    rooms.Millis      `json:"now"` // beside pong
	Bye    *bye              `json:"bye"`
	Signal json.RawMessage   `json:"signal"`
}

type greeting struct {
	You   rooms.ID     `json:"you"`
	Now   rooms.Millis `json:"now"`
	Era   string       `json:"era"`
	Build string       `json:"build"`
}

type refusal struct {
	Code   string     `json:"code"`
	Reason string     `json:"reason"`
	Args   rooms.Args `json:"args"`
	Say    string     `json:"say"`
	Field  string     `json:"field"`
	Retry  int64      `json:"retry_ms"`
	Expect int        `json:"expect"`
}

func (r refusal) err() *rooms.Error {
	return &rooms.Error{
		Code: r.Code, Reason: r.Reason, Args: worded(r.Args), Say: r.Say,
		Field: r.Field, Retry: time.Duration(r.Retry) * time.Millisecond,
	}
}

// worded are arguments as the server had them: those that are messages are Words again,
// so that they can be said in the reader's language.
func worded(args rooms.Args) rooms.Args {
	for name, value := range args {
		tree, _ := value.(Tree)
		if key, ok := tree["word"].(string); ok {
			inner, _ := tree["args"].(Tree)
			args[name] = rooms.Word{Key: key, Args: worded(inner)}
		}
	}
	return args
}

type bye struct {
	In int64 `json:"in"` // milliseconds
}

// errGap says that patches are missing: the client says hello again.
var errGap = errors.New("a patch is missing")

// Apply returns the view after a frame from the server, which may be the same.
// It is all that a client does to its document; a Client does it by itself.
func (v View) Apply(raw []byte) (View, error) {
	var f down
	if err := json.Unmarshal(raw, &f); err != nil {
		return v, fmt.Errorf("a frame that is not one: %w", err)
	}
	v, _, err := v.apply(f)
	return v, err
}

// apply returns the view after a frame, and whether it is another one.
func (v View) apply(f down) (View, bool, error) {
	var err error
	switch {
	case f.Doc != nil:
		err = v.replace(f)
	case f.Hello != nil:
		v.greeted(f)
	case f.Patch != nil:
		err = v.patch(f)
	case f.Mine != nil:
		err = v.mine(f)
	case f.Me != nil:
		err = v.me(f)
	case f.Here != nil:
		v.Here = withPresence(v.Here, f.Here)
	default:
		return v, false, nil
	}
	return v, err == nil, err
}

// replace takes a snapshot, which is always a legal next frame.
func (v *View) replace(f down) error {
	doc, err := parse(f.Doc)
	if err != nil || len(f.At) != 2 {
		return fmt.Errorf("a snapshot without %w", errors.Join(err, errors.New("a position")))
	}
	v.Doc, v.At, v.Here = doc, Position(f.At), withPresence(nil, f.Here)
	if f.Hello != nil {
		v.greeted(f)
	}
	if f.Reset {
		v.Resets++
	}
	return nil
}

func (v *View) greeted(f down) {
	v.You, v.Build, v.Online = f.Hello.You, f.Hello.Build, true
	v.Here = withPresence(nil, f.Here)
}

// patch takes the next step of what everybody sees. The sequence must have no
// hole; the epoch may move on, as when the server was restarted.
func (v *View) patch(f down) error {
	if v.Doc == nil || len(f.At) != 2 || f.At[1] != v.At[1]+1 || f.At[0] < v.At[0] {
		return errGap
	}
	changes, err := parse(f.Patch)
	if err != nil {
		return err
	}
	v.Doc, v.At = merge(v.Doc, changes).(Tree), Position(f.At)
	return nil
}

// mine takes what changed for this person alone. It repeats the position, so
// that nobody else sees a hole where it was.
func (v *View) mine(f down) error {
	if !v.isAt(f) {
		return errGap
	}
	changes, err := parse(f.Mine)
	if err != nil {
		return err
	}
	v.Doc = merge(v.Doc, Tree{"me": changes}).(Tree)
	return nil
}

// me takes everything that is for this person alone, as at the end of a resume.
func (v *View) me(f down) error {
	if !v.isAt(f) {
		return errGap
	}
	drawers, err := parse(f.Me)
	if err != nil {
		return err
	}
	doc := maps.Clone(v.Doc)
	doc["me"] = drawers
	v.Doc = doc
	if len(f.At) == 2 {
		v.At = Position(f.At)
	}
	return nil
}

// isAt tells whether what is for this person alone fits here. By the beat it comes
// later than it was so, and without a position.
func (v *View) isAt(f down) bool {
	return v.Doc != nil && (len(f.At) == 0 || len(f.At) == 2 && f.At[1] == v.At[1])
}

// withPresence merges presence: null is gone.
func withPresence(old map[rooms.ID]int, changes map[rooms.ID]*int) map[rooms.ID]int {
	here := make(map[rooms.ID]int, len(old)+len(changes))
	maps.Copy(here, old)
	for person, how := range changes {
		if how == nil {
			delete(here, person)
		} else {
			here[person] = *how
		}
	}
	return here
}
