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
	"strings"
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
	return &Browser{at: server, http: &http.Client{Jar: jar, Transport: transport, CheckRedirect: stay}}
}

// stay follows no redirect: what a request carries, such as a link's secret, is for the
// server that the link names.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// Cookies are what the browser is known by at its server. Whoever has them is the same
// person in its rooms: they are to be kept like a key.
func (b *Browser) Cookies() []*http.Cookie { return b.http.Jar.Cookies(b.root()) }

// SetCookies makes this browser the one that had these cookies, by name and value.
func (b *Browser) SetCookies(cookies []*http.Cookie) {
	own := make([]*http.Cookie, 0, len(cookies))
	for _, c := range cookies {
		own = append(own, &http.Cookie{Name: c.Name, Value: c.Value, Path: "/", Secure: b.at.Scheme == "https", HttpOnly: true})
	}
	b.http.Jar.SetCookies(b.root(), own)
}

func (b *Browser) root() *url.URL { return &url.URL{Scheme: b.at.Scheme, Host: b.at.Host, Path: "/"} }

func (b *Browser) origin() string { return b.at.Scheme + "://" + b.at.Host }

// Guest is somebody at the door.
type Guest struct {
	Name  string
	Roles []rooms.Role
	Bot   bool
}

// knock is what the door wants to know.
type knock struct {
	Secret   string       `json:"secret,omitempty"`
	Phone    string       `json:"phone,omitempty"`
	Recovery string       `json:"recovery,omitempty"`
	Name     string       `json:"name,omitempty"`
	Roles    []rooms.Role `json:"roles,omitempty"`
	Bot      bool         `json:"bot,omitempty"`
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
	secret := strings.TrimPrefix(link.Secret, "role.") // of a link that gives roles, without what says so
	ask := knock{Secret: secret, Phone: link.Phone, Recovery: link.Back, Name: as.Name, Roles: as.Roles, Bot: as.Bot}
	err := b.do(ctx, http.MethodPost, "rooms/"+link.Room+"/join", ask, &seated)
	return seated.You, err
}

// Me returns who this browser is in a room; "" when it has no seat there.
func (b *Browser) Me(ctx context.Context, room string) (rooms.ID, error) {
	var me struct{ You rooms.ID }
	err := b.do(ctx, http.MethodGet, "rooms/"+room+"/me", nil, &me)
	return me.You, err
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
	e := &rooms.Error{Code: p.Code, Reason: p.Reason, Args: worded(p.Args), Say: p.Detail, Retry: time.Duration(p.Retry) * time.Second}
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
