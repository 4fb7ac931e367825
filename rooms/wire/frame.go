package wire

import (
	"bytes"
	"encoding/json"
	"rondo/rooms"
	"rondo/rooms/words"
	"strconv"
)

// Frame is one message to a browser: JSON, ready to send, shared by all who get
// it. Nobody may change it.
type Frame []byte

// PatchFrame is what everyone in the room gets of a step.
func PatchFrame(epoch, seq int64, public []byte) Frame {
	return append(append(append(Positioned(epoch, seq), `,"patch":`...), public...), '}')
}

// Positioned starts a frame with its position.
func Positioned(epoch, seq int64) Frame {
	f := make(Frame, 0, 160)
	f = strconv.AppendInt(append(f, `{"at":[`...), epoch, 10)
	f = strconv.AppendInt(append(f, ','), seq, 10)
	return append(f, ']')
}

// Field appends a member to an object that is still open.
func Field(f []byte, name string, value any) []byte {
	f = append(append(append(f, `,"`...), name...), `":`...)
	if raw, ok := value.(json.RawMessage); ok {
		return append(f, raw...)
	}
	raw, err := json.Marshal(value)
	if err != nil {
		panic(err) // made of our own types
	}
	return append(f, raw...)
}

// DrawerFrame sends a person's drawers: as "mine" they merge, as "me" they replace.
func DrawerFrame(epoch, seq int64, as string, d rooms.Drawer) Frame {
	return append(Field(Positioned(epoch, seq), as, d), '}')
}

// OKFrame says that action n took effect.
func OKFrame(n int) Frame {
	return append(strconv.AppendInt([]byte(`{"n":`), int64(n), 10), `,"ok":true}`...)
}

// OutOfOrder refuses action n: the one that was expected has not come.
func OutOfOrder(n, expect int) Frame {
	return FrameOf(map[string]any{"n": n, "error": map[string]any{
		"code": "out_of_order", "say": Say(rooms.Refuse("out_of_order")), "expect": expect}})
}

// ErrorFrame is the frame that refuses action n, or, with n 0, that tells of an
// error outside any action, such as a rate limit.
func ErrorFrame(n int, e *rooms.Error) Frame {
	body := map[string]any{"code": e.Code, "say": Say(e)}
	if e.Reason != "" {
		body["reason"] = e.Reason
	}
	if e.Args != nil {
		body["args"] = e.Args
	}
	if e.Field != "" {
		body["field"] = e.Field
	}
	if e.Retry != 0 {
		body["retry_ms"] = e.Retry.Milliseconds()
	}
	frame := map[string]any{"error": body}
	if n != 0 {
		frame["n"] = n
	}
	return FrameOf(frame)
}

// Say is a refusal in English, for readers that have no words of their own.
func Say(e *rooms.Error) string {
	if e.Say != "" {
		return e.Say
	}
	return words.All.In(words.Source).Refusal(e.Kind, e.Code, e.Reason, e.Field, e.Args)
}

// FrameOf writes anything made of our own types.
func FrameOf(v any) Frame {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings and numbers only
	}
	return raw
}

// Padded appends spaces, which JSON ignores, up to a multiple of size, so that the
// size of what is anonymous says nothing. One size is enough for whatever is
// allowed: the longest text in any script.
func Padded(plain []byte, size int) []byte {
	return append(plain, bytes.Repeat([]byte(" "), (size-len(plain)%size)%size)...)
}

// Sizes, in bytes, of what belongs to an anonymous round.
const (
	BeatSize   = 1 << 10   // a beat, each way
	ShortSize  = 256       // what has a number or a word in it: a hello, a quiet sign, an era
	FrameSize  = 5 << 10   // an action that goes out by itself, since the round has ended meanwhile
	DrawerSize = 384 << 10 // all drawers of one person, over HTTP: as full as they can be, and a quarter more
)
