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
		return rooms.Refuse("wrong_type", "The body must be JSON, with Content-Type: application/json.")
	}
	raw, err := io.ReadAll(r.Body)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return rooms.Refuse("too_large", "The body is larger than %d bytes.", large.Limit)
	case err != nil:
		return rooms.Refuse("malformed", "The body did not arrive whole.")
	case !json.Valid(raw):
		return rooms.Refuse("malformed", "The body is not JSON.")
	}
	return rooms.Decode(raw, into)
}
