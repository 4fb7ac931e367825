package tracker

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"rondo/rooms"
)

// Own is a backlog as this program exports it: what kind of file it is, in which version, and
// then what it holds. What is unknown in it is no fault: a later program of the same version
// may say more.
type Own struct {
	Rondo   string `json:"rondo"`   // "backlog"
	Version int    `json:"version"` // of what follows; absent: 1, with items alone
	rooms.BroughtBacklog
}

// OwnKind is what an own file says that it is, and OwnVersion the newest that is read.
const (
	OwnKind    = "backlog"
	OwnVersion = 2
)

// ownHead is an own file whose items are not read yet.
type ownHead struct {
	Rondo   string              `json:"rondo"`
	Version int                 `json:"version"`
	Goals   []rooms.BroughtLine `json:"goals"`
	Ready   []rooms.BroughtLine `json:"ready"`
	Done    []rooms.BroughtLine `json:"done"`
	Items   json.RawMessage     `json:"items"`
}

// readOwn reads the items one after the other.
func (b *Backlog) readOwn(file []byte) {
	var head ownHead
	items, ok := b.readHead(file, &head)
	if !ok {
		return
	}
	all := b.BroughtBacklog
	bad := map[int]bool{}
	for n := 0; items.More(); n++ {
		if n == MostItems {
			b.tooMany(1)
			return
		}
		var raw json.RawMessage
		if items.Decode(&raw) != nil {
			return // was looked at as a whole
		}
		item, err := ownItem(raw)
		if err != nil {
			b.faultOwn(n, err)
		}
		all.Items, bad[n] = append(all.Items, item), err != nil
	}
	for place, err := range all.Faults() {
		if !bad[place] {
			bad[place] = true
			b.faultIn(place, err)
		}
	}
	b.takeOwn(all.Items, bad)
}

// readHead reads everything but the items.
func (b *Backlog) readHead(file []byte, head *ownHead) (items *json.Decoder, ok bool) {
	if err := json.Unmarshal(file, head); err != nil {
		line, column := placeOf(file, err)
		b.fault(line, column, rooms.Refuse("invalid/no_own"))
		return nil, false
	}
	items = json.NewDecoder(bytes.NewReader(head.Items))
	start, none := items.Token()
	b.BroughtBacklog = rooms.BroughtBacklog{Goals: head.Goals, Ready: head.Ready, Done: head.Done}
	switch err := errors.Join(rooms.Check(&b.BroughtBacklog), b.BroughtBacklog.Check()); {
	case none != nil || start != json.Delim('[') || head.Rondo != OwnKind:
		b.fault(1, 0, rooms.Refuse("invalid/no_own"))
	case head.Version > OwnVersion:
		b.fault(1, 0, rooms.Refuse("invalid/own_version", "version", head.Version, "most", OwnVersion))
	case err != nil:
		b.faultIn(0, err)
	default:
		return items, true
	}
	return nil, false
}

// placeOf is the line and the column at which a file is no JSON, or not what it should be.
func placeOf(file []byte, err error) (line, column int) {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	at := int64(0)
	switch {
	case errors.As(err, &syntax):
		at = syntax.Offset
	case errors.As(err, &kind):
		at = kind.Offset
	}
	before := file[:max(0, min(at-1, int64(len(file))))]
	return 1 + bytes.Count(before, []byte("\n")), len(before) - bytes.LastIndexByte(before, '\n')
}

// ownItem reads one item. Of one that is bad it keeps what others may call it.
func ownItem(raw json.RawMessage) (item rooms.Brought, err error) {
	if len(raw) > mostCell {
		return item, rooms.Refuse("too_large/body", "most", mostCell)
	}
	if err = rooms.DecodeKnown(raw, &item); err == nil {
		err = rooms.Check(&item)
	}
	if err != nil {
		item = rooms.Brought{ID: item.ID}
	}
	return item, err
}

// faultOwn notes what is wrong within an item, and faultIn what is wrong in the file.
func (b *Backlog) faultOwn(n int, err error) {
	why := *rooms.AsError(err)
	why.Field = fmt.Sprintf("/items/%d%s", n, "/"+strings.TrimPrefix(why.Field, "/"))
	b.faultIn(n, &why)
}

func (b *Backlog) faultIn(n int, err error) {
	why := rooms.AsError(err)
	b.Faults = append(b.Faults, Fault{Line: n + 1, Field: strings.TrimSuffix(why.Field, "/"), Why: why})
}

// takeOwn takes the items that are good. What was split from a bad one stands for itself.
func (b *Backlog) takeOwn(items []rooms.Brought, bad map[int]bool) {
	gone := map[string]bool{}
	for place, item := range items {
		gone[item.ID] = gone[item.ID] || bad[place]
	}
	for place, item := range items {
		if bad[place] {
			continue
		}
		if gone[item.Parent] {
			item.Parent = ""
		}
		b.Items = append(b.Items, item)
	}
	slices.SortStableFunc(b.Faults, func(f, g Fault) int { return f.Line - g.Line })
}
