package main

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"

	"rondo/rooms"
)

// measured is a request's body, of which no more than most bytes are read. Some of what
// comes beyond is thrown away, so that whoever is still sending hears why it was refused:
// a line that is closed meanwhile takes the answer along (RFC 9112, section 9.6).
type measured struct {
	io.ReadCloser
	most, left int64
}

const thrownAway = 1 << 20

// Read gives what is left of the body; beyond most it fails with http.MaxBytesError.
func (b *measured) Read(p []byte) (n int, err error) {
	n, err = b.ReadCloser.Read(p[:min(int64(len(p)), b.left+1)])
	if int64(n) <= b.left {
		b.left -= int64(n)
		return n, err
	}
	_, _ = io.CopyN(io.Discard, b.ReadCloser, thrownAway) // the refusal is the same
	return int(b.left), &http.MaxBytesError{Limit: b.most}
}

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
