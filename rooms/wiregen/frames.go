package main

import (
	"encoding/json"
	"reflect"
	"strings"

	"rondo/rooms"
	"rondo/rooms/wire"
)

// The frames that go down to browsers. The room writes them by hand, for speed;
// that these say the same is tested with the frames of a real room.
type (
	// At is a position: epoch and seq.
	At [2]int64

	// Welcome is the answer to hello.
	Welcome struct {
		You   rooms.ID     `json:"you"`
		Now   rooms.Millis `json:"now"`
		Era   string       `json:"era"`
		Build string       `json:"build"`
	}
	// Resumed says that only missing patches follow, and then "me".
	Resumed struct {
		Hello Welcome        `json:"hello"`
		At    At             `json:"at"`
		Here  map[string]int `json:"here"`
	}
	// Present is who is here: 1 connected, 0 lost moments ago, null gone.
	Present struct {
		Here map[string]*int `json:"here"`
	}
	// Done says that an action is durable.
	Done struct {
		N  int  `json:"n"`
		OK bool `json:"ok"`
	}
	// Refused says why something was not done; without n it answers no action.
	Refused struct {
		N     int     `json:"n,omitempty"`
		Error Refusal `json:"error"`
	}
	// Refusal is an error by code, reason and arguments, which a page says in its
	// reader's language.
	Refusal struct {
		Code    string                     `json:"code"`
		Reason  string                     `json:"reason,omitempty"`
		Args    map[string]json.RawMessage `json:"args,omitempty"` // texts, numbers, words such as {"word":"phase.vote"}
		Say     string                     `json:"say"`            // in English
		Field   string                     `json:"field,omitempty"`
		RetryMS int64                      `json:"retry_ms,omitempty"`
		Expect  int                        `json:"expect,omitempty"` // out_of_order: the number that comes next
	}
	// NewEra says that numbers start at 1 again; up to last, all were answered.
	NewEra struct {
		Era  string `json:"era"`
		Last int    `json:"last"`
	}
	// Bye asks to connect again, within that many milliseconds.
	Bye struct {
		Bye struct {
			In int64 `json:"in"`
		} `json:"bye"`
	}
	// Pong answers ping with the same number and the server's time.
	Pong struct {
		Pong float64      `json:"pong"`
		Now  rooms.Millis `json:"now"`
	}
	// Signalled is a sign that somebody else shows.
	Signalled struct {
		Signal Sign `json:"signal"`
	}
	// Quietly is how many gave a quiet sign, by sign: for facilitators, every 15
	// seconds, padded with spaces to one size.
	Quietly struct {
		Quiet map[string]int `json:"quiet"`
	}
	// AtDoor is who asks to be let in without the link, the first to come first: for
	// those who lead, whenever it changes.
	AtDoor struct {
		Callers []Caller `json:"callers"`
	}
	// Caller is one of them, as they would be called here.
	Caller struct {
		ID    rooms.ID     `json:"id"`
		Name  string       `json:"name"`
		Roles []rooms.Role `json:"roles"`
	}
	// Beat is one of the frames that come at a fixed pace while an anonymous round is
	// open, each way, all of one size: lines of frames, cut anywhere.
	Beat struct {
		Beat string `json:"beat"`
	}
	// Sign is short-lived: shown, never kept.
	Sign struct {
		From rooms.ID `json:"from"`
		Kind string   `json:"kind"`
		What string   `json:"what"`
	}
)

// Frames up, each by itself; rooms.Up has them all in one.
type (
	// SayHello is the first frame of a connection.
	SayHello struct {
		Hello wire.Hello `json:"hello"`
	}
	// Action asks for something to be done.
	Action struct {
		N    int             `json:"n"`
		Era  string          `json:"era,omitempty"`
		Do   string          `json:"do"`
		With json.RawMessage `json:"with,omitempty"`
		If   rooms.Seen      `json:"if,omitempty"` // see docs/acts.md
	}
	// Ping asks for the time.
	Ping struct {
		Ping float64 `json:"ping"`
	}
	// SendSignal shows a sign.
	SendSignal struct {
		Signal wire.Gesture `json:"signal"`
	}
)

// upFrames and downFrames are those that are the same in every ceremony.
var (
	upFrames = []reflect.Type{
		reflect.TypeFor[SayHello](), reflect.TypeFor[Action](), reflect.TypeFor[Ping](), reflect.TypeFor[SendSignal](), reflect.TypeFor[Beat](),
	}
	downFrames = []reflect.Type{
		reflect.TypeFor[Resumed](), reflect.TypeFor[Present](), reflect.TypeFor[Done](), reflect.TypeFor[Refused](),
		reflect.TypeFor[NewEra](), reflect.TypeFor[Bye](), reflect.TypeFor[Pong](), reflect.TypeFor[Signalled](), reflect.TypeFor[Quietly](), reflect.TypeFor[AtDoor](), reflect.TypeFor[Beat](),
	}
)

// docType is the whole document as a browser has it.
func docType(k *rooms.Kind) reflect.Type {
	shared, _, _ := k.Drawers()
	return structOf(
		part{"room", reflect.TypeFor[rooms.Room](), false},
		part{"shared", shared, false},
		part{"me", drawerType(k), false})
}

// openType is the part of the document that everyone has.
func openType(k *rooms.Kind) reflect.Type {
	shared, _, _ := k.Drawers()
	return structOf(part{"room", reflect.TypeFor[rooms.Room](), true}, part{"shared", shared, true})
}

// drawerType is the part that one person has besides.
func drawerType(k *rooms.Kind) reflect.Type {
	_, own, audience := k.Drawers()
	var names []part
	for name := range k.Audiences() {
		names = append(names, part{name, audience, true})
	}
	return structOf(
		part{"held", reflect.TypeFor[rooms.Held](), true},
		part{"own", own, true},
		part{"audience", structOf(names...), true})
}

type part struct {
	name  string
	of    reflect.Type
	maybe bool
}

func structOf(parts ...part) reflect.Type {
	var fields []reflect.StructField
	for _, p := range parts {
		tag := p.name
		if p.maybe {
			tag += ",omitzero"
		}
		fields = append(fields, reflect.StructField{
			Name: strings.ToUpper(p.name[:1]) + p.name[1:], Type: p.of, Tag: reflect.StructTag(`json:"` + tag + `"`),
		})
	}
	return reflect.StructOf(fields)
}
