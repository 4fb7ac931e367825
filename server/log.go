package main

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"log/slog"
	"time"

	"rondo/rooms"
)

// newLog writes one JSON object a line. Nothing that people wrote goes in: no
// names, titles, secrets or cookies; rooms and addresses only blurred.
func newLog(w io.Writer) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, nil))
}

// roomKey makes blurred ids of one process useless to anybody who knows the id.
var roomKey = func() []byte {
	key := make([]byte, 32)
	_, _ = rand.Read(key)
	return key
}()

// blurredRoom names a room for one day in one process: lines about one meeting
// can be read together, meetings of different days cannot.
func blurredRoom(room rooms.ID, now time.Time) string {
	mac := hmac.New(sha256.New, roomKey)
	mac.Write([]byte(rooms.ID(now.UTC().Format(time.DateOnly)) + room))
	return hex.EncodeToString(mac.Sum(nil)[:6])
}

// quiet drops the text of net/http's own complaints: they repeat what strangers
// sent. That there was one is enough.
type quiet struct{ slog.Handler }

func (q quiet) Handle(ctx context.Context, rec slog.Record) error {
	rec.Message = "http: a connection was given up"
	return q.Handler.Handle(ctx, rec)
}
