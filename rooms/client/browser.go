package client

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"time"

	"rondo/rooms"
)

// Browser is one cookie jar at one server: whoever uses it is the same person
// in a room, in however many tabs.
type Browser struct {
	at   *url.URL
	http *http.Client
}

// NewBrowser makes a browser that has never been at the server. The transport
// is the default one when nil.
func NewBrowser(server *url.URL, transport http.RoundTripper) *Browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		panic(err) // only options can be wrong, and there are none
	}
	return &Browser{at: server, http: &http.Client{Jar: jar, Transport: transport}}
}

func (b *Browser) origin() string { return b.at.Scheme + "://" + b.at.Host }

// Guest is somebody at the door.
type Guest struct {
	Name  string
	Roles []rooms.Role
	Bot   bool
}

// knock is what the door wants to know.
type knock struct {
	Secret string       `json:"secret,omitempty"`
	Phone  string       `json:"phone,omitempty"`
	Name   string       `json:"name,omitempty"`
	Roles  []rooms.Role `json:"roles,omitempty"`
	Bot    bool         `json:"bot,omitempty"`
}

// Open makes a room and returns its link. This browser gets the baton when it
// joins.
func (b *Browser) Open(ctx context.Context, kind, title string) (Link, error) {
	return b.OpenFor(ctx, "", kind, title)
}

// OpenFor makes a room for a team, by the room that is its home, which must know this browser.
func (b *Browser) OpenFor(ctx context.Context, team, kind, title string) (Link, error) {
	var opened struct{ ID, Secret string }
	ask := struct {
		Kind  string `json:"kind"`
		Title string `json:"title"`
		Team  string `json:"team,omitempty"`
	}{kind, title, team}
	err := b.do(ctx, http.MethodPost, "rooms", ask, &opened)
	return Link{Server: b.at, Room: opened.ID, Secret: opened.Secret}, err
}

// Remove deletes a room for good.
func (b *Browser) Remove(ctx context.Context, room string) error {
	return b.do(ctx, http.MethodDelete, "rooms/"+room, nil, nil)
}

// Join goes through the door and returns who one is in the room.
func (b *Browser) Join(ctx context.Context, link Link, as Guest) (rooms.ID, error) {
	var seated struct{ You rooms.ID }
	ask := knock{Secret: link.Secret, Phone: link.Phone, Name: as.Name, Roles: as.Roles, Bot: as.Bot}
	err := b.do(ctx, http.MethodPost, "rooms/"+link.Room+"/join", ask, &seated)
	return seated.You, err
}

// Doc returns the snapshot over HTTP.
func (b *Browser) Doc(ctx context.Context, room string) (at Position, doc Tree, err error) {
	var body struct {
		At  Position
		Doc json.RawMessage
	}
	if err := b.do(ctx, http.MethodGet, "rooms/"+room+"/doc", nil, &body); err != nil {
		return at, nil, err
	}
	doc, err = parse(body.Doc)
	return body.At, doc, err
}

// do asks the API. A refusal is an *rooms.Error.
func (b *Browser) do(ctx context.Context, method, path string, ask, answer any) error {
	var body io.Reader
	if ask != nil {
		raw, err := json.Marshal(ask)
		if err != nil {
			return err
		}
		body = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(ctx, method, b.at.JoinPath("api", path).String(), body)
	if err != nil {
		return err
	}
	req.Header.Set("Origin", b.origin())
	if ask != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := b.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxDown))
	if err != nil {
		return err
	}
	if resp.StatusCode >= 300 {
		return problem(resp.StatusCode, raw)
	}
	if answer == nil {
		return nil
	}
	return json.Unmarshal(raw, answer)
}

// problem reads an error of the API (RFC 9457) as the refusal it is.
func problem(status int, body []byte) error {
	var p struct {
		Code, Reason, Detail string
		Args                 rooms.Args
		Retry                int `json:"retry_after"`
		Errors               []struct{ Pointer string }
	}
	if json.Unmarshal(body, &p) != nil || p.Code == "" {
		return fmt.Errorf("client: the server answered with status %d", status)
	}
	e := &rooms.Error{Code: p.Code, Reason: p.Reason, Args: p.Args, Say: p.Detail, Retry: time.Duration(p.Retry) * time.Second}
	if len(p.Errors) > 0 && len(p.Errors[0].Pointer) > 0 {
		e.Field = p.Errors[0].Pointer[1:] // without the # of the fragment
	}
	return e
}

// Join goes through a room's door as a new browser and stays connected.
func Join(ctx context.Context, link Link, as Guest, with Options) (*Client, error) {
	b := NewBrowser(link.Server, nil)
	if _, err := b.Join(ctx, link, as); err != nil {
		return nil, err
	}
	return b.Enter(ctx, link.Room, with), nil
}

// Enter connects a tab of this browser to a room that it has joined.
func (b *Browser) Enter(ctx context.Context, room string, with Options) *Client {
	return New(ctx, b.Dial(room), with)
}
