package terminal

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
)

// seat is what a file keeps by which a server knows somebody again. It is as good as the
// person's browser: only its owner may read it.
type seat struct {
	Server  string            `json:"server"` // scheme and host: nobody else is shown the cookies
	Cookies map[string]string `json:"cookies"`
}

func originOf(server *url.URL) string { return server.Scheme + "://" + server.Host }

// readSeat returns the cookies in a file, none when there is no file yet. A file that
// others can read, or that is of another server, is refused.
func readSeat(file string, server *url.URL) ([]*http.Cookie, error) {
	if file == "" {
		return nil, nil
	}
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("-seat: %w", err)
	case info.Mode().Perm()&0o077 != 0:
		return nil, fmt.Errorf("-seat: others may read or write %s: chmod 600 it, or take another", file)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("-seat: %w", err)
	}
	var kept seat
	if json.Unmarshal(raw, &kept) != nil || kept.Server == "" { // what is in it is not said
		return nil, fmt.Errorf("-seat: %s is no seat that this program wrote", file)
	}
	if kept.Server != originOf(server) {
		return nil, fmt.Errorf("-seat: %s is a seat at %s, not at %s", file, plain(kept.Server), originOf(server))
	}
	return cookiesOf(kept.Cookies), nil
}

func cookiesOf(values map[string]string) (cookies []*http.Cookie) {
	for name, value := range values {
		cookies = append(cookies, &http.Cookie{Name: name, Value: value})
	}
	return cookies
}

// writeSeat puts the cookies into a file that is there whole or not at all, and that
// nobody else could read for a moment.
func writeSeat(file string, server *url.URL, cookies []*http.Cookie) (err error) {
	if file == "" {
		return nil
	}
	kept := seat{Server: originOf(server), Cookies: map[string]string{}}
	for _, c := range cookies {
		kept.Cookies[c.Name] = c.Value
	}
	raw, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	part, err := os.CreateTemp(filepath.Dir(file), ".rondo-seat-") // 0600
	if err != nil {
		return fmt.Errorf("-seat: %w", err)
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("-seat: %w", errors.Join(err, os.Remove(part.Name())))
		}
	}()
	_, err = part.Write(append(raw, '\n'))
	if err = errors.Join(err, part.Sync(), part.Close()); err != nil {
		return err
	}
	return os.Rename(part.Name(), file)
}
