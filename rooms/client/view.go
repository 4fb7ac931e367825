package client

import (
	"context"
	"encoding/json"

	"rondo/rooms"
)

// View is what this person sees of the room at one moment. It is a value:
// nothing in it ever changes, the next moment is another view.
type View struct {
	You    rooms.ID
	Build  string
	At     Position
	Doc    Tree             // {room, shared, me}; numbers are json.Number
	Here   map[rooms.ID]int // 1: connected, 0: lost a moment ago
	Online bool             // false while the connection is down: what is here may be old
	Resets int              // how often the server had to say that history was lost
}

// Position is (epoch, seq): which step of the room this is the state after.
type Position [2]int64

// Tree is a JSON object of any shape.
type Tree = map[string]any

// View returns what there is to see now.
func (c *Client) View() View {
	v, _ := c.watch()
	return v
}

// watch returns the view, and a channel that is closed when there is another.
func (c *Client) watch() (View, <-chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.view, c.changed
}

// show replaces the view.
func (c *Client) show(v View) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.view = v
	close(c.changed)
	c.changed = make(chan struct{})
}

// Until waits for a view that pleases. It looks at the present one first, and
// may pass over some when many come at once.
func (c *Client) Until(ctx context.Context, pleases func(View) bool) (View, error) {
	for {
		v, changed := c.watch()
		if pleases(v) {
			return v, nil
		}
		select {
		case <-changed:
		case <-c.done:
			return v, c.Err()
		case <-ctx.Done():
			return v, ctx.Err()
		}
	}
}

// Ready waits until the room has been seen once.
func (c *Client) Ready(ctx context.Context) (View, error) {
	return c.Until(ctx, func(v View) bool { return v.Doc != nil && v.Online })
}

// Get returns what lies at a path of keys, or nil.
func (v View) Get(path ...string) any {
	var at any = v.Doc
	for _, key := range path {
		object, ok := at.(Tree)
		if !ok {
			return nil
		}
		at = object[key]
	}
	return at
}

// Seen is what this view shows at some JSON Pointers, for ActIf: an act is then done
// only if it is so still. Long texts are named by their sum.
func (v View) Seen(pointers ...string) rooms.Seen {
	seen := rooms.Seen{}
	for _, pointer := range pointers {
		value := v.Get(rooms.PathOf(pointer)...)
		if text, ok := value.(string); ok && len(text) > longText {
			value = map[string]string{"fnv": rooms.Sum(text)}
		}
		raw, err := json.Marshal(value)
		if err != nil {
			panic(err) // it came as JSON
		}
		seen[pointer] = raw
	}
	return seen
}

// longText is from how many bytes on a text's sum is shorter.
const longText = 64

// sealed tells whether an anonymous round is open: sizes must say nothing then.
func (v View) sealed() bool { return v.Get("room", "sealed") == true }

// Room is the part of the document that every ceremony has, typed.
func (v View) Room() (rooms.Room, error) { return Decode[rooms.Room](v, "room") }

// Held is what the services keep for this person alone, typed.
func (v View) Held() (rooms.Held, error) { return Decode[rooms.Held](v, "me", "held") }

// Decode reads the part of the document at a path into a Go type, such as the
// Shared of a ceremony. What is absent is the zero value.
func Decode[T any](v View, path ...string) (T, error) {
	var into T
	part := v.Get(path...)
	if part == nil {
		return into, nil
	}
	raw, err := json.Marshal(part)
	if err != nil {
		return into, err
	}
	return into, json.Unmarshal(raw, &into)
}
