package client

import (
	"errors"
	"net/url"
	"strings"
)

// Link is what people pass around: where the server is, which room, and the
// secret that opens it. The secret is in the fragment, so it is in nobody's log.
type Link struct {
	Server *url.URL
	Room   string
	Secret string
	Phone  string // instead of Secret: a one-time link for one's own phone
	Back   string // instead of Secret: one's own way back to a seat
}

// ParseLink reads http(s)://host/r/{room}#{secret}.
func ParseLink(text string) (Link, error) {
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil {
		return Link{}, errors.New("client: the link is not a URL")
	}
	base, room, ok := strings.Cut(u.Path, "/r/")
	switch {
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return Link{}, errors.New("client: a link begins with http:// or https:// and a host")
	case !ok || room == "" || strings.Contains(room, "/"):
		return Link{}, errors.New("client: a link has the form http://host/r/room#secret")
	case u.Fragment == "":
		return Link{}, errors.New("client: the link has no secret behind #; ask for the whole link")
	}
	link := Link{Server: &url.URL{Scheme: u.Scheme, Host: u.Host, Path: base}, Room: room}
	switch what, key, _ := strings.Cut(u.Fragment, "."); what {
	case "phone":
		link.Phone = key
	case "back":
		link.Back = key
	default:
		link.Secret = u.Fragment
	}
	return link, nil
}

// String is the link as people pass it around.
func (l Link) String() string {
	secret := l.Secret
	switch {
	case l.Phone != "":
		secret = "phone." + l.Phone
	case l.Back != "":
		secret = "back." + l.Back
	}
	return l.Server.JoinPath("r", l.Room).String() + "#" + secret
}
