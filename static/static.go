// Package static embeds the built browser UI (static/dist) and serves it.
package static

import (
	"embed"
	"errors"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// all: also takes dist/.gitkeep, so the pattern matches before the UI is built.
//
//go:embed all:dist
var files embed.FS

// Built reports whether the binary carries the browser UI.
func Built() bool { _, err := fs.Stat(files, "dist/index.html"); return err == nil }

// Handler serves the UI: hashed assets for ever, everything else index.html.
func Handler() http.Handler {
	dist, err := fs.Sub(files, "dist")
	if err != nil {
		panic(err)
	}
	srv := http.FileServerFS(dist)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !Built() {
			http.Error(w, "the browser UI is not in this build: run `make build`", http.StatusServiceUnavailable)
			return
		}
		p := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		if strings.HasPrefix(p, "assets/") {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
			srv.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Cache-Control", "no-cache")
		if p != "" {
			if _, err := fs.Stat(dist, p); errors.Is(err, fs.ErrNotExist) {
				r = r.Clone(r.Context())
				r.URL.Path = "/"
			}
		}
		srv.ServeHTTP(w, r)
	})
}
