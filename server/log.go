package main

import (
	"context"
	"io"
	"log/slog"
)

// newLog writes one JSON object a line. Nothing that people wrote goes in: no
// names, titles, secrets or cookies; rooms and addresses only blurred.
func newLog(w io.Writer) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, nil))
}

// quiet drops the text of net/http's own complaints: they repeat what strangers
// sent. That there was one is enough.
type quiet struct{ slog.Handler }

// Handle logs that there was something, and not what.
func (q quiet) Handle(ctx context.Context, rec slog.Record) error {
	rec.Message = "http: a connection was given up"
	return q.Handler.Handle(ctx, rec)
}
