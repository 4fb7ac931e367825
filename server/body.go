package main

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"

	"rondo/rooms"
)

// readBody decodes a request's body strictly: JSON in name and in fact, no
// field that we do not know, and a refusal that names what is wrong.
func readBody(r *http.Request, into any) error {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return rooms.Refuse("wrong_type")
	}
	raw, err := io.ReadAll(r.Body)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return rooms.Refuse("too_large/body", "most", large.Limit)
	case err != nil:
		return rooms.Refuse("malformed/cut")
	case !json.Valid(raw):
		return rooms.Refuse("malformed/json")
	}
	return rooms.Decode(raw, into)
}
